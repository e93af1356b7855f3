"""Articles, claims and a small graph made by hand, for all tests of `kg.rdf`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg import iri
from kg.model import Article, Claim, Entity, Kind, Modality, Polarity, Quantity, Span, TimeSpan
from kg.rdf.emit import article_quads
from kg.rdf.facts import shared_quads
from kg.rdf.store import build_index
from kg.resolve.model import ENTITY_CLASSES
from kg.resolve.names import name_key


class ByName:
    """A resolver that joins names with one key, as the real one does at least."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self.found: dict[tuple[str, str], set[str]] = {}
        for claim in claims:
            for name, label in (
                (claim.subject, claim.subject_type),
                (claim.object, claim.object_type),
                (claim.speaker, claim.speaker_type),
            ):
                if name and label and label in ENTITY_CLASSES:
                    self._key(name, label)

    def _key(self, name: str, label: str) -> tuple[str, str]:
        key = ENTITY_CLASSES[label], name_key(label, name)
        self.found.setdefault(key, set()).add(name)
        return key

    def _entity(self, key: tuple[str, str]) -> Entity:
        names = tuple(sorted(self.found[key]))
        return Entity(
            iri=iri.entity_iri(key[0], key[1], [key[1]]),
            type=key[0],
            label=min(names, key=lambda name: (len(name), name)),
            names=names,
            key=key[1],
        )

    def entity(self, article_id: str, name: str, type: str | None) -> Entity | None:  # noqa: A002
        del article_id
        if type not in ENTITY_CLASSES:
            return None
        return self._entity(self._key(name, type or ""))

    @property
    def entities(self) -> list[Entity]:
        return [self._entity(key) for key in sorted(self.found)]


def lines_of(
    articles: Iterable[tuple[Article, list[Claim]]], version: str = "kg 0.1.0 test"
) -> list[str]:
    """Return the whole canonical graph of some articles."""
    listed = list(articles)
    claims = [claim for _, found in listed for claim in found]
    resolver = ByName(claims)
    lines: list[str] = []
    for article, found in listed:
        lines += article_quads(article, found, resolver, version)
    dates = {article.id: article.date for article, _ in listed}
    lines += shared_quads(claims, dates, resolver, resolver.entities)
    return sorted(set(lines))


TEXT = (
    "Acme boss Ann Lee said the company will start mass production of electric cars by 2025. "
    "Acme bought Brio for $3.4 billion. Acme may buy Cato, Reuters said, citing sources."
)


def _one() -> tuple[Article, list[Claim]]:
    article = Article(
        id="one", title="Acme aims at 2025", text=TEXT, date=dt.date(2021, 10, 20),
        url="https://news.example/one", publisher="Example News", language="en",
    )  # fmt: skip
    first, second, third = Span(0, 87), Span(88, 122), Span(123, len(TEXT))
    ann: dict[str, Any] = {"subject": "Ann Lee", "subject_type": "PERSON"}
    acme: dict[str, Any] = {"subject": "Acme", "subject_type": "COMPANY", "article": "one"}
    claims = [
        Claim(article="one", kind=Kind.ROLE, **ann, object="Acme", object_type="COMPANY",
              role="chief executive officer", evidence=(first,), confidence=0.93, found_by="role"),
        Claim(kind=Kind.TARGET, **acme, object="mass production of electric cars",
              time=TimeSpan(latest=dt.date(2025, 12, 31), words="by 2025"),
              modality=Modality.PLANNED, speaker="Ann Lee", speaker_type="PERSON",
              evidence=(first,), title_evidence=True, confidence=0.9, found_by="target"),
        Claim(kind=Kind.ACQUISITION, **acme, object="Brio", object_type="COMPANY",
              amount=Quantity(value=Decimal(3400000000), unit="USD"), evidence=(second,),
              confidence=0.95, found_by="acquisition"),
        Claim(kind=Kind.ACQUISITION, **acme, object="Cato", object_type="COMPANY",
              modality=Modality.RUMOURED, speaker="sources", speaker_type="UNNAMED",
              relayed_by=("Reuters",), evidence=(third,), confidence=0.7, found_by="acquisition"),
        Claim(kind=Kind.DEVELOPMENT, **acme, object="electric cars", evidence=(first,),
              confidence=0.8, found_by="development"),
    ]  # fmt: skip
    return article, claims


