"""Goods put into service are launched, and many of them to be delivered are a target."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Tessaly Energy plans to put a hydrogen ferry into service in 2035.", "hydrogen ferry"),
        ("Tessaly Energy will bring a hydrogen ferry into service in 2035.", "hydrogen ferry"),
        ("Tessaly Energy's hydrogen truck will enter service in 2035.", "hydrogen truck"),
    ],
)
def test_what_goes_into_service_is_launched(claims_of: ClaimsOf, text: str, thing: str) -> None:
    [claim] = claims_of(text, Kind.PRODUCT)
    assert (claim.subject, claim.action) == ("Tessaly Energy", "launches")
    assert (claim.object, claim.modality) == (thing, Modality.PLANNED)


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly Energy will put its hydrogen truck back into service in 2035.",
        "The army's trucks will enter service in 2035.",
        "Tessaly Energy will put its money into service in 2035.",
    ],
)
def test_what_returns_or_is_no_product_is_not_launched(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.PRODUCT)


def test_drones_to_be_delivered_are_a_target(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Loxmoor Metals aims to deliver 10,000 drones in 2035.", Kind.TARGET)
    assert claim.amount is not None
    assert claim.amount.unit == "drones"
    assert not claims_of("Loxmoor Metals delivered 10,000 drones in 2015.", Kind.TARGET)
