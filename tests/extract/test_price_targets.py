"""What brokers think that shares will be worth is no aim; a goal that is reached is no new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Bank has a price target of 140 dollars on Ostrava Chips.",
        "Analysts at Halden Bank raised their price target for Ostrava Chips to 140 dollars.",
        "Lorne Capital lowered its target on Calder Homes to 80 pence by the end of 2024.",
        "Penfold Securities cut its price target on the shares to $45.",
    ],
)
def test_a_price_target_is_no_aim(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.TARGET) == []


@pytest.mark.parametrize(
    "text",
    [
        "Calder Homes raised its target for 2024 sales to 80 million dollars.",
        "Calder Homes set its sales target on Monday at 80 million dollars.",
    ],
)
def test_a_target_of_sales_is_one(claims_of: ClaimsOf, text: str) -> None:
    assert [c.modality for c in claims_of(text, Kind.TARGET)] == [Modality.TARGETED]


@pytest.mark.parametrize(
    "text",
    [
        "Tarnwick Foods has hit its target of 500 new workers in Hull. It makes frozen pies.",
        "Velmor has reached its goal of 300 stores, the shoe seller said on Monday.",
    ],
)
def test_a_goal_that_is_reached_is_no_new_one(claims_of: ClaimsOf, text: str) -> None:
    assert [c.modality for c in claims_of(text, Kind.TARGET)] == [Modality.ASSERTED]


def test_a_further_goal_is_one(claims_of: ClaimsOf) -> None:
    text = "Velmor has reached its goal of 300 stores and now aims at 400 stores by 2026."
    found = {c.object: c.modality for c in claims_of(text, Kind.TARGET)}
    assert found == {"300 stores": Modality.ASSERTED, "400 stores": Modality.TARGETED}
