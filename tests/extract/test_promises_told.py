"""What a text says became of promises: kept, missed, taken back, and what it does not say."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import kg.extract
from kg.extract import promises
from kg.language import Analyser, load
from kg.model import Article, Claim, Kind

DATE = dt.date(2021, 1, 14)


@cache
def pipeline() -> tuple[Analyser, kg.extract.Extractor]:
    return load(), kg.extract.load()


def claims(text: str) -> tuple[Claim, ...]:
    analyser, extractor = pipeline()
    article = Article(id="x", title="", text=text, date=DATE)
    return kg.extract.analyse(article, analyser, extractor).claims


def verdicts(text: str) -> list[tuple[str, str | None, str]]:
    """The subject, object and polarity of the claims that tell how a promise came out."""
    return [
        (c.subject, c.object, c.polarity.value)
        for c in claims(text)
        if c.kind is Kind.TARGET and c.modality.value == "asserted"
    ]


def taken_back(text: str) -> list[tuple[str, str | None]]:
    return [
        (c.subject, c.object)
        for c in claims(text)
        if c.kind is Kind.TARGET and c.modality.value == "planned" and c.polarity.value == "negated"
    ]


@pytest.mark.parametrize(
    ("text", "subject", "aim"),
    [
        ("Acme Motors has kept its word.", "Acme Motors", None),
        ("Polar Foods met its own deadline.", "Polar Foods", None),
        ("Orbit Air lived up to its promise.", "Orbit Air", None),
        ("With that opening Polar Foods has made good on that.", "Polar Foods", None),
        ("Orbit Air has honoured its commitment to cut emissions.", "Orbit Air", "cut emissions"),
        (
            "Zenith Labs fulfilled its promise of a daily bus to Oslo.",
            "Zenith Labs",
            "daily bus to Oslo",
        ),
        (
            "Jane Doe, the chief executive of Zenith Bank, has kept the promise of October 2019.",
            "Zenith Bank",
            None,
        ),
        ("Orbit Steel managed to meet its goal of 40 mills.", "Orbit Steel", "40 mills"),
    ],
)
def test_a_promise_that_was_kept(text: str, subject: str, aim: str | None) -> None:
    assert verdicts(text) == [(subject, aim, "affirmed")]


@pytest.mark.parametrize(
    ("text", "subject", "aim"),
    [
        ("Acme Motors did not keep its promise.", "Acme Motors", None),
        ("Polar Foods missed its target of 500 shops.", "Polar Foods", "500 shops"),
        ("Orbit Air failed to reach its goal of 9 million guests.", "Orbit Air", None),
        (
            "Acme Motors broke its promise to build a plant in Leeds.",
            "Acme Motors",
            "build a plant in Leeds",
        ),
        ("The promise of Zenith Bank was not kept.", "Zenith Bank", None),
        (
            "Polar Hotels fell short of its goal of 90 hotels in 2020.",
            "Polar Hotels",
            "90 hotels",
        ),
        (
            "Zenith Phones wants a watch. The year 2019 passed without a Zenith Phones watch.",
            "Zenith Phones",
            "Zenith Phones watch",
        ),
    ],
)
def test_a_promise_that_was_not_kept(text: str, subject: str, aim: str | None) -> None:
    [(who, what, polarity)] = verdicts(text)
    assert (who, polarity) == (subject, "negated")
    assert aim is None or what == aim


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors will keep its promise, Jane Doe said.",
        "Acme Motors was on track to meet its goal.",
        "Acme Motors must meet its deadline.",
        "Acme Motors met the regulator on Monday.",
        "Acme Motors met analysts' targets.",
        "Acme Motors missed the last train to Leeds.",
        "Prices rose as Acme Motors announced cuts.",
        "Orbit Air will open its route to Oslo in May, as planned.",
        "The awards of Orbit Air can go ahead as scheduled.",
        "Jane Doe accused Acme Motors of breaking promises.",
    ],
)
def test_what_is_no_verdict(text: str) -> None:
    assert verdicts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme Motors' plan for a van is void.", [("Acme Motors", "van")]),
        ("Two older promises of Acme Motors have lost their meaning.", [("Acme Motors", None)]),
        (
            "Two promises of Acme Motors have lost their meaning: a plant in Spain and 500 jobs.",
            [("Acme Motors", "500 jobs"), ("Acme Motors", "plant in Spain")],
        ),
        ("Polar Foods dropped its goal of 30 shops.", [("Polar Foods", "30 shops")]),
        ("Polar Foods has not dropped its goal of 30 shops.", []),
        ("Polar Foods stands by its goal of 30 shops.", []),
    ],
)
def test_a_goal_that_is_taken_back(text: str, found: list[tuple[str, str | None]]) -> None:
    assert taken_back(text) == found


def test_a_goal_is_there_whether_it_was_met_or_not() -> None:
    goals = [
        c.polarity.value
        for c in claims("Acme Motors failed to meet its goal of 50,000 vans.")
        if c.modality.value == "targeted"
    ]
    assert goals == ["affirmed"]


def test_as_planned_stands_beside_the_act_it_is_said_of() -> None:
    analyser, _ = pipeline()
    doc = analyser("Orbit Air opened the lounge in May, as its chairman had planned.")
    opened = next(t for t in doc if t.text == "opened")
    assert [t.text for t in promises.as_told(opened)] == ["planned"]
    doc = analyser("Shares rose as Orbit Air announced cuts.")
    assert promises.as_told(next(t for t in doc if t.text == "rose")) == []
