"""Sentences that go on telling what somebody said: "Ann Lee said so. Nobody would be dismissed."."""

from __future__ import annotations

from kg.extract.arrays import Arrays

_CONDITIONS = frozenset({"if", "unless", "should", "were"})


def is_told_on(a: Arrays, i: int) -> bool:
    """Tell whether a word lies in a main clause with "would", by which news passes on what was said before.

    What would be under a condition, or would have been, is the article's own view.

    Args:
        a: The analysed text.
        i: The word.
    """
    start, end = a.sents[a.sent[i]]
    if any(a.lower[k] in _CONDITIONS for k in range(start, end)):
        return False
    for _ in range(end - start):
        up = a.head[i]
        if up == i or (a.dep[i] == "conj" and a.head[up] == up):
            return _would(a, i)
        if a.dep[i] in ("acl:relcl", "advcl", "parataxis", "appos"):
            return False
        i = up
    return False


def actor_of(a: Arrays, clause: int) -> int | None:
    """Return the subject of a clause, or of those that it completes or goes on: "it intends to build and open".

    Args:
        a: The analysed text.
        clause: The head of the clause.
    """
    found = a.subject(clause)
    while found is None and a.dep[clause] in ("xcomp", "conj") and a.head[clause] != clause:
        clause = a.head[clause]
        found = a.subject(clause)
    return found


def _would(a: Arrays, verb: int) -> bool:
    helpers = [a.lower[k] for k in a.children(verb, "aux", "aux:pass")]
    return "would" in helpers and "have" not in helpers and a.subject(verb) is not None
