"""What pronouns refer to."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arrays import SUBJECTS
from kg.extract.coref.ahead import ahead
from kg.extract.coref.choice import above, asked, chosen, near, reachable
from kg.extract.coref.limits import barred
from kg.extract.coref.phrases import What
from kg.extract.coref.salience import Referent
from kg.extract.coref.state import State, assign
from kg.extract.demands import owner_bidden
from kg.extract.sayers import is_reporting
from kg.extract.tellers import told_behind


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
    """Return the bonus of a referent for "he", "she" or "they", or None if it can't be."""
    if kind in ("he", "she"):
        return _agrees_person(r, "m" if kind == "he" else "f")
    return _agrees_they(s, r, acts)


def _agrees_person(r: Referent, wanted: str) -> float | None:
    if r.what is not What.PERSON or r.plural or (r.gender and r.gender != wanted):
        return None
    return 10.0 if r.gender == wanted else 0.0


def _may_be_it(r: Referent, acts: bool) -> bool:
    """Tell whether "it" may be a referent: no person, and nothing lifeless that acts."""
    if r.what is What.PERSON or r.plural:
        return False
    if r.label in ("GROUP", "LAW", "EVENT"):
        return not acts
    return r.label == "PLACE" or not (acts and r.what is What.THING)


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
    """Return the referent that a pronoun means, of those that agree with it."""
    possessive = s.a.lower[i] in s.lists.possessive and s.a.dep[i] == "nmod:poss"
    excluded = [] if possessive else barred(s, i)
    acts = _acts(s, i)
    if kind == "it":
        fits = [r for r in reachable(s, i) if r not in excluded and _may_be_it(r, acts)]
        if possessive:
            fits = near(s, i, fits, lambda r: r.salience)
        return (
            _bidden(s, i, fits)
            or _teller(s, i, fits)
            or _told_of(s, i, fits)
            or chosen(s, asked(s, i, "its" if possessive else kind, acts=acts), fits)
        )
    return _prominent(s, i, kind, excluded, possessive=possessive)


def _bidden(s: State, i: int, fits: Sequence[Referent]) -> Referent | None:
    """Return the firm that is asked to do something with its own: Acme, in "the fund urged Acme to sell its unit"."""
    owner = owner_bidden(s.a, i)
    found = s.text.get(owner) if owner is not None else None
    return found if found in fits else None


def _teller(s: State, i: int, fits: Sequence[Referent]) -> Referent | None:
    """Return the firm that says this of itself: Acme, in "Acme said it would close the plant"."""
    a = s.a
    clause = a.clause(i)
    up = a.head[clause]
    if a.dep[i] not in SUBJECTS or a.dep[clause] != "ccomp" or not is_reporting(a, up):
        return None
    teller = a.subject(up)
    found = s.text.get(teller) if teller is not None and teller < i else None
    if teller is None or found is None or found not in fits:
        return None
    firm = found.label == "COMPANY" or a.pos[teller] == "PROPN"
    return found if firm and found.label != "OUTLET" else None


def _told_of(s: State, i: int, fits: Sequence[Referent]) -> Referent | None:
    """Return of whom somebody tells behind it: Acme, in "Acme will buy Zenith, it said" or "its president said"."""
    subject = told_behind(s.a, i)
    found = s.text.get(subject) if subject is not None else None
    return found if found in fits else None


def _prominent(
    s: State, i: int, kind: str, excluded: Sequence[Referent], *, possessive: bool
) -> Referent | None:
    """Return the most prominent of those whom "he", "she" or "they" may mean."""
    acts, favoured = _acts(s, i), _favoured(s, i, possessive)
    best: tuple[float, int, int, Referent] | None = None
    for r in s.discourse.active.values():
        bonus = _agrees(s, r, kind, acts)
        if bonus is None or r in excluded:
            continue
        score = r.salience + bonus + favoured.get(r.number, 0.0)
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
    w = s.lists.weights
    gains = {"clause": w["same_clause_subject"], "told": w["reporting_subject"]}
    found: dict[int, float] = {}
    for number, how in above(s, i, owns=possessive):
        gain = gains.get(how, w["same_clause_subject"] / 2)
        found[number] = max(found.get(number, 0.0), gain)
    return found
