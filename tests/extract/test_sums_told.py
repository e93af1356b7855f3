"""Which sums and counts are a claim's own: shares by a word, things by their noun, parts of a sum, what is owed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.extract.amounts import find_amounts
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _told(claims: list[Claim]) -> set[tuple[Decimal, str | None] | None]:
    return {(c.amount.value, c.amount.unit) if c.amount else None for c in claims}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Tarn Foods, owned in equal parts by Acme Motors and Zenith Air, is closing.", 50),
        ("Tarn Foods belongs half and half to Acme Motors and Zenith Air.", 50),
        ("Tarn Foods, owned by Acme Motors and Zenith Air, closed two equal parts of it.", None),
    ],
)
def test_equal_holdings(claims_of: ClaimsOf, text: str, share: int | None) -> None:
    found = claims_of(text, Kind.OWNERSHIP)
    assert found
    assert _told(found) == {(Decimal(share), "percent") if share else None}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Acme Motors will launch three models by 2025.", (3, "models")),
        ("Acme Motors has shown two prototypes since then.", (2, "prototypes")),
        ("Acme Motors has cancelled four films.", (4, "films")),
        ("Acme Motors launched its model Comet in two cities.", None),
        ("Acme Motors announced 54 new trucks.", (54, "trucks")),
        ("Acme Motors announced 540 new trucks.", None),
    ],
)
def test_things_launched_are_counted(
    claims_of: ClaimsOf, text: str, count: tuple[int, str] | None
) -> None:
    found = claims_of(text, Kind.PRODUCT)
    assert found
    assert _told(found) == {(Decimal(count[0]), count[1]) if count else None}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Acme Motors called for pay rises of 4 per cent for its staff.", (4, "percent")),
        ("Acme Motors wants to be one of the five largest carmakers in the world.", None),
        ("Acme Motors, with sales of $90,000, offered a reward for the return of its van.", None),
    ],
)
def test_the_figure_of_an_aim(
    proposals_of: ClaimsOf, text: str, figure: tuple[int, str] | None
) -> None:
    found = proposals_of(text, Kind.TARGET)
    assert found
    assert _told(found) == {(Decimal(figure[0]), figure[1]) if figure else None}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Acme Bank has $36 billion in assets under management.", (36_000_000_000, "USD")),
        ("About half of Acme Motors' sales are tyres.", (50, "percent")),
        ("Acme Motors, half of which Zenith owns, lost sales of tyres.", None),
    ],
)
def test_a_figure_that_a_measure_is_of(
    proposals_of: ClaimsOf, text: str, figure: tuple[int, str] | None
) -> None:
    found = proposals_of(text, Kind.RESULT)
    assert found
    assert _told(found) == {(Decimal(figure[0]), figure[1]) if figure else None}


def test_a_price_after_a_relative_clause_and_a_hyphen(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Energy has sold the gas-fired power station at its Leeds site to Zenith Power, which "
        "will replace it with batteries, in a deal worth 61 million euros."
    )
    assert _told(claims_of(text, Kind.ACQUISITION)) == {(Decimal(61_000_000), "EUR")}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The line cost 9 million euros, of which Acme Bank lent 3 million.", ["EUR", "EUR"]),
        ("The line cost 9 million euros. It has 3 million users.", ["EUR", "users"]),
        (
            "The line cost 9 million euros, of which passengers, 3 million, know nothing.",
            ["EUR", None],
        ),
    ],
)
def test_a_part_of_a_sum_is_money(text: str, units: list[str | None]) -> None:
    assert [m.quantity.unit for m in find_amounts(text)] == units


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        (
            "Acme Leasing petitioned a court to declare Zenith Air bankrupt over rents of $28 million.",
            28_000_000,
        ),
        (
            "Acme Leasing has sued Zenith Air in Leeds, where it is asking for $44 million.",
            44_000_000,
        ),
        ("Acme Leasing, with sales of $28 million, has sued Zenith Air.", None),
    ],
)
def test_what_a_suit_is_over(claims_of: ClaimsOf, text: str, sum_: int | None) -> None:
    found = claims_of(text, Kind.LEGAL)
    assert found
    assert _told(found) == {(Decimal(sum_), "USD") if sum_ else None}


def test_a_settlement_s_sum_follows(claims_of: ClaimsOf) -> None:
    text = "Acme Leasing and Zenith Air have settled a dispute over three grounded jets."
    paid = "Under the agreement, Zenith Air will pay Acme Leasing 7 million euros."
    other = "Zenith Air had sales of 7 million euros last year."
    settled = [c for c in claims_of(f"{text} {paid}", Kind.LEGAL) if c.action == "settles"]
    assert _told(settled) == {(Decimal(7_000_000), "EUR")}
    settled = [c for c in claims_of(f"{text} {other}", Kind.LEGAL) if c.action == "settles"]
    assert _told(settled) == {None}


_BOUGHT = "Acme Motors has agreed to buy Tarn Foods"


@pytest.mark.parametrize(
    ("text", "price"),
    [
        (f"{_BOUGHT}, in a deal partly financed by the issuance of $40 million in bonds.", None),
        (f"{_BOUGHT} in a deal worth $40 million, financed with new bonds.", 40_000_000),
        (f"{_BOUGHT} for $90 million, financed by a loan of $40 million.", 90_000_000),
    ],
)
def test_what_a_deal_is_paid_with_is_no_price(
    claims_of: ClaimsOf, text: str, price: int | None
) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert found
    assert _told(found) == {(Decimal(price), "USD") if price else None}


@pytest.mark.parametrize(
    ("text", "lent"),
    [
        ("Tarn Foods, a $2 million company, received a loan from Acme Bank.", None),
        ("After the $2 million lender took a loan from Acme Bank, Tarn Foods closed it.", None),
        ("Acme Bank lent Tarn Foods money after debts from its $2 million merger.", None),
        ("Tarn Foods received a $2 million loan from Acme Bank.", 2_000_000),
        ("Tarn Foods took a loan of $2 million from Acme Bank.", 2_000_000),
    ],
)
def test_how_big_a_firm_is_nobody_lent(claims_of: ClaimsOf, text: str, lent: int | None) -> None:
    assert _told(claims_of(text, Kind.FUNDING)) <= {(Decimal(lent), "USD") if lent else None}


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Tarn Foods shares rose to $38 a share.", None),
        ("Tarn Foods shares surged on the news to about $38 a share.", None),
        ("Tarn Foods shares surged $3 a share on the news.", 3),
    ],
)
def test_where_shares_came_to_is_no_move(claims_of: ClaimsOf, text: str, move: int | None) -> None:
    found = claims_of(text, Kind.MARKET_MOVE)
    assert _told(found) <= {(Decimal(move), "USD") if move else None}
