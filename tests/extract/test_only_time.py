"""The one time of a sentence belongs to its main act, unless it tells when something was said."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import kg.extract
from kg.language import load
from kg.model import Article, TimeSpan

MONDAY = dt.date(2020, 5, 11)


@cache
def pipeline() -> tuple[object, kg.extract.Extractor]:
    return load(), kg.extract.load()


def time_of(text: str) -> TimeSpan | None:
    analyser, extractor = pipeline()
    article = Article(id="x", title="", text=text, date=dt.date(2020, 5, 13))
    claims = kg.extract.analyse(article, analyser, extractor).claims  # type: ignore[arg-type]
    assert len(claims) == 1, claims
    return claims[0].time


@pytest.mark.parametrize(
    "text",
    [
        "Monday, Leeds-based Acme Motors bought Zenith Batteries.",
        "Acme Motors on Monday bought Zenith Batteries.",
        "Acme Motors bought Zenith Batteries, a maker of cells, on Monday.",
    ],
)
def test_a_weekday_dates_the_deal(text: str) -> None:
    assert time_of(text) == TimeSpan(earliest=MONDAY, latest=MONDAY)


def test_when_it_was_said_is_not_when_it_happens() -> None:
    assert time_of("Acme Motors said on Monday that it will buy Zenith Batteries.") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Motors merged with Zenith Batteries in 1994.", "1994-01-01/1994-12-31"),
        ("In 2001, Acme Motors went bankrupt.", "2001-01-01/2001-12-31"),
        ("Acme Motors reported a loss of $5 million last year.", "2019-01-01/2019-12-31"),
        ("In a deal announced on Monday, Acme Motors bought Zenith Batteries.", "2020-05-11/"),
    ],
)
def test_the_time_of_the_act_is_found_where_it_stands(text: str, expected: str) -> None:
    found = time_of(text)
    assert found is not None
    assert f"{found.earliest}/{found.latest}".startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors bought Zenith Batteries for the first time in ten years.",
        "Acme Motors, the maker of the 2019 Comet, bought Zenith Batteries.",
        "Acme Motors tried to buy Zenith Batteries, but in June it rained.",
    ],
)
def test_a_time_of_something_else_is_not_taken(text: str) -> None:
    assert time_of(text) is None
