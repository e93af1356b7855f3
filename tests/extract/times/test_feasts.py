"""Ends of months, parts of a year before what is told for them, and feasts that move."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract.times import find_times


@pytest.mark.parametrize(
    ("text", "day", "first", "last"),
    [
        ("It opens at the end of June 2024.", "2024-05-15", "2024-06-30", "2024-06-30"),
        ("It is for the end of the month.", "2024-05-15", "2024-05-31", "2024-05-31"),
        ("It opens in late June 2024.", "2024-05-15", "2024-06-01", "2024-06-30"),
        ("It opens at the end of 2024.", "2024-05-15", "2024-10-01", "2024-12-31"),
        ("It opens by the end of June 2024.", "2024-05-15", None, "2024-06-30"),
        ("Half-year sales fell.", "2008-09-23", "2008-01-01", "2008-06-30"),
        ("Half-year sales fell.", "2008-02-23", None, None),
        ("Nine-month profit rose.", "2023-10-26", "2023-01-01", "2023-09-30"),
        ("A nine-month strike ended.", "2023-10-26", None, None),
        ("In the half year to September it fell.", "2023-10-26", "2023-04-01", "2023-09-30"),
        ("It fell in the first half of the year.", "2010-08-05", "2010-01-01", "2010-06-30"),
        ("It fell in the last quarter of the year.", "2010-02-05", "2009-10-01", "2009-12-31"),
        (
            "It earned more in the last three months of the year.",
            "2010-02-05",
            "2009-10-01",
            "2009-12-31",
        ),
        ("It is due by Easter.", "2023-11-26", None, "2024-03-31"),
        ("It is due by Easter of next year.", "2019-04-10", None, "2020-04-12"),
        ("It is due by Thanksgiving.", "2009-06-17", None, "2009-11-26"),
        ("It is due by Memorial Day.", "2014-01-15", None, "2014-05-26"),
        ("It was closed back in 2000.", "2005-04-29", "2000-01-01", "2000-12-31"),
    ],
)
def test_days(text: str, day: str, first: str | None, last: str | None) -> None:
    value = find_times(text, dt.date.fromisoformat(day))[0].value
    told = (
        str(value.earliest) if value and value.earliest else None,
        str(value.latest) if value and value.latest else None,
    )
    assert told == (first, last)


def test_easter_in_a_name_is_no_time() -> None:
    assert find_times("Easter Holdings was sold.", dt.date(2024, 5, 15)) == []
