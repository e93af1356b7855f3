"""Labels that pages set above a story, told from the names that begin with the same words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.label import label
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def first(text: str) -> str:
    return text[slice(*(label(text) or (0, 0)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Economy and business Acme said it grew.", "Economy and business"),
        ("Crime and law Two men were held.", "Crime and law"),
        ("right Acme grew.", "right"),
        ("__NOTOC__ The board of Acme met.", "__NOTOC__"),
        ("publish Archive-unreviewed Acme grew.", "publish Archive-unreviewed"),
        ("New Jersey infobox The owner of Acme was held.", "New Jersey infobox"),
        ("2008-09 financial crisis Acme cut jobs.", "2008-09 financial crisis"),
        ("Canadian news Acme grew.", "Canadian news"),
        ("__NOTOC__ Turkey In Izmir 80 workers met.", "__NOTOC__ Turkey"),
        ("Canada Two of the largest firms merge.", "Canada"),
        ("India India's economy grew.", "India"),
        ("Aviation Acme Air grew. It flies to Leeds, and Acme pays.", "Aviation"),
        ("UPDATE 2-Acme to buy Zenith", "UPDATE 2-"),
        ("BRIEF-Acme buys Zenith", "BRIEF-"),
        ("EXCLUSIVE – Acme buys Zenith", ""),
        ("BRIEF notes on Acme", ""),
        # Names and sentences that begin with the same words.
        ("Business leaders met.", ""),
        ("right-wing groups met.", ""),
        ("Health Canada said so.", ""),
        ("China Mobile grew. China Mobile is large; Mobile is no name.", ""),
        ("World Bank officials met.", ""),
        ("New Zealand grew.", ""),
        ("The business of Acme grew.", ""),
        ("", ""),
    ],
)
def test_labels_and_names(text: str, found: str) -> None:
    assert first(text) == found


@given(st.lists(st.sampled_from(["Business", "China", "The", "Acme", "news", "right", " ", "\n"])))
def test_a_label_is_what_a_text_begins_with(words: list[str]) -> None:
    text = " ".join(words)
    found = label(text)
    if found is not None:
        start, end = found
        assert text[start] != " "
        assert not text[:start].strip()
        assert text[end : end + 1].isspace()


def test_a_label_is_no_part_of_a_name(claims_of: ClaimsOf) -> None:
    text = "Canada Westline Air will cut 300 jobs, it said. Westline has 3,000 employees."
    (claim,) = claims_of(text, Kind.LAYOFF)
    assert (claim.subject, claim.speaker) == ("Westline Air", "Westline Air")
    assert text[claim.evidence[0].start : claim.evidence[0].end].startswith("Westline")
