"""What stands whatever becomes of it: suits that are thrown out, offers that are not raised, posts and stakes of who refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
YES, NO = Polarity.AFFIRMED, Polarity.NEGATED


def told(claims: list[Claim]) -> set[tuple[Modality, Polarity]]:
    return {(c.modality, c.polarity) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "A judge in Dayton has refused to dismiss Acme Motors' suit against Zenith Cars.",
        "Acme Motors dropped its lawsuit against Zenith Cars on Monday.",
        "A court threw out Acme Motors' complaint against Zenith Cars.",
    ],
)
def test_a_suit_was_brought_however_it_ends(claims_of: ClaimsOf, text: str) -> None:
    found = [c for c in claims_of(text, Kind.LEGAL) if c.action == "sues"]
    assert told(found) == {(Modality.ASSERTED, YES)}


def test_a_suit_that_is_threatened_is_not_brought(claims_of: ClaimsOf) -> None:
    text = "Acme Motors threatened a lawsuit against Zenith Cars."
    assert (Modality.ASSERTED, YES) not in told(claims_of(text, Kind.LEGAL))


@pytest.mark.parametrize("verb", ["improve", "raise", "sweeten"])
def test_an_offer_that_is_not_raised_stands(claims_of: ClaimsOf, verb: str) -> None:
    text = f"Acme Motors said that it would not {verb} its $40 million offer for Zenith Cars."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(Modality.PLANNED, YES)}


def test_an_offer_that_is_not_made_does_not(claims_of: ClaimsOf) -> None:
    text = "Acme Motors said that it would not make an offer for Zenith Cars."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(Modality.PLANNED, NO)}


def test_reports_that_nobody_confirms_are_told(claims_of: ClaimsOf) -> None:
    text = "Ann Lee did not confirm reports that Acme Motors had made a bid for Zenith Cars."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(Modality.REPORTED, YES)}


def test_reports_that_are_dismissed_are_denied(claims_of: ClaimsOf) -> None:
    text = "Acme Motors dismissed reports that it had made a bid for Zenith Cars."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(Modality.DENIED, YES)}


def test_a_title_is_held_whatever_its_holder_refuses(claims_of: ClaimsOf) -> None:
    text = "Spokeswoman Ann Lee of Acme Motors would neither confirm nor deny that."
    assert told(claims_of(text, Kind.ROLE)) == {(Modality.ASSERTED, YES)}


def test_a_share_that_a_clause_tells_of_is_held(claims_of: ClaimsOf) -> None:
    text = "Acme Motors, in which the group Zenith Cars has 47 per cent, could raise $1 billion."
    assert told(claims_of(text, Kind.OWNERSHIP)) == {(Modality.ASSERTED, YES)}


def test_what_a_comma_parts_off_is_not_stopped(claims_of: ClaimsOf) -> None:
    text = "Acme Motors said that it would stop two machines by March, cutting 450 jobs."
    assert told(claims_of(text, Kind.LAYOFF)) == {(Modality.PLANNED, YES)}
    text = "Acme Motors said that it would stop cutting jobs."
    assert (Modality.PLANNED, YES) not in told(claims_of(text, Kind.LAYOFF))


def test_a_forecast_can_be_taken_back(claims_of: ClaimsOf) -> None:
    text = "Acme Motors has withdrawn its profit forecast of 5.2 billion yen."
    assert told(claims_of(text, Kind.RESULT)) == {(Modality.TARGETED, NO)}
    text = "Acme Motors has raised its profit forecast to 5.2 billion yen."
    assert told(claims_of(text, Kind.RESULT)) == {(Modality.TARGETED, YES)}


def test_no_more_of_a_thing_is_none(claims_of: ClaimsOf) -> None:
    text = "Acme Motors needed no more capital, Ann Lee said."
    assert YES not in {polarity for _, polarity in told(claims_of(text, Kind.FUNDING))}


def test_a_sale_that_is_annulled_was_only_planned(claims_of: ClaimsOf) -> None:
    text = "A court annulled the sale of Zenith Cars to Acme Motors."
    assert told(claims_of(text, Kind.ACQUISITION)) == {(Modality.PLANNED, NO)}
