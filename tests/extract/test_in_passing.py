"""What a text tells in passing is no act of its own: the end of an inquiry, a fee for a failed deal, a provision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Belgian regulators dropped an inquiry into Acme's roaming charges last month without taking action.",
        "The regulator closed its investigation into Acme in March.",
        "The commission ended its probe of Acme without taking action.",
        "Prosecutors ended a probe of Acme last month.",
    ],
)
def test_an_inquiry_that_ends_approves_and_settles_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert {c.action for c in claims_of(text, Kind.LEGAL)} <= {"investigates"}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (
            "The regulator ended its review of Acme's purchase of Zenith and cleared the deal.",
            "approves",
        ),
        ("Acme settled a probe by the Justice Department for $3 million.", "settles"),
        (
            "The Justice Department closed its investigation of Acme after the company agreed to pay $3 million.",
            "settles",
        ),
    ],
)
def test_an_inquiry_that_ends_with_something(claims_of: ClaimsOf, text: str, action: str) -> None:
    assert action in {c.action for c in claims_of(text, Kind.LEGAL)}


def prices(claims: list[Claim]) -> set[tuple[str, int | None]]:
    return {(c.subject, int(c.amount.value) if c.amount else None) for c in claims}


@pytest.mark.parametrize(
    ("text", "price"),
    [
        (
            "Acme raised its offer for Zenith to 18 euros per share. If it is blocked, it would pay a break fee of $9 million.",
            18,
        ),
        (
            "Acme offered 2 billion euros for Zenith. If the deal fails, Acme would pay Zenith 40 million euros.",
            2_000_000_000,
        ),
        ("Acme agreed to buy Zenith. It would pay a reverse termination fee of $9 million.", None),
        ("Acme agreed to buy Zenith. It will pay $9 million.", 9_000_000),
        ("Acme agreed to buy Zenith. Acme would pay $9 million if regulators agree.", 9_000_000),
    ],
)
def test_what_is_paid_if_a_deal_fails_is_not_its_price(
    claims_of: ClaimsOf, text: str, price: int | None
) -> None:
    assert prices(claims_of(text, Kind.ACQUISITION)) == {("Acme", price)}


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        (
            "trumping a rival bid from Halden NV and valuing the company at about 1.4 billion euros",
            None,
        ),
        ("beating a 1.2 billion euro offer from Halden NV", 1_200_000_000),
    ],
)
def test_a_bid_that_is_outdone_keeps_its_own_price(
    claims_of: ClaimsOf, text: str, rivals: int | None
) -> None:
    text = f"Lindqvist Partners has raised its offer for valve maker Fratelli Zanda, {text}."
    found = prices(claims_of(text, Kind.ACQUISITION))
    assert {price for who, price in found if who == "Halden NV"} <= {rivals}
    assert "Lindqvist Partners" in {who for who, _ in found}


@pytest.mark.parametrize(
    "purpose",
    [
        "the lawsuits of Zenith and Orbana",
        "both cases",
        "the dispute with Zenith",
        "the court case",
    ],
)
def test_what_is_set_aside_for_a_suit_is_not_invested(claims_of: ClaimsOf, purpose: str) -> None:
    text = f"Acme was sued by Zenith. Acme said it had set aside 50 million euros for {purpose}."
    assert not claims_of(text, Kind.INVESTMENT)


def test_what_is_set_aside_for_a_plant_is_invested(claims_of: ClaimsOf) -> None:
    text = "Acme has set aside 50 million euros for a new plant in Leeds."
    assert prices(claims_of(text, Kind.INVESTMENT)) == {("Acme", 50_000_000)}


def test_a_provision_is_no_damages(claims_of: ClaimsOf) -> None:
    text = "Vantia booked a provision of 50 million euros for the lawsuit brought by Orel."
    assert {c.amount for c in claims_of(text, Kind.LEGAL)} <= {None}
