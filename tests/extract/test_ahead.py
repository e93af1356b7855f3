"""Whether a month or weekday without a year lies back or ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.extract.times import find_times
from kg.model import Claim, Kind, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


def span(earliest: str | None, latest: str | None) -> TimeSpan:
    first, last = (day and dt.date.fromisoformat(day) for day in (earliest, latest))
    return TimeSpan(earliest=first or None, latest=last or None)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Acme Motors opens a plant in Leeds in February.",
            Kind.FACILITY,
            ("2021-02-01", "2021-02-28"),
        ),
        (
            "Ann Lee joins Acme Motors as chief executive in March.",
            Kind.APPOINTMENT,
            ("2021-03-01", "2021-03-31"),
        ),
        (
            "Acme Motors is to open a plant in Leeds in February.",
            Kind.FACILITY,
            ("2021-02-01", "2021-02-28"),
        ),
        (
            "Acme Motors has put off the opening of its Leeds plant, planned for February.",
            Kind.FACILITY,
            ("2021-02-01", "2021-02-28"),
        ),
        (
            "Acme Motors tried to buy Zenith Batteries in February.",
            Kind.ACQUISITION,
            ("2020-02-01", "2020-02-29"),
        ),
        (
            "Acme Motors opened a plant in Leeds in February.",
            Kind.FACILITY,
            ("2020-02-01", "2020-02-29"),
        ),
        (
            "Acme Motors says in its report it bought Zenith Batteries in February.",
            Kind.ACQUISITION,
            ("2020-02-01", "2020-02-29"),
        ),
    ],
)
def test_the_verb_tells_whether_a_month_lies_ahead(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: tuple[str, str]
) -> None:
    assert [c.time for c in claims_of(text, kind)] == [span(*expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales start from next year.", ("2021-01-01", None)),
        ("Sales start from next month on.", ("2020-06-01", None)),
        ("Sales were up from last year.", ("2019-01-01", "2019-12-31")),
    ],
)
def test_from_next_year_is_open(text: str, expected: tuple[str, str | None]) -> None:
    [mention] = find_times(text, dt.date(2020, 5, 13))
    assert mention.value == span(*expected)
