"""A headline with a tag of who says it is told as without the tag, as that one's word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.tagged import untagged
from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]
BODY = "The brewer has grown for years. It is based in Linz."


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Kolmar to buy Steen, sources say", "sources"),
        ("Kolmar to buy Steen for $300 million - sources", "sources"),
        ("Kolmar to buy Steen for $300 million -sources", "sources"),
        ("Orvano to buy Miltec: report", "report"),
        ("Sources: Orvano to buy Miltec", "sources"),
        ("EXCLUSIVE: Orvano to buy Miltec – two sources", "two sources"),
        ("Lunex to open plant in Delft, source says", "source"),
        ("Orvano to Buy Miltec, Newspaper Says", "newspaper"),
        ("Kolmar to buy Steen - paper", "paper"),
    ],
)
def test_what_nobody_by_name_says_is_reported(
    claims_of: ClaimsOf, title: str, speaker: str
) -> None:
    kind = Kind.FACILITY if "plant" in title else Kind.ACQUISITION
    [claim] = claims_of(BODY, kind, title=title)
    assert (claim.modality, claim.speaker) == (Modality.REPORTED, speaker)


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Orvano to buy Miltec, says CEO", "CEO"),
        ("Orvano to buy Miltec, says Marek Hlad", "Marek Hlad"),
        ("Orvano to buy Miltec, Hlad Partners says", "Hlad Partners"),
    ],
)
def test_what_somebody_known_says_is_as_firm_as_he_puts_it(
    claims_of: ClaimsOf, title: str, speaker: str
) -> None:
    body = "The parts maker has grown. Marek Hlad of Hlad Partners spoke in Linz."
    [claim] = claims_of(body, Kind.ACQUISITION, title=title)
    assert (claim.modality, claim.speaker) == (Modality.PLANNED, speaker)


def test_a_possibility_stays_one(claims_of: ClaimsOf) -> None:
    [claim] = claims_of(BODY, Kind.ACQUISITION, title="Lunex could buy Axent - sources")
    assert (claim.modality, claim.speaker) == (Modality.HYPOTHETICAL, "sources")


def test_what_the_story_tells_keeps_its_own_speaker(claims_of: ClaimsOf) -> None:
    text = "Orvano will buy Miltec for $30 million, chief executive Marek Hlad said on Tuesday."
    [claim] = claims_of(text, Kind.ACQUISITION, title="Orvano to buy Miltec - sources")
    assert claim.speaker == "Marek Hlad"


@pytest.mark.parametrize(
    "title",
    [
        "Miltec rejects report",
        "Orvano publishes annual report",
        "Kolmar names new chief: Petra Vaal",
        "Kolmar finds new energy sources",
        "Orvano to buy Miltec, says Jan Moll",  # the story has no such name
        "Sources:",
    ],
)
def test_other_words_are_no_tag(title: str) -> None:
    assert untagged(title, BODY) == title


def test_a_tag_leaves_places_as_they_are() -> None:
    title = "Breaking: Kolmar to buy Steen - sources"
    assert untagged(title, "").index("Steen") == title.index("Steen")
    assert untagged(title, "").split() == ["Kolmar", "to", "buy", "Steen"]


def test_a_story_about_somebody_without_a_name_has_a_tag_too(claims_of: ClaimsOf) -> None:
    body = "An analyst praised the plan. He was sure of it. Marek Hlad runs the brewer."
    found = claims_of(body, Kind.ACQUISITION, title="Orvano to buy Miltec, says Marek Hlad")
    assert [c.speaker for c in found] == ["Marek Hlad"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Orvano Weighs Scrapping Delft Plant", "Orvano Weighs scrapping Delft Plant"),
        ("Orvano Considers Closing Mill", "Orvano Considers closing Mill"),
        ("Orvano Weighs Bid for Boeing Plant", "Orvano Weighs Bid for Boeing Plant"),
        ("Orvano Considers Kering Offer", "Orvano Considers Kering Offer"),
        ("Orvano to Sell Building Arm", "Orvano to Sell Building Arm"),
    ],
)
def test_a_participle_in_title_case_is_no_name(title: str, shown: str) -> None:
    assert untagged(title, "") == shown


def test_what_is_considered_is_no_site(claims_of: ClaimsOf) -> None:
    text = "Tessaly may scrap its planned plant in Delft, people close to the company said."
    found = claims_of(text, Kind.FACILITY, title="Tessaly Considers Scrapping Delft Plant")
    assert not [c for c in found if "Scrapping" in (c.object or "")]
