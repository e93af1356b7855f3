"""Days, periods of the calendar, and their EDTF strings.

An interval is a pair of days, both closed; None is an open limit. EDTF is
the Extended Date/Time Format of the Library of Congress (2019), levels 1 and
2: seasons 21 to 24, quarters 33 to 36, halves 40 and 41, decades `199X`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

Days = tuple[dt.date, dt.date]
Interval = tuple[dt.date | None, dt.date | None]
Within = Callable[[int], tuple[dt.date, dt.date]]

ONE_DAY = dt.timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_FIRST, _LAST = 2, 9997  # years kept clear of the ends of `datetime`


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month.

    Example:
        >>> last_day(2008, 2)
        datetime.date(2008, 2, 29)
    """
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - ONE_DAY


def months_of(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    """The interval of `count` months from the first of `month`; months run past 12.

    Example:
        >>> [str(day) for day in months_of(2008, 12, 3)]
        ['2008-12-01', '2009-02-28']
    """
    first = year * 12 + month - 1
    final = first + count - 1
    return dt.date(first // 12, first % 12 + 1, 1), last_day(final // 12, final % 12 + 1)


def shift(day: dt.date, count: int, unit: str) -> dt.date | None:
    """The day `count` units away; the last of a month stays within shorter months.

    None outside the years 2 to 9997.

    Example:
        >>> shift(dt.date(2008, 2, 29), -1, "year")
        datetime.date(2007, 2, 28)
        >>> shift(dt.date(2021, 10, 19), 18, "month")
        datetime.date(2023, 4, 19)
    """
    if unit in _DAYS:
        days = count * _DAYS[unit]
        if abs(days) > 3_000_000 or not _FIRST <= day.year + days // 365 <= _LAST:
            return None
        return day + dt.timedelta(days=days)
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    if not _FIRST <= year <= _LAST:
        return None
    return dt.date(year, month + 1, min(day.day, last_day(year, month + 1).day))


def granule(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:  # noqa: PLR0911 - readings are tried in turn
    """The day, week (Monday to Sunday), month, quarter, half, year or decade of a day.

    Example:
        >>> [str(d) for d in granule(dt.date(2006, 11, 11), "week")]
        ['2006-11-06', '2006-11-12']
    """
    if unit == "day":
        return day, day
    if unit in ("week", "fortnight"):
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        return months_of(day.year, day.month, 1)
    if unit == "quarter":
        return months_of(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "half-year":
        return months_of(day.year, (day.month - 1) // 6 * 6 + 1, 6)
    if unit == "decade":
        return decade_of(day.year)
    return year_of(day.year)


def year_of(year: int) -> tuple[dt.date, dt.date]:
    """The first and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def decade_of(year: int, part: str = "") -> tuple[dt.date, dt.date]:
    """The decade of a year, or its early (0-3), mid (4-6) or late (7-9) years.

    Example:
        >>> [d.year for d in decade_of(1984, "mid")]
        [1984, 1986]
    """
    first = year // 10 * 10
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return dt.date(max(first + low, 1), 1, 1), dt.date(first + high, 12, 31)


def period(count: str, unit: str) -> str:
    """An ISO 8601 duration as the words give it: twelve months stay `P12M`.

    Example:
        >>> period("12", "month"), period("10", "year"), period("48", "hour")
        ('P12M', 'P10Y', 'PT48H')
    """
    if unit == "hour":
        return f"PT{count}H"
    factor, letter = {
        "day": (1, "D"),
        "week": (1, "W"),
        "fortnight": (2, "W"),
        "month": (1, "M"),
        "quarter": (3, "M"),
        "year": (1, "Y"),
        "decade": (10, "Y"),
        "century": (100, "Y"),
    }[unit]
    return f"P{int(count) * factor}{letter}"


def edtf(first: dt.date | None, last: dt.date | None, precision: str = "bounded") -> str | None:  # noqa: PLR0911 - readings are tried in turn
    """The EDTF string of an interval; None for one without limits.

    Example:
        >>> edtf(*months_of(2024, 1, 6), "half-year")
        '2024-40'
        >>> edtf(None, dt.date(2025, 12, 31), "year")
        '../2025'
    """
    if first is None and last is None:
        return None
    if first is None or last is None:
        if first is not None:
            return f"{_limit(first, precision, upper=False)}/.."
        return f"../{_limit(last, precision, upper=True)}" if last else None
    whole = _whole(first, last)
    if whole:
        return whole
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04d}/{last.year:04d}"
    if first.day == 1 and last == last_day(last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}/{last.year:04d}-{last.month:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _limit(day: dt.date, precision: str, *, upper: bool) -> str:
    """A limit at the precision it was given in, where it falls on such an edge."""
    if precision in ("year", "decade") and (day.month, day.day) == ((12, 31) if upper else (1, 1)):
        return f"{day.year:04d}"
    edge = last_day(day.year, day.month).day if upper else 1
    if precision in ("month", "quarter", "half-year", "season") and day.day == edge:
        return f"{day.year:04d}-{day.month:02d}"
    return day.isoformat()


def _whole(first: dt.date, last: dt.date) -> str | None:  # noqa: PLR0911 - readings are tried in turn
    """The name of the calendar period that an interval fills, if it fills one."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or last != last_day(last.year, last.month):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    year, month = first.year, first.month
    if months == 1:
        return f"{year:04d}-{month:02d}"
    if months == 3 and month % 3 == 1:
        return f"{year:04d}-{33 + month // 3}"
    if months == 3 and month % 3 == 0:
        return f"{year:04d}-{20 + month // 3}"
    if months == 6 and month in (1, 7):
        return f"{year:04d}-{40 + month // 7}"
    if months == 12 and month == 1:
        return f"{year:04d}"
    if months == 120 and month == 1 and year % 10 == 0:
        return f"{year // 10:03d}X"
    return None


def nearest_start(spans: Iterable[Days], anchor: dt.date, far: int | None) -> Days | None:
    """The span that begins nearest to a day; None where that is so many days away.

    Example:
        >>> months = [(dt.date(y, 3, 1), dt.date(y, 3, 31)) for y in (2023, 2024)]
        >>> nearest_start(months, dt.date(2024, 2, 10), 120) == months[1]
        True
    """
    near = min(spans, key=lambda s: (abs((s[0] - anchor).days), s))
    return near if far is None or abs((near[0] - anchor).days) < far else None


def nearest_end(spans: Iterable[Days], anchor: dt.date, far: int) -> Days | None:
    """The span that ends nearest to a day; None where that is so many days ahead.

    Example:
        >>> months = [(dt.date(y, 3, 1), dt.date(y, 3, 31)) for y in (2023, 2024)]
        >>> nearest_end(months, dt.date(2024, 2, 10), 120) == months[1]
        True
    """
    near = min(spans, key=lambda s: (abs((s[1] - anchor).days), s))
    return near if (near[1] - anchor).days < far else None
