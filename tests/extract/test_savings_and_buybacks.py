"""Savings that are promised or to come of a deal, cash that is to last, and shares that are to be bought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Found = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "aim", "value"),
    [
        ("Halden Foods has promised savings of 90 million euros.", "savings", 90_000_000),
        (
            "Halden Foods expects the merger to bring synergies of 70 million euros a year.",
            "synergies",
            70_000_000,
        ),
        ("Velaris said its cash would fund operations into 2023.", "fund operations", None),
        (
            "Velaris said that its cash should cover operations until 2022.",
            "cover operations",
            None,
        ),
    ],
)
def test_an_aim_of_savings_or_cash(
    claims_of: Found, text: str, aim: str, value: int | None
) -> None:
    found = [c for c in claims_of(text, Kind.TARGET) if aim in (c.object or "")]
    assert [c.amount and int(c.amount.value) for c in found] == [value]
    assert [c.modality.value for c in found] == ["targeted"]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Foods promised its customers discounts worth 90 million euros.",
        "Velaris said its cash would not fund operations into 2023.",
        "Velaris used its cash to fund operations in 2019.",
    ],
)
def test_no_aim_of_savings_or_cash(framed: Found, text: str) -> None:
    assert not framed(text, Kind.TARGET)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Corvid Energy announced a $90 million share buyback on Tuesday.", "planned"),
        ("Corvid Energy announced plans for a $90 million share buyback.", "planned"),
        ("Corvid Energy could announce a $90 million share buyback.", "hypothetical"),
    ],
)
def test_a_buyback_is_a_purchase_to_come(claims_of: Found, text: str, modality: str) -> None:
    (told,) = claims_of(text, Kind.ACQUISITION)
    assert (told.subject, told.object, told.modality.value) == (
        "Corvid Energy",
        "shares",
        modality,
    )
    assert told.amount is not None
    assert told.amount.value == 90_000_000
    assert told.time is None


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Energy announced a $9 million buyback of old phones.",
        "Corvid Energy announced a $9 million bond buyback.",
        "Corvid Energy announced no share buyback.",
    ],
)
def test_no_shares_are_bought(claims_of: Found, text: str) -> None:
    assert not [c for c in claims_of(text, Kind.ACQUISITION) if c.object == "shares"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            '"We see annual savings of 90 million pounds by 2026," Acme Foods chief executive Ann Lee said.',
            "Ann Lee",
        ),
        ("Acme Foods sees synergies of 90 million pounds.", "Acme Foods"),
        (
            "Ann Lee, chief executive of Acme Foods, expects annual savings of 90 million pounds.",
            "Ann Lee",
        ),
    ],
)
def test_savings_that_somebody_sees_are_an_aim(claims_of: Found, text: str, speaker: str) -> None:
    [claim] = claims_of(text, Kind.TARGET)
    assert (claim.subject, claim.modality, claim.speaker) == (
        "Acme Foods",
        Modality.TARGETED,
        speaker,
    )
    assert claim.amount is not None
    assert int(claim.amount.value) == 90_000_000


def test_savings_that_a_firm_saw_are_no_aim(claims_of: Found) -> None:
    assert not claims_of("Acme Foods saw savings of 90 million pounds last year.", Kind.TARGET)
