"""Times that count from the day on which something was said: "said last March that it would open within a year"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.report_lists import report_lists
from kg.extract.tenses import saying_before
from kg.extract.times import TimeMention
from kg.extract.times.calendar import edtf, granule, shift
from kg.extract.times.words import load_toml, words
from kg.model import TimeSpan

_NEXT = re.compile(r"\b(?:the next|the following) (year|month)$", re.IGNORECASE)
_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LENGTHS = {"day": 1, "week": 7, "month": 31, "year": 366}
_WEEK = 7


def from_then(a: Arrays, time: TimeMention, others: Sequence[TimeMention]) -> TimeMention:
    """Return "within five years", "the next year" or "on Monday" counted from the day on which it was said, where that is told.

    "In September 2012 it said that it would open within five years" gives 2017, "the next year" 2013.

    Args:
        a: The analysed text.
        time: Any time of it.
        others: All of its times.
    """
    if time.value is None or not time.relative or time.recurring:
        return time
    said = _saying_above(a, a.at_offset(time.core.start))
    days = (o.value for o in others if said and o is not time and _is_day_of(a, o, said))
    then = next(days, None)
    if then is None or then.latest is None:
        return time
    return _counted(time, time.value, then, then.latest)


def _counted(time: TimeMention, value: TimeSpan, then: TimeSpan, last: dt.date) -> TimeMention:
    """Return a time counted from when something was said, of which the last day is given, too."""
    length = _PERIOD.fullmatch(time.period or "")
    if length is not None and time.qualifier == "by":
        return _within(time, value, last, length)
    if after := _NEXT.search(time.words):
        return _one_on(time, value, then, 1, after[1].lower())
    if length is not None and time.qualifier == "in" and _pattern()["ahead"].match(time.words):
        return _one_on(time, value, then, int(length[1]), _UNITS[length[2]])
    return _of_calendar(time, value, then)


def _within(
    time: TimeMention, value: TimeSpan, said: dt.date, length: re.Match[str]
) -> TimeMention:
    """Return "within five years" with its last day counted from another."""
    latest = shift(said, int(length[1]), _UNITS[length[2]])
    return time if latest is None else _at(time, value, None, latest, "bounded")


def _one_on(
    time: TimeMention, value: TimeSpan, said: TimeSpan, count: int, unit: str
) -> TimeMention:
    """Return "the next year" or "in two years" as so many after a day; none after a longer time than that."""
    if said.earliest is None or said.latest is None:
        return time
    if (said.latest - said.earliest).days >= _LENGTHS[unit]:
        return dataclasses.replace(time, value=None, edtf=None)
    day = shift(said.latest, count, unit)
    return time if day is None else _at(time, value, *granule(day, unit), time.precision)


def _of_calendar(time: TimeMention, value: TimeSpan, said: TimeSpan) -> TimeMention:
    """Return a bare weekday or month as the first one after a day: "said on Friday that it would close on Monday"."""
    known = value.earliest or value.latest
    if known is None or said.latest is None:
        return time
    if found := _pattern()["weekday"].fullmatch(time.words):
        number = words().weekdays[found["day"].lower()]
        if known.weekday() != number or said.earliest != said.latest:
            return time
        ahead = (number - said.latest.weekday()) % _WEEK or _WEEK
        step = said.latest + dt.timedelta(days=ahead) - known
        first, last = (day and day + step for day in (value.earliest, value.latest))
        return _at(time, value, first, last, time.precision)
    if not _pattern()["month"].fullmatch(time.words):
        return time
    first, last = value.earliest, value.latest
    while (back := shift(known, -1, "year")) is not None and back > said.latest:
        first, last = (day and shift(day, -1, "year") for day in (first, last))
        known = back
    return _at(time, value, first, last, time.precision)


def _at(
    time: TimeMention,
    value: TimeSpan,
    first: dt.date | None,
    last: dt.date | None,
    precision: str,
) -> TimeMention:
    """Return a time with other days."""
    moved = dataclasses.replace(value, earliest=first, latest=last)
    return dataclasses.replace(time, value=moved, edtf=edtf(first, last, precision))


@cache
def _pattern() -> dict[str, re.Pattern[str]]:
    """Return the patterns of bare weekdays, bare months and days of a month, and of "in two years"."""
    days, months = ("|".join(some) for some in (words().weekdays, words().months))
    before = r"(?:(?:on|in|by|until|from) )?"
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    return {
        "weekday": re.compile(rf"{before}(?P<day>{days})", re.IGNORECASE),
        "month": re.compile(
            rf"{before}(?:the )?(?:{number} (?:of )?)?(?:{months})(?: {number})?", re.IGNORECASE
        ),
        "ahead": re.compile(r"in \w", re.IGNORECASE),
    }


def _saying_above(a: Arrays, i: int) -> int | None:
    """Return the verb of saying in the past under which a word looks ahead: in a clause with "would", "promised to"."""
    for k in a.ancestors(i):
        up = a.head[k]
        past = a.tag[up] == "VBD" or (a.tag[up] == "VBN" and "had" in _helpers(a, up))
        if a.dep[k] == "ccomp" and "would" in _helpers(a, k):
            return up if past and a.lemma[up] in report_lists().say else None
        aim = a.dep[k] in ("xcomp", "advcl") and any(
            a.lower[m] == "to" for m in a.children(k, "mark")
        )
        if aim and past and a.lemma[up] in _promising():
            return up
        if a.pos[k] in ("VERB", "AUX") and a.dep[k] not in ("xcomp", "acl"):
            return None
    return None


@cache
def _promising() -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "scope.toml")["verbs"]["promising"])


def _helpers(a: Arrays, i: int) -> set[str]:
    return {a.lower[k] for k in a.kids[i] if a.dep[k].startswith("aux")}


def _is_day_of(a: Arrays, time: TimeMention, said: int) -> bool:
    """Tell whether a time hangs right on a verb, or stands between it and what it tells."""
    if time.value is None or time.recurring or time.period is not None:
        return False
    first = a.at_offset(time.core.start)
    verb = next((k for k in a.ancestors(first) if a.pos[k] in ("VERB", "AUX")), None)
    after = a.at_offset(time.span.end - 1) + 1
    if verb is None and a.sents[a.sent[said]][0] == after and a.word[after - 1] not in ".!?":
        verb = said  # parted from its sentence: "In September 2012" | "Acme said"
    if verb != said and saying_before(a, first) == said:
        verb = said
    lemma = a.lemma[said]
    return verb == said and (lemma in _promising() or cues().look("governor", lemma) is None)
