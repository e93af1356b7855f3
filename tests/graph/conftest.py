"""A small invented world: three articles about companies that do not exist."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kg.graph import ClaimRow, rows_from_claims
from kg.model import Article, Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan

ARTICLES = {
    "north": Article(
        id="north",
        title="Norvik buys Brio",
        text="Norvik has bought Brio for $3 billion. Its chief executive is Ann Lee.",
        date=dt.date(2020, 3, 1),
        url="https://news.example/norvik",
        publisher="Example News",
    ),
    "south": Article(
        id="south",
        title="Brio plans a plant",
        text="Brio will build a plant with Cetus by 2025, Ann Lee said. Dorn may sue Cetus.",
        date=dt.date(2021, 6, 15),
        publisher="Other Paper",
    ),
    "undated": Article(
        id="undated", title="Notes", text="Dorn is said to own Elba. Elba denies it."
    ),
}


def _claim(article: str, start: int, end: int, kind: Kind, subject: str, **fields: object) -> Claim:
    types = {"subject_type": "COMPANY", "object_type": "COMPANY"}
    return Claim(
        article=article,
        kind=kind,
        subject=subject,
        evidence=(Span(start, end),),
        **{**types, **fields},  # type: ignore[arg-type]
    )


@pytest.fixture
def claims() -> list[Claim]:
    return [
        _claim(
            "north",
            0,
            38,
            Kind.ACQUISITION,
            "Norvik",
            object="Brio",
            amount=Quantity(value=Decimal(3_000_000_000), unit="USD"),
            title_evidence=True,
        ),
        _claim(
            "north",
            39,
            70,
            Kind.ROLE,
            "Ann Lee",
            object="Norvik",
            role="chief executive",
            subject_type="PERSON",
        ),
        _claim(
            "south",
            0,
            57,
            Kind.PARTNERSHIP,
            "Brio",
            object="Cetus",
            modality=Modality.PLANNED,
            speaker="Ann Lee",
            speaker_type="PERSON",
            relayed_by=("Wire",),
            time=TimeSpan(latest=dt.date(2025, 12, 31)),
        ),
        _claim(
            "south",
            0,
            57,
            Kind.TARGET,
            "Brio",
            object="a plant",
            object_type=None,
            modality=Modality.PLANNED,
        ),
        _claim(
            "south",
            58,
            77,
            Kind.LEGAL,
            "Dorn",
            object="Cetus",
            action="sues",
            modality=Modality.HYPOTHETICAL,
        ),
        _claim(
            "undated",
            0,
            25,
            Kind.OWNERSHIP,
            "Dorn",
            object="Elba",
            modality=Modality.RUMOURED,
            confidence=0.4,
        ),
        _claim(
            "undated",
            26,
            41,
            Kind.OWNERSHIP,
            "Dorn",
            object="Elba",
            polarity=Polarity.NEGATED,
            speaker="Elba",
            speaker_type="COMPANY",
        ),
        _claim("undated", 0, 25, Kind.MARKET_MOVE, "Elba", object_type=None, confidence=0.9),
    ]


@pytest.fixture
def articles() -> dict[str, Article]:
    return ARTICLES


@pytest.fixture
def rows(claims: list[Claim]) -> list[ClaimRow]:
    return list(rows_from_claims(claims, ARTICLES))
