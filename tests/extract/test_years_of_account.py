"""A quarter that no calendar has just seen is one of a year of account, and so is that of the year before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def years(claims: list[Claim]) -> dict[int, int | None]:
    """Return the year of each figure, in millions."""
    return {
        int(c.amount.value / 1_000_000): c.time.latest.year if c.time and c.time.latest else None
        for c in claims
        if c.amount
    }


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (
            "2025-08-05",
            "a third-quarter loss of $5 million, compared with a loss of $9 million a year ago",
        ),
        ("2025-08-05", "a third-quarter profit of $5 million, up from $9 million"),
        (
            "2025-11-05",
            "a fourth-quarter profit of $5 million, compared with $9 million a year ago",
        ),
        ("2025-11-05", "a fourth-quarter profit of $5 million, against $9 million a year earlier"),
    ],
)
def test_a_quarter_of_account_and_the_year_before(
    claims_of: ClaimsOf, date: str, text: str
) -> None:
    found = years(claims_of(f"Acme Foods posted {text}.", Kind.RESULT, date=date))
    assert found[5] is None
    assert found[9] is None


@pytest.mark.parametrize(
    ("date", "text", "year"),
    [
        (
            "2025-08-05",
            "a second-quarter loss of $5 million, compared with a loss of $9 million a year ago",
            2025,
        ),
        (
            "2025-11-05",
            "a third-quarter profit of $5 million, against $9 million a year earlier",
            2025,
        ),
        (
            "2025-02-05",
            "a fourth-quarter profit of $5 million, compared with $9 million a year ago",
            2024,
        ),
    ],
)
def test_a_quarter_that_is_just_over_and_the_year_before(
    claims_of: ClaimsOf, date: str, text: str, year: int
) -> None:
    found = years(claims_of(f"Acme Foods posted {text}.", Kind.RESULT, date=date))
    assert found == {5: year, 9: year - 1}
