"""The period of "quarterly profit" or "a nine-month loss" where an article names none.

News of such figures comes when the quarter, half or year is just over, so it is the last one. Where
the article speaks of fiscal years, the company has quarters of its own, which nobody knows.
"""

from __future__ import annotations

import datetime as dt
import re

from kg.extract.times.calendar import granule, months_of, shift
from kg.model import TimeSpan

_FISCAL = re.compile(r"\b(?:fiscal|financial[- ]year|business[- ]year)\b", re.IGNORECASE)
_MONTHS = {"quarterly": 3, "three-month": 3, "half-year": 6, "half-yearly": 6, "six-month": 6}
_MONTHS |= {"nine-month": 9, "annual": 12, "yearly": 12}
_LENGTH = re.compile(
    r"\b(?P<quarters>quarterly|(?:three|six|nine)-month|half-year(?:ly)?)\b"
    r"|\b(?P<years>annual|yearly) (?:[\w-]+ ){0,2}(?:profit|loss|losses|earnings|income)\b",
    re.IGNORECASE,
)
_FRESH = dt.timedelta(days=130)  # a year's figures come until April


def last_period(sentence: str, article: str, day: dt.date | None) -> TimeSpan | None:
    """Return the last quarter, half, nine months or year, where a sentence tells a figure of one.

    Args:
        sentence: The sentence of the figure.
        article: The whole text.
        day: Its day.

    Example:
        >>> told = last_period("Its quarterly profit fell.", "", dt.date(2018, 7, 26))
        >>> str(told.earliest), str(told.latest)
        ('2018-04-01', '2018-06-30')
        >>> last_period("Its fiscal third-quarter profit fell.", "", dt.date(2018, 7, 26))
    """
    found = _LENGTH.finditer(sentence)
    lengths = {(m["quarters"] or m["years"]).lower() for m in found}
    if len(lengths) != 1 or day is None or _FISCAL.search(article or sentence):
        return None
    words = lengths.pop()
    months = _MONTHS[words]
    last = shift(granule(day, "quarter")[0], -1, "day")
    while last is not None and months > 3 and last.month % 12 != months % 12:
        last = shift(granule(last, "quarter")[0], -1, "day")
    if last is None or day - last > _FRESH:
        return None
    first = months_of(last.year, last.month - months + 1, months)[0]
    return TimeSpan(earliest=first, latest=last, words=words)
