"""A firm whose verb is left out has its own figure, and the firm before it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _figures(claims: list[Claim]) -> set[tuple[str, int]]:
    return {(c.subject, int(c.amount.value)) for c in claims if c.amount}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors had sales of $90 million in 2019 and Zenith Motors of $40 million.",
        "Sales at Acme Motors rose 90 percent and Zenith Motors 40 percent.",
    ],
)
def test_a_measure_goes_on_with_the_figure_of_another_firm(claims_of: ClaimsOf, text: str) -> None:
    found = _figures(claims_of(text, Kind.RESULT))
    assert {(who, str(value)[:2]) for who, value in found} == {
        ("Acme Motors", "90"),
        ("Zenith Motors", "40"),
    }


def test_one_takes_up_the_measure_before(claims_of: ClaimsOf) -> None:
    text = "Kelvo made a profit of $4 million, Ostra one of $2 million."
    assert _figures(claims_of(text, Kind.RESULT)) == {("Kelvo", 4_000_000), ("Ostra", 2_000_000)}


def test_the_figure_of_another_firm_has_its_own_time(claims_of: ClaimsOf) -> None:
    text = "Acme Motors had revenue of $9 million in 2018 and Zenith Motors of $4 million in 2019."
    found = claims_of(text, Kind.RESULT)
    assert {(c.subject, str(c.time.earliest)) for c in found if c.time} == {
        ("Acme Motors", "2018-01-01"),
        ("Zenith Motors", "2019-01-01"),
    }


def test_an_abbreviation_with_a_figure_is_no_measure_of_the_firm_before(
    claims_of: ClaimsOf,
) -> None:
    text = "Acme Motors made a loss of $90 million last year and QM of $40 million."
    found = [c for c in claims_of(text, Kind.RESULT) if c.subject == "Acme Motors"]
    assert {(c.object, int(c.amount.value)) for c in found if c.amount} == {("loss", 90_000_000)}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors was fined €4 million and Zenith Motors €2 million by the European Commission.",
        "The European Commission fined Acme Motors €4 million and Zenith Motors €2 million.",
    ],
)
def test_each_of_the_fined_has_its_own_fine(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.LEGAL)
    assert {(c.subject, c.object, int(c.amount.value)) for c in found if c.amount} == {
        ("European Commission", "Acme Motors", 4_000_000),
        ("European Commission", "Zenith Motors", 2_000_000),
    }


def test_who_is_fined_fines_nobody(claims_of: ClaimsOf) -> None:
    assert not [
        c
        for c in claims_of("Kelvo was fined €4 million and Ostra €2 million.", Kind.LEGAL)
        if c.subject == "Ostra"
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Acme Motors had sales of $90 million in Europe and of $40 million in Asia.",
            {("Acme Motors", 90_000_000), ("Acme Motors", 40_000_000)},
        ),
        (
            "Acme Motors had a profit of $9 million, and EBITDA of $14 million.",
            {("Acme Motors", 9_000_000), ("Acme Motors", 14_000_000)},
        ),
        (
            "Acme Motors' operating profit was $9 million and GAAP profit $4 million.",
            {("Acme Motors", 9_000_000), ("Acme Motors", 4_000_000)},
        ),
    ],
)
def test_figures_without_another_firm_are_the_firms(
    claims_of: ClaimsOf, text: str, figures: set[tuple[str, int]]
) -> None:
    assert _figures(claims_of(text, Kind.RESULT)) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The profit of Acme Motors was larger than that of Zenith Motors ($74m), Tarn Foods ($240m) and Kelvo Motors ($313m).",
            {("Zenith Motors", 74), ("Tarn Foods", 240), ("Kelvo Motors", 313)},
        ),
        # One name with a figure behind it makes no list.
        (
            "Tarn Foods made a profit of $9 million, more than Acme Motors ($4 million).",
            {("Tarn Foods", 4), ("Tarn Foods", 9)},
        ),
    ],
)
def test_each_name_of_a_list_has_the_figure_behind_it(
    proposals_of: ClaimsOf, text: str, figures: set[tuple[str, int]]
) -> None:
    found = _figures(proposals_of(text, Kind.RESULT))
    assert {(who, value // 1_000_000) for who, value in found} == figures


def test_a_dash_leads_to_the_figure_of_a_name(proposals_of: ClaimsOf) -> None:
    text = "The year ended as follows: Zenith Motors - 18 percent market share, Tarn Motors - 17 percent, Kelvo Motors - 13 percent."
    found = _figures(proposals_of(text, Kind.RESULT))
    assert found == {("Zenith Motors", 18), ("Tarn Motors", 17), ("Kelvo Motors", 13)}
