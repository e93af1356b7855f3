"""Times that "when", "as" and "with immediate effect" give, and those of figures that are compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _times(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(str(c.time.earliest), str(c.time.latest)) for c in claims if c.time}


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        (
            "Halden raised 48 million pounds when it floated in 2004.",
            Kind.FUNDING,
            ("2004-01-01", "2004-12-31"),
        ),
        (
            "In 2012, when it ordered 30 new jets from Acme Motors, Halden Air said it would have 40 aircraft.",
            Kind.SUPPLY,
            ("2012-01-01", "2012-12-31"),
        ),
        (
            "Last year Halden grew as it bought the retailer Zenith Online for $4.4 billion.",
            Kind.ACQUISITION,
            ("2023-01-01", "2023-12-31"),
        ),
        (
            "Ann Lee sold Halden Resorts to Zenith Grand (which became Zenith Mirage) for $6.4 billion back in 2000.",
            Kind.ACQUISITION,
            ("2000-01-01", "2000-12-31"),
        ),
        (
            "The board of Acme Motors dismissed finance director Henrik Bo with immediate effect.",
            Kind.DEPARTURE,
            ("2024-05-15", "2024-05-15"),
        ),
    ],
)
def test_time_told(claims_of: ClaimsOf, text: str, kind: Kind, time: tuple[str, str]) -> None:
    assert _times(claims_of(text, kind, date="2024-05-15")) == {time}


def test_former_post_is_not_dated_by_what_follows(claims_of: ClaimsOf) -> None:
    text = "Last month Acme Motors hired the former operations chief of Zenith Stores, Ben Osei, as its president."
    found = claims_of(text, Kind.ROLE, date="2024-05-15")
    assert [(c.time.earliest, c.time.latest) for c in found if c.time] == [
        (None, dt.date(2024, 5, 15))
    ]


def test_figures_on_sales_are_of_their_own_half(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors lost $96 million on revenue of $141 million in the first six months, compared with a loss of"
        " $31 million and revenue of $64 million in the same period of 2023."
    )
    found = claims_of(text, Kind.RESULT, date="2024-10-11")
    years = {
        c.amount.value: c.time.earliest.year
        for c in found
        if c.amount and c.time and c.time.earliest
    }
    assert {int(value / Decimal(10**6)): year for value, year in years.items()} == {
        96: 2024,
        141: 2024,
        31: 2023,
        64: 2023,
    }


def test_sentences_after_a_comparison_are_of_the_later_quarter(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors made a loss of 612 million euros, compared with a profit of 1.38 billion euros in the first"
        " quarter of 2024. Sales were down 19 percent in Europe."
    )
    found = claims_of(text, Kind.RESULT, date="2025-04-23")
    sales = [c for c in found if c.object == "Sales"]
    assert _times(sales) == {("2025-01-01", "2025-03-31")}


def test_who_is_replaced_left_when_the_clause_on_the_name_says(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors named Ann Lee as chief executive. She replaces Tom Reid, who left in February."
    )
    assert _times(claims_of(text, Kind.DEPARTURE)) == {("2020-02-01", "2020-02-29")}


def test_figures_told_on_a_day_are_of_the_quarter_before(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors made a first-quarter profit of $1.2 billion. Revenue grew 5.7% to $2.1 billion, the company said"
        " on Tuesday."
    )
    found = [c for c in claims_of(text, Kind.RESULT) if c.object == "Revenue"]
    assert _times(found) == {("2020-01-01", "2020-03-31")}


def test_what_is_reported_is_over(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors will raise its prices in July, it said on Thursday, after reporting first-quarter profits in line"
        " with forecasts. Operating profit climbed 11 percent to 2.07 billion euros."
    )
    assert _times(claims_of(text, Kind.RESULT)) == {("2020-01-01", "2020-03-31")}
