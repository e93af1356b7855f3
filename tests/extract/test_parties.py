"""Who takes part in a claim: never an agency, an outlet that is cited, or whom a quote names."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

import kg.extract
from kg.language import load
from kg.model import Article, Claim, Kind


@cache
def pipeline() -> tuple[object, kg.extract.Extractor]:
    return load(), kg.extract.load()


def claims_of(text: str, kind: Kind) -> list[Claim]:
    analyser, extractor = pipeline()
    article = Article(id="x", title="", text=text, date=dt.date(2020, 5, 13))
    found = kg.extract.analyse(article, analyser, extractor).claims  # type: ignore[arg-type]
    return [claim for claim in found if claim.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, March 5 (Metro Wire) - Brellan Foods Plc said it had agreed to buy Nuvia SA.",
        "LONDON (Reuters) - Brellan Foods Plc will buy Nuvia SA.",
    ],
)
def test_an_agency_takes_no_part_in_what_it_reports(text: str) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert [(c.subject, c.object) for c in found] == [("Brellan Foods Plc", "Nuvia SA")]


def test_a_dateline_hides_no_plan() -> None:
    text = (
        "COLUMBUS, Ohio, June 30, 2025 - Helix Robotics Inc plans to invest $800 million in "
        "a plant and to hire 1,200 workers."
    )
    assert [c.subject for c in claims_of(text, Kind.INVESTMENT)] == ["Helix Robotics Inc"]
    assert [c.subject for c in claims_of(text, Kind.HIRING)] == ["Helix Robotics Inc"]
