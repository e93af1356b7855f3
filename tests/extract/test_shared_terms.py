"""Amounts of sales and purchases, of shares, sackings and verdicts that frames and trees give to one claim only."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kg.extract.sold import shared_terms
from kg.model import Claim, Kind, Modality, Quantity, Span

ClaimsOf = Callable[..., list[Claim]]
PRICE = Quantity(value=Decimal(28_000_000), unit="GBP")


def _deal(kind: Kind, subject: str, **more: object) -> Claim:
    told = {"object": "51 pubs", "evidence": (Span(0, 90),), **more}
    return Claim(article="a", kind=kind, subject=subject, **told)  # type: ignore[arg-type]


def test_sale_and_purchase_have_one_price() -> None:
    sale = _deal(Kind.DIVESTITURE, "Halden Inns", amount=PRICE)
    purchase = _deal(Kind.ACQUISITION, "Zenith Taverns")
    assert [c.amount for c in shared_terms([sale, purchase])] == [PRICE, PRICE]


@pytest.mark.parametrize(
    "other",
    [
        {"object": "head office"},
        {"evidence": (Span(100, 190),)},
        {"modality": Modality.PLANNED},
        {"subject": "Halden Inns"},
    ],
)
def test_other_deals_keep_their_own(other: dict[str, Any]) -> None:
    sale = _deal(Kind.DIVESTITURE, "Halden Inns", amount=PRICE)
    purchase = dataclasses.replace(_deal(Kind.ACQUISITION, "Zenith Taverns"), **other)
    assert shared_terms([sale, purchase])[1].amount is None


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("Acme Motors fired half of its people by e-mail.", Kind.LAYOFF, ("50", "percent")),
        (
            "Acme Motors dismissed two thirds of its staff on Friday.",
            Kind.LAYOFF,
            ("66.7", "percent"),
        ),
        (
            "Acme Motors said 10% or 14,500 of its full-time staff will be cut.",
            Kind.LAYOFF,
            ("14500", "people"),
        ),
        (
            "Acme Motors bought back 1.1 million of its own shares since April.",
            Kind.ACQUISITION,
            ("1100000", "shares"),
        ),
        (
            "The court in Lyon sentenced Acme Motors to pay 310,000 euros to Zenith.",
            Kind.LEGAL,
            ("310000", "EUR"),
        ),
        (
            "Acme Motors must pay Zenith Holdings 3 million euros, a court in Lyon ruled on Monday.",
            Kind.LEGAL,
            ("3000000", "EUR"),
        ),
        (
            "Acme Motors will build a 400-megawatt battery park near Halden.",
            Kind.FACILITY,
            ("400", "megawatts"),
        ),
    ],
)
def test_amount_told(claims_of: ClaimsOf, text: str, kind: Kind, amount: tuple[str, str]) -> None:
    told = [c.amount for c in claims_of(text, kind)]
    assert [(str(a.value), a.unit) for a in told if a] == [amount]


def test_word_behind_a_move_says_which_way(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Acme Motors shares lost 9 percent at first and closed 3.2 percent up.", Kind.MARKET_MOVE
    )
    assert {str(c.amount.value) for c in found if c.amount} == {"-9", "3.2"}
