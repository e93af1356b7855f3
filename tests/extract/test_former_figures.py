"""Figures of a verb with the former ones they are compared with, and times that are not theirs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality

Found = Callable[..., list[Claim]]


def told(claims_of: Found, text: str) -> dict[float, tuple[str, str]]:
    """Return the time of each figure of a text."""
    return {
        float(c.amount.value): (str(c.time.earliest), str(c.time.latest)) if c.time else ("", "")
        for c in claims_of(text, Kind.RESULT, date="2024-05-15")
        if c.amount
    }


YEAR = ("2023-01-01", "2023-12-31")
BEFORE = ("2022-01-01", "2022-12-31")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "In 2023, Acme Motors sold 3 million cars, against 2.8 million the year before.",
            {3e6: YEAR, 2.8e6: BEFORE},
        ),
        (
            "Acme Motors earned 34 million euros in 2023, compared with 21 million in 2022.",
            {34e6: YEAR, 21e6: BEFORE},
        ),
        (
            "Acme Motors delivered 25,300 cars in the three months to March, down from 28,100.",
            {25300.0: ("2024-01-01", "2024-03-31"), 28100.0: ("2023-01-01", "2023-03-31")},
        ),
        (
            "Acme Motors sold 3,400 cars, against a target of 3,500.",
            {3400.0: ("", "")},
        ),
    ],
)
def test_a_former_figure_is_told_beside_that_of_a_verb(
    claims_of: Found, text: str, figures: dict[float, tuple[str, str]]
) -> None:
    assert told(claims_of, text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors reported a profit of $34 million and expects to sell 3 million cars this year.",
        "Acme Motors reported a profit of $34 million and said it would open a plant in 2026.",
        "Acme Motors posted a profit of $34 million for the third quarter in a row.",
    ],
)
def test_what_comes_next_dates_no_figure(claims_of: Found, text: str) -> None:
    assert told(claims_of, text) == {34e6: ("", "")}


def test_what_is_foreseen_lends_its_quarter_to_nothing_that_came(claims_of: Found) -> None:
    text = (
        "Acme Motors posted revenue of $3.4 billion, and said it expected revenue of $3.7 billion "
        "in the current quarter."
    )
    quarter = ("2024-04-01", "2024-06-30")
    assert told(claims_of, text) == {3.4e9: ("", ""), 3.7e9: quarter}


def test_what_is_forecast_is_no_result(claims_of: Found) -> None:
    text = "Acme Motors made a loss in May and forecast revenue of $3 billion for 2024."
    found = claims_of(text, Kind.RESULT, date="2024-05-15")
    assert {c.modality for c in found if c.amount} == {Modality.TARGETED}


def test_a_forecast_may_start_from_what_was(claims_of: Found) -> None:
    text = "Acme Motors still expects an EBIT margin of 6% this year, up from 5.8% in 2023."
    found = claims_of(text, Kind.RESULT, date="2024-05-15")
    firm = {float(c.amount.value): c.modality for c in found if c.amount}
    assert firm == {6.0: Modality.TARGETED, 5.8: Modality.ASSERTED}


def test_the_year_before_a_year_of_account_is_one_too(claims_of: Found) -> None:
    text = (
        "Acme Homes slumped to a loss of £12.4m for the year ended 31 October 2023, against a "
        "profit of £31.2m the previous year."
    )
    assert told(claims_of, text) == {
        12.4e6: ("2022-11-01", "2023-10-31"),
        31.2e6: ("2021-11-01", "2022-10-31"),
    }


def test_a_pollster_makes_no_profit(claims_of: Found) -> None:
    text = (
        "Acme Chips made a profit of $6 million. "
        "Analysts polled by Zenith Data had forecast a profit of $5 million."
    )
    assert {c.subject for c in claims_of(text, Kind.RESULT)} == {"Acme Chips"}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Same-store sales at Acme Burgers fell 1%.", "Same-store sales"),
        ("Acme Motors' pre-tax profit rose 12%.", "pre-tax profit"),
        (
            "Acme Motors reported a 23% rise in first-quarter adjusted operating profit.",
            "adjusted operating profit",
        ),
    ],
)
def test_a_measure_keeps_its_whole_words(claims_of: Found, text: str, measure: str) -> None:
    assert {c.object for c in claims_of(text, Kind.RESULT)} == {measure}


@pytest.mark.parametrize(
    ("text", "former"),
    [
        (
            "Acme Chips expects revenue of $1.8 billion this fiscal year, up from $1.5 billion.",
            Modality.ASSERTED,
        ),
        (
            "Acme Chips' sales may fall to $1.2 billion this year from $1.5 billion in 2011.",
            Modality.ASSERTED,
        ),
        (
            "Acme Chips cut its sales forecast for 2012 to $1.2 billion from $1.5 billion.",
            Modality.TARGETED,
        ),
        ("Acme Chips now sees revenue of $1.8 billion, up from $1.5 billion.", Modality.TARGETED),
    ],
)
def test_what_a_forecast_starts_from_is_so(claims_of: Found, text: str, former: Modality) -> None:
    told = {
        c.amount.value: c.modality for c in claims_of(text, Kind.RESULT, "2012-09-12") if c.amount
    }
    assert told[Decimal(1_500_000_000)] is former
    assert len(told) == 2
    assert Modality.ASSERTED not in {told[v] for v in told if v != 1_500_000_000}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Chips is merging with Halden to form a company with revenue of $14 billion.",
        (
            "The tie-up of Acme Chips and Halden would create the largest chipmaker, with annual sales "
            "of $14 billion."
        ),
    ],
)
def test_what_both_would_make_is_no_figure_of_one(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.RESULT) == []


@pytest.mark.parametrize(
    "text",
    [
        "Acme Chips and Halden will merge. The combined company will have sales of $3 billion.",
        "Acme Chips and Halden are to be combined. The new group will have sales of $3 billion.",
    ],
)
def test_a_combined_group_is_none_of_the_two(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.RESULT) == []


@pytest.mark.parametrize("told", ["between 42 and 45 cents a share", "42 to 45 cents a share"])
def test_a_range_in_cents_starts_low(claims_of: Found, told: str) -> None:
    text = f"Acme Chips expects to earn {told} in the current quarter."
    amounts = [c.amount for c in claims_of(text, Kind.RESULT)]
    assert [(a.value, a.bound) for a in amounts if a] == [(Decimal("0.42"), "at least")]


@pytest.mark.parametrize(
    ("quarter", "dated"),
    [("second-quarter", True), ("third-quarter", False)],
)
def test_a_quarter_long_past_is_of_another_year_of_account(
    claims_of: Found, quarter: str, dated: bool
) -> None:
    text = f"Acme Chips reported a 12% drop in {quarter} earnings to $480 million."
    told = claims_of(text, Kind.RESULT, "2012-09-12")
    assert told
    assert {c.time is not None for c in told} == {dated}


def test_what_happened_before_a_denial_is_not_denied(claims_of: Found) -> None:
    text = "Acme Chips denied that it would sell Halden after its sales fell 10 percent last year."
    assert {c.modality for c in claims_of(text, Kind.RESULT)} == {Modality.ASSERTED}
    assert {c.modality for c in claims_of(text, Kind.DIVESTITURE)} == {Modality.DENIED}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Acme Chips lost $41 million in the first quarter, compared with a $12 million profit a year earlier.",
            {("loss", 41), ("profit", 12)},
        ),
        (
            "Acme Chips lost $41 million in the first quarter, against a net profit of $12 million a year earlier.",
            {("loss", 41), ("net profit", 12)},
        ),
        (
            "Acme Chips earned $41 million in the first quarter, compared with a $12 million loss a year earlier.",
            {("profit", 41), ("loss", 12)},
        ),
        (
            "Acme Chips lost $41 million in the first quarter, compared with $12 million a year earlier.",
            {("loss", 41), ("loss", 12)},
        ),
        (
            "Acme Chips lost $41 million in 2023 and $12 million in 2022.",
            {("loss", 41), ("loss", 12)},
        ),
    ],
)
def test_a_former_figure_is_of_the_measure_it_stands_with(
    claims_of: Found, text: str, told: set[tuple[str, int]]
) -> None:
    found = claims_of(text, Kind.RESULT, "2024-05-15")
    assert {(c.object, int(c.amount.value / 10**6)) for c in found if c.amount} == told
    assert len(found) == len(told)
