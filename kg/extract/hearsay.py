"""What is only heard, with nobody named who says so: "rumour has it that", "I am told", "the Post has learned"."""

from __future__ import annotations

from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.givenup import is_not
from kg.extract.times.words import load_toml

_CLAUSES = ("ccomp", "acl", "csubj", "parataxis", "conj")


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "hearsay.toml")
    return {name: frozenset(some) for name, some in found.items()}


def of_hearsay(a: Arrays, i: int, up: int) -> tuple[str, int] | None:
    """Return how a clause is meant that goes round or that somebody has heard, and the word for that.

    Args:
        a: The text.
        i: The verb or noun of the clause.
        up: The word above it; itself where there is none.
    """
    beside = _beside(a, i)
    if beside is not None:
        return beside
    if up == i or a.dep[i].split(":")[0] not in _CLAUSES or is_not(a, up):
        return None
    if not any(a.lower[k] == "that" for k in a.children(i, "mark")):
        return ("reported", up) if a.dep[i] == "ccomp" and _is_heard(a, up) else None
    for k in a.children(up, "nsubj", "nsubj:outer"):
        if k < i and (firm := _round(a, k)):
            return firm, k
    return ("reported", up) if a.dep[i] == "ccomp" and _is_heard(a, up) else None


def _round(a: Arrays, noun: int) -> str | None:
    """Return how firm what a noun tells is: "rumour", "suspicions"; "no sign" tells that it is not so."""
    if any(a.lower[k] in ("no", "little", "few") for k in a.children(noun, "det", "amod")):
        return None
    if a.lemma[noun] in _words()["rumours"]:
        return "rumoured"
    return "reported" if a.lemma[noun] in _words()["suspicions"] else None


def _beside(a: Arrays, i: int) -> tuple[str, int] | None:
    """Read what stands beside a clause: "the word is that it will", ", the Post understands", ", I am told"."""
    for k in a.kids[i]:
        if a.dep[k] == "nsubj:outer" and a.child(i, "mark") is not None and (firm := _round(a, k)):
            return firm, k
        if a.dep[k] == "parataxis" and _is_heard(a, k) and a.child(k, "ccomp", "obj") is None:
            return "reported", k
    return None


def _is_heard(a: Arrays, verb: int) -> bool:
    """Tell whether author or outlet have heard a thing, or been told: not what a firm learned."""
    who = a.subject(verb)
    if who is None:
        return False
    author = a.lower[who] in _words()["authors"]
    if a.lemma[verb] in _words()["told"]:
        return author and a.child(verb, "aux:pass") is not None
    return a.lemma[verb] in _words()["hearing"] and (author or a.label[who] == "OUTLET")
