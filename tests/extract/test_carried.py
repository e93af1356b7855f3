"""What other sentences add to a claim: the price of a deal, the day of a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Span, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "price",
    [
        "The deal is worth $3 billion.",
        "The deal, which is valued at $3 billion, needs consent.",
        "Acme Motors is to pay $3 billion in cash.",
        "Markets were calm. The deal is to cost $3 billion.",
        "The price was not disclosed, but analysts put it at $3 billion.",
    ],
)
def test_a_price_told_later_is_that_of_the_deal(claims_of: ClaimsOf, price: str) -> None:
    first = "Acme Motors said that it will buy Zenith Batteries."
    [claim] = claims_of(f"{first} {price}", Kind.ACQUISITION)
    assert claim.amount is not None
    assert (claim.amount.value, claim.amount.unit) == (Decimal(3_000_000_000), "USD")
    assert claim.evidence[0] == Span(0, len(first))
    assert len(claim.evidence) == 2


@pytest.mark.parametrize(
    "other",
    [
        "Its plant in Leeds is worth $3 billion.",
        "A deal of last year was worth $3 billion.",
        "Orbit Systems is to pay $3 billion in tax.",
    ],
)
def test_a_sum_of_something_else_is_no_price(claims_of: ClaimsOf, other: str) -> None:
    [claim, *_] = claims_of(
        f"Acme Motors said that it will buy Zenith Batteries. {other}", Kind.ACQUISITION
    )
    assert claim.amount is None


def test_the_price_of_the_whole_comes_before_that_of_a_share(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors said that it will buy Zenith Batteries for $12 a share. "
        "The deal is worth $3 billion."
    )
    [claim] = claims_of(text, Kind.ACQUISITION)
    assert claim.amount is not None
    assert claim.amount.value == 3_000_000_000


def test_a_length_before_a_contract_is_how_long_it_runs(claims_of: ClaimsOf) -> None:
    text = "Acme Motors signed a ten-year partnership agreement with Zenith Batteries."
    [claim] = claims_of(text, Kind.PARTNERSHIP)
    assert claim.period == "P10Y"


def test_a_price_after_another_deal_belongs_to_that_one(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors bought Zenith Batteries. Orbit Systems bought Polar Lines. "
        "The deal is worth $3 billion."
    )
    found = {claim.subject: claim.amount for claim in claims_of(text, Kind.ACQUISITION)}
    assert found["Acme Motors"] is None
    assert found["Orbit Systems"] is not None


def test_the_day_that_the_lead_names_is_that_of_all_moves(claims_of: ClaimsOf) -> None:
    text = "Stocks fell on Monday. Shares of Acme Motors fell 3 percent."
    monday = dt.date(2020, 5, 11)
    [claim] = claims_of(text, Kind.MARKET_MOVE)
    assert claim.time == TimeSpan(earliest=monday, latest=monday)


@pytest.mark.parametrize(
    ("move", "told"),
    [
        ("Shares of Acme Motors fell 3 percent.", False),
        ("Shares of Acme Motors fell 3 percent after the announcement.", True),
    ],
)
def test_the_day_of_older_news_is_none_of_trading(
    claims_of: ClaimsOf, move: str, *, told: bool
) -> None:
    monday = dt.date(2020, 5, 11)
    text = f"A court in Leeds closed a mill of Acme Motors on Monday. It rained. {move}"
    [claim] = claims_of(text, Kind.MARKET_MOVE)
    assert claim.time == (TimeSpan(earliest=monday, latest=monday) if told else None)


def test_a_report_without_a_day_gives_none(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Stocks fell. Shares of Acme Motors fell 3 percent.", Kind.MARKET_MOVE)
    assert claim.time is None


def test_that_day_is_the_last_one_told(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors met Zenith Batteries on Monday. Both denied on 4 May that they negotiate. "
        "Shares of Acme Motors fell 3 percent that day."
    )
    day = dt.date(2020, 5, 4)
    [claim] = claims_of(text, Kind.MARKET_MOVE)
    assert claim.time == TimeSpan(earliest=day, latest=day)


def test_shares_do_not_move_on_a_saturday(claims_of: ClaimsOf) -> None:
    text = "It rained on Saturday. Shares of Acme Motors fell 3 percent."
    [claim] = claims_of(text, Kind.MARKET_MOVE)
    assert claim.time is None


@pytest.mark.parametrize(
    "price",
    [
        "The deal, worth $3 billion, is now expected to be presented to shareholders.",
        "According to the deal worth $3 billion the name is kept.",
        "The deal values Zenith Batteries at $3 billion.",
    ],
)
def test_a_price_beside_the_deal_counts_whatever_the_tree_says(
    claims_of: ClaimsOf, price: str
) -> None:
    first = "Acme Motors said that it will buy Zenith Batteries."
    [claim] = claims_of(f"{first} {price}", Kind.ACQUISITION)
    assert claim.amount is not None
    assert claim.amount.value == 3_000_000_000


def test_a_count_of_people_comes_before_their_share(claims_of: ClaimsOf) -> None:
    text = "Acme Motors said that 10% or 14,500 of its full-time staff will be cut."
    [claim] = claims_of(text, Kind.LAYOFF)
    assert claim.amount is not None
    assert (claim.amount.value, claim.amount.unit) == (Decimal(14_500), "people")


def test_what_the_seller_is_paid_is_the_price(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors will buy the battery division of Zenith Holdings. "
        "Acme Motors will pay Zenith Holdings $370 million in cash for this division."
    )
    for kind in (Kind.ACQUISITION, Kind.DIVESTITURE):
        claims = claims_of(text, kind)
        assert claims
        assert all(c.amount and c.amount.value == 370_000_000 for c in claims)
