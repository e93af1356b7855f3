"""The early, mid and late of a period, and its end: "early 2006", "mid-April", "the end of the month"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.extract.times.calendar import ONE_DAY, Interval, decade_of, granule, months_of
from kg.extract.times.dates import dated_part, decade_core, whole_year, year_core
from kg.extract.times.parts import (
    DASHES,
    Core,
    Point,
    Resolve,
    Setting,
    month_first,
    pick,
    year_ref,
)
from kg.extract.times.tokens import Tokens, is_apostrophe
from kg.extract.times.units import unit_core
from kg.extract.times.words import match, words

_UNITS = ("year", "quarter", "month", "week")
_NEW_YEAR = 6  # the month until which a past "at the end of the year" is that of the last one
_BEFORE_POINT = frozenset(
    {"by", "at", "before", "until", "till", "from", "since", "to", "for", "of"}
)
_MODALS = frozenset(
    {"will", "would", "shall", "should", "could", "may", "might", "must", "can", "not"}
)


def _is_verb(t: Tokens, i: int, whole: Core) -> bool:
    """Tell whether "end" is what is done in a period: "will end next year", "is to end next year"."""
    before = t.low(i - 1)
    return t.low(i) == "end" and (before in _MODALS or (before == "to" and whole.relative))


def ends_core(t: Tokens, i: int) -> Core | None:
    """`early 2006`, `mid-April`, `late last year`, `the end of the decade`, `end-2010`."""
    found = match(words().ends, t, i)
    year_end = _year_end(t, i)
    if year_end:
        return year_end
    if not found:
        return None
    which, j = found
    if t[j].text in DASHES:
        j += 1
    whole = _whole_at(t, j)
    if whole is None or whole.precision == "day" or _is_verb(t, i, whole):
        return None
    if which == "end" and t.low(whole.last - 2) == "the":
        point, whole = _point(whole, which), replace(whole, resolve=_ended(whole))
        return _end_of(i, whole, which, point)
    if whole.precision not in ("year", "decade", "month"):
        return replace(whole, first=i, part=None, point=_point(whole, which))
    return Core(
        i,
        whole.last,
        _precision(whole.precision, which),
        _portion(whole, which),
        relative=whole.relative,
        point=_point(whole, which),
    )


def _end_of(i: int, whole: Core, which: str, point: Point | None) -> Core:
    """`the end of the year`: what it is for `by` does not hang on the verb."""
    precision, resolve = whole.precision, whole.resolve
    if precision in ("year", "decade", "month"):
        precision, resolve = _precision(precision, which), _portion(whole, which)
    return Core(i, whole.last, precision, resolve, relative=True, point=point)


def _ended(whole: Core) -> Resolve:
    """The period that `the end of the year` closes: the last one where the act is over.

    "Closed its plant at the end of the year" tells of last year in its first half.
    """

    def resolve(s: Setting) -> Interval | None:
        interval = whole.resolve(s)
        if interval is None or not s.done or s.day is None or whole.precision not in _UNITS:
            return interval
        first, last = interval
        early = whole.precision != "year" or s.day.month <= _NEW_YEAR
        if first is None or last is None or last <= s.day or not early:
            return interval
        return granule(first - ONE_DAY, whole.precision)

    return resolve


def _year_end(t: Tokens, i: int) -> Core | None:
    """`year-end`, `year end 2010`, `the year's end`, `the turn of the year`."""
    start, vague = i, False
    if t.low(i) in ("the", "this"):
        i += 1
    if t.low(i) != "year":
        return None
    j = i + 1
    if is_apostrophe(t[j].text) and t.low(j + 1) == "s":
        j += 2
    elif t[j].text in DASHES:
        j += 1
        if t.low(i - 1) not in _BEFORE_POINT and t[j + 1].text.isalpha():
            vague = year_ref(t, j + 1) is None  # a "year-end loss" is that of a year
    if t.low(j) != "end":
        return None
    year = year_ref(t, j + 1)
    of, relative, j = year or ((lambda s: s.anchor.year if s.anchor else None), True, j + 1)
    whole = Core(start, j, "year", whole_year(of), relative=relative)
    if vague:
        return replace(whole, precision="vague", resolve=lambda _: None, vague=True)
    ended = replace(whole, resolve=_ended(whole)) if year is None else whole
    return replace(
        whole, precision="quarter", resolve=_portion(ended, "end"), point=_point(whole, "end")
    )


def _whole_at(t: Tokens, j: int) -> Core | None:
    """The period that an early, mid or late belongs to."""
    of_the = j
    if t.low(j) == "the":
        of_the += 1
    unit = t.low(of_the)
    if of_the > j and unit in ("year", "month", "week", "quarter", "decade", "century"):
        if unit == "century":
            return None
        return Core(
            j, of_the + 1, unit, lambda s: granule(s.day, unit) if s.day else None, relative=True
        )
    best: Core | None = None
    for rule in (dated_part, year_core, decade_core, unit_core):
        found = rule(t, j)
        if found and (best is None or found.last > best.last):
            best = found
    if best is None and (month := month_first(t, j)) and month[0].precision == "month":
        part = month[0]
        return Core(j, month[1], "month", lambda s: pick(part, s), relative=True, part=part)
    return best


def _precision(whole: str, which: str) -> str:
    if whole == "year":
        return "quarter" if which != "mid" else "half-year"
    if whole == "month" and which == "end":
        return "day"
    return "bounded" if whole == "decade" else whole


def _portion(whole: Core, which: str) -> Resolve:
    """Early is the first quarter of a year, late the last, mid the two between."""

    def resolve(s: Setting) -> Interval | None:
        interval = whole.resolve(s)
        if interval is None or interval[0] is None:
            return interval
        year = interval[0].year
        if whole.precision == "decade":
            return decade_of(year, {"start": "early", "end": "late"}.get(which, which))
        if whole.precision == "month" and which == "end":
            return interval[1], interval[1]  # "the end of March" is its last day
        if whole.precision != "year":
            return interval
        month, count = {"early": (1, 3), "start": (1, 3), "mid": (4, 6)}.get(which, (10, 3))
        return months_of(year, month, count)

    return resolve


def _point(whole: Core, which: str) -> Point | None:
    """The one day that `by`, `before`, `since` or `until` means with an end of a period."""
    if which not in ("start", "end", "mid"):
        return None

    def resolve(s: Setting) -> tuple[str, dt.date] | None:
        first, last = whole.resolve(s) or (None, None)
        if first is None or last is None:
            return None
        if which != "mid":
            return which, first if which == "start" else last
        if whole.precision == "year":
            return which, dt.date(first.year, 6, 30)
        return which, first + (last - first + ONE_DAY) // 2 - ONE_DAY

    return resolve
