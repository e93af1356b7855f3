"""Days that count from another: that from which a post holds, and "the next year" after a thing was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Acme Motors yesterday named Ann Lee chief executive, effective July 1.", (7, 1)),
        (
            "On Monday Acme Motors appointed Ann Lee chairwoman with effect from 1 September.",
            (9, 1),
        ),
        ("Acme Motors on Monday promoted Ann Lee to finance director, starting in July.", (7, 1)),
        ("Acme Motors this week named Ann Lee chief executive from August.", (8, 1)),
        ("Acme Motors on Monday named Ann Lee chief executive.", (6, 17)),
        ("Acme Motors on Monday named Ann Lee, its president from 2019, chief executive.", (6, 17)),
        (
            "Acme Motors on Monday named Ann Lee chairwoman to succeed Bo Ek, who retires on June 30.",
            (6, 17),
        ),
    ],
)
def test_a_post_is_taken_up_on_the_day_from_which_it_holds(
    claims_of: ClaimsOf, text: str, first: tuple[int, int]
) -> None:
    found = claims_of(text, Kind.APPOINTMENT, date="2024-06-20")
    assert [c.time and c.time.earliest for c in found] == [dt.date(2024, *first)]


def test_the_year_of_naming_is_that_of_the_post(claims_of: ClaimsOf) -> None:
    text = "On 3 May 2021 Acme Motors named Ann Lee chief executive, effective July 1."
    found = claims_of(text, Kind.APPOINTMENT, date="2024-06-20")
    assert [c.time and c.time.earliest for c in found] == [dt.date(2021, 7, 1)]


def test_a_post_is_given_up_on_the_day_from_which_that_holds(claims_of: ClaimsOf) -> None:
    text = "Acme Motors chairman Bo Ek resigned on Monday, effective July 1."
    found = claims_of(text, Kind.DEPARTURE, date="2024-06-20")
    assert [c.time and c.time.earliest for c in found] == [dt.date(2024, 7, 1)]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2021 Acme Motors said that it would open its Leeds plant the next year.", 2022),
        ("In 2023 Acme Motors said it would open its Leeds plant the following year.", 2024),
        ("Acme Motors said it would open its Leeds plant the next year.", 2025),
        ("In 2021 Acme Motors said that it would open its Leeds plant next year.", 2025),
    ],
)
def test_the_next_year_is_that_after_the_saying(claims_of: ClaimsOf, text: str, year: int) -> None:
    found = claims_of(text, Kind.FACILITY, date="2024-06-20")
    assert [c.time and c.time.earliest for c in found] == [dt.date(year, 1, 1)]
