"""Measures besides revenue and profit: what is ordered, burnt, spent, asked and carried, and by how many points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


def figures(found: list[Claim]) -> set[tuple[str, str, str]]:
    return {
        ((c.object or "").lower(), f"{c.amount.value.normalize():f}", c.modality.value)
        for c in found
        if c.amount
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Corvid Trucks said its order intake rose 4% to 9,300 vans in the first quarter.",
            {("order intake", "4", "asserted"), ("order intake", "9300", "asserted")},
        ),
        (
            "Velaris Imaging sold 1,200 scanners in 2023, down 6%.",
            {("sales of scanners", "1200", "asserted"), ("sales of scanners", "-6", "asserted")},
        ),
        (
            "Velaris Imaging's operating expenses fell to $51.5 million from $62.0 million.",
            {
                ("operating expenses", "51500000", "asserted"),
                ("operating expenses", "62000000", "asserted"),
            },
        ),
        (
            "Halden Foods said capital expenditure would rise to 310 million euros this year.",
            {("capital expenditure", "310000000", "targeted")},
        ),
        (
            "Corvid Trucks burnt through $41 million of cash in the third quarter.",
            {("cash burn", "41000000", "asserted")},
        ),
        (
            "Corvid Trucks expects to burn $90 million of cash this year.",
            {("cash burn", "90000000", "targeted")},
        ),
        (
            "Operating margin at Halden Foods widened 30 basis points.",
            {("operating margin", "30", "asserted")},
        ),
        (
            "Gross margin at Halden Foods slipped by 0.4 percentage points.",
            {("gross margin", "-0.4", "asserted")},
        ),
        (
            "Kestrel Air reported results. Fares rose 3%.",
            {("fares", "3", "asserted")},
        ),
        (
            "Kestrel Air expects a 12 percent increase in passengers.",
            {("passengers", "12", "targeted")},
        ),
        (
            "Kestrel Air forecast a 9 percent drop in visitors in 2021.",
            {("visitors", "-9", "targeted")},
        ),
    ],
)
def test_a_measure_has_its_figures(
    claims_of: Found, text: str, told: set[tuple[str, str, str]]
) -> None:
    assert told <= figures(claims_of(text, Kind.RESULT))


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Trucks burnt coal worth $9 million last year.",
        "Kestrel Air said fares would rise 3%.",
        "Consumer spending fell 3 percent, Halden Foods said.",
        "Kestrel Air refunded the passengers after a 12 percent rise in delays.",
    ],
)
def test_what_is_no_measure_of_the_firm(framed: Found, text: str) -> None:
    assert not figures(framed(text, Kind.RESULT))


def test_a_level_of_a_year_ago_in_goods_stays(claims_of: Found) -> None:
    text = "Corvid Ports increased its turnover from 95 million tonnes last year to 257 million."
    told = figures(claims_of(text, Kind.RESULT))
    assert {value for _, value, _ in told} == {"257000000"}
