"""What "today" means in speech: at times these days, as in "we offer vans for every purse today, not only cheap ones"."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.quotes import ranges
from kg.extract.report_lists import report_lists
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml

_NOW = "today"
_STOPS = (".", "!", "?", ":")


@cache
def _acts() -> frozenset[str]:
    """Return verbs of `scope.toml` that tell in the present what is done on a day."""
    return frozenset(load_toml("kg.extract", "scope.toml")["verbs"]["done_today"])


def without_nowadays(a: Arrays, times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return times, "today" without a day where it is said of what is so, not of what is done.

    Args:
        a: The analysed text.
        times: Its times.
    """
    if not any(t.words.lower() == _NOW for t in times):
        return list(times)
    spoken = ranges(a)
    return [
        dataclasses.replace(t, value=None, edtf=None)
        if t.words.lower() == _NOW and _is_state(a, a.at_offset(t.span.start), spoken)
        else t
        for t in times
    ]


def _is_state(a: Arrays, at: int, spoken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a "today" stands inside a quotation on a noun, or on what is told in the simple present."""
    if not any(start < at < end for start, end in spoken) or a.word[at - 1] in _STOPS:
        return False
    above = a.head[at]
    copula = a.child(above, "cop")
    if any(a.tag[k] == "MD" for k in a.children(above, "aux")):
        return False
    if copula is not None:
        return a.tag[copula] in ("VBZ", "VBP", "VBG")
    if a.pos[above] == "NOUN":
        return True
    acts = _acts() | report_lists().say | report_lists().announcing
    return a.tag[above] in ("VBZ", "VBP") and a.lemma[above] not in acts
