"""Numbers that count nothing: of a name or a list, of the calendar, of a scale."""

from __future__ import annotations

import re

from kg.extract.amounts.numbers import DASHES, Number, tables
from kg.extract.times.parts import month_at
from kg.extract.times.tokens import Tokens
from kg.extract.times.words import words as time_words


def is_weight(t: Tokens, j: int) -> bool:
    """Tell whether pounds are a weight (`190 pounds of cocaine`, `190 pounds (86 kg)`)."""
    if t.low(j) not in ("pound", "pounds"):
        return False
    inside = t.low(j + 1) == "(" and any(
        t.low(k) in tables()["weights"] for k in range(j + 3, j + 7)
    )
    return inside or (t.low(j + 1) == "of" and t.low(j + 2) not in ("debt", "its", "the"))


def is_label(t: Tokens, number: Number) -> bool:
    """Tell whether a number belongs to a name or numbers something (`Windows 7`, `No. 4`)."""
    i = number.first
    before = t.low(i - 1)
    if before == "." and t.low(i - 2) in ("no", "nr", "vol"):
        return True
    if before in tables()["labels"]:
        return True
    if number.spelled or number.grouped or number.scaled or t.opens(i):
        return False
    previous = t[i - 1].text
    if before in tables()["stops"] or before in time_words().qualifiers:
        return False
    named = previous[:1].isupper() or (previous[1:2].isupper() and previous[:1].islower())
    return named and not t.opens(i - 1)


def is_calendar(t: Tokens, number: Number) -> bool:  # noqa: PLR0911 - readings are tried in turn
    """Tell whether a number is a year, a day of a month, a clock time or a length of time."""
    i, j = number.first, number.last
    units = time_words().units
    if t.low(j) in units or (t[j].text in DASHES and t.low(j + 1) in units):
        return not number.scaled
    if t.low(j) in ("am", "pm", "gmt", "utc", "est", "o") or t.phrase(j, ("a", ".", "m")) > 0:
        return True
    if t.phrase(j, ("p", ".", "m")) > 0:
        return True
    if not t.digits(i) or number.scaled or number.grouped:
        return False
    small = len(t[i].text) <= 2
    if small and month_at(t, i - 1) and t.low(i - 1) in _months():
        return True
    if small and month_at(t, j):
        return True
    if len(t[i].text) == 4 and j == i + 1 and 1700 <= int(t[i].text) <= 2099:
        nouns = time_words().counted
        after = {t.low(j), t.low(j + 1) if t[j].text.islower() else "", t.low(j + 2)}
        if t.low(i - 1) in ("in", "since", "by", "until", "of", "for", "during", "from"):
            after = {t.low(j)} if int(t[i].text) % 100 else {t.low(j), t.low(j + 1)}
        return not after & nouns
    return False


def _months() -> frozenset[str]:
    lists = time_words()
    return frozenset(lists.months) | frozenset(lists.month_abbreviations)


def is_year(t: Tokens, i: int) -> bool:
    """Tell whether a number can only be a year: 2021, in "its target for 2021 to 18,000"."""
    return re.fullmatch(r"(?:19|20)\d\d", t[i].text) is not None and t[i].text[1:] != "000"
