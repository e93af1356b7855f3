"""Figures and times as a reader says them; the same words as in tables."""

from __future__ import annotations

import datetime as dt

from kg.graph.wording import amount_beside, amount_words, time_words
from kg.model import TimeSpan

__all__ = ["amount_beside", "amount_words", "day_words", "time_words"]


def day_words(day: dt.date) -> str:
    """Return a day in words.

    Example:
        >>> day_words(dt.date(2024, 3, 1))
        '1 March 2024'
    """
    return time_words(TimeSpan(earliest=day, latest=day))
