"""Durations, and the weeks, months and years counted from the anchor or from a told time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.extract.times.calendar import Interval, granule, period, shift, year_of
from kg.extract.times.parts import DASHES, Core, Setting, ordinal_at, small_number
from kg.extract.times.tokens import Tokens
from kg.extract.times.words import match, words

_STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_TOLD = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "same": 0, "prior": -1}
_REPORTED = 3  # the month until which "the full year" is the one that is over
_BACK = frozenset({"earlier", "before", "previously", "prior", "sooner"})
_ON = frozenset({"later", "after", "afterwards", "hence"})


@dataclass(frozen=True, slots=True)
class Length:
    """A number of units; `count` is None for "several years". `last` is the index after it."""

    count: int | None
    unit: str
    last: int
    iso: str | None
    half: bool = False


def length_at(t: Tokens, i: int) -> Length | None:  # noqa: PLR0911 - readings are tried in turn
    """`ten years`, `a five-year`, `two and a half years`, `a couple of months`, `half a year`."""
    if t.low(i) == "half" and t.low(i + 1) in ("a", "an") and t.low(i + 2) in ("year", "decade"):
        months = 6 if t.low(i + 2) == "year" else 60
        return Length(months, "month", i + 3, f"P{months}M")
    number, j, half = _count(t, i)
    if j == i:
        return None
    if t[j].text in DASHES:
        j += 1
    if t.low(j) in ("calendar", "full", "consecutive", "more", "further", "straight", "whole") or (
        t.low(j) in ("trading", "working", "business") and t.low(j + 1) in ("day", "days")
    ):
        j += 1
    unit = words().units.get(t.low(j))
    if unit is None or (t.glued(j) and t[j - 1].text not in DASHES and not t.digits(j - 1)):
        return None
    j += 1
    if number is None:
        return Length(None, unit, j, None)
    if t.phrase(j, ("and", "a", "half")) > 0:
        half, j = True, j + 3
    if half and unit not in ("year", "decade"):
        return Length(number, unit, j, None)
    if half:
        months = number * (12 if unit == "year" else 120) + (6 if unit == "year" else 60)
        years = f"P{number}Y6M" if unit == "year" else f"P{months // 12}Y"
        return Length(months, "month", j, years, half=True)
    return Length(number, unit, j, period(str(number), unit))


_VAGUE_COUNTS = frozenset(["several", "few", "many", "some", "coming", "recent", "numerous"])


def _count(t: Tokens, i: int) -> tuple[int | None, int, bool]:  # noqa: PLR0911 - readings are tried in turn
    """A small number, its end, and whether a half is added; None for a vague one."""
    low = t.low(i)
    if low in ("a", "an"):
        return _article_count(t, i)
    if low in _VAGUE_COUNTS:
        return None, i + 1, False
    if low == "couple":
        return 2, i + (2 if t.low(i + 1) == "of" else 1), False
    found = small_number(t, i)
    if not found or found[0] > 1000:
        return None, i, False
    number, j = found
    if t[j].text == "½":
        return number, j + 1, True
    if t[j].text == "." and t.glued(j) and t.glued(j + 1) and t.digits(j + 1):
        return (number, j + 2, True) if t[j + 1].text == "5" else (None, i, False)
    if t.phrase(j, ("and", "a", "half")) > 0:
        return number, j + 3, True
    return number, j, False


def _article_count(t: Tokens, i: int) -> tuple[int | None, int, bool]:
    """`a`, `a couple of`, `a few`, `a dozen`, `a further six`, `a five-`."""
    second = t.low(i + 1)
    after_of = i + (3 if t.low(i + 2) == "of" else 2)
    if second == "couple":
        return 2, after_of, False
    if second in ("few", "number"):
        return None, after_of, False
    if second == "dozen":
        return 12, i + 2, False
    if t.digits(i + 1) or (second in words().numbers and second not in ("a", "an")):
        found = small_number(t, i + 1)
        return (found[0], found[1], False) if found and found[0] < 1000 else (None, i, False)
    return 1, i + 1, False


def _age(t: Tokens, j: int) -> bool:
    """Tell whether a length is an age or a measure (`34-year-old`, `a ten-year high`)."""
    if t.low(j) in _MEASURED:
        return True
    return t[j].text in DASHES and t.low(j + 1) in ("old", "olds")


_MEASURED = frozenset({"old", "low", "lows", "high", "highs", "peak", "veteran", "record", "best"})


_UNDER = ((2, ("less", "than")), (1, ("under",)))
"""What makes the time that "a year ago" names one that began then, with the words it has."""
_PAST = ((2, ("more", "than")), (1, ("over",)))
"""What makes it one that ended then."""
_HARDLY = frozenset({"just", "little", "slightly", "barely"})


def ago_core(t: Tokens, i: int) -> Core | None:  # noqa: PLR0911 - readings are tried in turn
    """`three months ago`, `a year earlier`, `two days later`, `six weeks from now`."""
    length = length_at(t, i)
    if length is None or length.unit == "hour":
        return None
    j = length.last
    word = t.low(j)
    unit = length.unit
    if word in ("ago", "back") or t.phrase(j, ("from", "now")) > 0:
        sign = 1 if word == "from" else -1
        end = j + (2 if word == "from" else 1)
        if length.count is None:
            return Core(i, end, "vague", lambda _: None, vague=True)
        count = sign * length.count
        if sign < 0 and any(t.phrase(i - n, told) >= 0 for n, told in _UNDER):
            return Core(i, end, "day", lambda s: _since(s.day, count, unit), relative=True)
        if sign < 0 and _is_longer(t, i):
            return Core(i, end, "bounded", lambda s: _until(s.day, count, unit), relative=True)
        return Core(
            i, end, _fine(unit), lambda s: _away(s.day, count, unit), relative=True, period=None
        )
    if word not in _BACK and word not in _ON:
        return None
    if word in ("before", "after", "prior") and not _closes(t, j + 1):
        return None
    if word in ("later", "earlier", "sooner") and t.low(j + 1) == "than":
        return None
    if length.count is None:
        return Core(i, j + 1, "vague", lambda _: None, vague=True)
    count = -length.count if word in _BACK else length.count
    return Core(i, j + 1, _fine(unit), lambda s: _from_told(s, count, unit), relative=True)


def _is_longer(t: Tokens, i: int) -> bool:
    """Tell whether more time has gone by than a length says: "more than a year ago", not "just over a year ago"."""
    longer = (n for n, told in _PAST if t.phrase(i - n, told) >= 0)
    return any(t.low(i - n - 1) not in _HARDLY for n in longer)


def _closes(t: Tokens, j: int) -> bool:
    """Tell whether a clause ends at `j`, so that "a year before" has no object."""
    return t[j].text in ("", ".", ",", ";", ":", ")", "!", "?", "”", '"') or t.low(j) in (
        "and",
        "but",
        "when",
        "as",
        "because",
        "thanks",
        "due",
    )


def _fine(unit: str) -> str:
    return {"fortnight": "week", "decade": "year", "century": "year"}.get(unit, unit)


def _away(day: dt.date | None, count: int, unit: str) -> Interval | None:
    """The day, week, month or year that lies so many units off."""
    if day is None:
        return None
    there = shift(day, count, unit)
    return granule(there, _fine(unit)) if there else None


def _since(day: dt.date | None, count: int, unit: str) -> Interval | None:
    """The time from so many units back to the day."""
    first = shift(day, count, unit) if day else None
    return (first, day) if first else None


def _until(day: dt.date | None, count: int, unit: str) -> Interval | None:
    """All time up to so many units back from the day."""
    last = shift(day, count, unit) if day else None
    return (None, last) if last else None


def _from_told(s: Setting, count: int, unit: str) -> Interval | None:  # noqa: PLR0911 - readings are tried in turn
    """The same, counted from the time told before; a longer one moves as a whole."""
    if s.reference is None:
        return None
    first, last = s.reference
    if first is None or last is None:
        return None
    length = (last - first).days + 1
    if unit in ("day", "week", "fortnight"):
        if length > 1:
            return None
        return _away(first, count, unit)
    if length > 366 or (unit in ("month", "quarter") and length > 31):
        return None
    if unit in ("year", "decade") and 28 <= length < 360:
        moved = shift(first, count, unit), _same_end(last, count, unit)
        return moved if all(moved) else None
    return _away(first, count, unit)


def _same_end(last: dt.date, count: int, unit: str) -> dt.date | None:
    """A last day moved so that the end of a month stays one."""
    following = shift(last + dt.timedelta(days=1), count, unit)
    return following - dt.timedelta(days=1) if following else None


def full_year_core(t: Tokens, i: int) -> Core | None:
    """`the full year`, `for the year`, without its number: the last one until March, else the one that runs."""
    j = i + (t.low(i) == "the")
    if t.low(j) == "full":
        j += 2 if t[j + 1].text in DASHES else 1
    elif j == i or t.low(i - 1) != "for" or not _closes(t, j + 1):
        return None
    if t.low(j) != "year" or t.digits(j + 1):
        return None

    def resolve(s: Setting) -> Interval | None:
        return year_of(s.anchor.year - (s.anchor.month <= _REPORTED)) if s.anchor else None

    return Core(i, j + 1, "year", resolve, relative=True)


def unit_core(t: Tokens, i: int) -> Core | None:  # noqa: PLR0911 - readings are tried in turn
    """`this week`, `last month`, `the next quarter`, `the following day`, `last weekend`."""
    j = i
    the = t.low(j) == "the"
    if the:
        j += 1
    word = t.low(j)
    if word not in _STEPS and word not in _TOLD:
        return None
    unit = words().units.get(t.low(j + 1))
    if t.low(j + 1) == "weekend":
        step = _STEPS.get(word)
        if step is None:
            return None
        return Core(i, j + 2, "bounded", lambda s: weekend(s, step or 0, word), relative=True)
    far = unit == "year" and the and word in ("following", "previous", "preceding", "prior")
    if unit is None or t.low(j + 1) != unit:
        return None
    if unit in ("hour", "decade", "century", "year") and not far:
        return None
    told = word in ("following", "same", "preceding", "prior") or (
        the and word in ("next", "previous") and unit == "day"
    )
    step = _TOLD[word] if told else _STEPS.get(word, 0)
    if told or (word == "previous" and unit != "year"):
        step = _TOLD[word]
        return Core(i, j + 2, _fine(unit), lambda s: _from_told(s, step, unit), relative=True)
    if word == "past":
        return None  # "the past week" ends at the anchor: `window_core`
    return Core(i, j + 2, _fine(unit), lambda s: _away(_day(s), step, unit), relative=True)


def _day(s: Setting) -> dt.date | None:
    return s.day


def weekend(s: Setting, step: int, word: str) -> Interval | None:
    """The Saturday and Sunday meant; `this weekend` may lie behind a past verb."""
    if s.day is None:
        return None
    monday = granule(s.day, "week")[0]
    if word == "the" or (word == "this" and s.tense == "past"):
        step = 0 if s.day.weekday() >= 5 else -1
    saturday = shift(monday + dt.timedelta(days=5), step, "week")
    return (saturday, saturday + dt.timedelta(days=1)) if saturday else None


def window_core(t: Tokens, i: int) -> Core | None:  # noqa: PLR0911 - readings are tried in turn
    """`the last ten years`, `the next 18 months`, `the past year`: a span at the anchor."""
    j = i
    the = t.low(j) in ("the", "its", "their", "his", "her")
    if the:
        j += 1
    word = t.low(j)
    if word not in ("last", "past", "next", "coming", "previous", "following", "first", "final"):
        return None
    length = length_at(t, j + 1)
    single = False
    if length is None:
        unit = words().units.get(t.low(j + 1))
        if unit is None or t.low(j + 1) != unit or unit == "hour":
            return None
        length, single = Length(1, unit, j + 2, period("1", unit)), True
    if single and not (word == "past" or (the and word in ("last", "next", "coming"))):
        return None
    if single and word in ("last", "next", "coming") and not _ranges(t, i):
        return None
    end = length.last
    if length.count is None:
        return Core(i, end, "vague", lambda _: None, vague=True)
    if word in ("previous", "following", "first", "final") or length.unit == "hour":
        return Core(i, end, "duration-only", lambda _: None, period=length.iso)
    count, unit = length.count, length.unit
    sign = -1 if word in ("last", "past") else 1
    return Core(i, end, "bounded", lambda s: _window(s.day, sign * count, unit), True, length.iso)


def _ranges(t: Tokens, i: int) -> bool:
    """Tell whether "the last year" follows a word that makes it a span, not a calendar year."""
    return t.low(i - 1) in ("over", "during", "within", "for", "in", "throughout", "across")


def _window(day: dt.date | None, count: int, unit: str) -> Interval | None:
    if day is None:
        return None
    there = shift(day, count, unit)
    if there is None:
        return None
    return (there, day) if count < 0 else (day, there)


def range_ahead_core(t: Tokens, i: int) -> Core | None:
    """`15 to 20 years` after "in": under a future verb the years that it points to."""
    low = small_number(t, i)
    if low is None or t.low(i - 1) != "in":
        return None
    joint = low[1]
    high = length_at(t, joint + 1)
    apart = t.low(joint) in ("to", "or") or t[joint].text in DASHES
    if not apart or high is None or high.count is None or high.count <= low[0]:
        return None
    first, last, unit = low[0], high.count, high.unit

    def resolve(s: Setting) -> Interval | None:
        if s.tense != "future" or unit == "hour":
            return None
        start, end = _away(s.day, first, unit), _away(s.day, last, unit)
        return (start[0], end[1]) if start and end else None

    return Core(i, high.last, "bounded", resolve, relative=True)


def duration_core(t: Tokens, i: int) -> Core | None:
    """`ten years`, `a five-year`, `18 months`, `several years`: a length and no place."""
    length = length_at(t, i)
    if length is None or _age(t, length.last):
        return None
    if length.unit == "hour" and t.low(i - 1) not in ("within", "next", "in"):
        return None
    if t[length.last].text in DASHES and t.capital(length.last + 1):
        return None
    if length.count is None:
        return Core(i, length.last, "vague", lambda _: None, vague=True)
    count, unit = length.count, length.unit
    if unit == "hour":
        count, unit = -(-count // 24), "day"
    return Core(
        i,
        length.last,
        "duration-only",
        lambda s: _window(s.day, count, unit),
        relative=True,
        period=length.iso,
    )


_LASTING = frozenset(
    ("lasted", "lasts", "last", "took", "takes", "take", "spent", "after", "for", "within", "in")
)


def rate_core(t: Tokens, i: int) -> Core | None:
    """`a year`, `per month`, `annually`, `every two years`: no point in time."""
    length = length_at(t, i + 1) if t.low(i) in ("every", "each") else None
    if length and length.count is not None:
        return Core(i, length.last, "vague", lambda _: None, period=length.iso, recurring=True)
    found = match(words().recurring, t, i)
    if not found or (t.capital(i) and not t.opens(i)):
        return None
    iso, j = found
    if t.low(i - 1) in _LASTING and t.low(i) == "a":
        return None
    if t.low(i) == "a" and (
        ordinal_at(t, j) or t.low(j) in ("ago", "earlier", "later", "before", "after")
    ):
        return None
    return Core(i, j, "vague", lambda _: None, period=iso, recurring=True)
