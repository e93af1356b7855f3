"""Deals told again in other words: as nouns, in phrases set before the subject, in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def deals(found: list[Claim]) -> list[tuple[str, str | None]]:
    return sorted((c.subject, c.object) for c in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Following its acquisition of Telwave, Northlink has 3 million customers.",
            [("Northlink", "Telwave")],
        ),
        (
            "Acme Foods sells soup. Four years after its takeover of Telwave, Northlink has a new boss.",
            [("Northlink", "Telwave")],
        ),
        (
            "Since its takeover by Zenith Holdings in 2019, Acme Foods has closed three plants.",
            [("Zenith Holdings", "Acme Foods")],
        ),
        (
            "Acme Foods is growing. With its purchase of Telwave in May, analysts expect a profit.",
            [("Acme Foods", "Telwave")],
        ),
        (
            "Acme Foods reported a loss. According to its website, Northlink bought Telwave.",
            [("Northlink", "Telwave")],
        ),
    ],
)
def test_a_possessive_may_point_ahead_to_the_subject(
    claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]
) -> None:
    assert deals(claims_of(text, Kind.ACQUISITION)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme Foods said its acquisition by Zenith Holdings would close in June.",
            [("Zenith Holdings", "Acme Foods")],
        ),
        (
            "Calder Mining rejected the bid from Zenith Holdings as too low.",
            [("Zenith Holdings", "Calder Mining")],
        ),
        (
            "Zenith Holdings launched a buy-out of Acme Foods in May.",
            [("Zenith Holdings", "Acme Foods")],
        ),
        ("Acme Foods rejected the contract bid from Zenith Holdings.", []),
    ],
)
def test_nouns_tell_who_buys_whom(
    claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]
) -> None:
    assert deals(claims_of(text, Kind.ACQUISITION)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme Motors was spun off from Zenith Holdings in 2015.",
            [("Zenith Holdings", "Acme Motors")],
        ),
        ("Zenith Holdings spun off its truck unit in 2015.", [("Zenith Holdings", "truck unit")]),
        (
            "Acme Motors announced the spin-off of its truck unit.",
            [("Acme Motors", "truck unit")],
        ),
        ("Acme Motors spun a tale of growth from Zenith Holdings.", []),
    ],
)
def test_spinning_off(claims_of: ClaimsOf, text: str, expected: list[tuple[str, str]]) -> None:
    assert deals(claims_of(text, Kind.DIVESTITURE)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Holdings plans to sell its snacks unit, Reuters reported.",
        "Zenith Holdings may close its snacks unit, Halden News said on Monday.",
    ],
)
def test_who_reports_is_no_unit(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.OWNERSHIP)


def test_a_founding_in_passing(claims_of: ClaimsOf) -> None:
    found = claims_of("Since its founding in 1998, Ridgeway has built 40 hotels.", Kind.FORMATION)
    assert deals(found) == [("Ridgeway", None)]
    assert not claims_of("Ridgeway has built hotels since its founding.", Kind.FORMATION)


def test_a_position_is_told_without_its_clause(claims_of: ClaimsOf) -> None:
    text = "Ann Lee joined Halden Bank from Marbury Bank, where she was head of consumer lending."
    assert [c.role for c in claims_of(text, Kind.ROLE)] == ["head of consumer lending"]
