"""Sums that only tell how far something is from what was planned or offered: "£21m over budget", "$9 million less than it bid"."""

from __future__ import annotations

from functools import cache

from kg.extract.amounts import AmountMention
from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context, Placed
from kg.extract.times.words import load_toml

_FAR = 5
"""Tokens after "over" in which what was planned is told: "over its much criticised original budget"."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_toml("kg.extract", "sums.toml").items()}


def is_difference(placed: Placed[AmountMention], context: Context) -> bool:
    """Tell whether a sum of money is the distance to another one, and no price or cost.

    Args:
        placed: The sum.
        context: Its text.
    """
    if placed.mention.kind != "money":
        return False
    a = arrays(context.doc)
    at = a.at_offset(placed.mention.span.end - 1) + 1
    end = a.sents[a.sent[at - 1]][1]
    if at + 1 >= end:
        return False
    lists = _lists()
    if a.lower[at] in lists["more_or_less"] and a.lower[at + 1] == "than":
        return True
    return a.lower[at] in lists["off"] and _is_of_plan(a, at + 1, end)


def _is_of_plan(a: Arrays, at: int, end: int) -> bool:
    """Tell whether words from one on lead up to a budget or an offer, over nothing but what describes it."""
    for k in range(at, min(at + _FAR, end)):
        if a.lemma[k] in _lists()["planned"]:
            return True
        if a.pos[k] not in ("DET", "ADJ", "PRON", "ADV", "NOUN", "VERB", "ADP"):
            return False
        if a.pos[k] == "ADP" and a.lower[k] != "of":
            return False
    return False
