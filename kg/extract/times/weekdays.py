"""Weekdays, alone, with a date, or counted from the anchor's week."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.extract.times.calendar import Interval, granule, shift
from kg.extract.times.dates import dated_part, iso_date
from kg.extract.times.parts import Core, Setting, part_at
from kg.extract.times.tokens import Tokens
from kg.extract.times.words import words

_LEADERS = frozenset({"last", "this", "next", "past", "coming", "previous", "that"})


def weekday_core(t: Tokens, i: int) -> Core | None:
    """`Monday`, `last Tuesday`, `Thursday, July 20`, `Monday night`, `Friday last week`."""
    which, j = "", i
    if t.low(j) == "this" and t.low(j + 1) in ("past", "coming"):
        which, j = t.low(j + 1), j + 2
    elif t.low(j) in _LEADERS:
        which, j = t.low(j), j + 1
    number = words().weekdays.get(t.low(j)) if t.capital(j) else None
    short = False
    if number is None and t.capital(j):
        number, short = words().weekday_abbreviations.get(t.low(j)), True
    if number is None:
        return None
    day = number
    j += 1
    if short and t.low(j) == ".":
        j += 1
    j = _skip_daypart(t, j)
    dated = _date_after(t, j)
    if dated:
        return replace(dated, first=i)
    if short or _name_of(t, i, j):
        return None
    week = _week_after(t, j)
    if week is not None:
        step, j = week
        return Core(i, j, "day", lambda s: _in_week(s, day, step), relative=True)
    which = {"past": "last", "previous": "last", "that": ""}.get(which, which)
    return Core(i, j, "day", lambda s: _weekday(s, day, which), relative=True)


def _skip_daypart(t: Tokens, j: int) -> int:
    if t.low(j) in ("late", "early") and t.low(j + 1) in words().parts_of_day:
        j += 1
    return j + 1 if t.low(j) in words().parts_of_day else j


def _date_after(t: Tokens, j: int) -> Core | None:
    """A date that explains a weekday: `Thursday, July 20`, `Monday (21 May)`."""
    if t[j].text in (",", "(") or t.low(j) == "the":
        j += 1
    found = part_at(t, j)
    if found and found[0].precision == "day":
        return dated_part(t, j)
    return iso_date(t, j)


_NAMES = frozenset(
    ("ruby", "black", "cyber", "super", "easter", "good", "ash", "palm", "bloody", "giving")
)


def _name_of(t: Tokens, i: int, j: int) -> bool:
    """Tell whether a weekday belongs to a name (`Ruby Tuesday`, `Black Friday`)."""
    return t.low(i - 1) in _NAMES and t.capital(i - 1) and j == i + 1


def _week_after(t: Tokens, j: int) -> tuple[int, int] | None:
    if t.low(j) == "of":
        j += 1
    if t.low(j) in ("this", "last", "next") and t.low(j + 1) == "week":
        return {"this": 0, "last": -1, "next": 1}[t.low(j)], j + 2
    return None


def _in_week(s: Setting, weekday: int, step: int) -> Interval | None:
    if s.day is None:
        return None
    monday = granule(s.day, "week")[0]
    day = shift(monday + dt.timedelta(days=weekday), step, "week")
    return (day, day) if day else None


def _weekday(s: Setting, weekday: int, which: str) -> Interval | None:
    """The day that a weekday means (`docs/times-and-amounts.md` says why)."""
    anchor = s.day
    if anchor is None or not 3 <= anchor.year <= 9990:
        return None
    back = dt.timedelta(days=(anchor.weekday() - weekday) % 7)
    ahead = dt.timedelta(days=(weekday - anchor.weekday()) % 7)
    if which == "last":
        day = anchor - (back or dt.timedelta(days=7))
    elif which == "next":
        day = anchor + (ahead or dt.timedelta(days=7))
        if ahead and day <= granule(anchor, "week")[1]:
            day += dt.timedelta(days=7)
    elif which == "coming":
        day = anchor + (ahead or dt.timedelta(days=7))
    elif which == "this":
        day = granule(anchor, "week")[0] + dt.timedelta(days=weekday)
    else:
        day = anchor + ahead if s.tense == "future" else anchor - back
    return day, day
