"""A figure compared with is one of the time before, and a measure is told once with its figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _figures(claims: list[Claim]) -> set[tuple[str | None, int, str | None]]:
    return {
        (c.object, int(c.amount.value), str(c.time.earliest) if c.time else None)
        for c in claims
        if c.amount
    }


@pytest.mark.parametrize(
    "text",
    [
        (
            "Acme reported net income of $300 million for the third quarter, compared with $200 million"
            " a year earlier."
        ),
        (
            "Acme reported net income of $300 million, or $1.20 a share, for the third quarter, compared"
            " with $200 million, or 90 cents a share, a year earlier."
        ),
        (
            "Acme reported net income of $300 million for the third quarter, against $200 million a"
            " year earlier."
        ),
    ],
)
def test_a_figure_compared_with_is_of_the_year_before(claims_of: ClaimsOf, text: str) -> None:
    found = _figures(claims_of(text, Kind.RESULT, date="2024-05-15"))
    assert {
        ("net income", 300_000_000, "2023-07-01"),
        ("net income", 200_000_000, "2022-07-01"),
    } <= found
    assert "share" not in {measure for measure, *_ in found}


def test_a_new_figure_after_a_year_earlier_is_of_now(claims_of: ClaimsOf) -> None:
    text = (
        "Revenue at Acme rose 12% from a year earlier to $3 billion in the three months ended"
        " March 31."
    )
    found = _figures(claims_of(text, Kind.RESULT, date="2024-05-15"))
    assert found == {("Revenue", 12, "2024-01-01"), ("Revenue", 3_000_000_000, "2024-01-01")}


def test_a_measure_is_not_told_again_without_its_figure(claims_of: ClaimsOf) -> None:
    text = "Acme's deliveries fell to 30,000 in April, down 5% from a year earlier."
    assert all(c.amount for c in claims_of(text, Kind.RESULT, date="2024-05-15"))


@pytest.mark.parametrize(
    "text",
    ["Zenith Foods shares closed up 3% at $20.10.", "Shares in Zenith Foods closed 3% higher."],
)
def test_shares_that_close_up_move(claims_of: ClaimsOf, text: str) -> None:
    assert [int(c.amount.value) for c in claims_of(text, Kind.MARKET_MOVE) if c.amount] == [3]
