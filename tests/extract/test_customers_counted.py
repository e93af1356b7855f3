"""How many customers there are is not how much is supplied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Acme Foods supplies Zenith Stores and three other chains.", None),
        ("Brennick supplies engines to Aerolux and two rival airlines.", None),
        ("Acme Motors supplies engines to Zenith Air and two rival airlines.", None),
        ("Acme Foods supplies bread to three supermarkets, including Zenith Stores.", None),
        ("Norvik Line ordered ships from Hansel Yards and has options for four more.", None),
        ("Zenith Lines ordered six ships from Acme Yards and has options for four more.", 6),
        ("Acme Motors will supply Zenith Air with 40 buses and 30 vans.", 40),
        ("Acme Motors will deliver 40 engines to Zenith Air.", 40),
    ],
)
def test_customers_are_no_amount_of_a_supply(
    claims_of: Found, text: str, amount: float | None
) -> None:
    (claim,) = claims_of(text, Kind.SUPPLY)
    assert (claim.amount and float(claim.amount.value)) == amount
