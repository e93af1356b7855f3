"""Who buys and who sells, and whose figure it is, where the model has several in a sentence to choose from."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Insurance completed the sale of Acme Life to Groupe Zenith.",
        "The sale of Acme Life to Groupe Zenith by Halden Insurance was completed in May.",
        "Halden Insurance sold Acme Life to Groupe Zenith.",
        "Groupe Zenith bought Acme Life from Halden Insurance.",
    ],
)
def test_who_stands_after_to_buys_and_who_stands_after_by_sells(
    claims_of: ClaimsOf, text: str
) -> None:
    bought, sold = claims_of(text, Kind.ACQUISITION), claims_of(text, Kind.DIVESTITURE)
    assert [(c.subject, c.object) for c in bought] == [("Groupe Zenith", "Acme Life")]
    assert [(c.subject, c.object) for c in sold] == [("Halden Insurance", "Acme Life")]
    assert {c.modality for c in (*bought, *sold)} == {Modality.ASSERTED}


def test_what_is_sold_is_told_without_its_buyer(claims_of: ClaimsOf) -> None:
    text = "Acme Holdings completed the sale of its 24 percent stake in Lusotel to Teresa Vandunem for 410 million euros."
    sold = claims_of(text, Kind.DIVESTITURE)
    assert [(c.subject, c.object) for c in sold] == [
        ("Acme Holdings", "24 percent stake in Lusotel")
    ]
    assert {c.object for c in claims_of(text, Kind.ACQUISITION)} <= {"24 percent stake in Lusotel"}


def test_who_buys_is_not_what_is_sold(claims_of: ClaimsOf) -> None:
    text = "The administrators of Tideswell Dairies have sold the business to Peakfold Creameries."
    assert [c.subject for c in claims_of(text, Kind.ACQUISITION)] == ["Peakfold Creameries"]
    assert "Peakfold Creameries" not in {c.object for c in claims_of(text, Kind.DIVESTITURE)}


def test_who_orders_supplies_nothing(claims_of: ClaimsOf) -> None:
    found = claims_of("Ryanair has ordered ten Airbus A320 jets.", Kind.SUPPLY)
    assert "Ryanair" not in {c.subject for c in found}


@pytest.mark.parametrize("border", [", while", ";", ", whereas"])
def test_a_figure_stays_in_its_clause(claims_of: ClaimsOf, border: str) -> None:
    text = f"Boeing shares gained 1.2 percent to $184.60{border} Airbus lost 0.6 percent."
    found = claims_of(text, Kind.MARKET_MOVE)
    told = {(c.subject, str(c.amount.value)) for c in found if c.amount}
    assert told == {("Boeing", "1.2"), ("Airbus", "-0.6")}


def test_a_parent_s_figure_is_not_its_subsidiary_s(claims_of: ClaimsOf) -> None:
    text = (
        "Lyra's parent, Hengtai Group, reported on April 30 that net income had dropped to "
        "2.2 billion yuan in 2018."
    )
    assert [c.subject for c in claims_of(text, Kind.RESULT)] == ["Hengtai Group"]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Insurance has lost 1.6 billion euros on American mortgage securities this year.",
        "Acme Insurance, which lost 1.6 billion euros, applied for bankruptcy protection.",
        "Acme Insurance lost 1.6 billion euros, and the shares dropped 28 percent in a day.",
    ],
)
def test_what_is_lost_is_a_loss_of_nothing_else(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.RESULT)
    assert [(c.object, c.amount.value) for c in found if c.amount] == [
        ("loss", Decimal(1_600_000_000))
    ]


def test_what_else_is_lost_keeps_its_measure(claims_of: ClaimsOf) -> None:
    found = claims_of("Acme Motors lost 3 million euros in sales to Zenith Holdings.", Kind.RESULT)
    assert ("sales", Decimal(-3_000_000)) in {(c.object, c.amount.value) for c in found if c.amount}


def test_what_a_relative_clause_tells_of_the_doer_is_no_object(claims_of: ClaimsOf) -> None:
    text = "Red Gum, which already holds 9.8 per cent of Pallister, declined to comment."
    told = {c.object for c in claims_of(text, Kind.STANCE)}
    assert "9.8 per cent of Pallister" not in told


def test_an_exit_is_no_position(claims_of: ClaimsOf) -> None:
    text = "Noor Haddad announced her exit from Verity Chat in a post on Monday."
    assert "exit in a post" not in {c.role for c in claims_of(text, Kind.DEPARTURE)}


def test_a_profit_is_no_loss(claims_of: ClaimsOf) -> None:
    text = (
        "Pallister returned to profit last financial year, earning A$61 million after a "
        "A$24 million loss in 2013-14."
    )
    told = {(c.object, int(c.amount.value)) for c in claims_of(text, Kind.RESULT) if c.amount}
    assert told == {("profit", 61_000_000), ("loss", 24_000_000)}
