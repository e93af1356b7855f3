"""Common ways to tell of suits, share sales, units sold and customers, each with words that look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Found = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> set[tuple[str, str | None, str | None]]:
    return {(c.subject, c.object, c.action) for c in claims}


@pytest.mark.parametrize(
    ("text", "subject", "obj", "action"),
    [
        (
            "Acme Motors has won its case at the European Court of Justice.",
            "European Court of Justice",
            "Acme Motors",
            "rules",
        ),
        (
            "The deal between Acme Motors and Zenith Trucks has won the approval of antitrust regulators.",
            "antitrust regulators",
            "Zenith Trucks",
            "approves",
        ),
        ("Russia has blocked access to Acme Search.", "Russia", "Acme Search", "blocks"),
        (
            "The central bank has withdrawn Acme Bank's licence.",
            "central bank",
            "Acme Bank",
            "blocks",
        ),
        (
            "Prosecutors charged Acme Bank's former chief executive with fraud.",
            "Prosecutors",
            "Acme Bank",
            "charges",
        ),
        (
            "Acme Motors' lawsuit accuses Zenith Trucks of copying its design.",
            "Acme Motors",
            "Zenith Trucks",
            "sues",
        ),
        (
            "Regulators are examining whether Acme Bank broke the law.",
            "Regulators",
            "Acme Bank",
            "investigates",
        ),
        (
            "Acme Pharma agreed to pay $475 million to settle a lawsuit brought by a group of investors.",
            "Acme Pharma",
            "group of investors",
            "settles",
        ),
    ],
)
def test_who_acts_in_law(claims_of: Found, text: str, subject: str, obj: str, action: str) -> None:
    assert (subject, obj, action) in told(claims_of(text, Kind.LEGAL))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods withdrew its application for a licence.",
        "Acme Motors won its first race at the Halden track.",
        "Acme Bank is examining whether Zenith Foods could repay the loan.",
    ],
)
def test_firms_that_do_the_like_are_no_authorities(claims_of: Found, text: str) -> None:
    assert told(claims_of(text, Kind.LEGAL)) == set()


@pytest.mark.parametrize(
    ("text", "gives", "modality"),
    [
        ("Acme Energy has filed for an IPO.", None, Modality.PLANNED),
        (
            "Acme Energy made its stock market debut in New York on Thursday.",
            None,
            Modality.ASSERTED,
        ),
        ("Acme Energy issued $300 million in bonds.", None, Modality.ASSERTED),
        (
            "Acme Energy raised $30 million in a round led by Zenith Capital.",
            "Zenith Capital",
            Modality.ASSERTED,
        ),
        (
            "Acme Energy was bailed out by the Dutch government in 2008.",
            "Dutch government",
            Modality.ASSERTED,
        ),
    ],
)
def test_who_gets_money(claims_of: Found, text: str, gives: str | None, modality: Modality) -> None:
    (claim,) = claims_of(text, Kind.FUNDING)
    assert (claim.subject, claim.object, claim.modality) == ("Acme Energy", gives, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Energy has filed for bankruptcy.",
        "Acme Sound made its debut with a record of folk songs.",
    ],
)
def test_other_filings_and_debuts_bring_no_money(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.FUNDING) == []


@pytest.mark.parametrize(
    ("text", "obj"),
    [
        ("Acme Motors plans to spin off its truck unit.", "truck unit"),
        (
            "Acme Motors said it would spin off its truck unit by the end of next year.",
            "truck unit",
        ),
        (
            "Zenith Holdings' acquisition of the truck unit from Acme Motors is complete.",
            "truck unit",
        ),
        ("Acme Motors is exploring options for its truck unit, including a sale.", "truck unit"),
    ],
)
def test_who_sells_a_unit(claims_of: Found, text: str, obj: str) -> None:
    assert ("Acme Motors", obj, None) in told(claims_of(text, Kind.DIVESTITURE))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors is exploring options for its truck unit.",
        "Acme Foods sold off the coast of Peru.",
        "Acme Foods made a purchase of land from 2004 on.",
    ],
)
def test_what_is_not_sold(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.DIVESTITURE) == []


def test_a_customer_is_supplied(claims_of: Found) -> None:
    claims = claims_of("Zenith Phones is the biggest customer of Acme Chips.", Kind.SUPPLY)
    assert ("Acme Chips", "Zenith Phones", None) in told(claims)
    assert claims_of("Zenith Phones is not a customer of Acme Chips.", Kind.SUPPLY) == []


def test_a_city_is_supplied(claims_of: Found) -> None:
    (claim,) = claims_of("Acme Rail will supply 30 trams to the city of Oslo.", Kind.SUPPLY)
    assert (claim.subject, claim.object) == ("Acme Rail", "Oslo")


def test_who_sells_is_no_part_of_what_is_bought(claims_of: Found) -> None:
    text = "Zenith Holdings' acquisition of the truck unit from Acme Motors is complete."
    assert [c.object for c in claims_of(text, Kind.ACQUISITION)] == ["truck unit"]


def test_an_offer_that_undervalues_a_firm_is_opposed(claims_of: Found) -> None:
    text = "Zenith Trucks said the offer significantly undervalued the company."
    assert ("Zenith Trucks", "offer", "opposes") in told(claims_of(text, Kind.STANCE))


def test_a_board_speaks_for_its_firm(claims_of: Found) -> None:
    text = "The board of Zenith Trucks said the offer fundamentally undervalued the company."
    assert ("Zenith Trucks", "offer", "opposes") in told(claims_of(text, Kind.STANCE))


def test_money_from_the_state_in_any_currency(claims_of: Found) -> None:
    text = "Acme Motors received 2 trillion rupees from the government of India."
    (claim,) = claims_of(text, Kind.FUNDING)
    assert (claim.subject, claim.object) == ("Acme Motors", "government of India")
