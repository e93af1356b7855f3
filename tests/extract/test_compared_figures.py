"""Figures with which others are compared, changes told by other words, and days told elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


def _year(year: int) -> TimeSpan:
    return TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))


def _times(claims: list[Claim]) -> dict[Decimal, TimeSpan | None]:
    return {c.amount.value: c.time for c in claims if c.amount is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors reported a profit of $9 million in 2019, up from $6 million.",
        "Acme Motors reported a profit of $9 million in 2019, up from $6 million in 2018.",
        "Acme Motors reported a profit of $9 million (8 million euros) in 2019 against $6 million in 2018.",
    ],
)
def test_a_figure_compared_with_is_that_of_the_year_before(claims_of: ClaimsOf, text: str) -> None:
    times = _times(claims_of(text, Kind.RESULT))
    assert times[Decimal(9_000_000)] == _year(2019)
    assert times[Decimal(6_000_000)] == _year(2018)


@pytest.mark.parametrize(
    "text",
    [
        "Sales at Acme Motors fell by about 9 percent.",
        "Sales at Acme Motors were 9 percent lower.",
        "Acme Motors reported a drop of 9 percent in sales.",
        "Acme Motors reported a decrease of sales of 9 percent.",
    ],
)
def test_a_fall_is_signed(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.RESULT)
    assert claim.amount is not None
    assert claim.amount.value == -9


def test_a_margin_that_falls_to_a_level_is_no_fall_by_it(claims_of: ClaimsOf) -> None:
    claims = claims_of("The margin of Acme Motors fell to 3 percent.", Kind.RESULT)
    assert [c.amount.value for c in claims if c.amount] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors is opening a plant in Leeds in June.",
        "Acme Motors is expected in June to open a plant in Leeds.",
    ],
)
def test_what_is_still_to_be_done_is_done_in_the_next_month_of_a_name(
    claims_of: ClaimsOf, text: str
) -> None:
    [claim] = claims_of(text, Kind.FACILITY)
    assert claim.time == TimeSpan(earliest=dt.date(2020, 6, 1), latest=dt.date(2020, 6, 30))


def test_a_holding_may_tell_since_when(claims_of: ClaimsOf) -> None:
    text = "Zenith Holdings, which has owned Acme Motors since 1999, sold a mill."
    [claim] = claims_of(text, Kind.OWNERSHIP)
    assert claim.time == TimeSpan(earliest=dt.date(1999, 1, 1))


def test_sales_on_which_a_loss_is_made_are_no_fall(claims_of: ClaimsOf) -> None:
    claims = claims_of(
        "Acme Motors reported a loss of $7 million on sales of $9 million.", Kind.RESULT
    )
    values = {(c.object or "").lower(): c.amount.value for c in claims if c.amount}
    assert values["sales"] == 9_000_000


def test_an_aim_takes_no_year_gone_by(claims_of: ClaimsOf) -> None:
    text = "Acme Motors, which lost a lawsuit in 2018, aims at sales of $9 million."
    assert not any(c.time == _year(2018) for c in claims_of(text, Kind.RESULT))


def test_an_event_starts_when_its_own_verb_says(claims_of: ClaimsOf) -> None:
    text = "The Leeds Motor Fair, organized by Acme Motors, started on Monday."
    [claim] = claims_of(text, Kind.PRODUCT)
    day = dt.date(2020, 5, 11)
    assert claim.time == TimeSpan(earliest=day, latest=day)


def test_other_shares_move_on_the_day_told_just_before(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors said yesterday that its sales fell. Shares of Acme Motors fell 9 percent"
        " on Wednesday. Zenith Holdings shares dropped 3 percent."
    )
    day = dt.date(2020, 5, 13)
    times = [c.time for c in claims_of(text, Kind.MARKET_MOVE)]
    assert times == [TimeSpan(earliest=day, latest=day)] * 2


def test_a_merger_closes_whatever_purchase_is_told_between(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors and Zenith Holdings will merge. Bolt Energy will be bought by Acme Motors."
        " The merger is expected to close in December."
    )
    [merger] = claims_of(text, Kind.MERGER)
    [deal] = claims_of(text, Kind.ACQUISITION)
    assert merger.time == TimeSpan(earliest=dt.date(2020, 12, 1), latest=dt.date(2020, 12, 31))
    assert deal.time is None


def test_the_year_of_a_loss_before_is_not_that_of_the_profit(claims_of: ClaimsOf) -> None:
    text = "Acme Motors earned a net profit of $9 million, after a loss of $6 million in 2014."
    times = _times(claims_of(text, Kind.RESULT))
    assert times == {Decimal(9_000_000): None, Decimal(6_000_000): _year(2014)}


@pytest.mark.parametrize(
    "share",
    ["20 percent of its workforce of 21,362 people", "500 jobs out of a workforce of 9,000"],
)
def test_of_a_workforce_only_some_go(claims_of: ClaimsOf, share: str) -> None:
    (claim,) = claims_of(f"Acme Motors has revealed plans to cut {share}.", Kind.LAYOFF)
    assert claim.modality is Modality.PLANNED
    assert claim.amount is not None
    assert claim.amount.value == int(share.split(maxsplit=1)[0])
