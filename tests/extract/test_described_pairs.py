"""Two parties that are each told by what they are: "the drug maker Acme and the Israeli firm Zenith"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> list[tuple[str, str | None]]:
    return sorted((c.subject, c.object) for c in claims)


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        (
            "The paint maker Orbona and the Finnish firm Halvik are merging.",
            Kind.MERGER,
            [("Orbona", "Halvik")],
        ),
        (
            "The paint maker Orbona and the chip designer Halvik have sued Lumeta over patents.",
            Kind.LEGAL,
            [("Halvik", "Lumeta"), ("Orbona", "Lumeta")],
        ),
        (
            "Lumeta bought the paint maker Orbona and the chip designer Halvik for $3 million.",
            Kind.ACQUISITION,
            [("Lumeta", "Halvik"), ("Lumeta", "Orbona")],
        ),
        (
            "Lumeta bought the paint maker Orbona and the chip designer Halvik rose 3 percent.",
            Kind.ACQUISITION,
            [("Lumeta", "Orbona")],
        ),
    ],
)
def test_both_are_told_of(
    claims_of: ClaimsOf, text: str, kind: Kind, parties: list[tuple[str, str | None]]
) -> None:
    assert told(claims_of(text, kind)) == parties


CLEARED = "The takeover of Orbona by Halvik was cleared by the European Commission on Monday."


@pytest.mark.parametrize(
    "text",
    [
        f"{CLEARED} The two smelters will be bought by Lumeta.",
        f"{CLEARED} Both deals were praised by Lumeta.",
        "Halvik will sell two smelters. They will be bought by Lumeta.",
        "Halvik has sold a smelter. It was bought by Lumeta in May.",
        "Halvik competes with Orbona. The two stores will be bought by Lumeta.",
    ],
)
def test_things_are_no_parties(claims_of: ClaimsOf, text: str) -> None:
    bought = [c.object for c in claims_of(text, Kind.ACQUISITION) if c.subject == "Lumeta"]
    assert not set(bought) & {"Halvik", "Orbona", "European Commission"}


@pytest.mark.parametrize(
    "text",
    [
        "Halvik and Tessaly run two airlines. The two will be bought by Lumeta.",
        "Halvik and Tessaly have merged. They were bought by Lumeta.",
        "Halvik and Tessaly are in trouble. Both sides will be bought by Lumeta.",
        "Halvik and Tessaly are in trouble. The two companies will be bought by Lumeta.",
    ],
)
def test_two_parties_are_bought(claims_of: ClaimsOf, text: str) -> None:
    bought = {c.object for c in claims_of(text, Kind.ACQUISITION) if c.subject == "Lumeta"}
    assert bought == {"Halvik", "Tessaly"}


def test_a_firm_that_sells_nothing_is_bought(claims_of: ClaimsOf) -> None:
    found = claims_of("Halvik made a loss. It was bought by Lumeta in May.", Kind.ACQUISITION)
    assert told(found) == [("Lumeta", "Halvik")]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        (
            "Halvik and Tessaly will merge. Halvik works with Lumeta and Orme.",
            ["Halvik", "Tessaly"],
        ),
        ("Halvik and Tessaly fell on Monday. Acme works with Lumeta and Orme.", ["Lumeta", "Orme"]),
        ("Halvik and Tessaly merged. Lumeta and Orme merged, too.", ["Lumeta", "Orme"]),
    ],
)
def test_the_companies_are_the_pair_of_who_acts(
    framed: ClaimsOf, text: str, firms: list[str]
) -> None:
    found = framed(f"{text} The companies will cut 400 jobs.", Kind.LAYOFF)
    assert sorted(c.subject for c in found) == firms


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Halvik and Tessaly will form a joint venture.", []),
        ("Halvik has a venture with Tessaly. The joint venture will begin work in May.", []),
        ("Halvik and Tessaly formed a venture. They signed the contract on Monday.", []),
        ("Halvik and Tessaly set up a joint venture, Lumeta Air, on Monday.", ["Lumeta Air"]),
        ("Halvik and Tessaly will form a joint venture. Halvik is from Hull.", ["Halvik"]),
    ],
)
def test_it_is_the_venture_and_none_of_its_founders(
    claims_of: ClaimsOf, text: str, firms: list[str]
) -> None:
    found = claims_of(f"{text} It will employ around 180 people.", Kind.HIRING)
    assert [c.subject for c in found] == firms


def test_it_is_who_speaks_though_a_venture_was_told_of(claims_of: ClaimsOf) -> None:
    text = (
        "Halvik has a venture with Tessaly. The venture is small. Orme said it would cut 90 jobs."
    )
    assert [c.subject for c in claims_of(text, Kind.LAYOFF)] == ["Orme"]
