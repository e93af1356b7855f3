"""Figures and times as a reader says them: "3.4 billion USD", "first half of 2024"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

from kg.model import Quantity, TimeSpan

_MAGNITUDES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


def _number(value: Decimal) -> str:
    for size, word in _MAGNITUDES:
        if abs(value) >= size:
            return f"{_trimmed(value / size)} {word}"
    return _trimmed(value)


def _trimmed(value: Decimal) -> str:
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def amount_words(amount: Quantity | None) -> str:
    """Return an amount in words; empty for none.

    Example:
        >>> amount_words(Quantity(value=Decimal(3_400_000_000), unit="USD", bound="at most"))
        'at most 3.4 billion USD'
        >>> amount_words(Quantity(value=Decimal("-5.4"), unit="percent"))
        '−5.4 %'
    """
    if amount is None:
        return ""
    unit = "%" if amount.unit == "percent" else amount.unit
    return " ".join(part for part in (amount.bound, _number(amount.value), unit) if part)


def tells_amount(text: str, amount: Quantity) -> bool:
    """Tell whether words hold the number of an amount: "£400 million", "400m", "1,200".

    Example:
        >>> pounds = Quantity(value=Decimal(400_000_000), unit="GBP")
        >>> tells_amount("a £400 million factory", pounds), tells_amount("a €400m depot", pounds)
        (True, True)
        >>> tells_amount("a factory for 400 people", pounds), tells_amount("1,400 million", pounds)
        (False, False)
    """
    value = abs(amount.value)
    forms = [f"{value.normalize():,f}", f"{value.normalize():f}", _number(value)]
    for size, letters in ((Decimal(10) ** 9, ("bn", "b")), (Decimal(10) ** 6, ("m", "mn"))):
        if value >= size:
            forms += [f"{_trimmed(value / size)}{mark}" for mark in letters]
    patterns = (re.escape(form).replace(r"\ ", "[ -]") for form in forms)
    return any(re.search(rf"(?<![\w.,]){each}(?!\w|[.,]\d)", text) for each in patterns)


def amount_beside(text: str, amount: Quantity | None) -> str:
    """Return an amount in words, to stand beside words; empty where those have its number."""
    return "" if amount is None or tells_amount(text, amount) else amount_words(amount)


def _day(day: dt.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _last_of_month(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _named(earliest: dt.date, latest: dt.date) -> str | None:
    """Return the name of a whole month, quarter, half or year, or of whole years."""
    if earliest.day != 1 or not _last_of_month(latest):
        return None
    months = (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
    if months == 1:
        return f"{calendar.month_name[earliest.month]} {earliest.year}"
    if months == 3 and earliest.month % 3 == 1:
        return f"Q{earliest.month // 3 + 1} {earliest.year}"
    if months == 6 and earliest.month in (1, 7):
        return f"{'first' if earliest.month == 1 else 'second'} half of {earliest.year}"
    if months % 12 == 0 and earliest.month == 1:
        return f"{earliest.year}" if months == 12 else f"{earliest.year} to {latest.year}"
    first = f"{calendar.month_name[earliest.month]} {earliest.year}"
    return f"{first} to {calendar.month_name[latest.month]} {latest.year}"


def time_words(time: TimeSpan | None) -> str:
    """Return a time in words; empty for none.

    Example:
        >>> half = TimeSpan(earliest=dt.date(2024, 1, 1), latest=dt.date(2024, 6, 30))
        >>> time_words(half), time_words(TimeSpan(latest=dt.date(2025, 12, 31)))
        ('first half of 2024', 'by the end of 2025')
    """
    if not time:
        return ""
    earliest, latest = time.earliest, time.latest
    if earliest and latest:
        if earliest == latest:
            return _day(earliest)
        return _named(earliest, latest) or f"{_day(earliest)} to {_day(latest)}"
    if earliest:
        return (
            f"from {earliest.year}"
            if (earliest.month, earliest.day) == (1, 1)
            else f"from {_day(earliest)}"
        )
    if latest:
        end = (latest.month, latest.day) == (12, 31)
        return f"by the end of {latest.year}" if end else f"by {_day(latest)}"
    return ""
