"""Goals that a party foresees to miss: what comes of an aim, and no aim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.shortfalls import with_shortfalls, without_missing
from kg.model import Claim, Kind, Modality, Polarity

Find = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("aim", "left"),
    [
        ("miss its goal of 3,000 vans", "3,000 vans"),
        ("miss its own sales target", "sales target"),
        ("fall well short of the target of 40 shops", "40 shops"),
        ("fail to reach its aim of selling 500 boats", "selling 500 boats"),
        ("undershoot its forecast", "forecast"),
        ("miss the fair in Oslo", None),
        ("build 3,000 vans", None),
        ("meet its goal of 3,000 vans", None),
        ("fail", None),
    ],
)
def test_what_is_left_of_an_aim_to_miss_a_goal(aim: str, left: str | None) -> None:
    assert without_missing(aim) == left


@pytest.mark.parametrize(
    ("modality", "after"),
    [
        (Modality.TARGETED, Modality.PLANNED),
        (Modality.PLANNED, Modality.PLANNED),
        (Modality.REPORTED, Modality.REPORTED),
    ],
)
def test_no_goal_is_to_miss_a_goal(modality: Modality, after: Modality) -> None:
    claim = Claim(
        article="a", kind=Kind.TARGET, subject="Acme Motors", object="miss its goal of 300 vans",
        modality=modality,
    )  # fmt: skip
    [turned] = with_shortfalls([claim])
    assert (turned.object, turned.modality, turned.polarity) == (
        "300 vans",
        after,
        Polarity.NEGATED,
    )


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Acme Motors will miss its goal of 3,000 vans this year, its head said.", "3,000 vans"),
        ("Polar Foods would miss its target of selling 40,000 tonnes this year, it said.", "selling 40,000 tonnes"),
    ],
)  # fmt: skip
def test_a_goal_that_is_to_be_missed_was_one_and_is_not_to_be_reached(
    claims_of: Find, text: str, aim: str
) -> None:
    found = {(c.object, c.modality, c.polarity) for c in claims_of(text, Kind.TARGET)}
    assert found == {
        (aim, Modality.TARGETED, Polarity.AFFIRMED),
        (aim, Modality.PLANNED, Polarity.NEGATED),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors will not miss its goal of 3,000 vans this year, its head said.",
        "Acme Motors may miss its goal of 3,000 vans this year.",
        "Acme Motors aims to build 3,000 vans this year.",
    ],
)
def test_other_aims_stand(claims_of: Find, text: str) -> None:
    assert {c.polarity for c in claims_of(text, Kind.TARGET)} == {Polarity.AFFIRMED}
