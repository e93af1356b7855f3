"""Who is beaten to a deal has no part in it; firms guide for figures; a goal that nothing affects stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]

YES, NO = Polarity.AFFIRMED, Polarity.NEGATED


@pytest.mark.parametrize("rivals", ["Carver Lane", "Carver Lane and Maple Fund"])
def test_a_lost_auction(proposals_of: ClaimsOf, rivals: str) -> None:
    text = f"Oakmere won the auction for Quikbox against {rivals}."
    losers = {"Carver Lane", "Maple Fund"}
    for kind in (Kind.DIVESTITURE, Kind.ACQUISITION):
        assert losers.isdisjoint(c.subject for c in proposals_of(text, kind))


def test_the_seller_of_an_auction_sells(claims_of: ClaimsOf) -> None:
    text = "Oakmere bought Quikbox from Carver Lane after it won an auction against Maple Fund."
    assert {c.subject for c in claims_of(text, Kind.DIVESTITURE)} == {"Carver Lane"}


def test_a_beaten_supplier(proposals_of: ClaimsOf) -> None:
    text = "Tarkon beat Franco-Italian consortium Aerostrale and Norway's Kongsvik."
    assert not proposals_of(text, Kind.SUPPLY)
    assert not proposals_of(text, Kind.ACQUISITION)


def test_a_beaten_bid(claims_of: ClaimsOf) -> None:
    text = "Oakmere has bought Quikbox, beating a rival bid by Kjopegruppen."
    told = {c.subject: c.polarity for c in claims_of(text, Kind.ACQUISITION)}
    assert told == {"Oakmere": YES, "Kjopegruppen": NO}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Cloudmesh guided for revenue of about $1.95 billion this quarter.", Modality.TARGETED),
        ("Cloudmesh guides to sales of $1.6 billion in 2026.", Modality.TARGETED),
        ("Cloudmesh is guiding for a profit of $20 million next year.", Modality.TARGETED),
        ("Jo Bell guided Cloudmesh to sales of $1.6 billion in 2019.", Modality.ASSERTED),
    ],
)
def test_guided_for(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    assert {c.modality for c in claims_of(text, Kind.RESULT)} == {modality}


@pytest.mark.parametrize(
    ("told", "polarity"),
    [
        ("said the strike would not jeopardise its target", YES),
        ("said the delay would not affect its target", YES),
        ("has no target", NO),
    ],
)
def test_a_goal_that_nothing_affects(claims_of: ClaimsOf, told: str, polarity: Polarity) -> None:
    found = claims_of(f"Halvex Energy {told} of 10,000 drones this year.", Kind.TARGET)
    assert {c.polarity for c in found} == {polarity}
