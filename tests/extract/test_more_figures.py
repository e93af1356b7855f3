"""Figures that other words than measures of account tell, and figures that are told only once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


def figures(claims_of: Found, text: str) -> set[tuple[str, str, str, str]]:
    found = claims_of(text, Kind.RESULT, date="2024-05-15")
    return {
        (c.subject, c.object or "", f"{c.amount.value:f}" if c.amount else "", c.modality.value)
        for c in found
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Adjusted EBITDA at Acme Motors rose to 1.2 billion euros from 1.1 billion euros.",
            {
                ("Acme Motors", "Adjusted EBITDA", "1200000000", "asserted"),
                ("Acme Motors", "Adjusted EBITDA", "1100000000", "asserted"),
            },
        ),
        (
            "Acme Motors sees 2024 EBIT at 340-360 million euros.",
            {("Acme Motors", "EBIT", "340000000", "targeted")},
        ),
        (
            "Acme Motors, which turned over £54m last year, is based in Leeds.",
            {("Acme Motors", "turnover", "54000000", "asserted")},
        ),
        (
            "Excluding items, Acme Motors earned $1.20 a share, beating the consensus of $1.10.",
            {("Acme Motors", "earnings per share", "1.2", "asserted")},
        ),
        (
            "About a third of Acme Motors' revenue comes from China.",
            {("Acme Motors", "revenue", "33.3", "asserted")},
        ),
        (
            "Acme Motors was profitable last year.",
            {("Acme Motors", "profit", "", "asserted")},
        ),
    ],
)
def test_figures_are_told_in_other_words(
    claims_of: Found, text: str, told: set[tuple[str, str, str, str]]
) -> None:
    assert figures(claims_of, text) == told


def test_a_bare_figure_counts_what_its_measure_counts(claims_of: Found) -> None:
    text = "Passenger numbers at Halden Air rose 12 percent to 11 million."
    units = {c.amount.unit for c in claims_of(text, Kind.RESULT) if c.amount}
    assert units == {"percent", "people"}


def test_the_particle_of_a_verb_is_no_bound(claims_of: Found) -> None:
    (claim,) = claims_of("Acme Motors turned over £54m in 2019.", Kind.RESULT)
    assert claim.amount is not None
    assert claim.amount.bound is None


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Holdings can raise up to $3 million from the sale of shares.",
        "Acme Steel will build a plant that can produce 3 million tonnes of steel a year.",
        "Acme Motors turned over the books to the police.",
        "The contract is worth $34 million to Acme Motors.",
    ],
)
def test_what_is_no_figure_of_account_is_none(claims_of: Found, text: str) -> None:
    assert figures(claims_of, text) == set()


def test_one_count_is_told_of_one_measure(claims_of: Found) -> None:
    text = "Acme Phones shipped 54 million smartphones in the first quarter of 2020."
    assert len(claims_of(text, Kind.RESULT)) == 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Acme Motors said its services revenue hit an all-time high of $23.9 billion, up 14 percent.",
            {"23900000000", "14"},
        ),
        (
            "Acme Motors now expects underlying EBITDA of $4 billion, up from a range of $1 billion.",
            {"4000000000", "1000000000"},
        ),
        (
            "Acme Steel shipped 78 million tonnes of iron ore in the first quarter of 2020, down 5%.",
            {"78000000", "-5"},
        ),
        (
            "Acme Bank's profit was 2.6bn Swiss francs (US$2.2bn; €1.7bn), up 15% from 2.2bn.",
            {"2600000000", "15", "2200000000"},
        ),
        (
            "Acme Bank's profit was 2.6bn Swiss francs (US$2.2bn, of which 9% in Asia), up 15%.",
            {"2600000000"},
        ),
    ],
)
def test_highs_ranges_and_weights_are_told(claims_of: Found, text: str, values: set[str]) -> None:
    assert {value for _, _, value, _ in figures(claims_of, text)} == values
