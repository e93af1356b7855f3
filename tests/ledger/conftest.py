"""A small graph about a car that was promised, moved, denied and built, for `kg.ledger`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kg.graph import ClaimRow, rows_from_claims
from kg.ledger import Book, make_book
from kg.model import Article, Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan

DAYS = {"one": dt.date(2020, 1, 1), "two": dt.date(2021, 1, 1), "three": dt.date(2022, 6, 1)}
TEXT = "Acme will launch an electric car. " * 3


def year(number: int) -> TimeSpan:
    return TimeSpan(earliest=dt.date(number, 1, 1), latest=dt.date(number, 12, 31))


def say(article: str, kind: Kind, **more: Any) -> Claim:
    fields: dict[str, Any] = {
        "subject": "Acme",
        "subject_type": "COMPANY",
        "object": "electric car",
        "evidence": (Span(0, 33),),
    }
    return Claim(article=article, kind=kind, **{**fields, **more})


CLAIMS = (
    say("one", Kind.ROLE, subject="Ann Lee", subject_type="PERSON", object="Acme",
        object_type="COMPANY", role="chief executive"),
    say("one", Kind.PRODUCT, action="launches", modality=Modality.PLANNED, time=year(2021),
        speaker="Ann Lee", speaker_type="PERSON"),
    say("two", Kind.PRODUCT, action="launches", modality=Modality.PLANNED, time=year(2022)),
    say("three", Kind.PRODUCT, action="launches", time=TimeSpan(earliest=dt.date(2022, 5, 1), latest=dt.date(2022, 5, 1))),
    say("two", Kind.ACQUISITION, object="Brio", object_type="COMPANY", modality=Modality.REPORTED,
        amount=Quantity(value=Decimal(5), unit="USD"), speaker="sources", speaker_type="UNNAMED",
        relayed_by=("Reuters",)),
    say("three", Kind.ACQUISITION, object="Brio", object_type="COMPANY", modality=Modality.DENIED,
        speaker="Acme", speaker_type="COMPANY"),
    say("three", Kind.ACQUISITION, object="Brio", object_type="COMPANY", modality=Modality.REPORTED,
        amount=Quantity(value=Decimal(7), unit="USD"), speaker="Zenith Bank", speaker_type="COMPANY"),
    say("three", Kind.ACQUISITION, object="Cato", object_type="COMPANY", polarity=Polarity.NEGATED,
        modality=Modality.PLANNED),
)  # fmt: skip


@pytest.fixture(scope="session")
def articles() -> dict[str, Article]:
    return {
        name: Article(
            id=name, title=f"{name} of Acme", text=TEXT, date=day, publisher=f"Paper {name}"
        )
        for name, day in DAYS.items()
    }


@pytest.fixture(scope="session")
def rows(articles: dict[str, Article]) -> list[ClaimRow]:
    return list(rows_from_claims(CLAIMS, articles))


@pytest.fixture(scope="session")
def book(rows: list[ClaimRow]) -> Book:
    return make_book(rows)
