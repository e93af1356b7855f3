"""What a figure is only to be, how far off it may be, and what it was before are told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

TARGETED, ASSERTED = Modality.TARGETED, Modality.ASSERTED

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> set[tuple[int, Modality]]:
    return {(int(c.amount.value), c.modality) for c in claims if c.amount}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Shoes said it now expected like-for-like sales to fall 4%.", {(-4, TARGETED)}),
        ("Acme Shoes said it now expects like-for-like sales to rise 4%.", {(4, TARGETED)}),
        ("Acme Shoes said like-for-like sales fell 4%.", {(-4, ASSERTED)}),
    ],
)
def test_sales_that_are_expected(
    claims_of: ClaimsOf, text: str, expected: set[tuple[int, Modality]]
) -> None:
    assert told(claims_of(text, Kind.RESULT)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme has forecast sales of $2.05 billion, plus or minus $100 million.", 2_050_000_000),
        ("Acme expects revenue of $2.05 billion plus or minus 5%.", 2_050_000_000),
        ("Acme expects revenue of $2.05 billion, give or take $100 million.", 2_050_000_000),
        ("Acme expects revenue growth of minus 5%.", -5),
    ],
)
def test_a_margin_is_no_figure_of_its_own(claims_of: ClaimsOf, text: str, expected: int) -> None:
    assert told(claims_of(text, Kind.RESULT)) == {(expected, TARGETED)}


def test_what_was_before_an_aim_is_so(claims_of: ClaimsOf) -> None:
    text = "Acme Air aims to carry 40 million passengers by 2027, up from 26 million last year."
    found = claims_of(text, Kind.RESULT)
    assert told(found) == {(40_000_000, TARGETED), (26_000_000, ASSERTED)}
    assert {c.object for c in found} == {"40 million passengers", "26,000,000 passengers"}
    text = "Acme Air aims to carry 40 million passengers in 2026 and 45 million in 2027."
    assert told(claims_of(text, Kind.RESULT)) == {(40_000_000, TARGETED), (45_000_000, TARGETED)}
