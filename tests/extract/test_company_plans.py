"""What firms plan, drop and have done by way of something else, as trade press and regional papers tell it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, ASSERTED, TARGETED = Modality.PLANNED, Modality.ASSERTED, Modality.TARGETED
DAY = "2025-09-10"

ClaimsOf = Callable[..., list[Claim]]


def test_what_was_done_before_is_done(claims_of: ClaimsOf) -> None:
    closed, opened = claims_of(
        "Having shut two plants in April, Brunnel Paper will open a mill in Turku.",
        Kind.FACILITY,
        DAY,
    )
    if closed.action != "closes":
        closed, opened = opened, closed
    assert (closed.modality, opened.modality) == (ASSERTED, PLANNED)
    assert closed.time is not None
    assert str(closed.time.earliest) == "2025-04-01"
    assert opened.time is None


def test_participles_of_plans_stay_plans(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Brunnel Paper will shut its Turku mill in April, opening a plant in Lahti.",
        Kind.FACILITY,
        DAY,
    )[:1]
    assert found.modality is PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "It awarded the main contract, valued at 820 million euros, to cable maker Orbit Wire in July.",
        "It awarded Orbit Wire the main contract in July.",
        "The main contract was awarded to Orbit Wire in July.",
    ],
)
def test_whom_a_contract_is_awarded_to_supplies(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(f"Grid operator Polar Net will lay 500 km of cable. {text}", Kind.SUPPLY, DAY)
    assert [(c.subject, c.object) for c in found] == [("Orbit Wire", "Polar Net")]


@pytest.mark.parametrize(
    ("text", "thing", "people", "modality"),
    [
        ("Acme Motors will build a plant in Spain. About 160 workers are to be taken on.", None, 160, PLANNED),
        ("Acme Motors is looking for 300 drivers in Poland.", "Poland", 300, PLANNED),
        ("Acme Motors is seeking 40 nurses.", None, 40, PLANNED),
    ],
)  # fmt: skip
def test_hiring(
    claims_of: ClaimsOf, text: str, thing: str | None, people: int, modality: Modality
) -> None:
    (found,) = claims_of(text, Kind.HIRING, DAY)
    assert (found.subject, found.object, found.modality) == ("Acme Motors", thing, modality)
    assert found.amount is not None
    assert found.amount.value == Decimal(people)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Air will fly to Spain. About 160 workers were taken on board.",
        "Acme Motors is looking for two missing drivers.",
        "Acme Motors is seeking damages from 40 dealers.",
    ],
)
def test_no_hiring(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.HIRING, DAY) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Acme Motors closed its Leeds mill in May, leaving 240 people without work.", 240),
        ("Acme Motors will build vans. Its Leeds mill closed in 2019 with 70 redundancies.", 70),
        ("Acme Motors will part with 120 of its 700 staff.", 120),
    ],
)
def test_jobs_that_go(claims_of: ClaimsOf, text: str, people: int) -> None:
    found = claims_of(text, Kind.LAYOFF, DAY)
    assert [c.subject for c in found] == ["Acme Motors"]
    assert [c.amount.value for c in found if c.amount] == [Decimal(people)]


def test_people_left_without_something_else(claims_of: ClaimsOf) -> None:
    text = "Acme Power cut the line in May, leaving 240 people without electricity."
    assert claims_of(text, Kind.LAYOFF, DAY) == []


@pytest.mark.parametrize(
    ("text", "thing", "action", "polarity"),
    [
        ("Acme Air will buy two jets. A planned service to Boston has been dropped.", "service to Boston", "opens", Polarity.NEGATED),
        ("Acme Foods said a planned dairy plant in Leeds has been scrapped.", "plant", "builds", Polarity.NEGATED),
        ("Polar Parcel will not go ahead with a depot in Leeds.", "depot in Leeds", "builds", Polarity.NEGATED),
        ("Polar Parcel is pressing ahead with a depot in Leeds.", "depot in Leeds", "builds", Polarity.AFFIRMED),
        ("Executives of Orbit Cells broke ground on a plant in Ohio.", "plant in Ohio", "builds", Polarity.AFFIRMED),
    ],
)  # fmt: skip
def test_sites(claims_of: ClaimsOf, text: str, thing: str, action: str, polarity: Polarity) -> None:
    found = claims_of(text, Kind.FACILITY, DAY)
    assert [(c.action, c.polarity) for c in found] == [(action, polarity)]
    assert thing in (found[0].object or "")


def test_a_sale_that_goes_ahead_builds_nothing(claims_of: ClaimsOf) -> None:
    text = "Polar Parcel will go ahead with the sale of a depot in Leeds."
    assert claims_of(text, Kind.FACILITY, DAY) == []


def test_brought_to_market(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Orbit Pharma hopes to bring the pill to market by 2027.", Kind.PRODUCT, DAY
    )
    assert (found.object, found.action, found.modality) == ("pill", "launches", TARGETED)
    text = "Orbit Bank hopes to bring the company to market by 2027."
    assert claims_of(text, Kind.PRODUCT, DAY) == []


def test_applying_for_a_licence_is_a_plan(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Orbit Pay plans to apply for a banking licence in Lithuania.", Kind.TARGET, DAY
    )
    assert (found.subject, found.modality) == ("Orbit Pay", PLANNED)
