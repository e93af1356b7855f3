"""A price that changed by so much, and the price that it came to: "by $2 to $15.99"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Corvid Films raised the price of its family plan by $3 to $18.99.",
            {("3", "USD"), ("18.99", "USD")},
        ),
        (
            "Corvid Films will increase the price of its basic plan by 10% to €8.80 in March.",
            {("10", "percent"), ("8.8", "EUR")},
        ),
        # Neither another price nor an earlier one is one that it came to.
        (
            "Corvid Films raised the price of its family plan by $3 and that of its app to $9.",
            {("3", "USD")},
        ),
        ("Corvid Films raised the price of its plan to $18.99 from $15.99.", {("18.99", "USD")}),
    ],
)
def test_the_change_and_the_new_price(
    claims_of: Found, text: str, told: set[tuple[str, str]]
) -> None:
    found = [c for c in claims_of(text, Kind.PRODUCT) if c.action == "prices" and c.amount]
    assert {
        (f"{c.amount.value.normalize():f}", c.amount.unit or "") for c in found if c.amount
    } == told
