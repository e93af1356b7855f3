"""What somebody doubts or fears, or hardly anybody believes: "analysts doubt that it will open", "few expect it to".

It is no plan of the firm that it is about, whatever the verb in it says. The words are in
`disbelief.toml`.
"""

from __future__ import annotations

from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.cues import NEGATED, cues
from kg.extract.givenup import is_not
from kg.extract.times.words import load_toml
from kg.extract.undone import is_by_none

_CLAUSES = ("ccomp", "xcomp", "csubj", "acl", "advcl", "parataxis")
_DOUBTED = ("hypothetical",)
_NOT_BELIEVED = ("hypothetical", NEGATED)
_SURE: tuple[str, ...] = ()
_FIRMS = ("COMPANY", "ORG")


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "disbelief.toml")
    return {name: frozenset(some) for name, some in found.items()}


def of_disbelief(a: Arrays, i: int, up: int) -> tuple[str, ...] | None:
    """Return how a clause is meant that the word above it says somebody does not believe.

    Empty where nobody doubts it, which leaves it as firm as it is; None where nothing of the kind
    is told. What a firm does not expect of itself is a negation like any other.

    Args:
        a: The text.
        i: The verb of the clause.
        up: The word above it.
    """
    if a.dep[i].split(":")[0] not in _CLAUSES or a.dep[i] == "acl:relcl":
        return None
    words, lemma = _words(), a.lemma[up]
    if _is_feared(a, i, up):
        return _DOUBTED
    noun = up if a.pos[up] in ("NOUN", "PROPN") else _doubt_that_grows(a, i, up)
    if noun is not None:
        return _of_noun(a, noun)
    verb = a.pos[up] == "VERB"
    if lemma in words["adjectives"] or (verb and lemma in words["verbs"]):
        return _SURE if _is_denied(a, up) else _DOUBTED
    if lemma in words["sure"]:
        return _DOUBTED if _is_denied(a, up) else None
    return _of_belief(a, i, up) if verb and lemma in words["believing"] else None


def _is_feared(a: Arrays, i: int, up: int) -> bool:
    """Tell whether somebody fears what a clause says is to come: "workers fear it will close", "fears that it could".

    What has been done may worry somebody, too, and fears that are denied are so.
    """
    words = _words()
    if not any(a.lower[k] in words["ahead"] for k in a.children(i, "aux")):
        return False
    if a.pos[up] in ("NOUN", "PROPN"):
        told = a.lemma[a.head[up]]
        return a.lemma[up] in words["fears"] and told not in cues().sets["brushing_aside"]
    if a.dep[i] == "advcl" and not any(a.lower[k] == "that" for k in a.children(i, "mark")):
        return False
    return not {a.lemma[up], a.lower[up]}.isdisjoint(words["fearing"])


def _is_denied(a: Arrays, verb: int) -> bool:
    """Tell whether a verb is not so, or hardly, or of nobody: "nobody doubts", "is not convinced"."""
    return is_not(a, verb) or is_by_none(a, verb, None) or _is_hardly(a, verb)


def _of_noun(a: Arrays, noun: int) -> tuple[str, ...] | None:
    """Return what a noun over a clause says of it: "doubts that", "no doubt that", "scoff at the idea that"."""
    words, lemma, up = _words(), a.lemma[noun], a.head[noun]
    if lemma in words["ideas"]:
        scoffed = a.lemma[up] in words["scoffing"] and not is_not(a, up)
        return _DOUBTED if scoffed else None
    if lemma not in words["nouns"]:
        return None
    before = {a.lower[k] for k in a.kids[noun]}
    return _SURE if before & words["little"] or is_not(a, up) else _DOUBTED


def _doubt_that_grows(a: Arrays, i: int, up: int) -> int | None:
    """Return the doubts that a verb tells of before the clause: "doubts are growing that", "cast doubt on"."""
    if not any(a.lower[k] == "that" for k in a.children(i, "mark")):
        return None
    told = (k for k in a.children(up, "nsubj", "nsubj:pass", "obj") if k < i)
    return next((k for k in told if a.lemma[k] in _words()["nouns"]), None)


def _of_belief(a: Arrays, i: int, up: int) -> tuple[str, ...] | None:
    """Return what a verb of belief says of its clause where few, nobody or no outsider holds it."""
    few = is_by_none(a, up, None)
    if _is_hardly(a, up):
        return _DOUBTED if few or _is_of_other(a, i, up) else _NOT_BELIEVED
    if few:
        return _DOUBTED
    if not is_not(a, up):
        return None
    if _is_of_other(a, i, up):
        return _NOT_BELIEVED
    of = a.subject(i)
    own = of is not None and a.pos[of] == "PRON" and a.lemma[up] in _words()["raising"]
    return (NEGATED,) if own else None


def _is_hardly(a: Arrays, verb: int) -> bool:
    """Tell whether a verb is all but denied, or who does it: "hardly believe", "hardly any analyst", "not many"."""
    words = _words()
    if any(a.lower[k] in words["hardly"] for k in a.children(verb, "advmod")):
        return True
    subject = a.subject(verb)
    if subject is None:
        return False
    first = a.left[subject]
    within = {a.lower[k] for k in range(first, subject + 1)}
    return a.lower[first] in words["hardly"] or (
        a.lower[first] == "not" and bool(within & words["many"])
    )


def _is_of_other(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a clause tells of another than who does not believe it: "analysts do not think it will"."""
    who = a.subject(up)
    if who is None:
        return False
    beside = {a.lemma[who], *(a.lemma[k] for k in a.children(who, "nmod:desc", "compound"))}
    if beside & (cues().sets["outsiders"] | _words()["others"]):
        return True
    of = a.subject(i)
    if of is None:  # "do not expect Acme to open"
        of = next((k for k in a.children(up, "obj", "iobj") if k < i), None)
    return of is not None and a.label[of] in _FIRMS and a.word[of] != a.word[who]
