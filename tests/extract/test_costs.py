"""Sums told beside their claim: what a plant costs, the price of a deal, the money of a loan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Claims = Callable[..., list[Claim]]


def _sums(claims: list[Claim]) -> list[int | None]:
    return [int(c.amount.value) if c.amount else None for c in claims]


@pytest.mark.parametrize(
    ("after", "cost"),
    [
        ("The plant will cost $3 billion.", 3_000_000_000),
        ("It will cost 9 million euros.", 9_000_000),
        ("The $40 million project is to be finished in 2031.", 40_000_000),
        ("Work starts in May. The project requires $40 million.", 40_000_000),
        ("The total investment will amount to some $9 million.", 9_000_000),
        ("Total investment is about $9 million.", 9_000_000),
        ("The cost of the merger is $9 million.", None),
        ("Its total investment in the firm is $9 million.", None),
        ("The move will cost Halden $9 million.", None),
        ("The Zenith plant cost $9 million.", None),
        ("Zenith will open a hotel in Porto. The hotel will cost $9 million.", None),
        ("Profit was $9 million.", None),
    ],
)
def test_what_a_plant_costs(claims_of: Claims, after: str, cost: int | None) -> None:
    found = claims_of(f"Acme Motors will build a plant in Leeds. {after}", Kind.FACILITY)
    assert _sums([c for c in found if c.subject == "Acme Motors"]) == [cost]


def test_what_is_closed_has_no_cost(claims_of: Claims) -> None:
    text = "Acme Motors closed its plant in Leeds. The plant cost $9 million."
    assert _sums(claims_of(text, Kind.FACILITY)) == [None]


@pytest.mark.parametrize(
    ("after", "price"),
    [
        ("The $37 million deal is to close in May.", 37_000_000),
        ("The 1.1 billion euro deal creates a giant.", 1_100_000_000),
        ("The price was $230 million.", 230_000_000),
        ("The price for Zenith Holdings is put at 9 million dollars.", 9_000_000),
        ("The price of its new car is $45,000.", None),
        ("The price was not disclosed.", None),
    ],
)
def test_the_price_of_a_deal(claims_of: Claims, after: str, price: int | None) -> None:
    found = claims_of(f"Acme Motors has acquired Zenith Holdings. {after}", Kind.ACQUISITION)
    assert _sums(found)[:1] == [price]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "Acme Motors has obtained financing from Halden Bank totaling $2 billion.",
            2_000_000_000,
        ),
        (
            "Acme Motors is backed by Halden Bank, and analysts say that could value it at $9 million.",
            None,
        ),
    ],
)
def test_the_one_sum_of_a_loan(claims_of: Claims, text: str, amount: int | None) -> None:
    assert _sums(claims_of(text, Kind.FUNDING))[:1] == [amount]


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("Acme Motors opened a $700 million battery plant in Leeds.", 700_000_000),
        ("Acme Motors opened a 26-million-dollar factory near Leeds in March.", 26_000_000),
        ("Acme Motors will close its plant in Leeds after a $9 million loss at the plant.", None),
    ],
)
def test_the_cost_before_a_plant(claims_of: Claims, text: str, cost: int | None) -> None:
    assert _sums(claims_of(text, Kind.FACILITY)) == [cost]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("48 billion forints", "HUF"),
        ("38 billion hryvnias", "UAH"),
        ("6 billion liras", "TRY"),
        ("6 billion soles", "PEN"),
        ("6 billion euros", "EUR"),
    ],
)
def test_money_of_many_countries(claims_of: Claims, words: str, unit: str) -> None:
    found = claims_of(f"Halden Bank made a net profit of {words} last year.", Kind.RESULT)
    assert {c.amount.unit for c in found if c.amount} == {unit}


@pytest.mark.parametrize(
    ("after", "sum_"),
    [
        ("Acme Motors is demanding $9 million in damages.", 9_000_000),
        ("The case began in May. It is seeking compensation of $9 million.", 9_000_000),
        ("Volta Chips is seeking $9 million in damages from Acme.", None),
        ("Acme Motors is seeking $9 million for a new plant.", None),
    ],
)
def test_what_a_suit_asks_for(claims_of: Claims, after: str, sum_: int | None) -> None:
    found = claims_of(f"Acme Motors has sued Volta Chips over a contract. {after}", Kind.LEGAL)
    assert _sums([c for c in found if c.subject == "Acme Motors"]) == [sum_]
