"""What is ended, denied, only considered, needed or foreseen is not told as so; amounts stay with their verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Merger of Westmark and Calloway Foods called off.",
        "The merger of Westmark and Calloway Foods was called off.",
    ],
)
def test_what_is_called_off_is_negated(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.MERGER)
    assert {c.polarity for c in found} == {Polarity.NEGATED}


def test_no_object_is_no_act(claims_of: ClaimsOf) -> None:
    found = claims_of("Lusotel said that it planned no layoffs.", Kind.LAYOFF)
    assert {c.polarity for c in found} == {Polarity.NEGATED}
    kept = claims_of("Lusotel said that it planned layoffs.", Kind.LAYOFF)
    assert {c.polarity for c in kept} == {Polarity.AFFIRMED}


@pytest.mark.parametrize(
    "text",
    [
        "Marlowe Stores ended its contract with Tideswell Dairies.",
        "Tideswell Dairies lost its contract with Marlowe Stores.",
    ],
)
def test_a_contract_that_is_ended_is_none(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.SUPPLY)
    assert {c.polarity for c in found} <= {Polarity.NEGATED}


def test_reports_that_are_dismissed_are_denied(claims_of: ClaimsOf) -> None:
    text = "Acme dismissed reports that it was in merger talks with Zenith."
    assert {c.modality for c in claims_of(text, Kind.MERGER)} <= {Modality.DENIED}


def test_what_is_considered_is_no_plan(claims_of: ClaimsOf) -> None:
    found = claims_of("Acme Motors is considering a plant in Ohio.", Kind.FACILITY)
    assert {c.modality for c in found} <= {Modality.HYPOTHETICAL}


def test_approval_that_is_needed_is_not_given(claims_of: ClaimsOf) -> None:
    text = "The sale of Coastline Radio requires the approval of the Federal Communications Commission."
    assert {c.modality for c in claims_of(text, Kind.LEGAL)} <= {Modality.HYPOTHETICAL}


@pytest.mark.parametrize(
    "text",
    [
        "For the full year, Integra Semiconductor now sees sales of $2.8 billion.",
        "Volkswagen lowered its full-year sales forecast to $8.3 billion from $8.7 billion.",
    ],
)
def test_a_forecast_is_no_result_yet(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.RESULT)
    assert found
    assert {c.modality for c in found} == {Modality.TARGETED}


def test_a_sum_stays_with_the_verb_before(claims_of: ClaimsOf) -> None:
    text = "Castlemoor Energy sold its Leeds plant for £5m and opened an office in Hull."
    assert [c.amount for c in claims_of(text, Kind.FACILITY)] == [None]
    assert [c.amount.value for c in claims_of(text, Kind.DIVESTITURE) if c.amount] == [5_000_000]


def test_what_a_firm_has_besides_is_no_figure_of_its_sales(claims_of: ClaimsOf) -> None:
    text = (
        "Volkswagen had sales of 9 billion euros last year and has 17 factories in nine countries."
    )
    found = claims_of(text, Kind.RESULT)
    assert [c.amount.unit for c in found if c.amount] == ["EUR"]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        (
            "Acme Steel said it had pulled out of its joint venture with Zenith Mining.",
            Polarity.NEGATED,
        ),
        ("Acme Steel withdrew from its alliance with Zenith Mining in 2012.", Polarity.NEGATED),
        ("Acme Steel has a joint venture with Zenith Mining.", Polarity.AFFIRMED),
    ],
)
def test_who_leaves_a_venture_is_in_it_no_more(
    claims_of: ClaimsOf, text: str, polarity: Polarity
) -> None:
    (claim,) = claims_of(text, Kind.PARTNERSHIP)
    assert (claim.subject, claim.object) == ("Acme Steel", "Zenith Mining")
    assert claim.polarity is polarity


def test_what_is_withdrawn_from_sale_is_its_makers(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Acme Pharma's cough syrup was withdrawn from sale.", Kind.PRODUCT)
    assert (claim.subject, claim.action) == ("Acme Pharma", "withdraws")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Marlowe Stores' plan to buy Tideswell Dairies has not been dropped, it said.", Polarity.AFFIRMED),
        ("The plan of Marlowe Stores to buy Tideswell Dairies was not abandoned, it said.", Polarity.AFFIRMED),
        ("Marlowe Stores' plan to buy Tideswell Dairies has been dropped, it said.", Polarity.NEGATED),
    ],
)  # fmt: skip
def test_a_plan_that_was_not_dropped_stands(
    claims_of: ClaimsOf, text: str, polarity: Polarity
) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert {c.polarity for c in found} == {polarity}


@pytest.mark.parametrize(
    ("title", "kind", "polarities"),
    [
        ("Merger of Westmark and Calloway called off", Kind.MERGER, {Polarity.NEGATED}),
        ("Takeover of Calloway by Westmark scrapped", Kind.ACQUISITION, {Polarity.NEGATED}),
        ("Court blocks merger of Westmark and Calloway", Kind.MERGER, {Polarity.NEGATED}),
        ("Court clears merger of Westmark and Calloway", Kind.MERGER, {Polarity.AFFIRMED}),
        ("Merger of Westmark and Calloway completed", Kind.MERGER, {Polarity.AFFIRMED}),
    ],
)
def test_a_headline_that_ends_a_deal(
    proposals_of: ClaimsOf, title: str, kind: Kind, polarities: set[Polarity]
) -> None:
    text = "Nobody at Westmark or Calloway spoke on Monday."
    assert {c.polarity for c in proposals_of(text, kind, title=title)} == polarities


def test_a_sale_that_loses_money_is_no_cancelled_one(claims_of: ClaimsOf) -> None:
    found = claims_of("Westmark's sale of Calloway Foods lost money.", Kind.DIVESTITURE)
    assert {c.polarity for c in found} == {Polarity.AFFIRMED}
