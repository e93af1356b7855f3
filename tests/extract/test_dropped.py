"""Projects, purchases and jobs that are given up, cut, or only nearly so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest

import kg.extract
from kg.language import Analyser, load
from kg.model import Article, Claim, Kind, Polarity

ClaimsOf = Callable[..., list[Claim]]


@cache
def pipeline() -> tuple[Analyser, kg.extract.Extractor]:
    return load(), kg.extract.load()


def claims(text: str, kind: Kind) -> list[Claim]:
    analyser, extractor = pipeline()
    article = Article(id="x", title="", text=text, date=dt.date(2021, 1, 14))
    found = kg.extract.analyse(article, analyser, extractor).claims
    return [claim for claim in found if claim.kind is kind]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Zenith Phones cancelled its tablet project on 5 January.", "tablet"),
        ("Zenith Phones has axed its tablet programme.", "tablet"),
        ("Orbit Labs is ending its drone programme.", "drone"),
        ("Orbit Labs shelved the project for a cheap drone.", "cheap drone"),
        ("Orbit Labs will stop its drone programme.", "drone"),
        ("Orbit Labs' vaccine project has been scrapped.", "vaccine"),
        ("The drone project of Orbit Labs was dropped in May.", "drone"),
        ("Polar Foods pulled the plug on its robot project.", "robot"),
        ("Polar Foods gave up its plans for a robot.", "robot"),
        ("Orbit Labs ended development of the satellite.", "satellite"),
    ],
)
def test_a_project_that_is_ended_is_negated(text: str, thing: str) -> None:
    found = claims(text, Kind.DEVELOPMENT)
    assert [(c.object, c.polarity.value) for c in found] == [(thing, "negated")]


@pytest.mark.parametrize(
    "text",
    [
        "Orbit Labs did not cancel its drone project.",
        "Zenith Stores ended its loyalty programme.",
        "Zenith Bank cancelled its bond programme.",
    ],
)
def test_what_goes_on_and_what_is_no_thing_is_not_ended(text: str) -> None:
    assert claims(text, Kind.DEVELOPMENT) == []


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Acme Motors almost bought Zenith Chips in 2019.", "negated"),
        ("Acme Motors nearly acquired Zenith Chips.", "negated"),
        ("Acme Motors called off the purchase of Zenith Chips.", "negated"),
        ("Acme Motors scrapped the takeover of Zenith Chips.", "negated"),
        ("Acme Motors bought Zenith Chips.", "affirmed"),
        ("Acme Motors bought almost all of Zenith Chips.", "affirmed"),
    ],
)
def test_a_purchase_that_came_to_nothing_is_negated(text: str, polarity: str) -> None:
    assert {c.polarity.value for c in claims(text, Kind.ACQUISITION)} <= {polarity}
    assert claims(text, Kind.ACQUISITION) or "all of" in text


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Orbit Rail was nearly bankrupt in 2019.", "negated"),
        ("Almost insolvent in 2019, Orbit Rail was saved by the state.", "negated"),
        ("Orbit Rail was bankrupt in 2019.", "affirmed"),
    ],
)
def test_who_is_nearly_bankrupt_is_not(text: str, polarity: str) -> None:
    assert {c.polarity.value for c in claims(text, Kind.INSOLVENCY)} <= {polarity}


@pytest.mark.parametrize(
    "text",
    [
        "Orbit Rail cut 341 trains a day, in light of the current staff shortages.",
        "In light of staff shortages Orbit Rail cut 12 routes.",
        "Orbit Rail reduced prices to help its employees.",
        "Orbit Rail cut costs by 5 percent, as staff left.",
    ],
)
def test_people_must_be_what_is_cut(text: str) -> None:
    assert claims(text, Kind.LAYOFF) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Orbit Rail cut 40 flights and 300 jobs.", 300),
        ("Orbit Rail laid off 120 workers.", 120),
        ("Orbit Rail will cut 10 percent of its workforce.", 10),
        ("Orbit Rail fired 20 engineers.", 20),
    ],
)
def test_people_who_are_let_go(text: str, amount: int) -> None:
    [found] = claims(text, Kind.LAYOFF)
    assert found.amount is not None
    assert found.amount.value == amount


@pytest.mark.parametrize(
    "text",
    [
        "Workers were glad after Acme Steel dropped plans to shut the mill, having struck a deal with Halden Energy.",
        "Acme Steel lit a furnace, months after it scrapped plans to close the mill in Leeds.",
        "Acme Steel has abandoned plans to close the mill in Leeds.",
    ],
)
def test_who_drops_a_closure_refuses_no_building(claims_of: ClaimsOf, text: str) -> None:
    found = [c for c in claims_of(text, Kind.FACILITY) if "furnace" not in str(c.object)]
    assert {(c.action, c.polarity) for c in found} == {("closes", Polarity.NEGATED)}


def test_who_drops_a_plan_to_build_does(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Acme has dropped plans to build the mill in Leeds.", Kind.FACILITY)
    assert (found.action, found.polarity) == ("builds", Polarity.NEGATED)


@pytest.mark.parametrize(
    "text",
    [
        "Acme pulled the plug on its bid for Zenith.",
        "Acme called time on its takeover of Zenith.",
        "Acme is stopping its share buyback.",
        "Acme has suspended its share buyback.",
    ],
)
def test_idioms_of_giving_up_and_buybacks_that_are_stopped(claims_of: ClaimsOf, text: str) -> None:
    (found,) = claims_of(text, Kind.ACQUISITION)
    assert found.polarity is Polarity.NEGATED


@pytest.mark.parametrize(
    "text", ["Acme raised its bid for Zenith.", "Acme called its bid for Zenith generous."]
)
def test_other_objects_and_what_is_done_to_bids_end_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert {c.polarity for c in claims_of(text, Kind.ACQUISITION)} <= {Polarity.AFFIRMED}


def test_a_buyback_that_goes_on_is_not_ended(claims_of: ClaimsOf) -> None:
    found = claims_of("Acme will continue its share buyback.", Kind.ACQUISITION)
    assert all(claim.polarity is Polarity.AFFIRMED for claim in found)
