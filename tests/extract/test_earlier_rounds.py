"""A round that is news has not the year of an earlier one, which is told beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
NEWS = "Halden Loop has raised $120 million in a Series C round led by Oakfield Ventures."


def year_of(claims: list[Claim]) -> int | None:
    """Return the year of the round of which the sum is told."""
    times = {c.time for c in claims if c.amount and c.amount.value == 120_000_000}
    assert len(times) == 1
    time = times.pop()
    return time.latest.year if time is not None and time.latest is not None else None


@pytest.mark.parametrize(
    "more",
    [
        "The round values it at $1.3 billion, more than double the $600 million at which it raised money in 2023.",
        "It last raised money in 2023, when it was valued at $600 million.",
        "The round values it at $1.3 billion, up from $600 million when it raised funds in 2023.",
    ],
)
def test_an_earlier_round_does_not_date_the_news(claims_of: ClaimsOf, more: str) -> None:
    found = claims_of(f"{NEWS} {more}", Kind.FUNDING, date="2025-03-04")
    assert year_of(found) is None
    assert all(c.time is None or c.time.latest == dt.date(2023, 12, 31) for c in found)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"{NEWS} It raised the money in February.", 2025),
        ("Halden Loop raised $120 million in 2023.", 2023),
    ],
)
def test_a_round_has_the_time_that_is_its_own(claims_of: ClaimsOf, text: str, year: int) -> None:
    assert year_of(claims_of(text, Kind.FUNDING, date="2025-03-04")) == year
