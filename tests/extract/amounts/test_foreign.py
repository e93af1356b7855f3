"""Sums as papers of other languages write them: marks, magnitudes and signs of several lands."""

from __future__ import annotations

import pytest

from kg.extract.amounts import find_amounts


def _read(text: str) -> list[tuple[str, str, str | None]]:
    return [(m.words, str(m.quantity.value), m.quantity.unit) for m in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("Swedish Acme paid kr 3.4bn.", "kr 3.4bn", "3400000000", "SEK"),
        ("Norway's Acme paid kr. 3,400 million.", "kr. 3,400 million", "3400000000", "NOK"),
        ("Norway's Acme paid 450 mill. kroner.", "450 mill. kroner", "450000000", "NOK"),
        ("Danish Acme paid 3,4 mia. kr. for it.", "3,4 mia. kr", "3400000000", "DKK"),
        ("Mexico's Acme paid Ps. 3,200 million.", "Ps. 3,200 million", "3200000000", "MXN"),
        ("Swiss Acme paid Fr. 45 million.", "Fr. 45 million", "45000000", "CHF"),
        (
            "Mexico's Acme paid 12 mil millones de pesos.",
            "12 mil millones de pesos",
            "12000000000",
            "MXN",
        ),
    ],
)
def test_signs_and_names_that_lands_share(text: str, words: str, value: str, unit: str) -> None:
    assert _read(text) == [(words, value, unit)]


def test_a_shared_sign_without_a_land_has_no_currency() -> None:
    assert all(unit is None for _, _, unit in _read("Acme will invest kr 3.4bn."))


def test_three_digits_follow_the_mark_of_the_text() -> None:
    dotted = _read("Sales were 1.2 Mrd. Euro and debt 1.250 Mrd. Euro.")
    assert [value for _, value, _ in dotted] == ["1200000000", "1250000000"]
    comma = _read("Sales were 3,2 Mrd. Euro and debt 3,125 Mrd. Euro.")
    assert [value for _, value, _ in comma] == ["3200000000", "3125000000"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It let 450 mill workers go.", [("450 mill workers", "450", "people")]),
        ("Of its shares 2 million of Euro Lund's stock are sold.", []),
        ("It paid RM 45 and left.", []),
        ("It made 1.250 tonnes.", [("1.250 tonnes", "1.25", "tonnes")]),
        ("It paid $5. Mio Lund left.", [("$5", "5", "USD")]),
        ("It is 5'10\" long.", []),
    ],
)
def test_plain_english_stays_what_it_is(
    text: str, found: list[tuple[str, str, str | None]]
) -> None:
    assert [row for row in _read(text) if row[2]] == found
