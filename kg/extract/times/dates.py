"""Dates, years, decades and the parts of a year that are told with or without one."""

from __future__ import annotations

import datetime as dt

from kg.extract.times.calendar import (
    Interval,
    decade_of,
    last_day,
    year_of,
)
from kg.extract.times.parts import (
    DASHES,
    Core,
    Part,
    Resolve,
    Setting,
    YearOf,
    is_year,
    month_at,
    month_first,
    part_at,
    pick,
    relative_year,
    season_part,
    year_ref,
)
from kg.extract.times.tokens import Tokens, is_apostrophe
from kg.extract.times.words import match, words


def dated_part(t: Tokens, i: int) -> Core | None:
    """A part of a year, with its year before it, after it, or untold."""
    return _year_before(t, i) or _led_part(t, i) or _year_after(t, i)


def _led_part(t: Tokens, i: int) -> Core | None:
    """`last March`, `this summer`, `next Christmas`."""
    which = ""
    j = i
    if t.low(j) == "the":
        j += 1
    if t.low(j) in ("last", "this", "next", "past", "coming"):
        which = {"past": "last", "coming": "next"}.get(t.low(j), t.low(j))
        j += 1
    if which and (named := (month_first(t, j) or season_part(t, j) or _holiday(t, j))):
        part, end, _ = named
        if part.precision == "day" and not _holiday(t, j):
            return None
        return Core(i, end, part.precision, lambda s: pick(part, s, which), relative=True)
    return None


def _year_after(t: Tokens, i: int) -> Core | None:
    """`March 5, 2009`, `the first half of this year`, `1Q24`, `in October`."""
    found = part_at(t, i)
    if not found:
        return None
    part, j, alone = found
    year = year_ref(t, j)
    if year is None and t.digits(j) and t.glued(j) and len(t[j].text) == 2:
        number = int(t[j].text) + 2000  # 1Q24
        year = (lambda _: number), False, j + 1
    if year is None:
        if not alone and not _led(t, i):
            return None
        return Core(
            i,
            j,
            part.precision,
            lambda s: pick(part, s),
            relative=True,
            part=part,
            ranged=part.precision == "bounded",
        )
    of, relative, j = year
    ranged = part.precision == "bounded"
    return Core(i, j, part.precision, _in_year(part, of), relative=relative, ranged=ranged)


