"""What a part of a firm does is told of the part, by whatever words it is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Acme's Zenith Air unit will cut 300 jobs.",
        "The Zenith Air unit of Acme Group will cut 300 jobs.",
        "Acme Group's subsidiary Zenith Air will cut 300 jobs.",
        "Zenith Air, a unit of Acme Group, will cut 300 jobs.",
    ],
)
def test_a_unit_lets_its_own_people_go(claims_of: ClaimsOf, text: str) -> None:
    assert [(c.subject, c.object) for c in claims_of(text, Kind.LAYOFF)] == [("Zenith Air", None)]


def test_an_acme_unit_is_acme(claims_of: ClaimsOf) -> None:
    found = claims_of("The Acme unit will cut 300 jobs in Leeds.", Kind.LAYOFF)
    assert [c.subject for c in found] == ["Acme"]


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Corp said its wholly owned subsidiary Orbit Labs has completed the purchase of Halden Optics.",
        "Zenith Corp said its U.S. unit, Orbit Labs, had agreed to acquire Halden Optics.",
        "Zenith Corp's U.S. unit, Orbit Labs, agreed to acquire Halden Optics.",
        "Orbit Labs, a unit of Zenith Corp, agreed to acquire Halden Optics.",
    ],
)
def test_what_a_unit_buys_is_not_told_of_its_owner(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert [(c.subject, c.object) for c in found] == [("Orbit Labs", "Halden Optics")]


def test_who_follows_a_unit_that_is_sold_is_no_unit(claims_of: ClaimsOf) -> None:
    text = "After selling the unit, Zenith Corp will open a plant in Ohio."
    assert [c.subject for c in claims_of(text, Kind.FACILITY)] == ["Zenith Corp"]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        (
            "“We will open ten shops,” said Carla Ruiz, who heads the Spanish arm of Lidlo.",
            {"Lidlo"},
        ),
        ("“We will open ten shops,” said Carla Ruiz, who runs Lidlo in Spain.", {"Lidlo"}),
        ("“We will open ten shops,” said Carla Ruiz, who sued Lidlo in 1998.", set()),
    ],
)
def test_we_are_the_firm_that_the_speaker_heads(
    claims_of: ClaimsOf, text: str, firms: set[str]
) -> None:
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == firms


def test_a_venture_between_two_is_of_both(claims_of: ClaimsOf) -> None:
    text = "A joint venture between Acme Steel and Zenith Steel will build a mill in Ohio."
    assert {(c.subject, c.object) for c in claims_of(text, Kind.PARTNERSHIP)} == {
        ("Acme Steel", "Zenith Steel")
    }
