from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import ExtractionError, SourceError
from kg.model import Article, Claim, Kind, Modality, Span
from kg.rdf.emit import article_quads, predicates
from kg.rdf.nodes import article_nodes
from kg.rdf.vocab import KINDS
from kg.resolve import resolve

Articles = list[tuple[Article, list[Claim]]]
PREFIXES = {"ci": iri.term(""), "oa": "http://www.w3.org/ns/oa#", "schema": "https://schema.org/"}


def store_of(lines: list[str]) -> ox.Store:
    store = ox.Store()
    store.load("".join(f"{n}\n" for n in lines), format=ox.RdfFormat.N_QUADS)
    return store


def ask(lines: list[str], wanted: str, pattern: str) -> list[tuple[str, ...]]:
    query = f"SELECT {wanted} {{ {pattern} }}"
    result: Any = store_of(lines).query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    names = [v.value for v in result.variables]
    return sorted({tuple(str(getattr(row[n], "value", "")) for n in names) for row in result})


def test_lines_are_canonical(articles: Articles, graph_lines: Callable[..., list[str]]) -> None:
    lines = graph_lines(articles)
    assert lines == sorted(set(lines))
    text = "".join(f"{line}\n" for line in lines)
    parsed = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert not any(isinstance(q.subject, ox.BlankNode) for q in parsed)
    dataset = ox.Dataset(parsed)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    again = (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").decode()
    assert sorted(again.splitlines()) == lines


def test_the_order_of_claims_and_articles_makes_no_difference(
    articles: Articles, graph_lines: Callable[..., list[str]]
) -> None:
    turned = [(article, claims[::-1]) for article, claims in articles[::-1]]
    assert graph_lines(turned) == graph_lines(articles)


def test_an_article_graph_is_a_piece_of_the_whole(
    articles: Articles, graph_lines: Callable[..., list[str]], resolver: Any
) -> None:
    whole = graph_lines(articles)
    article, claims = articles[0]
    everything = resolver([c for _, found in articles for c in found])
    piece = article_quads(article, claims, everything, "kg 0.1.0 test")
    assert piece == sorted(piece)
    graph = f"<{iri.article_graph(article.id)}> ."
    assert piece == [line for line in whole if line.endswith(graph)]


def test_without_an_article_nothing_of_it_is_left(
    articles: Articles, graph_lines: Callable[..., list[str]]
) -> None:
    alone = graph_lines(articles[1:])
    assert not any(iri.article_iri("one") in line for line in alone)
    assert not any("Ann Lee" in line or "Brio" in line for line in alone)


def test_evidence_is_the_exact_characters(
    articles: Articles, graph_lines: Callable[..., list[str]]
) -> None:
    pattern = (
        "?e oa:hasSource ?a ; oa:hasSelector ?p , ?q . ?p oa:start ?s ; oa:end ?n . ?q oa:exact ?x"
    )
    rows = ask(graph_lines(articles), "?a ?s ?n ?x", pattern)
    texts = {iri.article_iri(article.id): article.text for article, _ in articles}
    assert len(rows) == 3 + 4
    for article, start, end, quote in rows:
        assert texts[article][int(start) : int(end)] == quote


def test_offsets_count_code_points(resolver: Any) -> None:
    text = "😀 小米 Xiaomi won."
    claim = Claim(article="a", kind=Kind.TARGET, subject="Xiaomi", evidence=(Span(5, 16),))
    article = Article(id="a", title="t", text=text)
    rows = ask(
        article_quads(article, [claim], resolver(), "v"), "?x ?p", "?q oa:exact ?x ; oa:prefix ?p"
    )
    assert rows == [("Xiaomi won.", "😀 小米 ")]


def test_the_chain_runs_from_the_publisher_inward(
    articles: Articles, graph_lines: Callable[..., list[str]]
) -> None:
    rows = ask(
        graph_lines(articles),
        "?a ?b ?d",
        "?l ci:quotes ?m . ?m ci:quotes ?n . "
        "?l ci:agentName ?a . ?m ci:agentName ?b . ?n ci:agentName ?d",
    )
    assert rows == [("Example News", "Reuters", "sources")]


def test_an_unnamed_speaker_belongs_to_the_article_alone(resolver: Any) -> None:
    def speaker(article: str) -> list[tuple[str, ...]]:
        claim = Claim(
            article=article, kind=Kind.TARGET, subject="Acme", speaker="a source",
            speaker_type="UNNAMED",
        )  # fmt: skip
        lines = article_quads(Article(id=article, title="", text=""), [claim], resolver(), "v")
        return ask(lines, "?s", "?c ci:statedBy ?s . ?s a ci:UnnamedAgent")

    assert len(speaker("a")) == 1
    assert speaker("a") != speaker("b")


def test_a_place_that_speaks_is_an_organization_beside_the_place() -> None:
    claim = Claim(article="a", kind=Kind.FACILITY, subject="Noral", subject_type="COMPANY", object="Orbania",
                  object_type="PLACE", speaker="Orbania", speaker_type="PLACE", title_evidence=True)  # fmt: skip
    nodes = article_nodes([claim], resolve([claim]))[0]
    assert nodes.speaker is not None
    assert nodes.object is not None
    assert (nodes.speaker.cls, nodes.object.cls) == ("Organization", "Place")
    assert nodes.speaker.iri != nodes.object.iri


def test_claims_without_anything_optional(resolver: Any) -> None:
    claim = Claim(article="a", kind=Kind.LAYOFF, subject="Acme", subject_type="COMPANY")
    lines = article_quads(Article(id="a", title="", text=""), [claim], resolver(), "v")
    for absent in ("object", "statedBy", "attribution", "time", "amount", "dateSaid", "evidence"):
        assert ask(lines, "?x", f"?c ci:{absent} ?x") == []


def test_due_dates_stand_on_promises_only(
    articles: Articles, graph_lines: Callable[..., list[str]]
) -> None:
    rows = ask(
        graph_lines(articles), "?e ?l", "?c a ci:Claim ; ci:dueEarliest ?e ; ci:dueLatest ?l"
    )
    assert rows == [
        ("2021-10-20", "2025-12-31"),
        ("2027-01-01", "2027-12-31"),
    ]


def test_a_stance_points_to_the_claim_it_is_taken_on(
    articles: Articles, graph_lines: Callable[..., list[str]]
) -> None:
    rows = ask(
        graph_lines(articles),
        "?n",
        "?s ci:stanceOn ?c . ?s ci:object ?o . ?c ci:about ?o ; ci:objectName ?n",
    )
    assert rows == [("mass production of its electric cars",)]


def test_two_claims_with_one_iri_leave_the_surer(resolver: Any) -> None:
    sure = Claim(article="a", kind=Kind.TARGET, subject="Acme", confidence=0.9, found_by="frame")
    unsure = replace(sure, confidence=0.4, found_by="model", relayed_by=("Reuters",))
    article = Article(id="a", title="", text="")
    lines = article_quads(article, [unsure, sure], resolver(), "v")
    assert lines == article_quads(article, [sure], resolver(), "v")


def test_the_order_of_evidence_makes_no_difference(resolver: Any) -> None:
    one = Claim(article="a", kind=Kind.TARGET, subject="Acme", evidence=(Span(0, 2), Span(3, 5)))
    article = Article(id="a", title="", text="abcdefg")
    turned = replace(one, evidence=(Span(3, 5), Span(0, 2), Span(0, 2)))
    lines = article_quads(article, [one], resolver(), "v")
    assert article_quads(article, [turned], resolver(), "v") == lines


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"article": "b"}, "filed under"),
        ({"evidence": (Span(0, 99),)}, "not in the text"),
        ({"evidence": (Span(1, 1),)}, "not in the text"),
        ({"action": "launches"}, "has the action"),
    ],
)
def test_claims_that_no_graph_may_hold(resolver: Any, change: dict[str, Any], message: str) -> None:
    claim = replace(Claim(article="a", kind=Kind.TARGET, subject="Acme"), **change)
    with pytest.raises(ExtractionError, match=message):
        article_quads(Article(id="a", title="", text="text"), [claim], resolver(), "v")


