"""Whether the decision on an investment is still to come: "a final investment decision has not been taken".

A sum that a firm puts its plant at before that is a plan, however it is told.
"""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.givenup import is_not

_NEXT = 4  # sentences in which it is told
_FINAL = frozenset({"final", "investment"})
_TO_COME = frozenset({"expect", "due", "await", "schedule", "pend", "outstanding", "follow"})
_TAKING = frozenset({"take", "make", "reach", "fall", "come"})


def is_undecided(a: Arrays, i: int) -> bool:
    """Tell whether a text says, with an investment or soon after, that it is not decided on for good.

    Args:
        a: The text.
        i: The word that announces the investment.
    """
    first = a.sent[i]
    if a.tag[i] == "VBD" or any(a.lemma[k] == "have" for k in a.children(i, "aux")):
        return False  # "has invested": the decision is on something else
    for s in range(first, min(first + _NEXT, len(a.sents))):
        for k in range(*a.sents[s]):
            if a.lemma[k] == "decision" and _is_final(a, k) and _is_open(a, k):
                return True
    return False


def _is_final(a: Arrays, noun: int) -> bool:
    return any(a.lemma[k] in _FINAL for k in a.children(noun, "amod", "compound"))


def _is_open(a: Arrays, noun: int) -> bool:
    """Tell whether a decision is not taken: by "no", "not", "yet to", or as it is expected or will be taken."""
    if any(a.lower[k] == "no" for k in a.children(noun, "det")):
        return True
    up = a.head[noun]
    if a.dep[noun] not in ("nsubj", "nsubj:pass", "obj"):
        return False
    if is_not(a, up) or a.lemma[up] in _TO_COME:
        return True
    helpers = {a.lower[k] for k in a.children(up, "aux", "aux:pass", "mark")}
    ahead = a.lemma[up] in _TAKING and bool(helpers & {"will", "to"})
    yet = any(a.lower[k] == "yet" for k in a.kids[up])
    return ahead or yet
