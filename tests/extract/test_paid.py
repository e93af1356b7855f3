"""What is paid to do a thing is its price, and a day before the news is not that of the news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zenith agreed to pay $3 billion to buy Halden.", Kind.ACQUISITION),
        ("Zenith offered $3 billion on Monday to buy Halden.", Kind.ACQUISITION),
        ("Zenith paid $3 billion in cash to take over Halden.", Kind.ACQUISITION),
        ("Zenith will spend $3 billion to build a plant in Ohio.", Kind.FACILITY),
        ("Zenith will buy Halden for $12 a share, or $3 billion in all.", Kind.ACQUISITION),
        ("Zenith won a $3 billion contract to supply trains to Orbit Rail.", Kind.SUPPLY),
    ],
)
def test_the_sum_paid_is_the_price(
    claims_of: ClaimsOf, proposals_of: ClaimsOf, text: str, kind: Kind
) -> None:
    found = claims_of(text, kind) or proposals_of(text, kind)
    assert [int(c.amount.value) for c in found if c.amount] == [3_000_000_000]


def test_a_price_agreed_to_buy_is_that_of_the_seller_too(claims_of: ClaimsOf) -> None:
    text = "Zenith has agreed a price of $3 billion to buy a 40% stake in Halden from Tarn Foods."
    assert [int(c.amount.value) for c in claims_of(text, Kind.DIVESTITURE) if c.amount] == [
        3_000_000_000
    ]
    text = "Zenith has cut a loss of $3 billion to buy a 40% stake in Halden from Tarn Foods."
    assert {c.amount for c in claims_of(text, Kind.DIVESTITURE)} <= {None}


def test_a_sum_that_pays_for_nothing_is_no_price(claims_of: ClaimsOf) -> None:
    found = claims_of("Zenith lost $3 million last year and hopes to buy Halden.", Kind.ACQUISITION)
    assert {c.amount for c in found} <= {None}


@pytest.mark.parametrize(
    ("said", "day"), [("said", "2020-05-11"), ("had said", None), ("has said", "2020-05-11")]
)
def test_a_move_of_shares_has_no_day_of_before(
    claims_of: ClaimsOf, said: str, day: str | None
) -> None:
    text = f"Acme's shares fell 5%. The company {said} on Monday that it would sell a plant."
    [move] = claims_of(text, Kind.MARKET_MOVE)
    assert (str(move.time.earliest) if move.time else None) == day


def test_a_leader_of_a_round_is_not_what_is_valued(claims_of: ClaimsOf) -> None:
    text = "Acme raised $300 million in a round led by Orbit Capital at a valuation of $3 billion."
    assert "Orbit Capital" not in {c.subject for c in claims_of(text, Kind.RESULT)}


@pytest.mark.parametrize(
    "text",
    [
        "Acme is Zenith's largest shareholder, with 30%.",
        "Acme is the biggest shareholder of Zenith with a stake of 30 percent.",
    ],
)
def test_a_share_is_held_by_the_shareholder(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.OWNERSHIP)
    assert {(c.subject, c.object) for c in found} == {("Acme", "Zenith")}
