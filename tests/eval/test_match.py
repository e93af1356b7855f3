from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kg.eval.match import FULL, HALF, NONE, fields_right, halves, pair
from kg.model import Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan


def claim(**fields: Any) -> Claim:
    given: dict[str, Any] = {"article": "a", "kind": Kind.ACQUISITION, "subject": "Acme"}
    return Claim(**{**given, **fields})


@pytest.mark.parametrize(
    ("gold", "predicted", "worth"),
    [
        ({}, {}, FULL),
        ({}, {"article": "b"}, NONE),
        ({}, {"kind": Kind.MERGER}, HALF),
        ({}, {"kind": Kind.DIVESTITURE}, NONE),
        ({"kind": Kind.PRODUCT}, {"kind": Kind.DEVELOPMENT}, HALF),
        ({"kind": Kind.INVESTMENT}, {"kind": Kind.FACILITY}, HALF),
        ({"kind": Kind.APPOINTMENT}, {"kind": Kind.ROLE}, HALF),
        ({"kind": Kind.APPOINTMENT}, {"kind": Kind.DEPARTURE}, NONE),
        ({}, {"subject": "Acme Holdings Ltd"}, FULL),
        ({}, {"subject": "Orbit"}, NONE),
        ({"object": "Orbit"}, {}, NONE),
        ({}, {"object": "Orbit"}, FULL),
        ({"object": "Orbit"}, {"object": "Orbit's unit in Leipzig"}, FULL),
        ({"object": "a steel plant"}, {"object": "the plant"}, FULL),
        ({"polarity": Polarity.NEGATED}, {}, NONE),
        ({"modality": Modality.DENIED}, {}, FULL),
        (
            {"kind": Kind.STANCE, "action": "denies"},
            {"kind": Kind.STANCE, "action": "confirms"},
            NONE,
        ),
        (
            {"kind": Kind.STANCE, "action": "denies"},
            {"kind": Kind.STANCE, "action": "opposes"},
            FULL,
        ),
    ],
)
def test_when_a_prediction_is_a_gold_claim(
    gold: dict[str, Any], predicted: dict[str, Any], worth: int
) -> None:
    assert halves(claim(**gold), claim(**predicted)) == worth


@pytest.mark.parametrize(
    ("kind", "worth"),
    [(Kind.MERGER, FULL), (Kind.PARTNERSHIP, FULL), (Kind.SUPPLY, NONE), (Kind.ACQUISITION, NONE)],
)
def test_parties_match_either_way_round_only_where_they_are_equals(kind: Kind, worth: int) -> None:
    gold = claim(kind=kind, subject="Acme", object="Orbit")
    assert halves(gold, claim(kind=kind, subject="Orbit", object="Acme")) == worth
    alone = claim(kind=kind, subject="Acme")
    assert halves(alone, claim(kind=kind, subject="Orbit", object="Acme")) == worth


DAY = dt.date(2021, 10, 20)


@pytest.mark.parametrize(
    ("field", "gold", "predicted", "right"),
    [
        ("modality", Modality.PLANNED, Modality.PLANNED, True),
        ("modality", Modality.PLANNED, Modality.REPORTED, False),
        ("speaker", "Ann Lee", "Lee", True),
        ("speaker", "Ann Lee", None, False),
        ("speaker", None, "Ann Lee", False),
        ("speaker", None, None, None),
        ("time", TimeSpan(latest=DAY), TimeSpan(latest=DAY, words="soon"), True),
        ("time", TimeSpan(latest=DAY), TimeSpan(earliest=DAY, latest=DAY), False),
        ("time", None, TimeSpan(latest=DAY), False),
        ("time", TimeSpan(), None, None),
        ("amount", Quantity(value=Decimal(100), unit="USD"), Quantity(value=Decimal(101), unit="USD"), True),
        ("amount", Quantity(value=Decimal(100), unit="USD"), Quantity(value=Decimal("101.1"), unit="USD"), False),
        ("amount", Quantity(value=Decimal(-5), unit="percent"), Quantity(value=Decimal(5), unit="percent"), False),
        ("amount", Quantity(value=Decimal(0), unit="people"), Quantity(value=Decimal(0), unit="People"), True),
        ("amount", Quantity(value=Decimal(1), unit="USD"), Quantity(value=Decimal(1), unit="EUR"), False),
        ("amount", Quantity(value=Decimal(1), unit=None), Quantity(value=Decimal(1), unit=None), True),
        ("action", "opens", "opens", True),
        ("action", "opens", "closes", False),
        ("role", "chief executive officer", "CEO", True),
        ("role", "chief executive officer", "chief financial officer", False),
        ("period", "P10Y", "P10Y", True),
        ("period", "P10Y", "P1Y", False),
        ("relayed_by", ("Reuters",), ("Reuters",), True),
        ("relayed_by", ("Reuters",), (), False),
        ("relayed_by", ("Reuters", "the Post"), ("the Post", "Reuters"), False),
        ("relayed_by", (), (), None),
        ("evidence", (Span(0, 9),), (Span(8, 20),), True),
        ("evidence", (Span(0, 9),), (Span(9, 20),), False),
        ("title_evidence", True, True, True),
    ],
)  # fmt: skip
def test_when_a_field_is_right(field: str, gold: Any, predicted: Any, right: bool | None) -> None:
    found = fields_right(claim(**{field: gold}), claim(**{field: predicted}))
    assert found.get(field.removeprefix("title_")) is right


def test_ties_go_to_the_pairs_with_more_right_fields() -> None:
    golds = [claim(modality=Modality.PLANNED), claim(modality=Modality.ASSERTED)]
    assert pair(golds, golds[::-1]) == [(0, 1, FULL), (1, 0, FULL)]


def test_ties_then_go_by_order_of_evidence() -> None:
    spans = [(Span(0, 5),), (Span(10, 15),), (Span(20, 25),)]
    golds = [claim(evidence=span) for span in spans]
    predicted = [claim(evidence=(Span(100 + i, 101 + i),)) for i in range(3)]
    assert pair(golds, predicted) == [(0, 0, FULL), (1, 1, FULL), (2, 2, FULL)]


def test_a_full_match_goes_before_right_fields_and_a_half_match_before_none() -> None:
    golds = [claim(kind=Kind.MERGER, object="Orbit", speaker="Lee")]
    half = claim(kind=Kind.ACQUISITION, object="Orbit", speaker="Lee")
    full = claim(kind=Kind.MERGER, object="Orbit", speaker="Ames")
    assert pair(golds, [half, full]) == [(0, 1, FULL)]
    assert pair(golds, [half]) == [(0, 0, HALF)]
