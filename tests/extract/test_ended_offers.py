"""Offers that lapse, talks without a result and firms that are sold out tell no more than that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Kestrel Group let its offer for Ombra Tools lapse.", Polarity.NEGATED),
        ("Kestrel Group has let its bid for Ombra Tools expire.", Polarity.NEGATED),
        ("Kestrel Group allowed its offer for Ombra Tools to lapse on Thursday.", Polarity.NEGATED),
        ("Kestrel Group has allowed its bid for Ombra Tools to lapse.", Polarity.NEGATED),
        ("Kestrel Group will not let its offer for Ombra Tools lapse.", Polarity.AFFIRMED),
        ("Kestrel Group allowed its licence to lapse and will buy Ombra Tools.", Polarity.AFFIRMED),
        ("Kestrel Group let its partner keep its offer for Ombra Tools.", Polarity.AFFIRMED),
    ],
)
def test_an_offer_that_lapses(claims_of: ClaimsOf, text: str, polarity: Polarity) -> None:
    assert {c.polarity for c in claims_of(text, Kind.ACQUISITION)} == {polarity}


@pytest.mark.parametrize(
    "text",
    [
        "Takeover talks between Kestrel Group and Ombra Tools have ended without agreement.",
        "Talks between Kestrel Group and Ombra Tools about a takeover ended without a deal.",
        "Merger talks between Kestrel Group and Ombra Tools ended in failure.",
    ],
)
def test_talks_without_a_result(claims_of: ClaimsOf, text: str) -> None:
    found = [c for kind in (Kind.MERGER, Kind.ACQUISITION) for c in claims_of(text, kind)]
    assert {c.polarity for c in found} <= {Polarity.NEGATED}


def test_talks_that_go_on(claims_of: ClaimsOf) -> None:
    text = "Merger talks between Kestrel Group and Ombra Tools have not ended."
    assert {c.polarity for c in claims_of(text, Kind.MERGER)} == {Polarity.AFFIRMED}


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Air won an order for 60 jets from Tarn. Kestrel boss Ann Cole said the maker was sold out until 2029.",
        "Kestrel Foods won a contract from Tarn worth $4 million. Its boss said it was sold out until 2029.",
    ],
)
def test_who_is_sold_out_gets_no_second_order(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, Kind.SUPPLY)
    assert claim.time is None


def test_who_has_sold_supplies(claims_of: ClaimsOf) -> None:
    assert len(claims_of("Vanta Aerospace has sold 60 jets to Skyrra.", Kind.SUPPLY)) == 1
