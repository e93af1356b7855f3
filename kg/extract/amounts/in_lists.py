"""Numbers of a list whose last one alone says what they count: "500 and 300 jobs", "$5 and $7 million"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extract.amounts.numbers import Number, number_at
from kg.extract.amounts.uncounted import is_calendar, is_label, is_year

if TYPE_CHECKING:
    from kg.extract.amounts.find import _Amount
    from kg.extract.times.tokens import Tokens

_AND = frozenset({"and", "or", "&"})
_RANGES = frozenset({"between", "from"})
_KINDS = frozenset({"money", "percent", "points", "people", "count"})
_COUNTED = frozenset({"percent", "points", "people", "count"})
_LONGEST = 3
"""Tokens of a number: "1.5" may be three."""
_LIKE = 20
"""How many times the last sum of a list another may be that shares its magnitude: not in "$500 and $2 million"."""
_SMALL = 1000
"""Number from which on a list says its own millions: of "500,000 and 2 million" the first is what it is."""


def listed(
    t: Tokens, found: Sequence[_Amount], factor_of: Callable[[Tokens, _Amount], Decimal]
) -> list[_Amount]:
    """Return amounts with the numbers before them that count the same.

    Args:
        t: The text.
        found: Its amounts, in order.
        factor_of: Returns what the magnitude of an amount multiplied its number with.
    """
    made: list[_Amount] = []
    for amount in found:
        factor = factor_of(t, amount)
        before = made[-1] if made else None
        if before is not None and _shares_scale(t, before, amount, factor):
            made[-1] = replace(before, value=before.value * factor, scaled=True)
        elif before is not None and _counts_like(t, before, amount):
            made[-1] = replace(before, unit=amount.unit, kind=amount.kind, bare=False)
        made += _before(t, amount, factor, before.last if before else 0)
        made.append(amount)
    return made


def _shares_scale(t: Tokens, one: _Amount, two: _Amount, factor: Decimal) -> bool:
    """Tell whether the magnitude of a sum is that of the one before, too: "$5 and $7 million"."""
    joined = one.last + 1 == two.start and t.low(one.last) in _AND
    money = (one.kind, one.unit) == (two.kind, two.unit) and one.kind == "money"
    like = one.value * factor <= two.value * _LIKE
    return joined and money and two.scaled and not one.scaled and like


def _counts_like(t: Tokens, one: _Amount, two: _Amount) -> bool:
    """Tell whether a plain number counts what the one joined to it does: "5,000 and 3,000 people"."""
    joined = one.last + 1 == two.start and t.low(one.last) in _AND
    told = two.unit is not None and two.kind in _COUNTED
    return joined and told and one.unit is None and one.kind == "count"


def _before(t: Tokens, amount: _Amount, factor: Decimal, floor: int) -> list[_Amount]:
    """Return the bare numbers of the list that an amount closes, in order."""
    at = amount.start - 1
    if amount.kind not in _KINDS or amount.bare or t.low(at) not in _AND:
        return []
    at -= t.low(at - 1) == ","
    made: list[_Amount] = []
    while (number := _ending(t, at, floor)) is not None:
        scale = factor if number.value < _SMALL else Decimal(1)
        first, last = number.first, number.last
        value = number.value * scale
        made.append(replace(amount, first=first, start=first, last=last, value=value, bound=None))
        at = first - 1
        if t.low(at) != ",":
            break
    return [] if t.low(at) in _RANGES else made[::-1]


def _ending(t: Tokens, at: int, floor: int) -> Number | None:
    """Return the plain number that ends right before a token, if it counts."""
    for first in range(max(at - _LONGEST, floor), at):
        number = number_at(t, first) if t.digits(first) and not t.glued(first) else None
        if number is not None and number.last == at:
            plain = not (number.scaled or is_year(t, first) or is_label(t, number))
            return number if plain and not is_calendar(t, number) else None
    return None
