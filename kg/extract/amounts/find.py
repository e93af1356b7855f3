"""Amounts in running text: money, per cent, people and things, with their bounds.

`find_amounts` reads numbers with what they count; which reading an ambiguous
one has is told in `docs/times-and-amounts.md`. Currency units are ISO 4217
codes, money is in whole currency units, and the value is what is written:
whether a fall is to be signed is for the caller to say, `signed_by` helps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from kg.extract.amounts.cues import (
    cents_of,
    dollar_of,
    goes_on,
    is_margin,
    may_be_of,
    money_near,
    sign_of,
    stops,
    traded_in,
)
from kg.extract.amounts.in_lists import listed
from kg.extract.amounts.numbers import DASHES, Number, factor_of, heads, number_at, tables, tidy
from kg.extract.amounts.uncounted import is_calendar, is_label, is_weight, is_year
from kg.extract.amounts.units import (
    DOLLAR,
    Unit,
    counted,
    currency_after,
    currency_before,
    moved_part,
    part_at,
    rate_after,
    share_after,
)
from kg.extract.times.tokens import Tokens, tokens_of
from kg.extract.times.words import match
from kg.model import Bound, Quantity, Span

AmountKind = Literal["money", "percent", "points", "people", "count", "per_share", "ratio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountMention:
    """An amount that a text tells.

    `span` takes in the words of the bound ("up to"), `core` leaves them out.
    `per` is what the amount is for ("share", "year"). `signed_by` is the word
    that makes it a change ("fell", "rise") and `sign` its direction, -1, 0 or
    1; the value itself is as written. `converted_from` is the span of the
    amount that this one repeats in another currency. `assumed` says that the
    unit is not written beside the number but taken from the same text.
    """

    span: Span
    core: Span
    words: str
    quantity: Quantity
    kind: AmountKind
    per: str | None = None
    signed_by: str | None = None
    sign: int = 0
    converted_from: Span | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class _Amount:
    """A found amount in tokens: bound words from `first`, number from `start`, to `last`."""

    first: int
    start: int
    last: int
    value: Decimal
    unit: str | None
    kind: AmountKind
    bound: Bound | None = None
    per: str | None = None
    assumed: bool = False
    bare: bool = False
    scaled: bool = False
    converted: int = -1
    cents: bool = False


REACH = 9
"""Words between the first of an amount and its number at most: "reportedly as much as a total of US$5"."""


def find_amounts(text: str, *, default_dollar: str | None = None) -> list[AmountMention]:
    """Find the amounts of a text, sorted, never overlapping.

    Args:
        text: Running text; offsets are code points into it.
        default_dollar: ISO 4217 code of a bare "$". Left out, `dollar_of` says.

    Example:
        >>> [m] = find_amounts("It will invest up to $10-12 billion.")
        >>> m.quantity.value, m.quantity.unit, m.quantity.bound
        (Decimal('10000000000'), 'USD', 'at least')
        >>> [m] = find_amounts("Some 1,500 jobs will go.")
        >>> str(m.quantity.value), m.quantity.unit, m.quantity.bound
        ('1500', 'people', 'about')
        >>> a, b = find_amounts("a profit of €245m (US$307m)")
        >>> b.converted_from == a.span
        True
    """
    tokens = tokens_of(text)
    found = _in_cents(tokens, listed(tokens, _scan(tokens), _factor))
    if any(a.unit == DOLLAR for a in found):
        dollar = default_dollar or dollar_of(text)
        own = {a.last: traded_in(tokens, a.last) or dollar for a in found if a.unit == DOLLAR}
        found = [replace(a, unit=own.get(a.last, a.unit)) for a in found]
    found = _told_elsewhere(tokens, _conversions(tokens, found))
    return [_mention(tokens, found, k) for k in range(len(found))]


def _in_cents(t: Tokens, found: list[_Amount]) -> list[_Amount]:
    """Give bare cents the money that the same sentence tells: `1.1 billion rand, or 90 cents a share`."""
    if not any(a.cents for a in found):
        return found
    told = [(a.first, a.unit) for a in found if a.kind in _MONEY and a.unit and not a.cents]
    return [replace(a, unit=cents_of(t, a.first, told) or DOLLAR) if a.cents else a for a in found]


def _scan(t: Tokens) -> list[_Amount]:
    found: list[_Amount] = []
    openers, low, digits = _openers(), t.low, t.digits
    at = 0
    for number in _numbers(t):
        at = max(at, number - REACH)
        while at <= number:
            amount = _amount_at(t, at) if low(at) in openers or digits(at) else None
            at += 1
            if amount is not None:
                found.append(amount)
                at = max(at, amount.last)
    return found


def _numbers(t: Tokens) -> list[int]:
    """Return the numbers and parts of numbers in order; an amount begins shortly before one or with it."""
    words = _number_words()
    return [i for i, word in enumerate(t.lows) if word in words or t.digits(i)]


@cache
def _number_words() -> frozenset[str]:
    lists = tables()
    spelled = (lists["numbers"], lists["fractions"], lists["magnitudes"])
    return frozenset({"dozen", "hundred"}).union(*spelled)


@cache
def _openers() -> frozenset[str]:
    """The words and signs that amounts begin with, beside figures."""
    lists = tables()
    money = ("symbols", "dollar_prefixes", "yen_prefixes", "codes")
    signs = {
        sign.lower().rstrip(".")
        for name in (*money, "letters", "shared_letters")
        for sign in lists[name]
    }
    spelled = ("half", "halves", "quarter", "three", "a", "an", "one", "between")
    return frozenset(spelled).union(
        signs,
        ("$", "rs", "re", "r", "u", "-", "−", "minus"),
        lists["numbers"],
        lists["bounds_before"],
    )


def _amount_at(t: Tokens, i: int) -> _Amount | None:
    """The amount, with the words of its bound, that begins at token `i`."""
    bound, start = _bound_before(t, i)
    between = t.low(start) == "between"
    number = start + 1 if between else start
    amount = None if is_margin(t, number) else _plain_at(t, number)
    ranged = _range(t, number, amount, between=between)
    if ranged is not None:
        amount, bound = ranged, "at least"
    elif between or amount is None:
        return None
    elif amount.bound is not None:
        bound = amount.bound
    bound, last = match(tables()["bounds_after"], t, amount.last) or (bound, amount.last)
    return replace(amount, first=i, bound=bound, last=last)


def _bound_before(t: Tokens, i: int) -> tuple[Bound | None, int]:
    """The bound that begins at `i` and the index of the amount it bounds."""
    bound: Bound | None = None
    start = i
    for _ in range(3):  # "reportedly about", "at least some"
        found = match(tables()["bounds_before"], t, i)
        if not found:
            break
        if bound is None or bound == "about":
            bound = found[0]
        i = found[1]
        if t.low(i) in ("a", "an", "the") and t.low(i + 1) in ("total", "estimated", "record"):
            i += 2 + (t.low(i + 2) == "of")
    i += i > start and t.low(i) in ("a", "an") and t.low(i + 1)[:1].isdigit()  # "up to a 9% rise"
    return (bound, i) if i > start else (None, i)


def _plain_at(t: Tokens, i: int) -> _Amount | None:  # noqa: PLR0911 - readings are tried in turn
    """One amount without bounds: money, a share, a part, people, things, or a bare number."""
    sign = currency_before(t, i)
    if sign:
        number = number_at(t, sign[1], money=True)
        return _money(t, i, number, sign[0]) if number else None
    if t[i].text == "R" and t.glued(i + 1) and not t.glued(i):  # "R210 million"
        number = number_at(t, i + 1, money=True)
        return _money(t, i, number, "ZAR") if number and number.scaled else None
    dash = t[i].text in ("-", "−") and not t.glued(i) and t.glued(i + 1)
    minus = dash or t.low(i) == "minus"
    part = part_at(t, i)
    if part and not minus:
        top, bottom, last = part
        value = tidy((Decimal(100 * top) / bottom).quantize(Decimal("0.1")))
        return _Amount(i, i, last, value, "percent", "ratio")
    moved = None if minus else moved_part(t, i)
    if moved:
        top, bottom, last = moved
        value = tidy((Decimal(100 * top) / bottom).quantize(Decimal("0.1")))
        return _Amount(i, i, last, value, "percent", "percent")
    if minus:
        sign = currency_before(t, i + 1)
        if sign:
            number = number_at(t, sign[1], money=True)
            amount = _money(t, i, number, sign[0]) if number else None
            return replace(amount, value=-amount.value) if amount else None
        i += 1
    number = number_at(t, i) if _may_count(t, i) else None
    if number is None:
        return None
    if (amount := _measured(t, number)) is None or not minus:
        return amount
    signed = replace(amount, first=i - 1, start=i - 1, value=-amount.value)
    return signed if amount.kind in ("percent", "points") else None


def _may_count(t: Tokens, i: int) -> bool:
    """A cheap test, and the cases where a number is no amount."""
    if not t.digits(i):
        low = t.low(i)
        return low in tables()["numbers"] or low in ("a", "an", "half", "quarter", "three")
    if t.glued(i + 1) and t.low(i + 1) in ("st", "nd", "rd", "th"):
        return False
    return not (t[i].text.startswith("0") and len(t[i].text) > 1)


def _money(t: Tokens, first: int, number: Number, unit: str) -> _Amount:
    last = number.last
    # "the bid for $11 billion won approval": with a dollar sign before it, "won" is a verb.
    after = None if t.low(last) == "won" else currency_after(t, last)
    if after and after.scale == 1 and (unit == DOLLAR or after.unit in (unit, DOLLAR)):
        unit = after.unit if unit == DOLLAR else unit
        last = after.last
    elif t.low(last) in ("dollar", "dollars") and t[last - 1].text not in DASHES:
        last += 1
    return _priced(t, number, Unit(unit, "money", last), first)


def _priced(t: Tokens, number: Number, unit: Unit, first: int) -> _Amount:
    """Money with what it is for (`a share`, `a year`)."""
    per, end = rate_after(t, unit.last)
    value = tidy(number.value / unit.scale)
    kind: AmountKind = "per_share" if per == "share" else _kind(unit)
    last = end if per else unit.last
    cents = unit.scale > 1 and unit.unit == DOLLAR
    return _Amount(
        first, first, last, value, unit.unit, kind, per=per, scaled=number.scaled, cents=cents
    )


def _measured(t: Tokens, number: Number) -> _Amount | None:
    """A number with what follows it."""
    i, j = number.first, number.last
    share = share_after(t, j)
    if share and (share.unit != "points" or not is_label(t, number)):
        per, end = rate_after(t, share.last)
        last = end if per in tables()["rates"]["periods"] else share.last
        return _Amount(
            i, i, last, number.value, share.unit, _kind(share), per=per if last == end else None
        )
    money = currency_after(t, j)
    won = money and money.unit == "KRW" and not number.scaled and t.low(j) == "won"
    if money and not won and not is_weight(t, j):
        return None if t.low(j) == "real" else _priced(t, number, money, i)
    if is_calendar(t, number):
        return None
    things = counted(t, number)
    if things is not None and not (is_label(t, number) and things.kind == "count"):
        if number.spelled and number.value == 1:
            return None
        value = heads(t, number, things.last) if things.unit == "people" else number.value
        return _Amount(
            i, i, things.last, value, things.unit, _kind(things), per=things.per,
            scaled=number.scaled,
        )  # fmt: skip
    return _bare(t, number)


def _kind(unit: Unit) -> AmountKind:
    return unit.kind  # type: ignore[return-value]


def _bare(t: Tokens, number: Number) -> _Amount | None:
    """A number alone: lost money, or things told before; else nothing."""
    i, j = number.first, number.last
    if number.scaled and number.value >= 100_000 and money_near(t, i, j):
        return _Amount(i, i, j, number.value, None, "money", assumed=True, scaled=True, bare=True)
    more = t.low(j) in ("more", "others", "of") and t.low(i - 1) != "the"
    further = t.low(i - 1) in ("further", "another", "additional", "other")
    whole = t.digits(i) and number.value >= 100 and number.value % 1 == 0
    plain = whole and t.low(i - 1) in _BEFORE_BARE
    big = number.scaled or number.grouped or (plain and not t.capital(j))
    made = t.low(i - 1) in tables()["making"] and t.digits(i) and t[j].text in (".", ",", ";")
    if t.glued(j) and (t[j].text.isalnum() or t[j].text in DASHES):
        return None
    if number.value < 2 or is_label(t, number) or not (more or further or big or made):
        return None
    if t.low(j) == "of" and t.low(j + 1) not in ("them", "those", "these", "which", "whom"):
        return None
    last = j + 1 if t.low(j) == "more" else j
    return _Amount(
        i, i, last, number.value, None, "count", assumed=True, bare=True, scaled=number.scaled
    )


_BEFORE_BARE = frozenset({"of", "to", "from", "than", "about", "around", "some", "over", "by"})


def _range(t: Tokens, start: int, low: _Amount | None, *, between: bool) -> _Amount | None:
    """`$10-12 billion`, `50 to 60 per cent`, `between 3 and 4 million euros`.

    The lower end lends its unit to the upper, or takes what it lacks from it.
    "rose from $2 to $3" and "up $2 to $3" are two amounts; "will rise 10% to 15%" is one.
    """
    if low is None or low.bare:
        raw = number_at(t, start) if _may_count(t, start) else None
        if raw is None or (t.glued(raw.last) and t[raw.last].text not in DASHES):
            return None
        if not raw.spelled and is_label(t, raw):
            return None
        low = _Amount(start, start, raw.last, raw.value, None, "count", scaled=raw.scaled)
    j = low.last
    dash = t[j].text in DASHES
    if not (dash or t.low(j) == "to" or (between and t.low(j) == "and")):
        return None
    if t.low(j) == "to" and not between and _level(t, start, low):
        return None
    high = _plain_at(t, j + 1)
    things = high and low.kind in _MONEY and high.kind == "count"  # "$22-24 million, both caps"
    if (high is None or high.bare or things) and low.unit is not None and dash:
        raw = number_at(t, j + 1, money=low.kind in _MONEY)
        high = _priced(t, raw, Unit(low.unit, low.kind, raw.last), j + 1) if raw else None
    level = high and low.kind == "percent" and high.bare and high.scaled  # "9 percent to 3 billion"
    return _ends(t, low, high) if high and not level else None


def _level(t: Tokens, start: int, low: _Amount) -> bool:
    """Tell whether "to" leads to a level: `up $6.64 to $57.57`, `from 3% to 5%`, `for 2021 to 300`."""
    before = t.low(start - 1)
    if low.unit is None:
        return before == "from" or (before in _TIMED and is_year(t, start))
    verb = start - 2 if before == "by" else start - 1
    if low.kind == "percent" and t.low(verb - 1) in _AHEAD and _moves(t.low(verb)):
        return False
    return _moves(before) or before in _LEVELS


def _moves(word: str) -> bool:
    return word in tables()["down_before"] or word in tables()["up_before"]


def _ends(t: Tokens, low: _Amount, high: _Amount) -> _Amount | None:
    """Join the two ends of a range; None where their units or order do not fit."""
    if low.unit is None and (high.unit is None or high.kind == "ratio"):
        return None
    if low.unit is not None and high.unit not in (None, low.unit):
        both_money = low.kind in _MONEY and high.kind in _MONEY
        if not both_money or DOLLAR not in (low.unit, high.unit):
            return None
    value = low.value / 100 if high.cents and low.unit is None else low.value
    if high.scaled and not low.scaled:
        factor = _factor(t, high)
        value = value * factor if value * factor <= high.value else value
    if not 0 < value < high.value:
        return None
    unit = high.unit if low.unit in (None, DOLLAR) and high.unit else low.unit
    kind = high.kind if low.unit is None or high.kind == "per_share" else low.kind
    return replace(
        high, start=low.start, value=value, unit=unit, kind=kind, bare=False, assumed=False
    )


_MONEY = ("money", "per_share")
_LEVELS = frozenset({"from", "by"})
_AHEAD = frozenset({"to", "will", "would", "could", "may", "might", "should"})
_TIMED = frozenset({"for", "in", "of", "since", "until"})


def _factor(t: Tokens, amount: _Amount) -> Decimal:
    """The magnitude that a scaled amount was multiplied with."""
    return factor_of(t, amount.start, amount.last)


def _conversions(t: Tokens, found: list[_Amount]) -> list[_Amount]:
    """Link `(US$307m)` and `/99c` to the money they repeat, `(2 tonnes)` to the weight."""
    linked: list[_Amount] = []
    for k, amount in enumerate(found):
        original = -1
        weighed = k and {amount.unit, linked[k - 1].unit} <= tables()["weights"]
        if k and linked[k - 1].kind == amount.kind and (amount.kind in _MONEY or weighed):
            before = linked[k - 1]
            gap = [t.low(n) for n in range(before.last, amount.first)]
            source = before.converted if before.converted >= 0 else k - 1
            other = linked[source].unit != amount.unit or amount.assumed
            opened = gap[:1] == ["("] and set(gap[1:]) <= {"or", "approx", ".", "i", "e", "="}
            going_on = before.converted >= 0 and gap in ([","], ["/"], ["or"], [";"], [",", "or"])
            if other and (opened or going_on or gap == ["/"]):
                original = source
        linked.append(replace(amount, converted=original))
    return linked


def _told_elsewhere(t: Tokens, found: list[_Amount]) -> list[_Amount]:
    """Give lost currency signs and bare counts the unit that the text has told."""
    money = Counter(a.unit for a in found if a.kind == "money" and a.unit and not a.assumed)
    usual = max(money, key=lambda unit: money[unit]) if money else None  # ties: the first told
    last: _Amount | None = None
    paid: _Amount | None = None
    result: list[_Amount] = []
    for amount in found:
        if amount.kind in ("count", "people") and not amount.bare:
            last, paid = amount, None
        if paid is not None and stops(t, paid.last, amount.first):
            paid = None
        if amount.unit is not None or amount.converted >= 0:
            paid = amount if amount.kind == "money" and amount.converted < 0 else paid
            result.append(amount)
        elif paid and (
            amount.kind == "money"
            or (amount.scaled and amount.bare and goes_on(t, paid.last, amount.first))
        ):
            result.append(replace(amount, unit=paid.unit, kind="money"))
        elif amount.kind == "money":
            result.append(replace(amount, unit=usual))
        elif last and may_be_of(t, (last.last, last.value), (amount.first, amount.value)):
            result.append(replace(amount, unit=last.unit, kind=last.kind))
        else:
            result.append(amount)
    return result


def _mention(t: Tokens, found: list[_Amount], k: int) -> AmountMention:
    a = found[k]
    start, end = t[a.first].start, t[a.last - 1].end
    source = found[a.converted] if a.converted >= 0 else None
    low = found[k - 1].last if k else 0
    high = found[k + 1].first if k + 1 < len(found) else len(t)
    word, sign = sign_of(t, a.first, a.last, low, high)
    return AmountMention(
        span=Span(start, end),
        core=Span(t[a.start].start, end),
        words=t.text[start:end],
        quantity=Quantity(value=a.value, unit=a.unit, bound=a.bound),
        kind=a.kind,
        per=a.per,
        signed_by=word,
        sign=sign,
        converted_from=Span(t[source.first].start, t[source.last - 1].end) if source else None,
        assumed=a.assumed,
    )


def show(quantity: Quantity) -> str:
    """A quantity in words that `find_amounts` reads back as the same.

    Example:
        >>> show(Quantity(value=Decimal(3400000000), unit="USD", bound="at most"))
        'up to USD 3,400,000,000'
        >>> show(Quantity(value=Decimal("5.4"), unit="percent"))
        '5.4 percent'
    """
    lead = {"at most": "up to ", "at least": "at least ", "about": "about ", None: ""}
    number = f"{quantity.value:,f}"
    if quantity.unit in tables()["codes"]:
        minus, number = ("-", number[1:]) if number.startswith("-") else ("", number)
        return f"{lead[quantity.bound]}{minus}{quantity.unit} {number}"
    return f"{lead[quantity.bound]}{number} {quantity.unit or ''}".rstrip()
