"""What sentences tell of a plan beside its fields: who tells it, and of which day its time is."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.matters.marks import (
    FINISHED,
    LATE,
    LOOKS_AHEAD,
    LOOKS_BACK,
    PART_OF,
    TOLD_THEN,
    UNNAMED,
    deeds_in,
    heard_of,
    looks_back,
    names_nobody,
    speaks_of,
    told_then,
)
from kg.model import Claim, Kind, Modality, TimeSpan

DAY = dt.date(2024, 5, 15)


def plan(words: str | None = None, **more: object) -> Claim:
    time = TimeSpan(earliest=DAY, latest=DAY, words=words) if words else None
    fields = {"modality": Modality.PLANNED, "time": time, **more}
    return Claim(article="a", kind=Kind.ACQUISITION, subject="Acme", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "People familiar with the matter said Acme plans to buy Brio.",
        "Acme plans to buy Brio, two people briefed on the talks said on Monday.",
        "Acme plans to buy Brio, according to a person with direct knowledge of it.",
        "Acme will buy Brio, sources say",
        "Reuters reported, citing unnamed sources, that Acme plans to buy Brio.",
        "“Acme wants to grow.” Some people close to the firm expect it to buy Brio.",
    ],
)
def test_a_sentence_has_its_plan_from_nobody_with_a_name(text: str) -> None:
    assert names_nobody(text)
    assert UNNAMED in speaks_of(plan(), [text])


@pytest.mark.parametrize(
    "text",
    [
        "Acme plans to buy Brio, its chief executive said.",
        "Acme plans a service for people familiar with its cars.",
        "Acme plans to buy Brio, but people familiar with the matter doubt it.",
        "Acme will buy open source firms.",
        "According to Acme, people will buy more.",
    ],
)
def test_other_sentences_do_not(text: str) -> None:
    assert not names_nobody(text)
    assert UNNAMED not in speaks_of(plan(), [text])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Under the deal announced", True),
        ("Under the pact that both signed late", True),
        ("In a filing", True),
        ("When it unveiled the car", True),
        ("The car will be unveiled", False),
        ("It said that it will sell the plant", False),
        ("It announced plans to sell the plant", False),
        ("Acme will buy Brio", False),
        ("", False),
    ],
)
def test_a_time_is_that_of_telling_or_that_of_what_is_told(before: str, expected: bool) -> None:
    assert told_then(before) is expected


def test_marks_are_of_plans_and_a_day_is_of_its_own_claim() -> None:
    text = "Under the deal announced on Wednesday, Acme will buy Brio."
    assert f"{TOLD_THEN}on Wednesday" in speaks_of(plan("on Wednesday"), [text])
    assert not any(mark.startswith(TOLD_THEN) for mark in speaks_of(plan("in May"), [text]))
    assert not heard_of(plan("in May"), f"{TOLD_THEN}on Wednesday")
    assert speaks_of(plan("on Wednesday", modality=Modality.ASSERTED), [text]) == frozenset()
    named = plan(speaker="Ann Lee", speaker_type="PERSON")
    assert UNNAMED not in speaks_of(named, ["Sources said Acme will buy Brio."])
    # Where one of two mentions of the day is no day of telling, the plan may be due then.
    twice = f"{text} It will pay on Wednesday."
    assert not any(mark.startswith(TOLD_THEN) for mark in speaks_of(plan("on Wednesday"), [twice]))


def test_a_sentence_looks_back_or_ahead() -> None:
    assert looks_back("Acme, which wanted to sell cars from 2018, has none.")
    assert looks_back("The plant was to open in May.")
    assert not looks_back("Acme agreed a plan last month to sell cars.")
    back, ahead = "Acme had hoped to sell cars in May.", "Acme will sell cars in May."
    assert speaks_of(plan("in May"), [back, ahead]) == {LOOKS_BACK, LOOKS_AHEAD}
    assert speaks_of(plan(), [back]) == {LOOKS_BACK}
    assert speaks_of(plan(), [ahead]) == frozenset()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Acme has completed its wind farm.", {FINISHED}),
        ("Acme has built 12 of the 20 turbines.", {FINISHED, f"{PART_OF}20"}),
        ("Acme opened its brewery on Friday, fifteen months later than planned.", {LATE}),
        ("The mill was inaugurated on Monday, a year late.", {FINISHED, LATE}),
        ("Acme opened the line after long delays.", {LATE}),
        ("Acme is building a wind farm.", set()),
        ("A car built in Leeds was late last year.", set()),
        ("Acme opened the plant two months later.", set()),
    ],
)
def test_a_sentence_tells_that_a_work_is_over_or_late(text: str, marks: set[str]) -> None:
    assert set(deeds_in(text)) == marks
    assert speaks_of(plan(modality=Modality.ASSERTED), [text]) == marks
    assert not speaks_of(plan(), [text]) & {FINISHED, LATE}
