"""The amount of a claim that only its second telling gives: the model's beside a frame's, or the headline's."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        (
            "Tarn Copper lost its permit. Its largest shareholder, Acme Metals, which holds 17.4 percent, left.",
            Kind.OWNERSHIP,
            (Decimal("17.4"), "percent"),
        ),
        (
            "Zenith Air resumed two flights a day to Leeds on Tuesday.",
            Kind.FACILITY,
            (Decimal(2), "flights"),
        ),
    ],
)
def test_what_the_model_finds_beside_a_frame_is_told(
    claims_of: ClaimsOf, text: str, kind: Kind, amount: tuple[Decimal, str]
) -> None:
    [claim, *_] = claims_of(text, kind)
    assert claim.amount is not None
    assert (claim.amount.value, claim.amount.unit) == amount


BODY = "Acme Motors and Zenith Batteries have scrapped their planned merger."


def test_a_headline_has_the_price_that_the_body_leaves_out(claims_of: ClaimsOf) -> None:
    [claim] = claims_of(
        BODY, Kind.MERGER, title="Acme Motors, Zenith Batteries end $9 billion union"
    )
    assert claim.amount is not None
    assert (claim.amount.value, claim.amount.unit) == (Decimal(9_000_000_000), "USD")
    assert claim.title_evidence


@pytest.mark.parametrize(
    "title",
    [
        "Acme Motors fined $9 million",
        "Acme Motors, Zenith Batteries end union worth $9 billion as sales fall to $2 billion",
        "Acme Motors and Zenith Batteries part",
    ],
)
def test_a_headline_of_one_party_or_with_two_sums_has_none(claims_of: ClaimsOf, title: str) -> None:
    [claim] = claims_of(BODY, Kind.MERGER, title=title)
    assert claim.amount is None


def test_the_body_is_believed_over_the_headline(claims_of: ClaimsOf) -> None:
    text = "Acme Motors said that it will buy Zenith Batteries. The deal is worth $8.6 billion."
    title = "Acme Motors buys Zenith Batteries for $9 billion"
    [claim] = claims_of(text, Kind.ACQUISITION, title=title)
    assert claim.amount is not None
    assert claim.amount.value == Decimal(8_600_000_000)
