"""Dividends and outlooks that are taken back, savings that are expected, and measures whose names have hyphens."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "aim", "modality"),
    [
        ("Halden Steel suspended its dividend.", "dividend", Modality.PLANNED),
        (
            "Halden Steel said it will scrap its interim dividend.",
            "interim dividend",
            Modality.PLANNED,
        ),
        (
            "Halden Steel withdrew its full-year guidance.",
            "full-year guidance",
            Modality.TARGETED,
        ),
    ],
)
def test_taken_back(claims_of: ClaimsOf, text: str, aim: str, modality: Modality) -> None:
    told = [(c.object, c.modality, c.polarity) for c in claims_of(text, Kind.TARGET)]
    assert told == [(aim, modality, Polarity.NEGATED)]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Steel has not suspended its dividend.",
        "Halden Steel may cancel its dividend.",
        "Halden Steel has no plans to withdraw its guidance.",
        "Halden Steel denied that it had suspended its dividend.",
        "Zenith Bank withdrew its guidance on how to fill in the form if asked.",
    ],
)
def test_not_taken_back(claims_of: ClaimsOf, text: str) -> None:
    assert not [c for c in claims_of(text, Kind.TARGET) if c.polarity is Polarity.NEGATED]


def test_savings_are_expected(claims_of: ClaimsOf) -> None:
    text = "Halden Steel expects annual savings of $90 million by 2027."
    (claim,) = claims_of(text, Kind.TARGET)
    assert claim.subject == "Halden Steel"
    assert claim.modality is Modality.TARGETED
    assert claim.amount
    assert claim.amount.value == Decimal(90_000_000)
    assert claim.time
    assert str(claim.time.latest) == "2027-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "Halden Steel does not expect savings of $90 million.",
        "Halden Steel made savings of $90 million in 2024.",
    ],
)
def test_no_savings_expected(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.TARGET) == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        (
            "Kelmarsh Foods said it now expected like-for-like sales to fall 4%.",
            "like-for-like sales",
        ),
        ("Kelmarsh Foods said like-for-like sales rose 4%.", "like-for-like sales"),
        ("Kelmarsh Foods said total sales rose 4%.", "total sales"),
        ("Kelmarsh Foods said that, like its rival's, sales rose 4%.", "sales"),
    ],
)
def test_measures_with_hyphens(claims_of: ClaimsOf, text: str, measure: str) -> None:
    assert [c.object for c in claims_of(text, Kind.RESULT)] == [measure]
