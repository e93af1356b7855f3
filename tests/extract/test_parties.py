"""Who takes part in a claim: never an agency, an outlet that is cited, or whom a quote names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, March 5 (Metro Wire) - Brellan Foods Plc said it had agreed to buy Nuvia SA.",
        "LONDON (Reuters) - Brellan Foods Plc will buy Nuvia SA.",
    ],
)
def test_an_agency_takes_no_part_in_what_it_reports(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert [(c.subject, c.object) for c in found] == [("Brellan Foods Plc", "Nuvia SA")]


def test_a_dateline_hides_no_plan(claims_of: ClaimsOf) -> None:
    text = (
        "COLUMBUS, Ohio, June 30, 2025 - Helix Robotics Inc plans to invest $800 million in "
        "a plant and to hire 1,200 workers."
    )
    assert [c.subject for c in claims_of(text, Kind.INVESTMENT)] == ["Helix Robotics Inc"]
    assert [c.subject for c in claims_of(text, Kind.HIRING)] == ["Helix Robotics Inc"]


@pytest.mark.parametrize("title", ["Chief Executive", "Chief Executive Officer"])
def test_who_speaks_does_not_head_the_company_in_the_quotation(
    claims_of: ClaimsOf, title: str
) -> None:
    text = (
        "Brellan Foods Plc agreed to buy Nuvia SA.\n\n"
        f'"Nuvia gives us a home in Spain," {title} Marta Olsen told reporters.'
    )
    [claim] = claims_of(text, Kind.ROLE)
    assert (claim.subject, claim.object) == ("Marta Olsen", "Brellan Foods Plc")
    assert claim.role == title


def test_a_company_named_in_passing_employs_nobody_else(claims_of: ClaimsOf) -> None:
    text = (
        "The first car by Prism Motors costs $20,000. That is twice what John Smith of Heddle "
        "Computers had named in May. Jane Doe, the chief executive, was pleased."
    )
    found = claims_of(text, Kind.ROLE)
    assert [c.object for c in found if c.subject == "Jane Doe"] == ["Prism Motors"]


def test_an_outlet_that_is_cited_does_not_act(claims_of: ClaimsOf) -> None:
    text = (
        "According to speculation in the newspaper DongA, Apple was going to put "
        "$3.6 billion into Kia."
    )
    for kind in (Kind.INVESTMENT, Kind.DEVELOPMENT):
        assert {c.subject for c in claims_of(text, kind)} <= {"Apple"}
    assert claims_of(text, Kind.INVESTMENT)


def test_a_company_declines_to_comment_on_its_own_matters(claims_of: ClaimsOf) -> None:
    other = "Nuvia SA will build a plant in Valencia."
    bid = "Korrin also made a bid for Nuvia SA."
    [claim] = claims_of(f"{other} {bid} Korrin declined to comment.", Kind.STANCE)
    assert claim.object == "bid for Nuvia SA"
    found = claims_of(f"{other} Korrin Group declined to comment.", Kind.STANCE)
    assert not any("plant" in (claim.object or "") for claim in found)


def test_a_denied_it_is_no_thing_of_somebody_else(claims_of: ClaimsOf) -> None:
    text = "Zenith Motors will launch its first car. Korrin Group denied it."
    assert claims_of(text, Kind.STANCE) == []


def test_shares_belong_to_no_company_named_only_later(claims_of: ClaimsOf) -> None:
    later = "Acme Motors said it will buy Zenith Batteries."
    assert claims_of(f"Shares rose in Oslo. {later}", Kind.MARKET_MOVE) == []
    [claim] = claims_of(f"{later} Shares rose in Oslo.", Kind.MARKET_MOVE)
    assert claim.subject == "Acme Motors"
