"""Intervals of days as EDTF, with their precision and qualifier, and due dates.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019):
months, years, quarters (33 to 36), half years (40, 41) and seasons (21 to 24)
where the interval is exactly that; otherwise an interval, open ends as "..".
"""

from __future__ import annotations

import calendar
import datetime as dt

from kg.model import Claim, Kind, Modality, TimeSpan

_QUARTERS = {1: 33, 4: 34, 7: 35, 10: 36}
_HALVES = {1: 40, 7: 41}
_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
_QUALIFIERS = ("before", "since", "during", "until")


def _months(start: dt.date, end: dt.date) -> int:
    """Return how many whole calendar months an interval is, 0 where it is not whole."""
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def precision(time: TimeSpan) -> str:
    """Return the concept of the scheme `precision` that an interval has.

    Example:
        >>> precision(TimeSpan(earliest=dt.date(2024, 1, 1), latest=dt.date(2024, 6, 30)))
        'half-year'
        >>> precision(TimeSpan(latest=dt.date(2025, 12, 31)))
        'bounded'
    """
    start, end = time.earliest, time.latest
    if start is None or end is None:
        return "bounded"
    if start == end:
        return "day"
    names = {1: {start.month: "month"}, 12: {1: "year"}}
    names[6] = dict.fromkeys(_HALVES, "half-year")
    names[3] = dict.fromkeys(_SEASONS, "season") | dict.fromkeys(_QUARTERS, "quarter")
    return names.get(_months(start, end), {}).get(start.month, "interval")


def edtf(time: TimeSpan) -> str:
    """Return an interval as EDTF.

    Example:
        >>> edtf(TimeSpan(earliest=dt.date(2024, 1, 1), latest=dt.date(2024, 6, 30)))
        '2024-40'
        >>> edtf(TimeSpan(latest=dt.date(2025, 12, 31)))
        '../2025-12-31'
    """
    start, end = time.earliest, time.latest
    if start is None or end is None:
        return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"
    kind = precision(time)
    year = f"{start.year:04d}"
    simple = {
        "day": start.isoformat(),
        "month": start.isoformat()[:7],
        "year": year,
        "half-year": f"{year}-{_HALVES.get(start.month)}",
        "quarter": f"{year}-{_QUARTERS.get(start.month)}",
        "season": f"{year}-{_SEASONS.get(start.month)}",
    }
    return simple.get(kind, f"{start.isoformat()}/{end.isoformat()}")


def qualifier(time: TimeSpan) -> str:
    """Return the concept of the scheme `time-qualifier` for an interval and its words.

    Example:
        >>> qualifier(TimeSpan(latest=dt.date(2025, 12, 31), words="by 2025"))
        'by'
        >>> qualifier(TimeSpan(earliest=dt.date(2021, 5, 12), words="since May 12"))
        'since'
    """
    first = (time.words or "").casefold().split(" ", 1)[0]
    if first in _QUALIFIERS:
        return first
    if time.earliest is None:
        return "by"
    return "from" if time.latest is None else "in"


def said_on(claim: Claim, published: dt.date | None) -> dt.date | None:
    """Return the latest day on which a claim can have been said; the article's day if unknown."""
    if claim.said:
        return claim.said.latest or claim.said.earliest
    return published


def is_due(claim: Claim, published: dt.date | None) -> bool:
    """Tell whether the claim's time is when something is due, and not when it happened.

    Targets and plans are due; hedged, rumoured and conditional ones are where
    their time lies after the article.
    """
    if not claim.time or claim.modality is Modality.UNKNOWN:
        return False
    if claim.kind is Kind.TARGET or claim.modality in (Modality.PLANNED, Modality.TARGETED):
        return True
    if claim.modality in (Modality.REPORTED, Modality.RUMOURED, Modality.HYPOTHETICAL):
        end = claim.time.latest or claim.time.earliest
        return published is not None and end is not None and end > published
    return False


def due(claim: Claim, published: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day on which what a claim promises is due.

    A "by" claim has no earliest limit of its own: it is due from the day it
    was said, or published, on.

    Example:
        >>> claim = Claim(article="a", kind=Kind.TARGET, subject="Acme",
        ...               time=TimeSpan(latest=dt.date(2025, 12, 31)))
        >>> due(claim, dt.date(2021, 10, 19))
        (datetime.date(2021, 10, 19), datetime.date(2025, 12, 31))
    """
    if not claim.time or not is_due(claim, published):
        return None, None
    start, end = claim.time.earliest, claim.time.latest
    if start is None and end is not None:
        said = said_on(claim, published)
        start = said if said is not None and said <= end else None
    return start, end
