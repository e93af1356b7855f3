"""Parts of a year that stand before what is told for them: "half-year sales", "interim results", "nine-month profit"."""

from __future__ import annotations

from kg.extract.times.calendar import Interval, months_of
from kg.extract.times.parts import DASHES, Core, Setting, small_number
from kg.extract.times.tokens import Tokens
from kg.extract.times.words import words

_HALF, _NINE = 6, 9
_TOLD = {_HALF: (7, 10), _NINE: (10, 12)}
"""Months in which the first half, and the first nine months, are told; later ones may be of a year of account."""


def account_core(t: Tokens, i: int) -> Core | None:
    """`half-year`, `nine-month` before a noun of account: the first ones of the anchor's year, once they are over."""
    found = _months(t, i)
    if found is None or t.low(found[1]) not in words().accounts:
        return None
    months, last = found

    def resolve(s: Setting) -> Interval | None:
        first, end = _TOLD[months]
        known = s.day is not None and first <= s.day.month <= end
        return months_of(s.day.year, 1, months) if s.day and known else None

    return Core(i, last, "half-year" if months == _HALF else "bounded", resolve, relative=True)


def is_of_figures(t: Tokens, last: int) -> bool:
    """Tell whether a part of a year that ends before `last` stands with a hyphen before a noun of account."""
    return t.low(last) in words().accounts and t[last - 2].text in DASHES


def _months(t: Tokens, i: int) -> tuple[int, int] | None:
    """How many months an adjective tells, and the index after it."""
    if t.low(i) == "interim":
        return _HALF, i + 1
    dash = t[i + 1].text in DASHES
    if t.low(i) == "half" and dash and t.low(i + 2) in ("year", "yearly"):
        return _HALF, i + 3
    number = small_number(t, i)
    if number is None or number[0] not in _TOLD or t[number[1]].text not in DASHES:
        return None
    return (number[0], number[1] + 2) if t.low(number[1] + 1) == "month" else None