def test_a_lone_surrogate_in_a_text_is_refused(resolver: Any) -> None:
    claim = Claim(article="a", kind=Kind.TARGET, subject="Ac\ud800me")
    with pytest.raises(SourceError, match="surrogate"):
        article_quads(Article(id="a", title="", text=""), [claim], resolver(), "v")


@pytest.mark.parametrize("text", ['" . <urn:x> <urn:y> "z', "a\nb", "\x00", "<script>", "}\\"])
def test_text_is_data(resolver: Any, text: str) -> None:
    claim = Claim(article=text, kind=Kind.TARGET, subject=text, object=text, speaker=text)
    article = Article(id=text, title=text, text="", url=text, publisher=text, author=text)
    lines = article_quads(article, [claim], resolver(), "v")
    assert len(list(store_of(lines))) == len(lines)
    assert all("\n" not in line for line in lines)
    assert ask(lines, "?t", "?a schema:headline ?t") == [(text,)]
    assert ask(lines, "?t", "?c ci:subjectName ?t") == [(text,)]


@pytest.mark.parametrize("kind", list(Kind), ids=lambda k: k.value)
@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.TARGETED], ids=lambda m: m.value)
def test_a_plan_has_no_predicate_that_fails_with_it(kind: Kind, modality: Modality) -> None:
    from kg.model import ACTIONS

    for action in (None, *ACTIONS.get(kind, ())):
        claim = Claim(
            article="a", kind=kind, subject="A", object="electric cars", action=action,
            role="CEO" if kind is Kind.ROLE else None, modality=modality,
        )  # fmt: skip
        found = set(predicates(claim))
        assert found <= {"hasTarget", "hasPlannedEvent", "hasInitiative", "hasForecast", "activeIn"}
        assert found, "a plan still speaks of something"


def test_every_kind_has_a_shape_and_every_action_a_predicate() -> None:
    from kg.model import ACTIONS

    assert set(KINDS) == set(Kind)
    for kind, actions in ACTIONS.items():
        if kind is not Kind.STANCE:
            assert set(KINDS[kind].by_action) == set(actions)


def test_the_extraction_names_the_version(resolver: Any) -> None:
    claim = Claim(article="a", kind=Kind.LAYOFF, subject="Acme", subject_type="COMPANY")
    article = Article(id="a", title="", text="", date=dt.date(2020, 1, 1))
    lines = article_quads(article, [claim], resolver(), "kg 9.9 abc")
    assert ask(lines, "?v", "?x ci:pipelineVersion ?v") == [("kg 9.9 abc",)]
