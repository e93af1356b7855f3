"""A figure in the possessive of a year: "down from last year's $9 million" beside a quarter of this year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


def times(found: list[Claim]) -> dict[int, tuple[str, str]]:
    return {
        int(c.amount.value): (str(c.time.earliest), str(c.time.latest))
        for c in found
        if c.amount and c.time
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Halden Foods said its second-quarter profit was 21 million euros, down from last year's 28 million.",
            {21_000_000: ("2020-04-01", "2020-06-30"), 28_000_000: ("2019-04-01", "2019-06-30")},
        ),
        (
            "Revenue at Halden Foods was $9 million in the first half, compared with last year’s $7 million.",
            {9_000_000: ("2020-01-01", "2020-06-30"), 7_000_000: ("2019-01-01", "2019-06-30")},
        ),
        (
            "Halden Foods expects revenue of $9 million in 2020, up from last year's $8 million.",
            {9_000_000: ("2020-01-01", "2020-12-31"), 8_000_000: ("2019-01-01", "2019-12-31")},
        ),
        # A quarter of another year says nothing of last year's figure.
        (
            "Halden Foods had revenue of $9 million in the fourth quarter of 2017, and last year's $8 million loss came as a shock.",
            {9_000_000: ("2017-10-01", "2017-12-31"), 8_000_000: ("2019-01-01", "2019-12-31")},
        ),
    ],
)
def test_the_same_quarter_of_last_year(
    claims_of: Found, text: str, told: dict[int, tuple[str, str]]
) -> None:
    assert times(claims_of(text, Kind.RESULT, date="2020-07-30")) == told


def test_last_years_measure_is_of_the_year(claims_of: Found) -> None:
    text = "Halden Foods made a profit of $9 million in the second quarter. Last year's profit was $30 million."
    found = times(claims_of(text, Kind.RESULT, date="2020-07-30"))
    assert found[30_000_000] == ("2019-01-01", "2019-12-31")
