"""The day that an article's metadata gives, or why it gives none. Never today, never a guess."""

from __future__ import annotations

import datetime as dt
import re

from kg.loaders.draft import note
from kg.model import Issue

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt \t].{0,40})?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.{0,10})?$")
_NAMED = re.compile(
    r"^(?:[A-Za-z]{3,9}\.?,?\s+)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[A-Za-z]{3,9})\.?,?"
    r"|(?P<m2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<y>\d{4})(?:[ ,T].{0,40})?$"
)
_SLASHED = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,T].{0,40})?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EPOCH = dt.date(1970, 1, 1)


def parse_date(found: str | dt.date | None) -> tuple[dt.date | None, tuple[Issue, ...]]:
    """Return the day that a date field names, and what is to be noted.

    ISO 8601 dates and times, "20 October 2021", "October 20, 2021", RFC 2822
    dates and day/month/year in figures that can be read one way only. Of a
    time with a zone the day as written counts, since that is what the paper
    printed. The Unix epoch is what machines write for "no date".

    Args:
        found: The field as given.

    Example:
        >>> parse_date("2021-10-20T23:30:00-05:00")[0], parse_date("25/12/2020")[0]
        (datetime.date(2021, 10, 20), datetime.date(2020, 12, 25))
        >>> parse_date("03/04/2020")[1][0].code
        'date-ambiguous'
    """
    if found is None or (isinstance(found, str) and not found.strip()):
        return None, ()
    if isinstance(found, dt.datetime):
        found = found.date()
    day = found if isinstance(found, dt.date) else _read(found.strip())
    if isinstance(day, Issue):
        return None, (day,)
    if day == _EPOCH:
        return None, (note("date-unset", "1970-01-01 is taken for no date"),)
    return day, ()


def _read(text: str) -> dt.date | Issue:
    shown = text[:60]
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.groups())
    elif match := _NAMED.match(text):
        name = (match["m1"] or match["m2"])[:3].lower()
        if name not in _MONTHS:
            return note("date-unread", f"not a date: {shown!r}")
        year, month, day = int(match["y"]), _MONTHS.index(name) + 1, int(match["d1"] or match["d2"])
    elif match := _SLASHED.match(text):
        first, second, year = map(int, match.groups())
        if first != second and max(first, second) <= 12:
            return note("date-ambiguous", f"day and month can't be told apart: {shown!r}")
        day, month = (second, first) if second > 12 else (first, second)
    else:
        return note("date-unread", f"not a date: {shown!r}")
    try:
        return dt.date(year, month, day)
    except ValueError:
        return note("date-unread", f"no such day: {shown!r}")
