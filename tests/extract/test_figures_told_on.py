"""Several figures of one measure in a sentence: past what describes it, by place, with the verb left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _figures(claims: list[Claim]) -> list[tuple[str, float, str | None]]:
    return sorted(
        (c.object or "", float(c.amount.value), c.amount.unit) for c in claims if c.amount
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sales at Acme, the world's biggest carmaker, rose 5 percent to $3 billion.",
            [(5, "percent"), (3e9, "USD")],
        ),
        (
            "Acme's profit attributable to shareholders fell to 710 billion rupiah from 1.02 trillion.",
            [(710e9, "IDR"), (1.02e12, "IDR")],
        ),
        (
            "Acme reported revenue of 2.6 billion euros, up 15% from last year's 2.3 billion.",
            [(2.6e9, "EUR"), (15, "percent"), (2.3e9, "EUR")],
        ),
        ("Acme said revenue was EUR 12 million (2019: EUR 9.6 million).", [(12e6, "EUR"), (9.6e6, "EUR")]),
        (
            "Annual profit at Acme Mining has risen above A$500 million, which is up 21 per cent.",
            [(500e6, "AUD"), (21, "percent")],
        ),
        (
            "Acme Motors' sales were up 6 percent in the US, 3 percent in Europe and 21 percent in China.",
            [(3, "percent"), (6, "percent"), (21, "percent")],
        ),
        ("Sales at Acme rose 4.5% in the UK but fell 2% overseas.", [(-2, "percent"), (4.5, "percent")]),
        ("Acme's sales rose 6 percent in Germany, 20 percent of its market.", [(6, "percent")]),
        ("Acme's load factor rose 1.4 points to 79.3 percent.", [(1.4, "points"), (79.3, "percent")]),
        ("Hotel group Acme said occupancy rose to 81% from 72%.", [(72, "percent"), (81, "percent")]),
        (
            "Acme Motors earned 311 million euros in the six months to June, up 4 percent.",
            [(311e6, "EUR"), (4, "percent")],
        ),
    ],
)  # fmt: skip
def test_each_figure_of_a_measure_is_told(
    claims_of: ClaimsOf, text: str, expected: list[tuple[float, str]]
) -> None:
    found = [(value, unit) for _, value, unit in _figures(claims_of(text, Kind.RESULT))]
    assert sorted(found) == sorted(expected)


def test_a_year_in_brackets_is_that_of_the_figure_behind_it(claims_of: ClaimsOf) -> None:
    claims = claims_of("Acme said revenue was EUR 12 million (2019: EUR 9.6 million).", Kind.RESULT)
    years = {float(c.amount.value): c.time and c.time.latest for c in claims if c.amount}
    assert years[12e6] is None
    assert str(years[9.6e6]) == "2019-12-31"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Acme's sales fell 2 percent to 2.5 billion euros and operating profit 7 percent to 447 million.", -7),
        ("Net sales at Acme rose 2 percent to 2.5 billion euros and operating profit 7 percent to 447 million.", 7),
    ],
)  # fmt: skip
def test_a_second_measure_shares_the_verb_and_the_owner(
    claims_of: ClaimsOf, text: str, way: float
) -> None:
    claims = [c for c in claims_of(text, Kind.RESULT) if c.object == "operating profit"]
    assert sorted(v for _, v, _ in _figures(claims)) == [way, 447e6]
    assert {c.subject for c in claims} == {"Acme"}


def test_the_figure_before_a_comma_is_that_of_the_measure_before(claims_of: ClaimsOf) -> None:
    text = "Acme's revenue climbed 8 percent to $4 billion, net income 3 percent to $290 million."
    assert _figures(claims_of(text, Kind.RESULT)) == [
        ("net income", 3, "percent"),
        ("net income", 290e6, "USD"),
        ("revenue", 8, "percent"),
        ("revenue", 4e9, "USD"),
    ]


def test_what_a_firm_earns_on_its_revenue_is_profit(claims_of: ClaimsOf) -> None:
    text = "Acme Motors earned $64 million on revenue of $890 million in 2023."
    assert _figures(claims_of(text, Kind.RESULT)) == [
        ("profit", 64e6, "USD"),
        ("revenue", 890e6, "USD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The company delivers power to 8.2 million homes, Acme Energy said.",
        "Acme Motors said the main factor was a loss of 5 percent of its load.",
        "Occupancy of offices in the city rose to 5 percent.",
    ],
)
def test_other_counts_and_rates_are_none_of_a_firm(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.RESULT)
    assert [c for c in found if c.found_by and c.found_by.startswith("Result/")] == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Ford sold 76,700 cars in Brazil last year, nearly five times as many as in 2018.", 400),
        ("Ford's turnover was $88 million in the year to May, a quarter less than the year before.", -25),
        ("Ford had $27 billion of sales in the first half, nearly double the figure of a year before.", 100),
        ("Ford sold 200 cars in May, twice the target.", None),
        ("Ford sold 200 cars last year, twice as many as Toyota sold last year.", None),
        ("Ford earned $27 million, a third more than analysts had expected this year.", None),
    ],
)  # fmt: skip
def test_a_multiple_or_part_of_the_figure_before_is_a_change(
    claims_of: ClaimsOf, text: str, change: float | None
) -> None:
    changes = [v for _, v, unit in _figures(claims_of(text, Kind.RESULT)) if unit == "percent"]
    assert changes == ([change] if change else [])


def test_a_figure_told_in_other_words_is_of_the_same_time(claims_of: ClaimsOf) -> None:
    text = (
        "Ford reported net income of $74 million, or 29 cents per share, for the three months "
        "ended March 31 versus $24 million, or 10 cents per share, a year ago."
    )
    claims = claims_of(text, Kind.RESULT, date="2024-05-15")
    years = {float(c.amount.value): c.time and c.time.latest for c in claims if c.amount}
    assert {value: str(day) for value, day in years.items()} == {
        74e6: "2024-03-31",
        0.29: "2024-03-31",
        24e6: "2023-03-31",
        0.1: "2023-03-31",
    }


@pytest.mark.parametrize("compared", ["compared to", "compared with", "against"])
def test_the_time_of_the_figure_compared_with_is_not_that_of_the_new_one(
    claims_of: ClaimsOf, compared: str
) -> None:
    text = (
        f"Ford's revenue rose 18% to $214.6 million, {compared} $181.9 million in the third "
        "quarter of 2023."
    )
    claims = claims_of(text, Kind.RESULT, date="2024-11-15")
    times = {float(c.amount.value): c.time and str(c.time.latest) for c in claims if c.amount}
    assert times[181.9e6] == "2023-09-30"
    assert times[214.6e6] in (None, "2024-09-30")


def test_a_time_told_as_before_is_of_the_figure_before(claims_of: ClaimsOf) -> None:
    text = (
        "Ford's net earnings were $61 million, or 48 cents a share, up from $60 million, "
        "or 47 cents, in the second quarter last year."
    )
    claims = claims_of(text, Kind.RESULT, date="2024-08-01")
    times = {float(c.amount.value): c.time and str(c.time.latest) for c in claims if c.amount}
    assert times[60e6] == times[0.47] == "2023-06-30"


def test_what_a_firm_earned_before_is_told_in_sum_and_by_share(claims_of: ClaimsOf) -> None:
    text = (
        "Ford earned $337 million, or $1.86 a share, in the first quarter, compared to $16 million, "
        "or 10 cents a share, in the same quarter of 2023."
    )
    claims = claims_of(text, Kind.RESULT, date="2024-05-15")
    assert _figures(claims) == [
        ("earnings per share", 0.1, "USD"),
        ("earnings per share", 1.86, "USD"),
        ("profit", 16e6, "USD"),
        ("profit", 337e6, "USD"),
    ]
