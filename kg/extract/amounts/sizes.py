"""How big a thing is, told before its noun, which is not how many there are: "two 8,000 TEU ships"."""

from __future__ import annotations

from kg.extract.amounts.numbers import DASHES, number_at, tables
from kg.extract.times.tokens import Tokens


def size_at(t: Tokens, j: int) -> int:
    """The index after a number at `j` and what it is measured in; `j` if none.

    Example:
        >>> from kg.extract.times.tokens import tokens_of
        >>> size_at(tokens_of("8,000 TEU ships"), 0), size_at(tokens_of("60-metre ferries"), 0)
        (4, 3)
        >>> size_at(tokens_of("8,000 ships"), 0)
        0
    """
    number = number_at(t, j) if t.digits(j) else None
    if number is None or number.scaled:
        return j
    k = number.last
    k += t[k].text in DASHES and t.glued(k) and t.glued(k + 1)
    unit = t.low(k) in tables()["sizes"] or t.low(k) in tables()["measures"]
    return k + 1 if unit and t[k + 1].text.isalpha() else j
