"""Days around the anchor, stretches of the year so far, and reporting periods."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.extract.times.calendar import ONE_DAY, Interval, granule, last_day, shift, year_of
from kg.extract.times.dates import dated_part, iso_date, year_core
from kg.extract.times.parts import (
    DASHES,
    Core,
    Part,
    Point,
    Resolve,
    Setting,
    is_year,
    month_first,
    part_at,
    pick,
    quarter_part,
    relative_year,
    year_ref,
)
from kg.extract.times.tokens import Tokens, is_apostrophe
from kg.extract.times.units import length_at, weekend
from kg.extract.times.weekdays import weekday_core
from kg.extract.times.words import match, words

_ENDED = frozenset({"ended", "ending", "to", "through", "till", "until"})
_ENDS = frozenset({"ends", "closes", "finishes", "ended", "closed", "runs", "lasts"})
_WEEKS = 60  # a year of account has 52 or 53
_LATE = 45  # days after a month in which its figures are told
_SPECIFIED = (
    "of",
    "to",
    "that",
    "which",
    "ended",
    "ending",
    "before",
    "after",
    "when",
    "since",
    "just",
    "earlier",
    "under",
    "up",
    "until",
    "through",
    "from",
    "in",
    "ahead",
)
_NEW_UNTIL = 2  # the month until which "the new year" is the one that has begun
_OPEN_ENDED = frozenset({"before", "until", "till", "time"})


def day_core(t: Tokens, i: int) -> Core | None:
    """`today`, `yesterday evening`, `last night`, `the day after tomorrow`, `the weekend`, `the new year`."""
    found = match(words().days, t, i)
    if found:
        step, j = found
        if t.low(i) in ("today", "tonight") and is_apostrophe(t[j].text) and t[j + 1].low == "s":
            j += 0
        return Core(i, j, "day", lambda s: _day(s, step), relative=True)
    if t.low(i) == "the" and t.low(i + 1) == "weekend":
        return Core(i, i + 2, "bounded", lambda s: weekend(s, 0, "the"), relative=True)
    new_year = t.phrase(i, ("the", "new", "year"))
    if new_year > 0 and t[i + 1].text == "new" and not is_apostrophe(t[new_year].text):
        return Core(i, new_year, "year", _new_year, relative=True)
    part = t.low(i)
    if part in ("lunchtime", "late", "early", "earlier", "later") or part in words().parts_of_day:
        later = match(words().days, t, i + 1)
        if later and t.low(i + 1) in ("today", "yesterday", "tomorrow"):
            step, j = later
            return Core(i, j, "day", lambda s: _day(s, step), relative=True)
    if part in ("earlier", "later"):
        day = weekday_core(t, i + 2) if t.low(i + 1) == "on" else weekday_core(t, i + 1)
        if day:
            return replace(day, first=i)
    return None


def _new_year(s: Setting) -> Interval | None:
    """The year that is about to begin, or one that has just begun."""
    if s.anchor is None:
        return None
    return year_of(s.anchor.year + (s.anchor.month > _NEW_UNTIL))


def _day(s: Setting, step: int) -> Interval | None:
    day = shift(s.day, step, "day") if s.day else None
    return (day, day) if day else None


def so_far_core(t: Tokens, i: int) -> Core | None:
    """`earlier this year`, `later this month`, `so far this year`, `year to date`."""
    start = i
    if t.phrase(i, ("so", "far")) > 0:
        word, j = "earlier", i + 2
    elif t.low(i) in ("earlier", "later"):
        word, j = t.low(i), i + 1
    else:
        date = t.phrase(i, ("year", "to", "date"))
        if date < 0 and t.phrase(i, ("year", "-", "to", "-", "date")) > 0:
            date = i + 5
        return Core(i, date, "bounded", _to_date, True) if date > 0 else None
    if t.low(j) in ("in", "on"):
        j += 1
    if t.low(j) in ("this", "the", "that") and t.low(j + 1) in (
        "year",
        "month",
        "week",
        "quarter",
        "decade",
    ):
        unit = t.low(j + 1)
        return Core(start, j + 2, "bounded", _stretch(unit, word), relative=True)
    if t.low(i) in ("earlier", "later"):
        core = year_core(t, j) if is_year(t, j) or relative_year(t, j) else dated_part(t, j)
        if core is not None and core.precision != "day":
            return replace(
                core, first=start, precision="bounded", resolve=_up_to(core, word), part=None
            )
    return None


def _to_date(s: Setting) -> Interval | None:
    """The year so far: up to the end of the month told just before, where that is the last one."""
    first, last = s.reference or (None, None)
    if first and last and s.day and granule(first, "month") == (first, last):
        fresh = 0 <= (s.day - last).days <= _LATE and last.year == s.day.year
        if fresh:
            return dt.date(s.day.year, 1, 1), last
    return _stretch("year", "earlier")(s)


def _stretch(unit: str, word: str) -> Resolve:
    def resolve(s: Setting) -> Interval | None:
        if s.anchor is None:
            return None
        if s.year_only:
            return year_of(s.anchor.year) if unit == "year" else None
        first, last = granule(s.anchor, unit)
        return (first, s.anchor) if word == "earlier" else (s.anchor, last)

    return resolve


def _up_to(core: Core, word: str) -> Resolve:
    """A told year or month, up to or from the anchor where the anchor lies in it."""

    def resolve(s: Setting) -> Interval | None:
        interval = core.resolve(s)
        if interval is None or s.day is None or interval[0] is None or interval[1] is None:
            return interval
        if not interval[0] <= s.day <= interval[1]:
            return interval
        return (interval[0], s.day) if word == "earlier" else (s.day, interval[1])

    return resolve


def closing_core(t: Tokens, i: int) -> Core | None:
    """`the year is over`, `the month was out`, after "before": the last day of the period.

    Which period is meant, the text tells just before ("in May 2019"), else the anchor.
    """
    if t.low(i - 1) not in _OPEN_ENDED or t.low(i) not in ("the", "this", "that"):
        return None
    unit = t.low(i + 1)
    if unit not in ("year", "month", "week", "quarter", "decade"):
        return None
    closed = match(words().closings, t, i + 2)
    if closed is None:
        return None

    def whole(s: Setting) -> Interval | None:
        told = s.reference[1] if s.reference and closed[0] == "past" else None
        day = told or s.day
        return granule(day, unit) if day else None

    return Core(i, closed[1], "bounded", whole, relative=True, point=_last_of(whole))


def _last_of(resolve: Resolve) -> Point:
    def point(s: Setting) -> tuple[str, dt.date] | None:
        interval = resolve(s)
        return ("end", interval[1]) if interval and interval[1] else None

    return point


def reporting_year_core(t: Tokens, i: int) -> Core | None:
    """`(the end of) the fiscal year, which closes in March`: the year that ends then next.

    Under a verb in the past ("closed") it is the one that ended last.
    """
    closing = match(words().ends, t, i)
    j = closing[1] if closing and closing[0] == "end" else i
    j += t.low(j) in ("the", "its", "their", "this")
    if t.low(j) not in ("fiscal", "financial", "business") or t.low(j + 1) != "year":
        return None
    j += 3 if t.low(j + 2) == "," else 2
    if t.low(j) not in ("which", "that") or t.low(j + 1) not in _ENDS:
        return None
    past = t.low(j + 1) in ("ended", "closed")
    j += 3 if t.low(j + 2) in ("on", "in", "at", "to", "until", "through", "till") else 2
    if t.phrase(j, ("the", "end", "of")) > 0:
        j += 3
    end = _end_date(t, j)
    if end is None or end.precision not in ("day", "month"):
        return None
    if end.part is not None and not past:
        part = end.part
        end = replace(end, resolve=lambda s: _next_end(part, s))
    year = _back_from(end, 12)
    return Core(i, end.last, "bounded", year, relative=end.relative, point=_last_of(year))


def _next_end(part: Part, s: Setting) -> Interval | None:
    """Return the first such part that ends on the anchor or later."""
    if s.day is None:
        return None
    years = (part.within(year) for year in (s.day.year, s.day.year + 1))
    return next((found for found in years if found[1] and found[1] >= s.day), None)


def reporting_core(t: Tokens, i: int) -> Core | None:
    """`the quarter ended June 30`, `the three months to 26 June`, `the 13 weeks to 30 October`."""
    start = i
    if t.low(i) in ("the", "its", "their", "a"):
        i += 1
    if t.low(i) in ("fiscal", "financial", "full", "full-year", "accounting", "reporting"):
        i += 1
    months, j = _reporting_length(t, i)
    days = 0 if months else _weeks(t, i)
    if days:
        j = i if (length := length_at(t, i)) is None else length.last
    elif not months:
        return None
    end = _reporting_end(t, j)
    if end is None or (days and end.precision != "day"):
        return None
    precision = {3: "quarter", 6: "half-year", 12: "year"}.get(months, "bounded")
    resolve = _days_back(end, days) if days else _back_from(end, months)
    return Core(start, end.last, precision, resolve, relative=end.relative)


def _weeks(t: Tokens, i: int) -> int:
    """The days of so many weeks of account; 0 for anything else."""
    length = length_at(t, i)
    if length is None or length.unit != "week" or not length.count or length.count > _WEEKS:
        return 0
    return 7 * length.count


def _reporting_end(t: Tokens, j: int) -> Core | None:
    """The date after `ended`, `to`, `to the end of`, `to end-`, in which a period of account ends."""
    if t.low(j) == "period":
        j += 1
    if t.low(j) in ("that", "which") and t.low(j + 1) == "ended":
        j += 1
    if t.low(j) not in _ENDED and t.phrase(j, ("up", "to")) < 0:
        return None
    bare = t.low(j) in ("to", "through", "until", "till")
    j += 2 if t.low(j) == "up" else 1
    if t.low(j) in ("on", "in", "at"):
        j += 1
    if t.low(j) == "the" and t.phrase(j, ("the", "end", "of")) > 0:
        j += 3
    if t.low(j) == "end" and t[j + 1].text in DASHES:
        j += 2
    end = _end_date(t, j)
    if end is None or (bare and end.precision not in ("day", "month")):
        return None
    return end


def _reporting_length(t: Tokens, i: int) -> tuple[int, int]:
    if t.low(i) == "half" and t[i + 1].text in DASHES and t.low(i + 2) == "year":
        return 6, i + 3
    if t.phrase(i, ("half", "year")) > 0:
        return 6, i + 2
    if t.low(i) in ("quarter", "year", "half", "month"):
        return {"quarter": 3, "year": 12, "half": 6, "month": 1}[t.low(i)], i + 1
    if t.low(i) in ("first", "second", "third", "fourth", "final", "last"):
        i += 1
        if t.low(i) in ("quarter", "half"):
            return {"quarter": 3, "half": 6}[t.low(i)], i + 1
    length = length_at(t, i)
    if length is None or length.count is None or length.unit not in ("month", "year", "quarter"):
        return 0, i
    months = length.count * {"month": 1, "quarter": 3, "year": 12}[length.unit]
    return (months if months <= 120 else 0), length.last


def _end_date(t: Tokens, j: int) -> Core | None:
    found = part_at(t, j)
    if found and found[0].precision in ("day", "month"):
        core = dated_part(t, j)
        if core is None and found[0].precision == "month":
            core = Core(j, found[1], "month", lambda s: pick(found[0], s), True, part=found[0])
        if core is not None and core.part is not None:
            part = replace(core.part, policy="ended")
            return replace(core, resolve=lambda s: pick(part, replace(s, tense=None)))
        return core
    if t.low(j) in ("last", "this") and (month := month_first(t, j + 1)):
        core = dated_part(t, j)
        return core if month else None
    return iso_date(t, j)


def _back_from(end: Core, months: int) -> Resolve:
    def resolve(s: Setting) -> Interval | None:
        interval = end.resolve(s)
        if interval is None or interval[1] is None:
            return None
        last = interval[1]
        if last == last_day(last.year, last.month):
            following = shift(last + ONE_DAY, -months, "month")
        else:
            before = shift(last, -months, "month")
            following = before + ONE_DAY if before else None
        return (following, last) if following else None

    return resolve


def _days_back(end: Core, days: int) -> Resolve:
    """So many days up to the last one of a period: `the 13 weeks to 30 October`."""

    def resolve(s: Setting) -> Interval | None:
        interval = end.resolve(s)
        if interval is None or interval[1] is None:
            return None
        first = shift(interval[1], 1 - days, "day")
        return (first, interval[1]) if first else None

    return resolve


def fiscal_core(t: Tokens, i: int) -> Core | None:
    """`fiscal 2024`, `FY2024`, `the 2005 fiscal year`, `its fiscal third quarter`: no value."""
    j = i + 1 if t.low(i) in ("the", "its", "their") else i
    end = max(_fiscal_word(t, j), _fiscal_behind(t, j), _fiscal_quarter(t, j))
    if end < 0:
        return None
    precision = "quarter" if quarter_part(t, j) else "year"
    return Core(i, end, precision, lambda _: None)


def _fiscal_word(t: Tokens, i: int) -> int:
    """The end of `FY2024`, `FY '08`, `fiscal year 2011`, `fiscal 2024`, `fiscal third quarter`."""
    if t.low(i) == "fy":
        j = i + 2 if is_apostrophe(t[i + 1].text) else i + 1
        return j + 1 if t.digits(j) else -1
    if t.low(i) not in ("fiscal", "financial"):
        return -1
    j = i + 2 if t.low(i + 1) == "year" else i + 1
    if is_year(t, j):
        return _span_of_years(t, j)
    part = quarter_part(t, j) if t.low(i) == "fiscal" and j == i + 1 else None
    if part:
        return part[1]
    return j if j > i + 1 else -1


def _span_of_years(t: Tokens, j: int) -> int:
    core = year_core(t, j)
    return core.last if core else j + 1


def _fiscal_behind(t: Tokens, i: int) -> int:
    """The end of `the 2005-06 fiscal year`, `last financial year`."""
    if is_year(t, i):
        j = _span_of_years(t, i)
    elif t.low(i) in ("this", "last", "next", "past", "current", "previous"):
        j = i + 1
    else:
        return -1
    return j + 2 if t.low(j) in ("fiscal", "financial") and t.low(j + 1) == "year" else -1


def _fiscal_quarter(t: Tokens, i: int) -> int:
    """The end of `third quarter of fiscal 2010`, `second fiscal quarter of 2010`."""
    if t.low(i) in words().ordinals and t.low(i + 1) == "fiscal":
        if t.low(i + 2) not in ("quarter", "half"):
            return -1
        year = year_ref(t, i + 3)
        return year[2] if year else i + 3
    part = quarter_part(t, i)
    if not part or t.low(part[1]) not in ("of", "in", "fiscal"):
        return -1
    j = part[1] if t.low(part[1]) == "fiscal" else part[1] + 1
    if t.low(j) in ("the", "its", "their"):
        j += 1
    return max(_fiscal_word(t, j), _fiscal_behind(t, j))


_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


def same_core(t: Tokens, i: int) -> Core | None:  # noqa: PLR0911 - readings are tried in turn
    """`the same day`, `the same quarter last year`, `the year-earlier quarter`, `that day`, `at that time`."""
    start = i
    if t.low(i) in ("the", "that", "a"):
        i += 1
    word = t.low(i)
    bare = t.low(start) == "the" and t.low(start - 1) in ("in", "during")
    if bare and word in ("month", "quarter") and t.low(i + 1) not in _SPECIFIED:
        return Core(start, i + 1, "bounded", _told_unit(word), relative=True)
    if t.low(start) == "that" and word in ("day", "year", "month"):
        return Core(start, i + 1, word, _told(0), relative=True)
    if t.low(start - 1) == "at" and (t.low(start), word) == ("that", "time"):
        return Core(start, i + 1, "bounded", _told(0), relative=True)
    ahead = t.phrase(i, ("year", "-", "earlier"))
    ahead = ahead if ahead > 0 else t.phrase(i, ("year", "-", "ago"))
    if ahead > 0 and t.low(ahead) in ("quarter", "period", "month", "half"):
        return Core(start, ahead + 1, "bounded", _told(-1), relative=True)
    if word not in ("same", "corresponding", "comparable", "equivalent"):
        return None
    unit = t.low(i + 1)
    if unit not in ("day", "period", "quarter", "month", "week", "half", "time", "year"):
        return None
    j = i + 2
    year = relative_year(t, j + 1 if t.low(j) in ("of", "in") else j)
    length = length_at(t, j)
    back = (
        length is not None
        and length.iso == "P1Y"
        and t.low(length.last) in ("ago", "earlier", "before")
    )
    precision = "day" if unit == "day" else "bounded"
    if back and length:
        return Core(start, length.last + 1, precision, _told(-1), relative=True)
    explicit = year_ref(t, j)
    found = explicit or year
    if found and unit != "day":
        of, _, end = found
        return Core(start, end, precision, lambda s: _moved_to(s, of(s)), relative=True)
    return (
        Core(start, j, precision, _told_as(unit), relative=True)
        if unit in ("day", "month", "year", "week")
        else None
    )


def _told_as(unit: str) -> Resolve:
    """The interval told before, if it is no longer than what it is called: no year is "the same day"."""

    def resolve(s: Setting) -> Interval | None:
        first, last = s.reference or (None, None)
        longer = first and last and (last - first).days >= _DAYS[unit]
        return None if longer else _told(0)(s)

    return resolve


def _told(years: int) -> Resolve:
    """The interval told before, moved by whole years."""

    def resolve(s: Setting) -> Interval | None:
        first = s.reference[0] if s.reference else None
        return _moved_to(s, first.year + years) if first else None

    return resolve


def _told_unit(unit: str) -> Resolve:
    """The month or quarter told before: `sales rose in July; during the month it sold`."""

    def resolve(s: Setting) -> Interval | None:
        if s.reference is None or s.reference[0] is None:
            return None
        return s.reference if granule(s.reference[0], unit) == s.reference else None

    return resolve


def _moved_to(s: Setting, year: int | None) -> Interval | None:
    if s.reference is None or year is None:
        return None
    first, last = s.reference
    if first is None or last is None or (last - first).days > 370:
        return None
    step = year - first.year
    following = shift(last + ONE_DAY, step, "year")
    start = shift(first, step, "year")
    return (start, following - ONE_DAY) if start and following else None


def vague_core(t: Tokens, i: int) -> Core | None:
    """`soon`, `in recent years`, `at a later date`."""
    found = match(words().vague, t, i)
    return Core(i, found[1], "vague", lambda _: None, vague=True) if found else None