def _holiday(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    if not match(words().holidays, t, i):
        return None
    return part_at(t, i)


def _in_year(part: Part, of: YearOf) -> Resolve:
    def resolve(s: Setting) -> Interval | None:
        year = of(s)
        return part.within(year) if year is not None and 3 <= year <= 9990 else None

    return resolve


def _year_before(t: Tokens, i: int) -> Core | None:
    """`2009's first quarter`, `this year's second half`, `2024 Q1`."""
    start = i
    if t.low(i) == "the" and is_year(t, i + 1):
        i += 1
    year: tuple[YearOf, bool, int] | None = relative_year(t, i)
    if year is None and is_year(t, i):
        number = int(t[i].text)
        year = (lambda _: number), False, i + 1
    if year is None:
        return None
    of, relative, j = year
    own = is_apostrophe(t[j].text) and t.low(j + 1) == "s"
    if own:
        j += 2
    elif relative and t.low(j) == "in":
        j += 1  # "this year in July"
        if not month_at(t, j):
            return None
    found = part_at(t, j)
    if not found or (found[0].precision in ("day", "season") and not own):
        return None
    if found[0].precision == "month" and not own and not relative:
        return None
    part, j, _ = found
    return Core(start, j, part.precision, _in_year(part, of), relative=relative)


def _led(t: Tokens, i: int) -> bool:
    """Tell whether a weak word (`May`, `spring`) stands where a time would."""
    before = t.low(i - 1)
    if t.low(i) in ("the", *words().seasons):
        season = t.low(i + 1) if t.low(i) == "the" else t.low(i)
        led = before in ("in", "by", "during", "since", "until", "for", "early", "late", "mid")
        # "After the fall" is that of shares more often.
        if not led and (before not in ("before", "after", "from") or season == "fall"):
            return False
        after = i + 2 if t.low(i) == "the" else i + 1
        joined = t[after].text in DASHES and t.glued(after) and t.glued(after + 1)
        return not (season == "fall" and (joined or t.low(after) in ("of", "in", "from")))
    return before in _PREPOSITIONS or (before == "." and t.low(i - 2) in _PREPOSITIONS)


_PREPOSITIONS = frozenset(
    "in by since until till during from before after for early mid late between of to through and last this next".split()  # noqa: SIM905
)


def iso_date(t: Tokens, i: int) -> Core | None:  # noqa: PLR0911 - readings are tried in turn
    """`2021-05-12`, `2021-05-12T10:00`, `2021/05/12`; `2021-05` is a month only if no span."""
    if not is_year(t, i) or t.glued(i):
        return None
    separator = t[i + 1].text
    if separator not in ("-", "/", ".") or not t.glued(i + 1) or not t.digits(i + 2):
        return None
    year, month = int(t[i].text), t[i + 2].text
    if len(month) != 2 or not 1 <= int(month) <= 12 or not t.glued(i + 2):
        return None
    if t[i + 3].text == separator and t.glued(i + 3) and t.digits(i + 4) and t.glued(i + 4):
        day = t[i + 4].text
        if len(day) != 2 or not 1 <= int(day) <= last_day(year, int(month)).day:
            return None
        when = dt.date(year, int(month), int(day))
        return Core(i, i + 5, "day", lambda _: (when, when))
    if separator != "-" or int(month) == (year + 1) % 100 or len(t[i + 3].text) == 0:
        return None
    return None


def numeric_date(t: Tokens, i: int) -> Core | None:  # noqa: PLR0911 - readings are tried in turn
    """`25/12/2009`, `12/25/2009`, `31.12.2009`; only where day and month can't be mistaken."""
    if not t.digits(i) or len(t[i].text) > 2 or t.glued(i):
        return None
    separator = t[i + 1].text
    if separator not in ("/", ".", "-") or not all(t.glued(i + k) for k in (1, 2, 3, 4)):
        return None
    if t[i + 3].text != separator or not t.digits(i + 2) or len(t[i + 2].text) > 2:
        return None
    if not (t.digits(i + 4) and len(t[i + 4].text) == 4 and 1700 <= int(t[i + 4].text) <= 2099):
        return None
    first, second, year = int(t[i].text), int(t[i + 2].text), int(t[i + 4].text)
    if separator == "." or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    if not 1 <= month <= 12 or not 1 <= day <= last_day(year, month).day:
        return None
    when = dt.date(year, month, day)
    return Core(i, i + 5, "day", lambda _: (when, when))


def year_core(t: Tokens, i: int) -> Core | None:
    """`2008`, `2005-2030`, `2007/08`, `the year 2000`, `this year`, `last year`."""
    start = i
    relative = relative_year(t, i)
    if relative:
        of, _, j = relative
        return Core(start, j, "year", whole_year(of), relative=True)
    for lead in (("calendar", "year"), ("the", "year"), ("the", "calendar", "year"), ("calendar",)):
        after = t.phrase(i, lead)
        if after >= 0:
            i = after
            break
    if not is_year(t, i):
        return None
    first = int(t[i].text)
    last, j = _year_range(t, i, first)
    if last == first and start == i and (_counts(t, i) or _part_of_name(t, i)):
        return None
    interval = year_of(first)[0], year_of(last)[1]
    precision = "year" if last == first else "bounded"
    in_name = start == i and _in_name(t, start, j)
    return Core(
        start, j, precision, lambda _: interval, in_name=in_name, ranged=precision == "bounded"
    )


def whole_year(of: YearOf) -> Resolve:
    """The whole of a year that is known only in its setting."""

    def resolve(s: Setting) -> Interval | None:
        year = of(s)
        return year_of(year) if year is not None and 1 <= year <= 9999 else None

    return resolve


def _year_range(t: Tokens, i: int, first: int) -> tuple[int, int]:
    """The last year of `2005-2030`, `2005-06`, `2007/08`; else the year itself."""
    joint = t[i + 1].text
    if joint in DASHES or (joint == "/" and t.glued(i + 1)):
        if is_year(t, i + 2) and int(t[i + 2].text) > first:
            return int(t[i + 2].text), i + 3
        short = t[i + 2].text
        close = t.glued(i + 1) and t.glued(i + 2) and t.digits(i + 2) and len(short) == 2
        if (close and not t.glued(i + 3)) or (close and t[i + 3].text in ".,;)'’"):
            last = first // 100 * 100 + int(short)
            if first < last or int(short) == (first + 1) % 100:
                return (last if last > first else last + 100), i + 3
    return first, i + 1


def _counts(t: Tokens, i: int) -> bool:  # noqa: PLR0911 - readings are tried in turn
    """Tell whether a number shaped like a year counts things (`2000 jobs`)."""
    before, after, second = t.low(i - 1), t.low(i + 1), t.low(i + 2)
    lists = words()
    if after in lists.counted or (second in lists.counted and t[i + 1].text.islower()):
        return True
    if t[i - 1].text in "$£€¥#" and t[i - 1].text:
        return True
    if before in ("no", "number") or after in ("million", "billion", "percent", "per"):
        return True
    if before in ("than", "least") and t.low(i - 2) in ("later", "earlier", "sooner", "at"):
        return t.low(i - 2) == "at" and t.low(i - 3) not in ("by", "until", "till")
    if before in ("than", "nearly", "almost", "about", "some", "over", "least", "approximately"):
        return True
    number = int(t[i].text)
    if before in ("in", "since", "by", "until", "during", "before", "after", "from"):
        return number % 100 == 0 and _plural(after) and after not in lists.year_heads
    if not 1900 <= number <= 2099:
        return before not in ("of", "for", "to", "(")
    return _plural(after) and after not in lists.year_heads and number % 100 == 0


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _part_of_name(t: Tokens, i: int) -> bool:
    """Tell whether a year-shaped number is glued into a model name (`X-2000`)."""
    joined = t.glued(i) and t[i - 1].text in DASHES and t.glued(i - 1)
    return joined and t[i - 2].text.isalpha() and t.low(i - 2) not in words().ends


def _in_name(t: Tokens, i: int, j: int) -> bool:
    """Tell whether a year stands in a name (`CES 2020`, `the 1998 Competition Act`)."""
    before = t[i - 1].text
    if before[:1].isupper() and not t.opens(i - 1) and not month_at(t, i - 1):
        return before.lower() not in words().qualifiers
    if before[:1].isupper() and t.opens(i - 1) and not t[i].breaks:
        return before.lower() not in words().qualifiers and t[i - 1].low not in _PREPOSITIONS
    return before.lower() in ("the", "a") and t.capital(j) and t.capital(j + 1)


def decade_core(t: Tokens, i: int) -> Core | None:
    """`the 1990s`, `1980's`, `the '90s`, `the 90s`, `the nineties`, `the decade`, `this decade`."""
    start = i
    if t.low(i) == "the":
        i += 1
    part = ""
    if t.low(i) in ("early", "mid", "late"):
        part = t.low(i)
        i += 2 if t[i + 1].text in DASHES else 1
        if t.low(i) == "the":
            i += 1
    found = _decade_year(t, i, the=i > start)
    if found:
        year, j = found
        interval = decade_of(year, part)
        return Core(start, j, "bounded" if part else "decade", lambda _: interval)
    step = {"this": 0, "current": 0, "last": -1, "next": 1, "the": 0}.get(t.low(i))
    if step is not None and t.low(i + 1) == "decade":
        j = i + 2
    elif t.low(i) == "decade" and i > start and t.low(start - 1) in ("of", "in", "this"):
        step, j = 0, i + 1
    else:
        return None
    return Core(
        start,
        j,
        "decade",
        lambda s: decade_of(s.anchor.year + 10 * (step or 0), part) if s.anchor else None,
        relative=True,
    )


_LATE_TENS = frozenset({"50", "60", "70", "80", "90"})
"""Tens that name a decade without an apostrophe before them; "the 20s" may as well be ages or dates."""


def _decade_year(t: Tokens, i: int, *, the: bool) -> tuple[int, int] | None:
    if is_apostrophe(t[i].text) and t.glued(i + 1):
        i, short = i + 1, True
    else:
        short = the and t.digits(i) and t[i].text in _LATE_TENS
    if t.digits(i) and len(t[i].text) == (2 if short else 4) and t[i].text.endswith("0"):
        j = i + 1
        if is_apostrophe(t[j].text) and t.glued(j):
            j += 1
        if t.low(j) == "s" and t.glued(j) and (short or 1700 <= int(t[i].text) <= 2090):
            year = int(t[i].text)
            if short:
                year += 2000 if year < 30 else 1900
            return year, j + 1
    if the and t.low(i) in words().decades:
        return words().decades[t.low(i)], i + 1
    return None
