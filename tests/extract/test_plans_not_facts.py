"""Talks, given-up plans and past plans are never told as done; their dates count from the right day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, REPORTED, HYPOTHETICAL = Modality.PLANNED, Modality.REPORTED, Modality.HYPOTHETICAL
TARGETED = Modality.TARGETED
YES, NO = Polarity.AFFIRMED, Polarity.NEGATED


ClaimsOf = Callable[..., list[Claim]]


@pytest.fixture(name="claims_of")
def claims_of_2024(claims_of: ClaimsOf) -> ClaimsOf:
    """Articles of 20 November 2024, where a test names no other day."""

    def found(text: str, kind: Kind, date: str = "2024-11-20") -> list[Claim]:
        return claims_of(text, kind, date)

    return found


def days(claim: Claim) -> tuple[str, str]:
    assert claim.time is not None
    return str(claim.time.earliest), str(claim.time.latest)


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Acme Motors is in talks to buy Brio Systems.", HYPOTHETICAL, YES),
        ("Acme Motors is in advanced talks to acquire Brio Systems.", HYPOTHETICAL, YES),
        ("Acme Motors is considering buying Brio Systems.", HYPOTHETICAL, YES),
        ("Acme Motors is near a deal to buy Brio Systems.", PLANNED, YES),
        ("Acme Motors tried to buy Brio Systems.", PLANNED, YES),
        ("Acme Motors failed to buy Brio Systems.", Modality.PLANNED, NO),
        ("Helix Robotics is close to acquiring Amberline.", REPORTED, YES),
        ("Helix Robotics was close to acquiring Amberline, but walked away.", REPORTED, NO),
        ("Acme Motors wanted to buy Brio Systems, but the deal collapsed.", TARGETED, NO),
        ("Acme Motors has called off its plan to buy Brio Systems.", PLANNED, NO),
        ("Acme Motors backed out of a deal to acquire Brio Systems.", PLANNED, NO),
        ("Acme Motors walked away from buying Brio Systems.", Modality.PLANNED, NO),
        ("Acme Motors called off its acquisition of Brio Systems.", Modality.PLANNED, NO),
        ("Acme Motors bought Brio Systems, but gave up Orbit.", Modality.ASSERTED, YES),
        ("Acme Motors held talks to buy Brio Systems.", HYPOTHETICAL, YES),
        ("Acme Motors ended talks to buy Brio Systems.", HYPOTHETICAL, NO),
        ("Acme Motors is no longer in talks to buy Brio Systems.", HYPOTHETICAL, NO),
        ("Acme Motors is not close to buying Brio Systems.", REPORTED, NO),
        ("Acme Motors came close to buying Brio Systems.", REPORTED, YES),
        ("Acme Motors decided against buying Brio Systems.", Modality.PLANNED, NO),
    ],
)
def test_a_purchase_is_as_firm_as_what_governs_it(
    claims_of: ClaimsOf, text: str, modality: Modality, polarity: Polarity
) -> None:
    claims = claims_of(text, Kind.ACQUISITION)
    assert {(c.modality, c.polarity) for c in claims} == {(modality, polarity)}


@pytest.mark.parametrize("verb", ["no longer plans", "gave up plans", "has dropped plans"])
def test_a_plan_given_up_is_negated(claims_of: ClaimsOf, verb: str) -> None:
    claims = claims_of(f"Helix Robotics {verb} to build a plant in Mexico.", Kind.FACILITY)
    assert {(c.modality, c.polarity) for c in claims} == {(PLANNED, NO)}


def test_what_is_no_longer_made_is_withdrawn(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Acme Motors no longer makes robots.", Kind.PRODUCT)
    assert (claim.action, claim.modality, claim.polarity) == ("withdraws", Modality.ASSERTED, YES)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("did not rule out", (HYPOTHETICAL, YES)), ("ruled out", (PLANNED, NO))],
)
def test_what_is_not_ruled_out_is_open(
    claims_of: ClaimsOf, verb: str, expected: tuple[Modality, Polarity]
) -> None:
    [claim] = claims_of(f"Helix Robotics {verb} selling its Ohio plant.", Kind.DIVESTITURE)
    assert (claim.modality, claim.polarity) == expected


def test_a_passive_under_the_same_will_is_ahead_too(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors said that Paul Redding, its chief executive, will step down at the end of "
        "June and be replaced by Anita Kapoor."
    )
    claims = claims_of(text, Kind.DEPARTURE)
    assert {c.modality for c in claims} == {PLANNED}


def test_an_estimate_for_years_ahead_is_a_plan_and_not_yet_said(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors will build a battery plant in Leeds. Over the next ten years it estimates "
        "the investment at 10 billion US dollars."
    )
    [claim] = claims_of(text, Kind.INVESTMENT)
    assert claim.modality is PLANNED
    assert claim.said is None


@pytest.mark.parametrize("name", ["its H2 robot", "the Q4 sedan"])
def test_a_product_name_is_no_half_year(claims_of: ClaimsOf, name: str) -> None:
    claims = claims_of(f"Helix Robotics launched {name}.", Kind.PRODUCT)
    assert claims
    assert all(claim.time is None for claim in claims)


def test_a_quarter_before_a_figure_is_one(claims_of: ClaimsOf) -> None:
    claims = claims_of("Acme Motors said Q4 revenue rose 5% to 3 billion dollars.", Kind.RESULT)
    assert {days(c) for c in claims} == {("2023-10-01", "2023-12-31")}


def test_a_past_that_looks_like_the_present_looks_back(claims_of: ClaimsOf) -> None:
    text = "Acme Motors on Tuesday let journalists drive its new car."
    [claim] = claims_of(text, Kind.PRODUCT, "2015-09-30")
    assert days(claim) == ("2015-09-29", "2015-09-29")


def test_a_limit_counts_from_the_day_it_was_said(claims_of: ClaimsOf) -> None:
    text = "In September 2012 Acme Motors said it would open 30 stores within five years."
    [claim] = claims_of(text, Kind.FACILITY, "2015-09-30")
    assert days(claim) == ("None", "2017-09-30")


def test_a_plan_once_had_lies_back(claims_of: ClaimsOf) -> None:
    text = "Acme Motors had planned to open a plant in Leeds by September."
    [claim] = claims_of(text, Kind.FACILITY)
    assert days(claim) == ("None", "2024-09-30")
    assert claim.modality is PLANNED


def test_the_month_of_an_announcement_is_no_time_of_the_plan(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will build a plant in Leeds, the company announced in March."
    [claim] = claims_of(text, Kind.FACILITY, "2021-10-20")
    assert claim.time is None
    assert claim.modality is PLANNED


@pytest.mark.parametrize("verb", ["criticised", "welcomed", "protests against", "opposes"])
def test_who_has_a_view_on_a_plan_does_not_plan(claims_of: ClaimsOf, verb: str) -> None:
    text = f"The charity Halden Trust {verb} plans to close the Leeds plant."
    assert claims_of(text, Kind.FACILITY) == []
    own = "Halden Motors announced plans to close the Leeds plant."
    assert [c.subject for c in claims_of(own, Kind.FACILITY)] == ["Halden Motors"]
