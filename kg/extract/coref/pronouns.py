"""What pronouns refer to."""

from __future__ import annotations

from kg.extract.arrays import SUBJECTS
from kg.extract.coref.ahead import ahead
from kg.extract.coref.limits import barred, makes_here
from kg.extract.coref.phrases import What
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State, assign
from kg.extract.reports import is_reporting

_FAR = 4
_CLIMBED = ("ccomp", "xcomp", "advcl", "conj", "parataxis", "acl")


def pronoun(s: State, i: int) -> None:
    """Say what a pronoun of the third person, or a relative one, refers to."""
    a = s.a
    kind = s.lists.pronoun[a.lower[i]]
    if kind in ("we", "i", "you") or a.dep[i].startswith("expl"):
        return
    found: Referent | None
    if kind == "relative":
        found = _antecedent(s, i)
    elif kind == "it" and _is_empty(s, i):
        return
    elif a.lower[i].endswith(("self", "selves")):
        subject = a.subject(a.clause(i))
        found = s.text.get(subject) if subject is not None else None
    else:
        found = ahead(s, i, kind) or _best(s, i, kind)
    if found is not None:
        assign(s, i, found, "relative" if kind == "relative" else "pronoun")


def _antecedent(s: State, i: int) -> Referent | None:
    """Return what a relative clause is attached to: all of a list where its verb is plural."""
    a = s.a
    at = i
    for up in a.ancestors(i):
        if a.dep[at] != "acl:relcl":
            at = up
            continue
        found = s.text.get(up)
        listed = a.dep[up] == "conj" or a.child(up, "conj") is not None
        verbs = (at, *a.children(at, "aux", "cop", "aux:pass"))
        if found is not None and listed and any(a.tag[v] == "VBP" for v in verbs):
            groups = [r for r in s.discourse.active.values() if found in r.members]
            return max(groups, key=lambda r: r.last, default=found)
        return found
    return None


def _is_empty(s: State, i: int) -> bool:
    """Tell whether "it" stands for nothing: "it is clear that", "it seems"."""
    a = s.a
    if a.dep[i] not in SUBJECTS:
        return False
    up = a.head[i]
    clause = a.child(up, "ccomp", "csubj", "xcomp", "advcl", "csubj:pass", "csubj:outer")
    if clause is None:
        return False
    if a.lemma[up] in s.lists.empty_verbs:
        return True
    if a.dep[i] == "nsubj:pass" or a.child(up, "aux:pass") is not None:
        return a.lower[up] in s.lists.empty_predicates and a.child(clause, "mark") is not None
    return a.child(up, "cop") is not None and (
        a.lemma[up] in s.lists.empty_predicates or a.pos[up] == "NOUN"
    )


def _acts(s: State, i: int) -> bool:
    """Tell whether a pronoun is the subject of a verb for what persons and firms do."""
    return s.a.dep[i] == "nsubj" and s.a.lemma[s.a.head[i]] in s.lists.agent_verbs


def _agrees(s: State, r: Referent, kind: str, acts: bool) -> float | None:
    """Return the bonus of a referent for a pronoun of this kind, or None if it can't be."""
    if kind in ("he", "she"):
        return _agrees_person(r, "m" if kind == "he" else "f")
    return _agrees_it(s, r, acts) if kind == "it" else _agrees_they(s, r, acts)


def _agrees_person(r: Referent, wanted: str) -> float | None:
    if r.what is not What.PERSON or r.plural or (r.gender and r.gender != wanted):
        return None
    return 10.0 if r.gender == wanted else 0.0


def _agrees_it(s: State, r: Referent, acts: bool) -> float | None:
    w = s.lists.weights
    if r.what is What.PERSON or r.plural:
        return None
    if r.what is What.ORGANIZATION:
        return w["agent_bonus"] if acts else 0.0
    if r.label in ("GROUP", "LAW", "EVENT", "PLACE"):
        return w["label_it_place"] if r.label == "PLACE" or not acts else None
    if acts and r.what is What.THING:
        return None
    return w["label_it_product"] if r.what is What.PRODUCT else w["thing_for_it"]


def _agrees_they(s: State, r: Referent, acts: bool) -> float | None:
    w = s.lists.weights
    if r.plural:
        if r.what is not What.THING:
            return w["people_for_they"]
        return None if acts else 0.0
    if r.what is What.ORGANIZATION or r.label == "GROUP":
        return w["organization_for_they"]
    return None


def _best(s: State, i: int, kind: str) -> Referent | None:
    """Return the most prominent referent that agrees with a pronoun."""
    a, w = s.a, s.lists.weights
    acts = _acts(s, i)
    possessive = a.lower[i] in s.lists.possessive and a.dep[i] == "nmod:poss"
    excluded = [] if possessive else barred(s, i)
    favoured = _favoured(s, i, possessive)
    opens = a.text.rfind("\n\n", 0, a.idx[i])
    best: tuple[float, int, int, Referent] | None = None
    for r in s.discourse.active.values():
        bonus = _agrees(s, r, kind, acts)
        if bonus is None or r in excluded:
            continue
        score = r.salience + bonus + favoured.get(r.number, 0.0)
        if kind == "it" and r is s.topic:
            score += w["topic_for_it"]
        if kind == "it" and r.last >= 0 and a.idx[r.last] > opens:
            score += w["paragraph_for_it"]
        if kind == "it" and makes_here(s, i, r):
            score += w["word_match"]
        if best is None or (score, r.last, -r.number) > best[:3]:
            best = (score, r.last, -r.number, r)
    if best is None:
        return None
    found = best[3]
    if kind in ("he", "she") and found.gender is None:
        found.gender = "m" if kind == "he" else "f"
    return found


def _favoured(s: State, i: int, possessive: bool) -> dict[int, float]:
    """Return bonuses for the subjects of the clauses that hold a pronoun."""
    a, w = s.a, s.lists.weights
    found: dict[int, float] = {}
    at = a.clause(i)
    own = a.subject(at)
    if own is not None and own != i and own in s.text and (possessive or own < i):
        found[s.text[own].number] = w["same_clause_subject"]
    steps = 0
    while a.head[at] != at and steps < _FAR:
        up = a.head[at]
        steps += 1
        if a.dep[at] in _CLIMBED:
            governor = a.clause(up) if a.pos[up] not in ("VERB", "AUX") else up
            subject = a.subject(governor)
            if subject is not None and subject in s.text and subject != i:
                reporting = is_reporting(a, up)
                gain = w["reporting_subject"] if reporting else w["same_clause_subject"] / 2
                number = s.text[subject].number
                found[number] = max(found.get(number, 0.0), gain)
        at = up
    return found
