from __future__ import annotations

import datetime as dt

import pytest

from kg.loaders.dates import parse_date

DAY = dt.date(2021, 10, 20)


@pytest.mark.parametrize(
    "written",
    [
        "2021-10-20",
        "2021/10/20",
        "20211020",
        "20211020T101500Z",
        "2021-10-20T23:59:59-08:00",
        "2021-10-20 10:15",
        "20 October 2021",
        "October 20, 2021",
        "Oct. 20th, 2021",
        "Wed, 20 Oct 2021 10:15:00 GMT",
        "Wednesday, October 20, 2021",
        "20.10.2021",
        "10/20/2021",
        " 20/10/2021 ",
        DAY,
        dt.datetime(2021, 10, 20, 23, 59, tzinfo=dt.UTC),
    ],
)
def test_dates_that_are_read(written: str | dt.date) -> None:
    assert parse_date(written) == (DAY, ())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("03/04/2020", "date-ambiguous"),
        ("yesterday", "date-unread"),
        ("2 hours ago", "date-unread"),
        ("2021-13-40", "date-unread"),
        ("30 February 2021", "date-unread"),
        ("20 Foober 2021", "date-unread"),
        ("2021", "date-unread"),
        ("Q3 2021", "date-unread"),
        ("0000-00-00", "date-unread"),
        ("9" * 5000, "date-unread"),
        ("1970-01-01T00:00:00Z", "date-unset"),
    ],
)
def test_dates_that_are_not(written: str, code: str) -> None:
    day, issues = parse_date(written)
    assert day is None
    assert [issue.code for issue in issues] == [code]
    assert len(issues[0].message) < 200


def test_the_same_day_and_month_is_not_ambiguous() -> None:
    assert parse_date("05/05/2021")[0] == dt.date(2021, 5, 5)


@pytest.mark.parametrize("written", [None, "", "  "])
def test_no_date(written: str | None) -> None:
    assert parse_date(written) == (None, ())
