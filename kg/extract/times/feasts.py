"""Feasts and holidays whose day differs from year to year: Easter, Thanksgiving, Memorial Day."""

from __future__ import annotations

import datetime as dt

from kg.extract.times.calendar import ONE_DAY, last_day

_THURSDAY, _MONDAY = 3, 0


def easter(year: int) -> dt.date:
    """The Sunday of the western Easter (Meeus, Jones and Butcher's rule).

    Example:
        >>> easter(2024), easter(2012)
        (datetime.date(2024, 3, 31), datetime.date(2012, 4, 8))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth day of a month with a name, the last one for 0."""
    if not nth:
        end = last_day(year, month)
        return end - (end.weekday() - weekday) % 7 * ONE_DAY
    first = dt.date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * ONE_DAY


def movable(name: str, year: int) -> dt.date:
    """The day of a feast of that name in a year.

    Example:
        >>> movable("thanksgiving", 2009), movable("memorial day", 2011)
        (datetime.date(2009, 11, 26), datetime.date(2011, 5, 30))
    """
    if name == "thanksgiving":
        return _weekday(year, 11, _THURSDAY, 4)
    if name == "memorial day":
        return _weekday(year, 5, _MONDAY, 0)
    if name == "labor day":
        return _weekday(year, 9, _MONDAY, 1)
    return easter(year)
