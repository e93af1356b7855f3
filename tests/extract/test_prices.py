"""Whose price it is: of whom the text names, never of whom it told before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "before",
    [
        "Norvik Motors unveiled its electric car on Monday.",
        "Norvik unveiled an electric car on Monday.",
        "Norvik Motors sells its Comet electric car for $20,000.",
    ],
)
@pytest.mark.parametrize(
    "price",
    [
        "The Halden car could be priced at $25,000, Bloomberg reported.",
        "The Apple car could be priced at $25,000, according to Bloomberg.",
        "The car by Apple could be priced at $25,000, Bloomberg reported.",
    ],
)
def test_a_price_is_not_of_another_car(claims_of: ClaimsOf, before: str, price: str) -> None:
    found = claims_of(f"{before} {price}", Kind.PRODUCT)
    priced = [c for c in found if c.amount is not None and c.amount.value == 25_000]
    assert not any("Norvik" in c.subject for c in priced)


def test_a_price_is_of_the_car_that_was_told_before(claims_of: ClaimsOf) -> None:
    text = "Norvik Motors unveiled the Comet on Monday. The Comet car could be priced at $25,000."
    found = [c for c in claims_of(text, Kind.PRODUCT) if c.amount]
    assert [(c.subject, c.object) for c in found] == [("Norvik Motors", "Comet")]


def test_a_price_told_of_somebody_elses_own_car_is_not_of_the_one_named_before(
    claims_of: ClaimsOf,
) -> None:
    text = (
        "Norvik Motors unveiled the Comet on Monday. Halden Motors has put back its car by a year. "
        "The car would have pedals, and the price would be under $100,000."
    )
    found = [c for c in claims_of(text, Kind.PRODUCT) if c.amount]
    assert not any(c.object == "Comet" for c in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Acme Corp. has completed its acquisition of Zenith Corp. in a deal worth $5 million.", 5),
        ("Acme has completed its acquisition of Zenith in a deal worth about $5 million.", 5),
        ("Acme announced its acquisition of Zenith Corp. in a deal worth $5 million.", 5),
        ("Acme reached an agreement valued at $5 million to acquire Zenith.", 5),
        ("Acme completed its acquisition of Zenith, whose stock was worth $5 million.", None),
    ],
)
def test_a_deal_has_the_worth_that_is_told_of_it(
    claims_of: ClaimsOf, text: str, value: int | None
) -> None:
    (deal,) = claims_of(text, Kind.ACQUISITION)
    assert (deal.amount and deal.amount.value) == (value and value * 1_000_000)


def test_prices_raised_since_a_year_were_raised_until_the_article(claims_of: ClaimsOf) -> None:
    (raised,) = claims_of("Acme has raised its prices by 10% since 2003.", Kind.PRODUCT)
    assert raised.time is not None
    assert (raised.time.earliest, raised.time.latest) == (dt.date(2003, 1, 1), dt.date(2020, 5, 13))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Acme was valued at over $5 million in its initial public offering.", Kind.FUNDING, None),
        ("Acme raised funds at a valuation of $5 million.", Kind.FUNDING, None),
        ("Acme raised funds at a $5 million valuation.", Kind.FUNDING, None),
        ("Acme raised $5 million in a round that values it at $9 million.", Kind.FUNDING, 5),
        ("Acme bought a stake in Zenith at a valuation of $5 million.", Kind.ACQUISITION, None),
        ("Acme bought a stake in Zenith in a deal valued at $5 million.", Kind.ACQUISITION, 5),
        ("Acme bought Zenith in a deal valuing it at $5 million.", Kind.ACQUISITION, 5),
    ],
)
def test_what_a_firm_is_worth_is_no_price_of_a_part(
    claims_of: ClaimsOf, text: str, kind: Kind, value: int | None
) -> None:
    (told,) = claims_of(text, kind)
    assert (told.amount and told.amount.value) == (value and value * 1_000_000)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Lumora, once valued at $1.4 billion, was sold to Zenith for $90 million.", 90),
        ("Lumora, last valued at $1.4 billion, was acquired by Zenith for $90 million.", 90),
        ("Zenith bought Lumora, once valued at $1.4 billion, for $90 million.", 90),
        ("Zenith will buy Lumora, previously valued at $1.4 billion.", None),
        ("Zenith bought Lumora, a startup valued at $1.4 billion in 2021.", None),
        ("Zenith agreed to buy Lumora in a deal valued at $1.4 billion.", 1400),
        ("Zenith will buy Lumora, valuing it at $1.4 billion.", 1400),
        ("Zenith bought Lumora, founded in 2001, for $90 million.", 90),
    ],
)
def test_what_a_firm_was_once_worth_is_no_price(
    claims_of: ClaimsOf, text: str, price: int | None
) -> None:
    (claim,) = claims_of(text, Kind.ACQUISITION)
    assert (claim.amount and int(claim.amount.value / 10**6)) == price


def test_each_deal_has_its_own_price(claims_of: ClaimsOf) -> None:
    text = "Lumora, bought by Halden for $1.4 billion in 2019, was sold to Zenith for $90 million."
    found = claims_of(text, Kind.ACQUISITION)
    told = {c.subject: int(c.amount.value / 10**6) for c in found if c.amount}
    assert told == {"Halden": 1400, "Zenith": 90}
