"""Plans that were weighed and given up are told as off; what was dropped beside them is another matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

YES, NO = Polarity.AFFIRMED, Polarity.NEGATED

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> set[tuple[str, str | None, Polarity]]:
    return {(c.subject, c.object, c.polarity) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        '"We looked at buying Orbana last year and walked away," Acme chief executive Tom Holt said.',
        "Acme considered buying Orbana and then gave up.",
        "Acme had considered buying Orbana but decided against it.",
        "Acme weighed a bid for Orbana but changed its mind.",
        "Acme weighed a bid for Orbana but thought better of it.",
        "Acme weighed a bid for Orbana and opted against the idea.",
        "Acme planned to buy Orbana but decided not to.",
        "Acme wanted to buy Orbana, but withdrew.",
    ],
)
def test_a_bid_that_was_given_up(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == {("Acme", "Orbana", NO)}


@pytest.mark.parametrize(
    "text",
    [
        "Acme weighed a bid for Orbana but has not decided against it.",
        "Acme considered buying Orbana and withdrew its Z7 car.",
        "Acme wanted to buy Orbana, but withdrew from Spain.",
        "Acme considered buying Orbana and decided to raise money for it.",
        "Acme considered buying Orbana and decided against a bond sale.",
    ],
)
def test_a_bid_that_still_stands(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == {("Acme", "Orbana", YES)}


def test_a_sale_and_a_plant_that_were_given_up(claims_of: ClaimsOf) -> None:
    text = "Acme considered a sale of its tools unit but decided against it."
    assert told(claims_of(text, Kind.DIVESTITURE)) == {("Acme", "tools unit", NO)}
    text = "Acme dropped its goal of opening 90 stores by 2027."
    assert {c.polarity for c in claims_of(text, Kind.FACILITY)} == {NO}
    text = "Acme set itself the goal of opening 90 stores by 2027."
    assert {c.polarity for c in claims_of(text, Kind.FACILITY)} == {YES}


def test_a_dividend_that_is_paid_or_not(claims_of: ClaimsOf) -> None:
    text = "Halden, the shoe retailer, scrapped its interim dividend on Thursday."
    assert {c.polarity for c in claims_of(text, Kind.TARGET)} == {NO}
    text = "Halden will pay an interim dividend of 3 pence."
    assert {c.polarity for c in claims_of(text, Kind.TARGET)} == {YES}


@pytest.mark.parametrize(
    "act", ["cancelled its", "dropped its", "has abandoned the", "suspended its"]
)
def test_a_dividend_that_is_dropped_is_never_promised(proposals_of: ClaimsOf, act: str) -> None:
    text = f"Halden, the shoe retailer, {act} interim dividend on Thursday."
    assert {c.polarity for c in proposals_of(text, Kind.TARGET)} <= {NO}


def test_a_project_that_is_mothballed_is_not_built(claims_of: ClaimsOf) -> None:
    found = claims_of("Falkenried has mothballed its project for a battery plant.", Kind.FACILITY)
    assert {(c.action, c.polarity) for c in found} == {("builds", NO)}
    found = claims_of("Falkenried has mothballed its battery plant in Turin.", Kind.FACILITY)
    assert {(c.action, c.polarity) for c in found} == {("closes", YES)}


def test_a_plant_that_is_postponed_is_not_built_yet(claims_of: ClaimsOf) -> None:
    text = "Halden Motors postponed a $4 billion fab in Magdeburg by two years."
    assert Modality.ASSERTED not in {c.modality for c in claims_of(text, Kind.FACILITY)}
