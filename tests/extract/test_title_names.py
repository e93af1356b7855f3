"""Capitals mark no names in a headline in title case: the body tells who and what they are."""

from __future__ import annotations

import pytest

import kg.extract
from kg.language import load
from kg.model import Article


def _told(title: str, text: str) -> kg.extract.Extraction:
    return kg.extract.analyse(Article(id="x", title=title, text=text), load(), kg.extract.load())


@pytest.mark.parametrize(
    ("title", "text", "label"),
    [
        (
            "Orbiline Names Marek Dorn Chief Executive",
            "Orbiline has appointed Marek Dorn as its chief executive officer.",
            "PERSON",
        ),
        (
            "Vosker Names Lena Holt Chief Executive",
            "Lena Holt, finance director of Halvex, will lead Vosker from May.",
            "PERSON",
        ),
        (
            "Vosker Buys Lena Holt for $30 Million",
            "Vosker has bought Lena Holt, the clothing chain, for $30 million.",
            "COMPANY",
        ),
    ],
)
def test_a_firm_of_a_headline_is_a_person_with_a_post_below(
    title: str, text: str, label: str
) -> None:
    found = _told(title, text).mentions
    assert {m.label for m in found if m.text in ("Marek Dorn", "Lena Holt")} == {label}
