"""Parts of a year (months, days, quarters, seasons) and the years they belong to.

A grammar function takes the tokens and an index and gives what begins there
with the index after it, or None. It decides nothing about the anchor: what
it gives is resolved later, against a `Setting`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from kg.extract.times.calendar import (
    Interval,
    Within,
    last_day,
    months_of,
    nearest_end,
    nearest_start,
)
from kg.extract.times.feasts import movable
from kg.extract.times.tokens import Tokens, is_apostrophe
from kg.extract.times.words import match, words

_NEAR_DAYS = 120  # a day nearer than this is meant, whatever the tense
DASHES = frozenset({"-", "–", "—", "‑"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is resolved against.

    `year_only` says that of the anchor only the year is known; `tense` is that
    of the verb above the time, `done` says that by its form the act is over;
    `reference` is the last interval told before it.
    """

    anchor: dt.date | None
    year_only: bool = False
    tense: str | None = None
    reference: Interval | None = None
    done: bool = False

    @property
    def day(self) -> dt.date | None:
        """The anchor where its day is known."""
        return None if self.year_only else self.anchor


Resolve = Callable[[Setting], Interval | None]
Point = Callable[[Setting], tuple[str, dt.date] | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of some year. `policy` says which year is taken where none is told."""

    within: Within
    precision: str
    policy: str = "started"


@dataclass(frozen=True, slots=True)
class Core:
    """A time without its preposition, from token `first` up to token `last`."""

    first: int
    last: int
    precision: str
    resolve: Resolve
    relative: bool = False
    period: str | None = None
    recurring: bool = False
    part: Part | None = None
    point: Point | None = None
    qualifier: str | None = None
    in_name: bool = False
    vague: bool = False
    ranged: bool = False


YearOf = Callable[[Setting], int | None]


def pick(part: Part, setting: Setting, which: str = "") -> Interval | None:  # noqa: PLR0911 - readings are tried in turn
    """The year's part that a bare, last, this or next one means.

    Bare months, seasons and weekdays are the most recent ones that began, or
    under a future verb the next; quarters and halves the most recent that
    ended; days without a year, and what "had been due", the nearest.
    """
    anchor = setting.anchor
    if anchor is None or not 3 <= anchor.year <= 9990:
        return None
    spans = [part.within(anchor.year + shift) for shift in (-2, -1, 0, 1, 2)]
    if setting.year_only:
        return spans[2] if which == "this" else None
    if which == "last":
        return [s for s in spans if s[1] < anchor][-1]
    if which == "next":
        return next(s for s in spans if s[0] > anchor)
    if which == "this":
        around = [s for s in spans if s[0] <= anchor <= s[1]]
        return around[0] if around else spans[2]
    far = None if setting.tense is None else _NEAR_DAYS
    if part.policy == "nearest" and (near := nearest_start(spans, anchor, far)):
        return near
    if setting.tense == "future":
        return next(s for s in spans if s[1] >= anchor)
    if setting.tense == "near" and (due := nearest_end(spans, anchor, _NEAR_DAYS)):
        return due
    if part.policy == "ended":
        return [s for s in spans if s[1] <= anchor][-1]
    return [s for s in spans if s[0] <= anchor][-1]


_ZONES = frozenset(
    {"GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "ET", "PST", "PDT", "IST", "AEST"}
)


def _is_hour(t: Tokens, i: int) -> bool:
    """Tell whether four digits are an hour of the day: "by 1530 GMT"."""
    return t[i + 1].text in _ZONES or t.low(i + 1) == "hours"


def is_year(t: Tokens, i: int) -> bool:
    """Tell whether a token can be a year of the common era, by its shape."""
    token = t[i]
    shaped = len(token.text) == 4 and t.digits(i) and 1500 <= int(token.text) <= 2099
    if not shaped or _is_hour(t, i):
        return False
    if token.glued and not (t[i - 1].text in DASHES or t[i - 1].text in "(['’\"“/"):
        return False
    if t.glued(i + 1):
        following = t[i + 1].text
        if following in "$£€¥%°" or following.isalnum():
            return False
        if following in ".,:" and t.glued(i + 2) and t.digits(i + 2):
            return False
        if following == "/" and token.glued and t[i - 1].text == "/":
            return False  # an address on the web
    return True


def year_ref(t: Tokens, i: int) -> tuple[YearOf, bool, int] | None:
    """The year that a part of a year belongs to: `, 2021`, `of this year`, `'08`."""
    if (t.low(i) == "," and is_year(t, i + 1)) or t.low(i) in ("of", "in", "for", "during"):
        i += 1
    if t.low(i) == "the" and t.low(i + 1) in ("year", "years") and is_year(t, i + 2):
        i += 2
    if t.low(i) == "year" and is_year(t, i + 1):
        i += 1
    if is_year(t, i):
        year = int(t[i].text)
        return (lambda _: year), False, i + 1
    if is_apostrophe(t[i].text) and t.digits(i + 1) and t.glued(i + 1) and len(t[i + 1].text) == 2:
        year = _pivot(int(t[i + 1].text))
        return (lambda _: year), False, i + 2
    return relative_year(t, i)


def _pivot(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < 50 else 1900)


_YEAR_SHIFTS = {
    "this": 0,
    "current": 0,
    "last": -1,
    "previous": -1,
    "past": -1,
    "prior": -1,
    "next": 1,
    "coming": 1,
}


def relative_year(t: Tokens, i: int) -> tuple[YearOf, bool, int] | None:
    """`this year`, `last year`, `the following year`, as a year."""
    start = i
    if t.low(i) == "the":
        i += 1
    word = t.low(i)
    j = i + 1
    if t.low(j) == "calendar":
        j += 1
    if t.low(j) != "year":
        return None
    if word in ("following", "same"):
        step = 1 if word == "following" else 0
        return (lambda s: _reference_year(s, step)), True, j + 1
    if word == "that":
        return (lambda s: _reference_year(s, 0)), True, j + 1
    if word not in _YEAR_SHIFTS or (word in ("past", "previous", "coming") and i == start):
        return None
    step = _YEAR_SHIFTS[word]
    return (lambda s: s.anchor.year + step if s.anchor else None), True, j + 1


def _reference_year(s: Setting, step: int) -> int | None:
    days = s.reference
    first = days[0] if days else None
    return first.year + step if first else None


def month_at(t: Tokens, i: int) -> tuple[int, int, bool] | None:
    """The number of a month, the index after it, and whether the word alone is weak."""
    if not t.capital(i) or (t.glued(i) and t[i - 1].text in "_/."):
        return None
    low = t.low(i)
    number = words().months.get(low)
    if number:
        return number, i + 1, low in ("may", "march", "april", "june", "august")
    number = words().month_abbreviations.get(low)
    if not number:
        return None
    j = i + 1
    if t.low(j) == "." and t.glued(j) and not t[j + 1].glued:
        j += 1
    return number, j, True


def day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day of a month: `5`, `5th`; not part of a longer number or a clock time."""
    if not t.digits(i) or len(t[i].text) > 2 or not 1 <= int(t[i].text) <= 31:
        return None
    j = i + 1
    if t.glued(j) and t.low(j) in ("st", "nd", "rd", "th"):
        j += 1
    if t.glued(j) and (t[j].text.isalnum() or t[j].text in "%°"):
        return None
    if t.glued(j) and t[j].text in ".,:/" and t.glued(j + 1) and t.digits(j + 1):
        return None
    return int(t[i].text), j


def _days(month: int, first: int, last: int) -> Within | None:
    """The days of a month; None where no year has them."""
    if last > last_day(2024, month).day or first > last:
        return None

    def within(year: int) -> tuple[dt.date, dt.date]:
        end = last_day(year, month).day  # 29 February is the 28th in other years
        return dt.date(year, month, min(first, end)), dt.date(year, month, min(last, end))

    return within


def _joined_day(t: Tokens, j: int) -> tuple[int, int] | None:
    """The second day of `3-5`, `3 to 5`, `3 and 4`, `3 & 4`."""
    if t[j].text in DASHES or t.low(j) in ("to", "and", "&", "through", "until"):
        return day_number(t, j + 1)
    return None


def month_first(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`March 5`, `Sept. 5-7`, `January to March`, `April`; last item: may stand alone."""
    found = month_at(t, i)
    if not found:
        return None
    month, j, weak = found
    the = j + 1 if t.low(j) == "the" else j
    day = day_number(t, the)
    if day:
        first, j = day
        second = _joined_day(t, j)
        if second and second[0] > first and not month_at(t, second[1]):
            within = _days(month, first, second[0])
            if within:
                return Part(within, "bounded", "nearest"), second[1], True
        within = _days(month, first, first)
        if within:
            return Part(within, "day", "nearest"), j, True
    if t[j].text in DASHES or t.low(j) in ("to", "through", "until", "and"):
        other = month_at(t, j + 1)
        plain = other and not day_number(t, other[1]) and other[0] != month
        if other and plain and (t.low(j) != "and" or other[0] == month % 12 + 1):
            count = (other[0] - month) % 12 + 1
            back = other[0] < month
            return (
                Part(lambda y: months_of(y - back, month, count), "bounded"),
                other[1],
                True,
            )
    if weak and _is_first_name(t, i, j):
        return None
    return Part(lambda y: months_of(y, month, 1), "month"), j, not weak


def _is_first_name(t: Tokens, i: int, j: int) -> bool:
    """Tell whether what may be a month is somebody's first name: "founded in 2021 by Jan Weber"."""
    surname = t.capital(j) and t[j].text.isalpha() and not t.glued(j)
    return surname and t.low(i - 1) in ("by", "with") and not month_at(t, j)


def day_first(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`5 May`, `the 5th of May`, `3-5 May`, `30th June`."""
    if t.low(i) == "the":
        i += 1
    day = day_number(t, i)
    if not day or (t.glued(i) and t[i - 1].text in ".,:/-$£€"):
        return None
    first, j = day
    second = _joined_day(t, j)
    last = first
    if second and second[0] > first and month_at(t, second[1]):
        last, j = second
    if t.low(j) == "of":
        j += 1
    month = month_at(t, j)
    if not month or t.glued(j):
        return None
    within = _days(month[0], first, last)
    if not within:
        return None
    return Part(within, "day" if first == last else "bounded", "nearest"), month[1], True


def ordinal_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """`first`, `4th`, `final` (-1)."""
    number = words().ordinals.get(t.low(i))
    if number:
        return number, i + 1
    suffixed = t.glued(i + 1) and t.low(i + 1) in ("st", "nd", "rd", "th")
    if t.digits(i) and len(t[i].text) <= 2 and suffixed:
        return int(t[i].text), i + 2
    return None


def small_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A whole number below 10,000 in digits or one or two words: `18`, `twenty-four`."""
    if t.digits(i):
        text = t[i].text
        if len(text) > 4 or (t.glued(i) and t[i - 1].text in "$£€.,"):
            return None
        return int(text), i + 1
    low = t.low(i)
    number = words().numbers.get(low)
    if number is None or low in ("a", "an"):
        return None
    if 20 <= number < 100:
        j = i + 2 if t[i + 1].text in DASHES else i + 1
        ones = words().numbers.get(t.low(j))
        if ones and 1 <= ones <= 9 and t.low(j) not in ("a", "an"):
            return number + ones, j + 1
    return number, i + 1


def quarter_part(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`first quarter`, `Q1`, `1Q`, `second half`, `H2`, `first nine months`."""
    compact = _compact(t, i)
    if compact:
        return compact
    if t.low(i) == "the":
        i += 1
    found = ordinal_at(t, i)
    if not found:
        return None
    ordinal, j = found
    count = small_number(t, j)
    if count:
        return _run_of(t, ordinal, count)
    if t[j].text in DASHES:
        j += 1
    joined = None
    if t.low(j) == "and" and (second := ordinal_at(t, j + 1)):
        joined, j = second
    if t.low(j) in ("quarter", "quarters"):
        if t.low(j - 1) == "last" and not (year_ref(t, j + 1) or _of_the_year(t, j + 1)):
            return None  # the quarter before the anchor's
        return _quarters(ordinal, joined, j + 1)
    return _half(t, ordinal, j)


def _half(t: Tokens, ordinal: int, j: int) -> tuple[Part, int, bool] | None:
    """`first half`, but not the half of a thing (`the first half of the match`)."""
    if t.low(j) != "half" or ordinal not in (1, 2, -1):
        return None
    if t.low(j + 1) == "of" and not (year_ref(t, j + 1) or _of_the_year(t, j + 1)):
        return None
    month = 1 if ordinal == 1 else 7
    return Part(lambda y: months_of(y, month, 6), "half-year", "ended"), j + 1, True


def _of_the_year(t: Tokens, i: int) -> bool:
    """Tell whether "of the year" follows, the calendar's: not "of the year to March"."""
    last = t.phrase(i, ("of", "the", "year"))
    return last > 0 and t.low(last) not in ("to", "ended", "ending", "through")


def _named_quarter(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`the June quarter`, `June-quarter`: the three months that end with June."""
    j = i + 1 if t.low(i) == "the" else i
    found = month_at(t, j)
    if found is None:
        return None
    month, j = found[0], found[1]
    if t[j].text in DASHES:
        j += 1
    if t.low(j) != "quarter":
        return None

    def within(year: int) -> tuple[dt.date, dt.date]:
        return months_of(year, month - 2, 3) if month > 2 else months_of(year - 1, month + 10, 3)

    return Part(within, "quarter", "ended"), j + 1, True


def _quarters(ordinal: int, joined: int | None, j: int) -> tuple[Part, int, bool] | None:
    first = 4 if ordinal == -1 else ordinal
    last = joined or first
    if not 1 <= first <= last <= 4:
        return None
    months = 3 * (last - first + 1)
    precision = "quarter" if first == last else "bounded"
    return Part(lambda y: months_of(y, 3 * first - 2, months), precision, "ended"), j, True


def _compact(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`Q1`, `Q-1`, `1Q`, `H1`, `1H`; `1Q24` keeps its year for `year_ref`."""
    if t.low(i) in ("q", "h") and t.digits(i + 1) and not t.glued(i):
        letter, number, j = t.low(i), t[i + 1].text, i + 2
        if not t.glued(i + 1):
            return None
    elif t.digits(i) and t.glued(i + 1) and t.low(i + 1) in ("q", "h") and not t.glued(i):
        letter, number, j = t.low(i + 1), t[i].text, i + 2
    else:
        return None
    if t.glued(j) and t[j].text[:1].isalpha():
        return None  # a name: "H2Alpen"
    if len(number) != 1 or not 1 <= int(number) <= (4 if letter == "q" else 2):
        return None
    months = 3 if letter == "q" else 6
    month = months * int(number) - months + 1
    precision = "quarter" if letter == "q" else "half-year"
    return Part(lambda y: months_of(y, month, months), precision, "ended"), j, True


def _run_of(t: Tokens, ordinal: int, count: tuple[int, int]) -> tuple[Part, int, bool] | None:
    """`first nine months`, `last two quarters`, `first six weeks` (no part: None)."""
    number, j = count
    if t[j].text in DASHES:
        j += 1
    unit = words().units.get(t.low(j))
    months = {"month": 1, "quarter": 3}.get(unit or "", 0) * number
    if ordinal not in (1, -1) or not 0 < months < 12:
        return None
    if ordinal == -1 and not (year_ref(t, j + 1) or _of_the_year(t, j + 1)):
        return None  # "the last nine months" run up to the anchor
    month = 1 if ordinal == 1 else 13 - months
    precision = {3: "quarter", 6: "half-year"}.get(months, "bounded")
    return Part(lambda y: months_of(y, month, months), precision, "ended"), j + 1, True


_BEFORE_NEW_YEAR = frozenset({"at", "by", "since", "before", "until", "till", "after", "from"})


def season_part(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`spring`, `the summer`; never alone."""
    if t.low(i) == "the":
        i += 1
    month = words().seasons.get(t.low(i))
    if not month:
        return None
    j = i + 1
    if t.low(j) in ("season", "months"):
        j += 1
    return Part(lambda y: months_of(y, month, 3), "season"), j, False


def holiday_part(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """`Christmas Eve`, `the holiday season`."""
    if t.low(i) == "the":
        i += 1
    found = match(words().holidays, t, i)
    if not found:
        return None
    day, j = found
    if t.low(j - 1) == "year" and not (t.capital(i) and t.low(i - 1) in _BEFORE_NEW_YEAR):
        return None  # "in the new year" is the year, "Lunar New Year" another day
    if isinstance(day, str):
        name = day
        moved: Within = lambda y: (movable(name, y), movable(name, y))  # noqa: E731
        return Part(moved, "day", "nearest"), j, False
    m1, d1, m2, d2 = day
    precision = "day" if (m1, d1) == (m2, d2) else "bounded"
    within: Within = lambda y: (dt.date(y, m1, d1), dt.date(y, m2, d2))  # noqa: E731
    return Part(within, precision, "started"), j, precision == "day" and t.capital(i)


def part_at(t: Tokens, i: int) -> tuple[Part, int, bool] | None:
    """Any part of a year that begins at `i`; the last item says whether it may stand alone."""
    best = None
    for rule in (_named_quarter, month_first, day_first, quarter_part, season_part, holiday_part):
        found = rule(t, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best
