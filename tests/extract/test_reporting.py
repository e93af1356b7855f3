"""The quarter or year of figures that another sentence names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, TimeSpan

ClaimsOf = Callable[..., list[Claim]]
FIRST = TimeSpan(earliest=dt.date(2020, 1, 1), latest=dt.date(2020, 3, 31))
FIRST_BEFORE = TimeSpan(earliest=dt.date(2019, 1, 1), latest=dt.date(2019, 3, 31))
YEAR = TimeSpan(earliest=dt.date(2020, 1, 1), latest=dt.date(2020, 12, 31))


def _time_of(claims: list[Claim], value: str) -> TimeSpan | None:
    [claim] = [c for c in claims if c.amount and c.amount.value == Decimal(value)]
    return claim.time


def test_a_figure_of_the_same_quarter_a_year_before_lends_its_time_to_none(
    claims_of: ClaimsOf,
) -> None:
    before = "Acme Motors had sales of $9 million in the first quarter. In the same quarter last year it made a loss of $4 million."
    claims = claims_of(f"{before} Its operating profit rose to $3 million.", Kind.RESULT)
    assert _time_of(claims, "4000000") == FIRST_BEFORE
    assert _time_of(claims, "3000000") == FIRST


@pytest.mark.parametrize(
    ("month", "told"),
    [
        ("April 2019", TimeSpan(earliest=dt.date(2020, 4, 1), latest=dt.date(2020, 4, 30))),
        ("June 2018", None),
        ("January 2019", None),
    ],
)
def test_a_figure_compared_with_that_of_a_month_is_of_that_month_a_year_on(
    claims_of: ClaimsOf, month: str, told: TimeSpan | None
) -> None:
    text = f"Acme Motors sold 900 vans, an increase of 12 percent over {month}."
    assert {c.time for c in claims_of(text, Kind.RESULT)} == {told}


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        (
            "Acme Motors beat first-quarter forecasts on Wednesday and said it had sold its mill.",
            FIRST,
        ),
        ("Acme Motors said in its first-quarter report it had closed its plant in Leeds.", FIRST),
        ("Acme Motors beat first-quarter forecasts on Wednesday.", FIRST),
        ("Acme Motors said on Wednesday that it had closed its plant in Leeds.", None),
        ("Acme Motors said Zenith Holdings had sold its plant in Leeds in 2009.", None),
    ],
)
def test_a_quarter_named_without_a_figure_is_that_of_the_figures_after(
    claims_of: ClaimsOf, lead: str, told: TimeSpan | None
) -> None:
    claims = claims_of(f"{lead} Revenue rose 5 percent to $9 million.", Kind.RESULT)
    assert _time_of(claims, "9000000") == told


def test_a_figure_some_sentences_later_is_of_the_same_quarter(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors made a profit of $3 million in the first quarter. The chief executive was glad. "
        "Its shares were little changed. The plant in Leeds is to grow. Revenue of Acme Motors rose to "
        "$9 million from $6 million."
    )
    claims = claims_of(text, Kind.RESULT)
    assert _time_of(claims, "9000000") == FIRST
    assert _time_of(claims, "6000000") == FIRST_BEFORE


def test_a_quarterly_profit_is_of_the_one_quarter_that_is_named(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors reported a 14 percent fall in quarterly profit on Wednesday. "
        "Revenue was $9 million in the first quarter."
    )
    assert _time_of(claims_of(text, Kind.RESULT), "-14") == FIRST


def test_a_quarterly_profit_of_no_named_quarter_has_no_time(claims_of: ClaimsOf) -> None:
    text = "Acme Motors reported a 14 percent fall in quarterly profit on Wednesday."
    assert _time_of(claims_of(text, Kind.RESULT), "-14") is None


def test_what_was_expected_is_of_the_quarter_told(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors made a profit of $3 million in the first quarter. "
        "Analysts had expected a profit of $4 million."
    )
    assert _time_of(claims_of(text, Kind.RESULT), "4000000") == FIRST


def test_a_forecast_is_for_the_year_just_named(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors cut its 2020 revenue forecast on Wednesday. "
        "It now expects revenue of $9 million."
    )
    assert _time_of(claims_of(text, Kind.RESULT), "9000000") == YEAR


def test_a_figure_of_another_company_has_a_quarter_of_its_own(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors lost $3 million in the first quarter; "
        "Zenith Holdings has seen orders fall by 40 percent."
    )
    assert _time_of(claims_of(text, Kind.RESULT), "-40") is None


def test_sales_without_a_currency_have_that_told_before(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors made a profit of 3 million euros. Acme Motors still sees sales of 4.4 million "
        "this year. It sold 2.2 million cars."
    )
    units = {int(c.amount.value): c.amount.unit for c in claims_of(text, Kind.RESULT) if c.amount}
    assert units[4_400_000] == "EUR"
    assert units[2_200_000] == "cars"
