"""What acts are for, and plans that no date or figure goes with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "subject", "thing", "modality"),
    [
        (
            "Brunnel Paper dropped its prices in an attempt to win back schools.",
            "Brunnel Paper",
            "win back schools",
            Modality.TARGETED,
        ),
        (
            "The purchase will enable Zenith Bank to widen its range.",
            "Zenith Bank",
            "widen its range",
            Modality.TARGETED,
        ),
        (
            "Brunnel Paper is anxious to leave the Baltic market.",
            "Brunnel Paper",
            "leave the Baltic market",
            Modality.TARGETED,
        ),
        (
            "Brunnel Paper will continue to print the almanac as a free sheet.",
            "Brunnel Paper",
            "print the almanac as a free sheet",
            Modality.PLANNED,
        ),
    ],
)
def test_what_an_act_is_for_is_an_aim(
    framed: ClaimsOf, text: str, subject: str, thing: str, modality: Modality
) -> None:
    (found,) = framed(text, Kind.TARGET)
    told = (found.subject, found.object, found.modality, found.polarity)
    assert told == (subject, thing, modality, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "The loan enabled Brunnel Paper to survive.",
        "Brunnel Paper tried to win back schools.",
        "Brunnel Paper continued to print the almanac.",
        "Brunnel Paper kept its name.",
        "Brunnel Paper will need more room.",
        "Brunnel Paper will not comment.",
    ],
)
def test_what_came_or_befalls_is_none(framed: ClaimsOf, text: str) -> None:
    assert framed(text, Kind.TARGET) == []


def test_an_aim_ends_before_its_examples(framed: ClaimsOf) -> None:
    (found,) = framed(
        "Brunnel Paper wants to simplify four contracts, including one with a mill in Turku.",
        Kind.TARGET,
    )
    assert found.object == "simplify four contracts"
