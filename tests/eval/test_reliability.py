"""How far beliefs can be believed."""

from __future__ import annotations

import random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.eval import score
from kg.eval.reliability import bins, chance_error, expected_error, plot
from kg.model import Claim, Kind


def claim(number: int, confidence: float) -> Claim:
    return Claim(
        article="a",
        kind=Kind.INSOLVENCY,
        subject=f"Firm{number} Zeta{number}",
        confidence=confidence,
    )


def test_claims_that_are_right_as_often_as_they_say_have_no_error() -> None:
    found = [claim(n, 0.75) for n in range(4)]
    pairs = score(found[:3], found).pairs
    assert expected_error(found, pairs) == pytest.approx(0.0)


def test_the_error_is_the_distance_weighted_by_the_number_of_claims() -> None:
    sure, unsure = [claim(n, 0.95) for n in range(3)], [claim(9, 0.15)]
    pairs = score(sure[:1], [*sure, *unsure]).pairs
    expected = (3 * abs(0.95 - 1 / 3) + 0.15) / 4
    assert expected_error([*sure, *unsure], pairs) == pytest.approx(expected)


def test_a_confidence_of_one_is_in_the_last_class() -> None:
    assert [b.count for b in bins([claim(1, 1.0), claim(2, 0.93)], [])] == [2]


def test_nothing_found_is_no_error() -> None:
    assert bins([], []) == []
    assert expected_error([], []) == 0


def test_beliefs_that_hold_have_the_error_that_chance_gives() -> None:
    beliefs = [0.05, 0.31, 0.36, 0.38, 0.72, 0.78, 1.0]
    found = [claim(n, belief) for n, belief in enumerate(beliefs)]
    draw, errors = random.Random(7), []  # noqa: S311
    for _ in range(600):
        gold = [c for c in found if draw.random() < c.confidence]
        errors.append(expected_error(found, score(gold, found).pairs))
    assert chance_error(found) == pytest.approx(sum(errors) / len(errors), abs=0.01)
    assert chance_error([]) == 0


@given(st.lists(st.floats(0, 1), max_size=12))
@settings(derandomize=True, deadline=None, max_examples=30)
def test_classes_hold_every_claim_once_and_the_plot_is_well_formed(beliefs: list[float]) -> None:
    found = [claim(n, belief) for n, belief in enumerate(beliefs)]
    made = bins(found, score(found[::2], found).pairs)
    assert sum(b.count for b in made) == len(found)
    assert 0 <= expected_error(found, []) <= 1
    drawn = ET.fromstring(plot(made))  # noqa: S314 - our own
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == len(made)