def _two() -> tuple[Article, list[Claim]]:
    text = (
        "Acme denied that it would buy Cato. Its cars will now come in 2027, Bob Day said in March. "
        "Bob Day confirmed the mass production of electric cars. Shares fell 4.5%."
    )
    article = Article(id="two", title="Acme waits", text=text, date=dt.date(2023, 4, 3))
    acme: dict[str, Any] = {"subject": "Acme", "subject_type": "COMPANY", "article": "two"}
    said = TimeSpan(earliest=dt.date(2023, 3, 1), latest=dt.date(2023, 3, 31), words="in March")
    year = TimeSpan(earliest=dt.date(2027, 1, 1), latest=dt.date(2027, 12, 31), words="in 2027")
    claims = [
        Claim(kind=Kind.ACQUISITION, **acme, object="Cato", object_type="COMPANY",
              modality=Modality.DENIED, speaker="Acme", speaker_type="COMPANY",
              evidence=(Span(0, 35),), confidence=0.9, found_by="acquisition"),
        Claim(kind=Kind.TARGET, **acme, object="mass production of its electric cars", time=year,
              modality=Modality.PLANNED, speaker="Bob Day", speaker_type="PERSON", said=said,
              evidence=(Span(36, 90),), confidence=0.9, found_by="target"),
        Claim(article="two", kind=Kind.APPOINTMENT, subject="Bob Day", subject_type="PERSON",
              object="Acme", object_type="COMPANY", role="CEO", evidence=(Span(36, 90),),
              confidence=0.85, found_by="appointment"),
        Claim(article="two", kind=Kind.STANCE, subject="Bob Day", subject_type="PERSON",
              object="mass production of electric cars", action="confirms", speaker="Bob Day",
              speaker_type="PERSON", evidence=(Span(91, 146),), confidence=0.8, found_by="stance"),
        Claim(kind=Kind.MARKET_MOVE, **acme,
              amount=Quantity(value=Decimal("-4.5"), unit="percent"), evidence=(Span(147, 164),),
              confidence=0.9, found_by="market"),
        Claim(kind=Kind.PARTNERSHIP, **acme, modality=Modality.UNKNOWN, evidence=(Span(36, 90),),
              polarity=Polarity.AFFIRMED, confidence=0.6, found_by="partnership"),
    ]  # fmt: skip
    return article, claims


@pytest.fixture(scope="session")
def articles() -> list[tuple[Article, list[Claim]]]:
    """Two articles about one company: a plan with a deal, and what became of them."""
    return [_one(), _two()]


@pytest.fixture(scope="session")
def graph_lines() -> Callable[[Iterable[tuple[Article, list[Claim]]]], list[str]]:
    """The function that turns articles with their claims into canonical N-Quads lines."""
    return lines_of


@pytest.fixture(scope="session")
def resolver() -> type[ByName]:
    """The stand-in for `kg.resolve.Resolution`."""
    return ByName


@pytest.fixture(scope="session")
def exports(
    tmp_path_factory: pytest.TempPathFactory, articles: list[tuple[Article, list[Claim]]]
) -> Path:
    """A folder as 'kg build' leaves it, with the two articles in it; only to be read."""
    folder = tmp_path_factory.mktemp("exports")
    graph = folder / "graph.nq"
    graph.write_text("".join(f"{n}\n" for n in lines_of(articles)), "utf-8", newline="\n")
    build_index(graph, folder / "store", pipeline="kg 0.1.0 test")
    return folder
