"""Time, amount and speaker by the order of words, where trees hang them on other words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Quantity, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


def span(first: str | None, last: str | None) -> TimeSpan:
    return TimeSpan(
        earliest=dt.date.fromisoformat(first) if first else None,
        latest=dt.date.fromisoformat(last) if last else None,
    )


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        (
            "Halden, a subsidiary of Swiss group Zenith Holdings until 1998, writes premiums.",
            Kind.OWNERSHIP,
            span(None, "1998-12-31"),
        ),
        ("Acme Motors owned Zenith Holdings until 2004.", Kind.OWNERSHIP, span(None, "2004-12-31")),
        (
            "The death was announced of Paul Smith, chairman of Acme Motors from 1988 to 1997.",
            Kind.ROLE,
            span("1988-01-01", "1997-12-31"),
        ),
        (
            "Ann Lee, chairwoman of Acme Motors since 1999, has opened a plant in Ohio.",
            Kind.ROLE,
            span("1999-01-01", None),
        ),
    ],
)
def test_a_post_or_holding_lasts_as_long_as_is_told_after_it(
    claims_of: ClaimsOf, text: str, kind: Kind, time: TimeSpan
) -> None:
    assert [c.time for c in claims_of(text, kind)] == [time]


def test_a_post_has_no_time_of_what_its_holder_does(claims_of: ClaimsOf) -> None:
    text = "Paul Smith, chairman of Acme Motors, said that it had made lamps since 1999."
    assert [c.time for c in claims_of(text, Kind.ROLE)] == [None]


def test_each_move_has_the_time_that_it_stands_beside(claims_of: ClaimsOf) -> None:
    text = "Shares of Acme Motors, up 40% since January, slipped 1.2% to $88.10 in early trading."
    times = {c.amount.value: c.time for c in claims_of(text, Kind.MARKET_MOVE) if c.amount}
    assert times == {Decimal(40): span("2020-01-01", "2020-05-13"), Decimal("-1.2"): None}


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Zenith Holdings, which owns a quarter of Acme Motors, will pay.", 25),
        ("Zenith Holdings holds two thirds of Acme Motors.", Decimal("66.7")),
        ("Acme Motors, controlled by Zenith Holdings, makes half of its sales abroad.", None),
        ("Acme Motors, owned by Zenith Holdings, is used by 90% of all drivers.", None),
    ],
)
def test_a_holding_may_be_a_fraction_but_not_of_something_else(
    claims_of: ClaimsOf, text: str, percent: Decimal | None
) -> None:
    [claim] = claims_of(text, Kind.OWNERSHIP)
    assert claim.amount == (
        None if percent is None else Quantity(value=Decimal(percent), unit="percent")
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (
            "Acme Motors sold the plant to Zenith Holdings, which makes lamps, in a deal worth $74 million.",
            74_000_000,
        ),
        (
            "Thistledown, bought by the Japanese house Asagao two years ago for $9 million, has grown.",
            9_000_000,
        ),
        ("Acme Motors bought Zenith Holdings, which sells pens for $5 million a year.", None),
        (
            "Acme Motors, which acquired Zenith Holdings in 2010 for its brand, paid $3 million.",
            None,
        ),
    ],
)
def test_a_price_may_stand_after_a_relative_clause_or_an_adverb(
    claims_of: ClaimsOf, text: str, amount: int | None
) -> None:
    claims = claims_of(text, Kind.ACQUISITION)
    assert [c.amount and c.amount.value for c in claims] == [amount]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        (
            "Acme Motors has signed an order with Halden Air for one jet, to be delivered in March 2021.",
            span("2021-03-01", "2021-03-31"),
        ),
        (
            "Acme Motors has a bottle contract with brewer Halden that runs until 2025.",
            span(None, "2025-12-31"),
        ),
        ("Acme Motors has a contract with brewer Halden and opened a plant in 2019.", None),
    ],
)
def test_an_order_is_due_when_it_is_delivered_or_runs_out(
    claims_of: ClaimsOf, text: str, time: TimeSpan | None
) -> None:
    assert [c.time for c in claims_of(text, Kind.SUPPLY)] == [time]


def test_what_will_be_available_in_a_month_looks_ahead(claims_of: ClaimsOf) -> None:
    text = "The Halden Vision will be available in April for $1,299, Acme Labs said."
    assert {c.time for c in claims_of(text, Kind.PRODUCT)} == {span("2021-04-01", "2021-04-30")}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Two people briefed on the plans said Acme Foods could announce 2,000 job cuts.",
            "Two people briefed on the plans",
        ),
        (
            "Acme Foods is expected to announce 2,000 job cuts, the union said.",
            "the union",
        ),
        ("Acme Foods announced 2,000 job cuts.", "Acme Foods"),
        ("Acme Foods to cut 2,000 jobs, union says.", "union"),
    ],
)
def test_who_may_yet_announce_a_thing_has_not_said_it(
    claims_of: ClaimsOf, text: str, speaker: str
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.LAYOFF)} == {speaker}


def test_a_day_before_the_verb_of_saying_is_nobody_who_speaks(claims_of: ClaimsOf) -> None:
    text = "Ohio. Aircraft maker Halden on Friday announced it has signed an order with Acme Air for one jet."
    assert {c.speaker for c in claims_of(text, Kind.SUPPLY)} == {"Halden"}


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Zenith Holdings is wholly owned by Acme Motors.", 100),
        ("Zenith Holdings, a fully owned subsidiary of Acme Motors, grew.", 100),
        ("Zenith Holdings, half-owned by Acme Motors, could drop out.", 50),
        ("Acme Motors is the sole shareholder of Zenith Holdings.", 100),
        ("Zenith Holdings is partly owned by Acme Motors.", None),
    ],
)
def test_a_word_may_tell_how_much_is_owned(
    claims_of: ClaimsOf, text: str, percent: int | None
) -> None:
    [claim] = claims_of(text, Kind.OWNERSHIP)
    assert (claim.amount and claim.amount.value) == percent


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Blohmstad is letting 400 fitters go before Christmas.", 400),
        ("Naivasha Blooms fires 1,200 pickers after they went on strike.", 1200),
        ("Acme Motors cut jobs and opened two plants for 3 partners.", None),
    ],
)
def test_people_are_counted_whatever_their_trade(
    claims_of: ClaimsOf, text: str, people: int | None
) -> None:
    assert {c.amount and c.amount.value for c in claims_of(text, Kind.LAYOFF)} == {people}


@pytest.mark.parametrize(
    ("text", "kind", "money"),
    [
        (
            "Acme Labs sued the website Halden on Tuesday, seeking more than $1 billion in damages.",
            Kind.LEGAL,
            1_000_000_000,
        ),
        (
            "Acme Bank was ordered by a court in Lagos to refund $410 million in premiums.",
            Kind.LEGAL,
            410_000_000,
        ),
        (
            "Acme Motors plans an initial public offering that could raise up to $2 billion.",
            Kind.FUNDING,
            2_000_000_000,
        ),
        (
            "Delmore Devices will acquire rival Maximal in a deal that values the target at $20 million.",
            Kind.ACQUISITION,
            20_000_000,
        ),
        (
            "Acme Motors sold its unit Halden, which raised $3 million last year.",
            Kind.DIVESTITURE,
            None,
        ),
        (
            "Acme Capital acquired a 30 percent stake in Zenith Holdings, valuing the firm at $2 billion.",
            Kind.ACQUISITION,
            None,
        ),
    ],
)
def test_a_verb_beside_may_tell_the_sum(
    claims_of: ClaimsOf, text: str, kind: Kind, money: int | None
) -> None:
    assert [c.amount and c.amount.value for c in claims_of(text, kind)] == [money]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors, founded in 1990, said on Monday it would cut 300 jobs by 2026.",
        "Acme Motors, fined $11m last year, said on Monday it would cut 300 jobs by 2026.",
    ],
)
def test_a_name_with_a_participle_beside_it_says_what_follows(
    claims_of: ClaimsOf, text: str
) -> None:
    [claim] = claims_of(text, Kind.LAYOFF)
    assert (claim.speaker, claim.time) == ("Acme Motors", span(None, "2026-12-31"))
    assert {c.speaker for c in claims_of(text, Kind.FORMATION)} <= {None}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Acme Motors is recalling 34,000 cars built between January and April 2020.", None),
        ("Acme Motors recalled 34,000 cars in March.", span("2020-03-01", "2020-03-31")),
        (
            "Acme Motors in March recalled 34,000 cars sold in January.",
            span("2020-03-01", "2020-03-31"),
        ),
    ],
)
def test_a_recall_is_not_dated_by_when_the_things_were_made(
    claims_of: ClaimsOf, text: str, time: TimeSpan | None
) -> None:
    assert {c.time for c in claims_of(text, Kind.PRODUCT) if c.action == "recalls"} == {time}
