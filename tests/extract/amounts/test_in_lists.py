"""Numbers of a list whose last one alone says what they count."""

from __future__ import annotations

import pytest

from kg.extract.amounts import find_amounts


def _told(text: str) -> list[tuple[str, str | None]]:
    return [(f"{m.quantity.value:f}", m.quantity.unit) for m in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will cut 500 and 300 jobs.", [("500", "people"), ("300", "people")]),
        ("They will hire 5,000 and 3,000 people.", [("5000", "people"), ("3000", "people")]),
        ("Sales rose 5 and 7 percent.", [("5", "percent"), ("7", "percent")]),
        ("They paid $5 and $7 million.", [("5000000", "USD"), ("7000000", "USD")]),
        (
            "They paid 5, 7 and 9 million euros.",
            [("5000000", "EUR"), ("7000000", "EUR"), ("9000000", "EUR")],
        ),
        (
            "Stakes of 5, 10, and 20 percent.",
            [("5", "percent"), ("10", "percent"), ("20", "percent")],
        ),
        ("A rise of 1.5 and 2.5 percent.", [("1.5", "percent"), ("2.5", "percent")]),
    ],
)
def test_a_list_counts_the_same(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They paid $500 and $2 million.", [("500", "USD"), ("2000000", "USD")]),
        ("They paid $500,000 and $2 million.", [("500000", "USD"), ("2000000", "USD")]),
        ("It was told on May 5 and 300 jobs went.", [("300", "people")]),
        ("In 2008 and 9 percent in all.", [("9", "percent")]),
        ("It dropped Windows 7 and 300 jobs.", [("300", "people")]),
    ],
)
def test_no_list(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert _told(text) == expected
