"""Marks stand on the words that a claim was read from, and never overlap."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.explain.frames import FrameInfo, forms, frame_info
from kg.explain.marks import PARTS, bracketed, marked
from kg.model import Claim, Kind, Quantity, TimeSpan

QUOTE = "Acme will start making electric cars for $3 billion by 2025, its chief Ann Lee said."


def _claim(**fields: Any) -> Claim:
    base: dict[str, Any] = {"article": "a", "kind": Kind.TARGET, "subject": "Acme Motors Inc."}
    return Claim(**{**base, **fields})


def _found(claim: Claim, quote: str = QUOTE) -> dict[str, tuple[str, str | None]]:
    return {m.part: (quote[m.start : m.end], m.stands_for) for m in marked(claim, quote)}


def test_every_part_is_marked() -> None:
    claim = _claim(
        object="making its electric cars",
        amount=Quantity(value=Decimal(3_000_000_000), unit="USD"),
        time=TimeSpan(latest=dt.date(2025, 12, 31), words="by 2025"),
        speaker="Ann Lee",
        found_by="Target/start-production",
    )
    assert _found(claim) == {
        "subject": ("Acme", "Acme Motors Inc."),
        "object": ("making electric cars", None),
        "amount": ("$3 billion", None),
        "time": ("by 2025", None),
        "speaker": ("Ann Lee", None),
        "trigger": ("start", None),
    }
    text = bracketed(QUOTE, marked(claim, QUOTE))
    assert text.startswith("[subject: Acme] will [trigger: start] [object: making electric cars]")


def test_a_pronoun_stands_for_a_name_told_before() -> None:
    quote = "It bought Brio."
    found = _found(_claim(kind=Kind.ACQUISITION, object="Brio", object_type="COMPANY"), quote)
    assert found["subject"] == ("It", "Acme Motors Inc.")
    assert found["object"] == ("Brio", None)


def test_a_company_is_no_he() -> None:
    assert "subject" not in _found(_claim(), "He bought Brio.")
    person = _claim(kind=Kind.ROLE, subject="Bob Day", subject_type="PERSON")
    assert _found(person, "He leads Brio.")["subject"] == ("He", "Bob Day")


def test_a_fall_is_found_by_its_size() -> None:
    claim = _claim(kind=Kind.MARKET_MOVE, amount=Quantity(value=Decimal("-4.5"), unit="percent"))
    assert _found(claim, "Shares of Acme fell 4.5%.")["amount"] == ("4.5%", None)


def test_half_of_the_words_of_a_description_must_be_there() -> None:
    claim = _claim(object="a plant for batteries in Spain")
    assert "object" not in _found(claim, "Acme hopes for sales in Spain.")
    assert _found(claim, "Acme has a plant in Spain")["object"] == ("plant in Spain", None)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    st.text("Acme Brio it 5%.", max_size=40),
    st.sampled_from(["Acme", "Brio Acme", "it", "("]),
    st.sampled_from([None, "Brio it", "Acme ("]),
)
def test_marks_are_in_order_and_apart(quote: str, subject: str, object_: str | None) -> None:
    claim = _claim(subject=subject, object=object_, speaker="Brio",
                   amount=Quantity(value=Decimal(5), unit="percent"))  # fmt: skip
    found = marked(claim, quote)
    assert all(0 <= mark.start < mark.end <= len(quote) for mark in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {mark.part for mark in found} <= set(PARTS)
    plain = bracketed(quote, found)
    for part in PARTS:
        plain = plain.replace(f"[{part}: ", "")
    assert plain.replace("]", "") == quote.replace("]", "")


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("buy", "bought"), ("plan", "planned"), ("merge", "merging"), ("carry", "carried"),
     ("launch", "launches"), ("set", "setting"), ("target", "targets")],
)  # fmt: skip
def test_forms_of_words(lemma: str, form: str) -> None:
    assert form in forms(lemma)


def test_a_frame_is_told_by_its_comment() -> None:
    found = frame_info("Target/must")
    assert isinstance(found, FrameInfo)
    assert found.file == "kg/extract/frames/target.toml"
    assert found.says.startswith('"by 2025 its car has to be ready"')
    assert "must" in found.lemmas
    assert frame_info("model 1") is None


def test_a_frame_for_every_word_is_known_by_the_word_above() -> None:
    found = frame_info("Target/is-to")
    assert found is not None
    assert "be" in found.lemmas
    assert "*" not in found.lemmas
