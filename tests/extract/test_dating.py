"""Which time a claim takes by its kind: states that are over, figures compared with, clauses with "when"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.extract.times import find_times
from kg.model import Claim, Kind, TimeSpan

ClaimsOf = Callable[..., list[Claim]]
TODAY = TimeSpan(latest=dt.date(2020, 5, 13))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors, previously owned by Zenith Holdings, opened a shop.",
        "Zenith Holdings owned Acme Motors.",
        "Acme Motors was owned by Zenith Holdings.",
    ],
)
def test_a_holding_told_as_past_ends_before_the_article(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.OWNERSHIP)
    assert claim.time == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors is owned by Zenith Holdings.",
        "Acme Motors, a unit of Zenith Holdings, sold a mill in 2007.",
        "Acme Motors, which is owned by Zenith Holdings, reported a loss for 2007.",
    ],
)
def test_a_holding_that_goes_on_has_no_time(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.OWNERSHIP)
    assert claim.time is None


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee was previously treasurer of Acme Motors.",
        "Ann Lee served as chairman of Acme Motors until she retired.",
        "Ann Lee, the Acme Motors ex-chief executive, was arrested.",
        "The lease was signed by then chief executive Ann Lee of Acme Motors.",
        "Ann Lee bought the boat when she was a director of Acme Motors.",
        "Ann Lee sold her boat while she was treasurer of Acme Motors.",
    ],
)
def test_a_post_told_as_past_ends_before_the_article(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.ROLE)
    assert claim.time == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "By then chairman Ann Lee of Acme Motors will have gone.",
        "Until then chairman Ann Lee of Acme Motors will stay.",
        "Ann Lee sold her boat because she is treasurer of Acme Motors.",
    ],
)
def test_a_post_that_is_held_has_no_end(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.ROLE)
    assert claim.time is None


def test_a_past_post_keeps_a_time_of_its_own(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("In 2012, Ann Lee was treasurer of Acme Motors.", Kind.ROLE)
    assert claim.time == TimeSpan(earliest=dt.date(2012, 1, 1), latest=dt.date(2012, 12, 31))


def test_the_time_compared_with_is_not_that_of_the_figure(claims_of: ClaimsOf) -> None:
    text = "Acme Motors made a profit of $64 million, up from $20 million last year."
    times = {
        claim.amount.value: claim.time for claim in claims_of(text, Kind.RESULT) if claim.amount
    }
    assert times[Decimal(64_000_000)] is None
    last = TimeSpan(earliest=dt.date(2019, 1, 1), latest=dt.date(2019, 12, 31))
    assert times.get(Decimal(20_000_000), last) == last


def test_a_figure_keeps_its_own_time_beside_one_compared_with(claims_of: ClaimsOf) -> None:
    text = "Acme Motors made a profit of $64 million in 2019, up from $20 million in 2018."
    [claim] = [c for c in claims_of(text, Kind.RESULT) if c.amount and c.amount.value == 64_000_000]
    assert claim.time == TimeSpan(earliest=dt.date(2019, 1, 1), latest=dt.date(2019, 12, 31))


@pytest.mark.parametrize("than", ["the previous year", "the year before", "last year"])
def test_a_year_that_a_change_is_told_on_is_that_compared_with(
    claims_of: ClaimsOf, than: str
) -> None:
    claims = claims_of(f"Acme Motors posted a net profit of 58 per cent on {than}.", Kind.RESULT)
    assert [claim.time for claim in claims] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "earliest"),
    [
        ("Acme Motors shares fell 3 percent to their lowest since March 2019.", "MarketMove", None),
        ("Acme Motors shares have fallen 3 percent since March.", "MarketMove", "2020-03-01"),
        ("Acme Motors reported its biggest loss since 2015.", "Result", None),
        # A profit is of the time that it was made in, never of the day that tells it.
        ("Acme Motors reported its first profit since 2015 on Monday.", "Result", None),
        (
            "Acme Motors shares rose 3 percent on Monday to their highest since 2015.",
            "MarketMove",
            "2020-05-11",
        ),
    ],
)
def test_a_record_does_not_last_since_the_time_that_it_is_compared_with(
    claims_of: ClaimsOf, text: str, kind: str, earliest: str | None
) -> None:
    [claim] = claims_of(text, Kind(kind))
    assert (claim.time and str(claim.time.earliest)) == earliest


def test_a_clause_with_when_tells_what_happened_then(claims_of: ClaimsOf) -> None:
    text = "Acme Motors made vans until 1980, when it closed its plant in Leeds."
    [claim] = claims_of(text, Kind.FACILITY)
    assert claim.time == TimeSpan(earliest=dt.date(1980, 1, 1), latest=dt.date(1980, 12, 31))


def test_the_first_in_years_is_a_record_and_no_time() -> None:
    text = "It was the first such warning in almost a decade."
    assert [m.value for m in find_times(text, dt.date(2020, 5, 13))] == [None]


def test_a_founding_is_dated_by_the_day_it_is_told(claims_of: ClaimsOf) -> None:
    text = "Acme Motors announced on Monday that it has founded Zenith Batteries."
    claims = claims_of(text, Kind.FORMATION)
    assert claims
    for claim in claims:
        assert claim.time == TimeSpan(earliest=dt.date(2020, 5, 11), latest=dt.date(2020, 5, 11))


def test_who_buys_and_who_sells_share_the_close_of_the_deal(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors will buy Zenith Batteries from Orbit Systems. "
        "The acquisition is expected to close in June."
    )
    june = TimeSpan(earliest=dt.date(2020, 6, 1), latest=dt.date(2020, 6, 30))
    for kind in (Kind.ACQUISITION, Kind.DIVESTITURE):
        [claim] = claims_of(text, kind)
        assert claim.time == june


def test_a_year_in_a_name_leaves_the_day_to_be_found(claims_of: ClaimsOf) -> None:
    text = "On Monday, Acme Motors held the Leeds Motor Expo 2017."
    claims = claims_of(text, Kind.PRODUCT)
    monday = dt.date(2020, 5, 11)
    assert claims
    assert all(c.time == TimeSpan(earliest=monday, latest=monday) for c in claims)


def test_a_second_post_shares_the_verb_of_the_first(claims_of: ClaimsOf) -> None:
    text = "Ann Lee was vice president and chief strategy officer of Acme Motors."
    claims = claims_of(text, Kind.ROLE)
    assert claims
    assert all(c.time == TODAY for c in claims)


def between(earliest: str, latest: str | None) -> TimeSpan:
    last = dt.date.fromisoformat(latest) if latest else None
    return TimeSpan(earliest=dt.date.fromisoformat(earliest), latest=last)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Acme Motors has sold 61,000 cars since it launched in Illinois in 2016.",
            Kind.RESULT,
            ("2016-01-01", "2020-05-13"),
        ),
        (
            "Acme Motors has been in bankruptcy since a fire destroyed its plant in 2012.",
            Kind.INSOLVENCY,
            ("2012-01-01", None),
        ),
        (
            "Acme Motors has invested $3 million in Zenith Batteries since 2008.",
            Kind.INVESTMENT,
            ("2008-01-01", "2020-05-13"),
        ),
    ],
)
def test_what_goes_on_since_something_happened_begins_then(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: tuple[str, str | None]
) -> None:
    assert [c.time for c in claims_of(text, kind)] == [between(*expected)]


def test_the_first_since_something_happened_has_a_time_of_its_own(claims_of: ClaimsOf) -> None:
    text = "Acme Motors bought Zenith Batteries, its first purchase since it went public in 1999."
    assert [c.time for c in claims_of(text, Kind.ACQUISITION)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 Acme Motors carried 21 percent fewer passengers than in 2018.",
        "In 2019 operating profits of Acme Motors were $72 million, 31 percent down on 2018.",
    ],
)
def test_the_year_that_a_figure_is_not_compared_with_is_its_own(
    claims_of: ClaimsOf, text: str
) -> None:
    times = [claim.time for claim in claims_of(text, Kind.RESULT)]
    assert times
    assert set(times) == {between("2019-01-01", "2019-12-31")}


@pytest.mark.parametrize(
    ("text", "kind", "dated"),
    [
        ("Norcom fined Acme Motors for breaches between 2010 and 2012.", Kind.LEGAL, False),
        (
            "Acme Motors was fined $3 million by Norcom for price fixing in 2010 and 2011.",
            Kind.LEGAL,
            False,
        ),
        ("Norcom fined Acme Motors $3 million in May for price fixing.", Kind.LEGAL, True),
        ("Norcom fined Acme Motors for the third time in 2019.", Kind.LEGAL, True),
        (
            "Acme Motors has invested $40 million in a new hall, due to open next year.",
            Kind.INVESTMENT,
            False,
        ),
        ("Acme Motors will invest $40 million in a new hall next year.", Kind.INVESTMENT, True),
        ("Acme Motors aims to have a prototype running by autumn 2026.", Kind.TARGET, True),
    ],
)
def test_a_time_is_that_of_the_act_it_tells_of(
    text: str, kind: Kind, dated: bool, claims_of: ClaimsOf
) -> None:
    assert {c.time is not None for c in claims_of(text, kind)} == {dated}


def test_what_was_shown_is_not_dated_by_its_sale(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors also presented its new heat pump, the TX-4, which will be available from June at a "
        "price of 9,000 euros."
    )
    days = {c.action: c.time is not None for c in claims_of(text, Kind.PRODUCT)}
    assert days["shows"] is False
    assert days["launches"] is True


def test_days_that_begin_with_the_article_date_what_has_begun(claims_of: ClaimsOf) -> None:
    [held] = claims_of("Acme Motors held its battery fair in Lyon on May 13 and 14.", Kind.PRODUCT)
    assert held.time == between("2020-05-13", "2020-05-14")
    shown = claims_of(
        "Acme Motors showed a van, which will be sold on May 14 and 15.", Kind.PRODUCT
    )
    assert all(c.time is None for c in shown if c.action == "shows")


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Acme Motors announced on Monday that it is recalling 40,000 vans.", True),
        ("Acme Motors announced on Monday that it will recall 40,000 vans.", False),
        ("Acme Motors announced on Monday that it is launching a van.", False),
    ],
)
def test_goods_are_recalled_when_that_is_said(text: str, dated: bool, claims_of: ClaimsOf) -> None:
    assert {c.time is not None for c in claims_of(text, Kind.PRODUCT)} == {dated}
