"""Which word bears on the one below it, and how much of what it has: "not" in "did not buy or sell" is said of both."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import lists
from kg.extract.cues import NEGATED, cues
from kg.extract.givenup import is_judged, phrase_of
from kg.extract.sayers import is_reporting
from kg.extract.undone import comes_about, is_beside, is_on_none

NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "SYM")
_NOMINAL_UP = ("obj", "expl", "obl", "nsubj", "nmod", "appos", "nummod")
NONE, TENSE, ALL = 0, 1, 2
_REACH = {
    "xcomp": ALL,
    "fixed": ALL,
    "compound": ALL,
    "amod": ALL,
    "csubj": ALL,
    "acl": ALL,
    "expl": ALL,
    "obj": ALL,
    "nsubj:pass": ALL,
    "nsubj": TENSE,
    "obl": TENSE,
    "nmod": ALL,
    "appos": TENSE,
    "nummod": ALL,
}
"""How much of what a word has bears on its dependents: all, only its tense and mood, or nothing."""


def above(a: Arrays, i: int) -> tuple[int, int] | None:
    """Return the word above that bears on `i`, and how much of what it has bears on it."""
    dep, up = a.dep[i], a.head[i]
    base = dep.split(":")[0]
    if up == i or is_beside(a, i, up) or is_perfect(a, i):
        return None
    if base in ("ccomp", "parataxis"):
        return _over_clause(a, i, up)
    nominal = a.pos[i] in NOMINAL and a.child(i, "cop") is None
    event = nominal and base in _NOMINAL_UP
    if is_on_none(a, i, up) or (event and comes_about(a, i, up)):
        return up, ALL
    if event and (is_lasting(a, i) or is_judged(a, i) or is_owed(a, i)):
        return None
    reach = None if dep == "acl:relcl" else _REACH.get(dep, _REACH.get(base))
    if dep == "nsubj" and a.child(up, "aux:pass") is not None:
        reach = ALL  # the tree need not say that the subject is one of a passive
    if base == "conj":
        reach = _shared(a, i, nominal)
    elif dep == "acl" and a.child(i, "mark") is None and a.tag[i] != "VBG":
        reach = None
    elif dep == "advcl":
        reach = None if a.subject(i) is not None else _adverbial(a, i)
    elif base in _NOMINAL_UP and not nominal and a.pos[i] != "VERB":
        reach = None
    return None if reach is None else (_whence(a, i, up), reach)


def _whence(a: Arrays, i: int, up: int) -> int:
    """Return what a participle comes of that tells what came of not doing a thing: "failed to find money, forcing it to sell".

    Trees hang it on what was not done, but it is a consequence of the failing.
    """
    return a.head[up] if a.dep[i] == "advcl" and _comes_of_failing(a, i, up) else up


def _comes_of_failing(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a participle behind a comma hangs on the infinitive of a verb like "fail"."""
    first = a.left[i]
    set_off = a.tag[i] == "VBG" and "," in a.word[max(first - 1, 0) : first + 1]
    if not set_off or a.child(i, "mark", "case") is not None:
        return False
    return a.dep[up] == "xcomp" and cues().look("governor", a.lemma[a.head[up]]) == NEGATED


def is_perfect(a: Arrays, i: int) -> bool:
    """Tell whether a participle says what was done before all else: "having closed a mill, Acme will open another"."""
    return a.tag[i] == "VBN" and any(a.lower[k] == "having" for k in a.children(i, "aux"))


def _over_clause(a: Arrays, i: int, up: int) -> tuple[int, int] | None:
    """Return how much of what a verb has bears on its clause: nothing, but for verbs like "expect"."""
    parted = a.dep[i].split(":")[0] == "parataxis"
    if parted and ";" in a.word[up:i]:
        return None  # "Acme denied it; its shares fell"
    if not parted and phrase_of(a, up) in cues().sets["excluding"]:
        return up, ALL  # "did not rule out that it would"
    known = cues().look("governor", a.lemma[up]) is not None and not is_reporting(a, up)
    known = known or (a.tag[i] == "VB" and a.lemma[up] in cues().sets["neutral"])
    return (up, ALL if known else NONE) if not parted or is_reporting(a, up) else None


