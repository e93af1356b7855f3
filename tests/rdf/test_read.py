from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.interchange import claim_to_json
from kg.iri import claim_iri, term
from kg.model import ACTIONS, Article, Claim, Kind, Modality, Polarity, Quantity, Span, TimeSpan
from kg.rdf.emit import article_quads
from kg.rdf.export import export_text
from kg.rdf.read import articles as read_articles
from kg.rdf.read import claims
from kg.rdf.store import build_index, load_file, open_store
from kg.resolve.model import ENTITY_CLASSES

LENGTH = 60
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = texts.filter(str.strip)
labels = st.sampled_from([None, "UNNAMED", *ENTITY_CLASSES])
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
decimals = st.one_of(
    st.integers(-(10**20), 10**20).map(Decimal),
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    ),
)


@st.composite
def times(draw: st.DrawFn) -> TimeSpan | None:
    if draw(st.booleans()):
        return None
    first, second = draw(st.none() | days), draw(st.none() | days)
    if first and second:
        first, second = sorted([first, second])
    words, inferred = draw(st.none() | texts), draw(st.none() | texts)
    return TimeSpan(earliest=first, latest=second, words=words, inferred=inferred)


@st.composite
def random_claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(Kind))
    amount = st.builds(
        Quantity,
        value=decimals,
        unit=st.sampled_from([None, "USD", "percent", "people", "cars", ""]),
        bound=st.sampled_from([None, "at most", "at least", "about"]),
    )
    spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 9)).map(
        lambda pair: Span(pair[0], min(LENGTH, pair[0] + pair[1]))
    )
    return Claim(
        article="a",
        kind=kind,
        subject=draw(names),
        object=draw(st.none() | texts),
        action=draw(st.none() | st.sampled_from(ACTIONS[kind])) if kind in ACTIONS else None,
        role=draw(st.none() | texts),
        amount=draw(st.none() | amount),
        time=draw(times()),
        period=draw(st.sampled_from([None, "P10Y", "P3M", "PT1H"])),
        modality=draw(st.sampled_from(Modality)),
        polarity=draw(st.sampled_from(Polarity)),
        speaker=draw(st.none() | texts),
        said=draw(times()),
        relayed_by=tuple(draw(st.lists(texts, max_size=3))),
        evidence=tuple(sorted(draw(st.sets(spans, max_size=3)))),
        title_evidence=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
        found_by=draw(texts),
        subject_type=draw(labels),
        object_type=draw(labels),
        speaker_type=draw(labels),
    )


def exact(claim: Claim) -> dict[str, Any]:
    """Every field, also those that take no part in comparison."""
    return dataclasses.asdict(claim)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.lists(random_claims(), max_size=4, unique_by=claim_iri),
    st.none() | days,
    st.none() | texts.filter(str.strip),
    texts,
)
def test_reading_back_is_exact_in_every_field(
    resolver: Any, found: list[Claim], day: dt.date | None, publisher: str | None, title: str
) -> None:
    article = Article(id="a", title=title, text="x" * LENGTH, date=day, publisher=publisher)
    lines = article_quads(article, found, resolver(found), "v")
    store = ox.Store()
    store.load("".join(f"{line}\n" for line in lines), format=ox.RdfFormat.N_QUADS)
    back = list(claims(store))
    by_iri = {claim_iri(claim): claim for claim in back}
    assert len(back) == len(found)
    for claim in found:
        assert exact(by_iri[claim_iri(claim)]) == exact(claim)
        assert claim_to_json(by_iri[claim_iri(claim)]) == claim_to_json(claim)
    assert [a.title for a in read_articles(store)] == [title]
    assert [a.date for a in read_articles(store)] == [day]


def test_reading_back_through_the_index_and_a_file(
    exports: Path, articles: list[tuple[Article, list[Claim]]]
) -> None:
    want = sorted((exact(c) for _, found in articles for c in found), key=repr)
    for store in (open_store(exports), load_file(exports / "graph.nq")):
        assert sorted((exact(c) for c in claims(store)), key=repr) == want


def test_claims_come_sorted_and_one_article_can_be_asked_for(exports: Path) -> None:
    store = open_store(exports)
    found = list(claims(store))
    assert [c.article for c in found] == ["one"] * 5 + ["two"] * 6
    assert found[:5] == sorted(found[:5], key=lambda c: c.evidence)
    assert list(claims(store, article="two")) == found[5:]
    assert list(claims(store, article="three")) == []


def test_what_the_graph_says_of_an_article(exports: Path) -> None:
    one, two = read_articles(open_store(exports))
    assert (one.id, one.title, one.date) == ("one", "Acme aims at 2025", dt.date(2021, 10, 20))
    assert (one.publisher, one.url) == ("Example News", "https://news.example/one")
    assert (two.publisher, two.url, two.language) == (None, None, None)
    assert one.text_sha256 is not None
    assert len(one.text_sha256) == 64


def test_a_claim_without_its_kind_is_an_error_with_a_remedy(
    articles: list[tuple[Article, list[Claim]]],
    graph_lines: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    lines = [n for n in graph_lines(articles) if f"<{term('claimKind')}>" not in n]
    graph = tmp_path / "graph.nq"
    graph.write_text("".join(f"{n}\n" for n in lines), "utf-8")
    build_index(graph, tmp_path / "store", pipeline="v")
    with pytest.raises(StoreError, match="claimKind") as caught:
        list(claims(open_store(tmp_path)))
    assert "kg build" in caught.value.remedy


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_a_file_that_lost_the_graphs_of_its_articles_is_refused(
    exports: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"graph.{suffix}"
    path.write_text(export_text(open_store(exports), suffix), "utf-8")
    store = load_file(path)
    for read in (
        read_articles,
        lambda s: list(claims(s)),
        lambda s: list(claims(s, article="one")),
    ):
        with pytest.raises(StoreError, match="named graph") as caught:
            read(store)
        assert "N-Quads, TriG or JSON-LD" in (caught.value.remedy or "")


@pytest.mark.parametrize("suffix", ["nq", "trig", "jsonld"])
def test_a_file_that_keeps_the_graphs_is_read_like_the_index(
    exports: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"graph.{suffix}"
    name = "nquads" if suffix == "nq" else suffix
    path.write_text(export_text(open_store(exports), name), "utf-8")
    assert list(claims(load_file(path))) == list(claims(open_store(exports)))


def test_a_file_of_no_articles_has_no_claims(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text("<https://a.example/x> <https://a.example/p> 'y' .", "utf-8")
    assert (read_articles(load_file(path)), list(claims(load_file(path)))) == ([], [])
