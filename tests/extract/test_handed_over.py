"""Who hands over leaves and who takes over comes; who is only thought of, or heads a unit, does neither."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def posts(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(c.subject, (c.role or "").lower()) for c in claims}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Tom Holt, who heads airline Acme, said he planned to hand over to his deputy, Lena Falk, in 2027.",
            "head",
        ),
        ("Tom Holt will hand over as chief executive of Acme to Lena Falk.", "chief executive"),
        ("Tom Holt handed over as chairman of Acme to Lena Falk in May.", "chairman"),
        (
            "Acme chief executive Tom Holt is to make way for Lena Falk as chief executive.",
            "chief executive",
        ),
        (
            "Chief executive Tom Holt of Acme will make way for his deputy, Lena Falk.",
            "chief executive",
        ),
    ],
)
def test_a_post_that_changes_hands(claims_of: ClaimsOf, text: str, role: str) -> None:
    assert posts(claims_of(text, Kind.APPOINTMENT)) == {("Lena Falk", role)}
    assert posts(claims_of(text, Kind.DEPARTURE)) == {("Tom Holt", role)}


@pytest.mark.parametrize(
    "text",
    ["Acme handed over 90 jets to Zenith.", "Tom Holt of Acme handed over the keys to a customer."],
)
def test_goods_that_change_hands(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.APPOINTMENT)
    assert not claims_of(text, Kind.DEPARTURE)


@pytest.mark.parametrize(
    "thought",
    ["considered a candidate", "seen as a contender for the top job", "tipped as a successor"],
)
def test_who_is_only_thought_of_is_not_appointed(claims_of: ClaimsOf, thought: str) -> None:
    text = (
        "Robert Tamm of Acme will remain as an adviser. "
        f"Chief Financial Officer Paul Holt, who had been {thought}, will leave the company in June, Acme said."
    )
    assert not claims_of(text, Kind.APPOINTMENT)
    assert posts(claims_of(text, Kind.DEPARTURE)) == {("Paul Holt", "chief financial officer")}


def test_who_is_appointed_though_once_thought_of(claims_of: ClaimsOf) -> None:
    text = "Paul Holt, who had been considered a candidate, was named chief executive of Acme."
    assert posts(claims_of(text, Kind.APPOINTMENT)) == {("Paul Holt", "chief executive")}


@pytest.mark.parametrize(
    "text",
    [
        "Vantia praised the founder of its Belgian subsidiary, Luc Wauters.",
        "Vantia sued the former head of its Belgian arm, Luc Wauters, in 2024.",
        "Vantia thanked the managing director of its French unit, Anna Lund.",
    ],
)
def test_who_heads_a_unit_is_not_owned(claims_of: ClaimsOf, text: str) -> None:
    assert {c.object for c in claims_of(text, Kind.OWNERSHIP)} <= {"French unit"}


@pytest.mark.parametrize(
    "text",
    [
        "Vantia sold its Belgian subsidiary, Lumio.",
        "Vantia named the chief executive of its Belgian subsidiary, Lumio, as finance chief.",
    ],
)
def test_a_unit_that_is_named_is_owned(claims_of: ClaimsOf, text: str) -> None:
    assert {c.object for c in claims_of(text, Kind.OWNERSHIP)} == {"Lumio"}
