"""Who pays for a share of a firm's sales supplies nothing, and the share is no figure of the firm's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods gets 9 percent of its sales from the chain Zenith Stores.",
        "Acme Foods, which gets a third of its revenue from Zenith Stores, fell 3 percent.",
    ],
)
def test_who_pays_is_no_supplier(claims_of: ClaimsOf, text: str) -> None:
    assert not [c for c in claims_of(text, Kind.SUPPLY) if c.subject == "Zenith Stores"]


def test_who_is_bought_from_is_a_supplier(proposals_of: ClaimsOf) -> None:
    found = proposals_of("Acme Foods buys its sugar from Zenith Mills.", Kind.SUPPLY)
    assert ("Zenith Mills", "Acme Foods") in {(c.subject, c.object) for c in found}


def test_what_a_customer_makes_up_is_no_figure_of_the_seller(claims_of: ClaimsOf) -> None:
    text = (
        "Zenith Stores, which accounted for 40 percent of Acme Foods' revenue, cancelled an order."
    )
    assert not claims_of(text, Kind.RESULT)


def test_what_a_country_or_unit_makes_up_is_one(claims_of: ClaimsOf) -> None:
    text = "The cloud unit accounts for 40 percent of Acme Foods' revenue."
    [claim] = claims_of(text, Kind.RESULT)
    assert (claim.subject, claim.object) == ("Acme Foods", "revenue")