def is_lasting(a: Arrays, i: int) -> bool:
    """Tell whether a noun names somebody or something that lasts, not an event.

    What a report says of events it does not say of the offices and owners that
    are mentioned in passing ("said Ann Lee, chairman of Acme").
    """
    if a.pos[i] not in ("NOUN", "PROPN") or a.child(i, "cop") is not None:
        return False
    words, known = lists(), cues()
    lemma = a.lemma[i]
    acted_on = a.dep[i] in ("obj", "nsubj:pass")
    made = acted_on and a.lemma[a.head[i]] in known.sets["creating"]
    if acted_on and lemma in known.sets["agreed"]:
        made = made or known.look("over_noun", phrase_of(a, a.head[i])) is not None
    if a.dep[i] == "obl" and lemma in known.sets["agreed"]:
        made = known.look("over_noun", phrase_of(a, a.head[i])) == NEGATED
    return not made and (
        lemma in known.sets["lasting"]
        or lemma in words.person_classes
        or lemma in words.org_classes
    )


def is_owed(a: Arrays, i: int) -> bool:
    """Tell whether a noun is money that was lent already, which a verb gives back or changes: "will repay the loan".

    Whatever is done with it, or not done, the loan is there.
    """
    sets, up = cues().sets, a.head[i]
    if a.lemma[i] not in sets["debts"]:
        return False
    if a.dep[i] == "nmod" and a.lemma[up] in sets["shares_of"]:
        i, up = up, a.head[up]
    if a.dep[i] == "obl":
        on = any(a.lower[k] == "on" for k in a.children(i, "case"))
        return on and a.lemma[up] == "default"
    behind = [a.lower[k] for k in (*a.children(up, "compound:prt", "advmod"), up + 1) if k < len(a)]
    told = {a.lemma[up], *(f"{a.lemma[up]} {word}" for word in behind)}
    return a.dep[i] in ("obj", "nsubj:pass") and not told.isdisjoint(sets["repaying"])


def _adverbial(a: Arrays, i: int) -> int:
    """Return how much of its clause bears on a participle: all but what "after" parts off."""
    marks = {a.lower[k] for k in a.children(i, "mark", "case")}
    if not marks:
        if _completes(a, i):
            return ALL
        return TENSE if a.tag[i] in ("VBG", "VB") else NONE
    sets, up = cues().sets, a.head[i]
    adjective = a.lemma[up] in sets["passive_reported_adjectives"]
    if marks and is_tied(a, i) and (adjective or cues().look("governor", phrase_of(a, up))):
        return ALL  # "is not close to buying"
    return TENSE if marks & (sets["same_time"] | sets["gerund"]) else NONE


def _completes(a: Arrays, i: int) -> bool:
    """Tell whether a gerund right behind a verb and its particle is what that verb is about: "did not rule out buying it".

    Trees take it for an adverbial clause.
    """
    up, before = a.head[i], a.left[i] - 1
    behind = before in a.children(up, "compound:prt", "advmod")
    known = cues().look("governor", f"{a.lemma[up]} {a.lower[before]}") is not None
    return a.tag[i] == "VBG" and behind and known


def _shared(a: Arrays, i: int, nominal: bool) -> int:
    """Return how much a coordinated word shares with the first: "will buy and close"."""
    helpers = a.children(i, "aux", "aux:pass", "cop")
    # "Be" alone stands under the modal of the first: "will step down and be replaced".
    if not nominal and any(a.lower[k] != "be" for k in helpers):
        return NONE
    if not nominal and a.subject(i) is not None:
        return NONE
    either = any(a.lower[k] in ("or", "nor") for k in a.children(i, "cc"))
    return ALL if either else TENSE


def is_tied(a: Arrays, i: int) -> bool:
    """Tell whether an adverbial clause completes its verb: "close to buying", "agreed on Friday to buy".

    What a comma parts off does not: "will stop two machines, cutting 40 jobs".
    """
    sets = cues().sets
    first = a.left[i]
    if a.tag[i] == "VBG" and "," in a.word[max(first - 1, 0) : first + 1]:
        return False
    marks = {a.lower[k] for k in a.children(i, "mark", "case")}
    parted = marks == {"to"} and a.lemma[a.head[i]] in sets["parted"]
    return not marks or parted or (a.tag[i] == "VBG" and marks <= sets["gerund"])
