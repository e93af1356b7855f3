"""Each shape passes on a good graph and fails, with its own message, on one broken copy."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import iri
from kg.model import (
    Article,
    Bound,
    Claim,
    Issue,
    Kind,
    Modality,
    Polarity,
    Quantity,
    Span,
    TimeSpan,
)
from kg.rdf import ontology, read
from kg.rdf.read import ArticleFacts
from kg.rdf.store import load_file, open_store
from kg.rdf.validate import (
    check_evidence,
    check_facts,
    check_shapes,
    report_quads,
    sampled,
    validate,
)
from kg.rdf.vocab import prefixes

Articles = list[tuple[Article, list[Claim]]]
ONE, TWO = ox.NamedNode(iri.article_graph("one")), ox.NamedNode(iri.article_graph("two"))
STATUS = ox.NamedNode(iri.graph("status"))
ENTITIES = ox.NamedNode(iri.graph("entities"))


@pytest.fixture
def memory(exports: Path) -> ox.Store:
    """The graph of the two articles in memory, to be broken."""
    return load_file(exports / "graph.nq")


def texts(articles: Articles) -> Callable[[str], tuple[str, bool] | None]:
    found = {article.id: (article.text, True) for article, _ in articles}
    return found.get


def test_a_good_graph_conforms(exports: Path, articles: Articles) -> None:
    assert list(validate(open_store(exports), texts(articles))) == []


def test_a_graph_with_the_barest_claim_conforms(
    tmp_path: Path, graph_lines: Callable[..., list[str]]
) -> None:
    """No speaker, object, address, date or publisher is no error (docs/claims.md)."""
    claim = Claim(article="a", kind=Kind.LAYOFF, subject="Acme", subject_type="COMPANY",
                  title_evidence=True)  # fmt: skip
    article = Article(id="a", title="Acme lays off", text="")
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{n}\n" for n in graph_lines([(article, [claim])])), "utf-8")
    assert list(validate(load_file(path), texts([(article, [claim])]))) == []


def test_a_graph_with_the_fullest_claim_conforms(
    tmp_path: Path, graph_lines: Callable[..., list[str]]
) -> None:
    time = TimeSpan(earliest=dt.date(2024, 1, 1), words="from 2024 on", inferred="2024")
    claim = Claim(
        article="a", kind=Kind.FACILITY, subject="Acme", subject_type="COMPANY", object="a plant",
        action="builds", role="head", amount=Quantity(value=Decimal("1.5"), unit="USD", bound="at most"),
        time=time, period="P10Y", modality=Modality.REPORTED, polarity=Polarity.NEGATED,
        speaker="a source", speaker_type="UNNAMED", said=time, relayed_by=("Reuters", "local media"),
        evidence=(Span(0, 4), Span(5, 9)), title_evidence=True, confidence=0.5, found_by="facility",
    )  # fmt: skip
    bounds: list[tuple[str | None, Bound | None]] = [("people", "at least"), ("percent", "about")]
    counts = [
        replace(claim, amount=Quantity(value=Decimal(2), unit=unit, bound=bound))
        for unit, bound in [*bounds, (None, None)]
    ]
    article = Article(id="a", title="t", text="Acme may, or", url="u", publisher="Ex", author="Ann")
    made = [(article, [claim, *counts])]
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{n}\n" for n in graph_lines(made)), "utf-8")
    assert list(validate(load_file(path), texts(made))) == []


# What is done to the graph, in which graph it shows, and the message of the shape.
BROKEN: list[tuple[str, ox.NamedNode, str]] = [
    ("DELETE {{ ?c ci:claimKind ?k }} WHERE {{ ?c ci:claimKind ?k }}", ONE, "one kind"),
    ("DELETE {{ ?c ci:modality ?m }} INSERT {{ ?c ci:modality kind:Role }} WHERE {{ ?c ci:modality ?m }}", ONE, "one modality"),
    ("DELETE {{ ?c ci:polarity ?m }} WHERE {{ ?c ci:polarity ?m }}", ONE, "one polarity"),
    ("INSERT {{ ?c ci:action mod:planned }} WHERE {{ ?c a ci:Claim }}", ONE, "one action"),
    ("DELETE {{ ?c ci:subject ?x }} WHERE {{ ?c ci:subject ?x }}", ONE, "one subject"),
    ("DELETE {{ ?c ci:subjectName ?x }} WHERE {{ ?c ci:subjectName ?x }}", ONE, "subject's name"),
    ("INSERT {{ ?c ci:object <urn:other> }} WHERE {{ ?c ci:object ?o }}", ONE, "at most one object, an IRI"),
    ("INSERT {{ ?c ci:objectName 'other' }} WHERE {{ ?c ci:object ?o }}", ONE, "at most one object name"),
    ("DELETE {{ ?c ci:about ?x }} WHERE {{ ?c ci:about ?x }}", ONE, "about one matter"),
    ("INSERT {{ ?c ci:statedBy <urn:x> }} WHERE {{ ?c ci:statedBy ?o }}", ONE, "one innermost source"),
    ("DELETE {{ ?c ci:statedBy ?x }} INSERT {{ ?c ci:statedBy <urn:p> . <urn:p> a ci:Place ; rdfs:label 'Noral' }} WHERE {{ ?c ci:statedBy ?x }}", ONE, "no place, product"),
    ("INSERT {{ ?c ci:reportedBy <urn:q> . <urn:q> a ci:Product ; rdfs:label 'Noral' }} WHERE {{ ?c a ci:Claim }}", ONE, "publishes or passes on"),
    ("DELETE {{ ?l ci:agent ?x }} INSERT {{ ?l ci:agent <urn:q> . <urn:q> a ci:Product ; rdfs:label 'Noral' }} WHERE {{ ?l ci:agent ?x }}", ONE, "agent of a link is an agent"),
    ("INSERT {{ ?c ci:attribution <urn:x> }} WHERE {{ ?c ci:statedBy ?o }}", ONE, "one head"),
    ("DELETE {{ ?c ci:publishedIn ?x }} WHERE {{ ?c ci:publishedIn ?x }}", ONE, "published in one article"),
    ("INSERT {{ ?c ci:evidence <urn:x> }} WHERE {{ ?c a ci:Claim }}", ONE, "evidence is a ci:Evidence"),
    ("DELETE {{ ?c ci:titleEvidence ?x }} WHERE {{ ?c ci:titleEvidence ?x }}", ONE, "whether the title"),
    ("INSERT {{ ?c ci:confidence 1.5 }} WHERE {{ ?c a ci:Claim }}", ONE, "one confidence"),
    ("INSERT {{ ?c ci:time <urn:x> }} WHERE {{ ?c a ci:Claim }}", ONE, "at most one time"),
    ("INSERT {{ ?c ci:said <urn:x> }} WHERE {{ ?c a ci:Claim }}", ONE, "one time of saying"),
    ("INSERT {{ ?c ci:amount <urn:x>, <urn:y> }} WHERE {{ ?c a ci:Claim }}", ONE, "one amount"),
    ("INSERT {{ ?c ci:dateSaid 'today' }} WHERE {{ ?c a ci:Claim }}", ONE, "one day of saying"),
    ("DELETE {{ ?c ci:dueLatest ?l }} INSERT {{ ?c ci:dueLatest '1999-01-01'^^xsd:date }} WHERE {{ ?c ci:dueLatest ?l }}", ONE, "out of order"),
    ("INSERT {{ ?c ci:dueLatest '1999-01-01'^^xsd:date, '1998-01-01'^^xsd:date }} WHERE {{ ?c a ci:Claim }}", ONE, "one last due date"),
    ("DELETE {{ ?c prov:wasGeneratedBy ?x }} WHERE {{ ?c prov:wasGeneratedBy ?x }}", ONE, "names the extraction"),
    ("DELETE {{ ?c rdfs:label ?x }} WHERE {{ ?c a ci:Claim ; rdfs:label ?x }}", ONE, "a claim has one label"),
    ("DELETE {{ ?c ci:object ?x }} WHERE {{ ?c ci:object ?x }}", ONE, "object name without an object"),
    ("DELETE {{ ?c ci:statedBy ?x }} WHERE {{ ?c ci:statedBy ?x }}", ONE, "without ci:statedBy"),
    ("DELETE {{ ?c ci:attribution ?x }} WHERE {{ ?c ci:attribution ?x }}", ONE, "without an attribution chain"),
    ("DELETE {{ ?c ci:evidence ?x }} WHERE {{ ?c ci:evidence ?x }}", ONE, "neither evidence nor"),
    ("INSERT {{ ?e oa:hasSource <urn:x> }} WHERE {{ ?e a ci:Evidence }}", ONE, "another article"),
    ("INSERT {{ ?c ci:predicate ci:label }} WHERE {{ ?c a ci:Claim }}", ONE, "not declared"),
    ("INSERT {{ ?c ci:predicate ci:acquires }} WHERE {{ ?c ci:modality mod:planned }}", ONE, "fails with it"),
    ("DELETE {{ ?c ci:claimKind ?k }} INSERT {{ ?c ci:claimKind kind:Merger }} WHERE {{ ?c ci:claimKind ?k }}", ONE, "not the class"),
    ("DELETE {{ ?c ci:statedBy ?x }} INSERT {{ ?c ci:statedBy <urn:x> }} WHERE {{ ?c ci:statedBy ?x }}", ONE, "not the innermost"),
    ("INSERT {{ ?c ci:stanceOn <urn:x> }} WHERE {{ ?c ci:claimKind kind:Stance }}", TWO, "no claim"),
    ("INSERT {{ ?c ci:stanceOn ?c }} WHERE {{ ?c ci:claimKind kind:Target }}", TWO, "only a stance"),
    ("DELETE {{ ?e oa:hasSource ?x }} WHERE {{ ?e oa:hasSource ?x }}", ONE, "one source"),
    ("DELETE {{ ?e oa:hasSelector ?x }} WHERE {{ ?e oa:hasSelector ?x . ?x oa:start ?s }}", ONE, "two selectors"),
    ("DELETE {{ ?x oa:start ?s }} WHERE {{ ?x oa:start ?s }}", ONE, "evidence has one start"),
    ("DELETE {{ ?x oa:end ?s }} WHERE {{ ?x oa:end ?s }}", ONE, "evidence has one end"),
    ("DELETE {{ ?x oa:exact ?s }} WHERE {{ ?x oa:exact ?s }}", ONE, "one quote"),
    ("DELETE {{ ?x oa:start ?s }} INSERT {{ ?x oa:start 9999 }} WHERE {{ ?x oa:start ?s }}", ONE, "starts before it ends"),
    ("INSERT {{ ?x oa:end 'end' }} WHERE {{ ?x oa:end ?s }}", ONE, "a position has one end"),
    ("DELETE {{ ?x oa:exact ?s }} INSERT {{ ?x oa:exact 'short' }} WHERE {{ ?x oa:exact ?s }}", ONE, "not as long"),
    ("INSERT {{ ?t ci:earliest '2099-01-01'^^xsd:date }} WHERE {{ ?t ci:latest ?l }}", ONE, "ends before it starts"),
    ("INSERT {{ ?t ci:latest '2099-01-01'^^xsd:date }} WHERE {{ ?t ci:latest ?l }}", ONE, "one last day"),
    ("INSERT {{ ?t ci:edtf 'x' }} WHERE {{ ?t ci:latest ?l }}", ONE, "one EDTF"),
    ("INSERT {{ ?t ci:precision mod:planned }} WHERE {{ ?t ci:latest ?l }}", ONE, "one precision"),
    ("INSERT {{ ?t ci:qualifier mod:planned }} WHERE {{ ?t ci:latest ?l }}", ONE, "one qualifier"),
    ("INSERT {{ ?q schema:value 'much' }} WHERE {{ ?q schema:value ?v }}", ONE, "one value"),
    ("INSERT {{ ?q ci:unit 'x' }} WHERE {{ ?q schema:value ?v }}", ONE, "one unit"),
    ("INSERT {{ ?q ci:bound 'nearly' }} WHERE {{ ?q schema:value ?v }}", ONE, "a bound is"),
    ("DELETE {{ ?q schema:currency ?c }} WHERE {{ ?q schema:currency ?c }}", ONE, "ISO 4217"),
    ("DELETE {{ ?a dct:identifier ?c }} WHERE {{ ?a dct:identifier ?c }}", ONE, "one id"),
    ("DELETE {{ ?a schema:headline ?c }} WHERE {{ ?a schema:headline ?c }}", ONE, "one title"),
    ("INSERT {{ ?a schema:datePublished 'x' }} WHERE {{ ?a a ci:Article }}", ONE, "one date"),
    ("INSERT {{ ?a schema:url 'x' }} WHERE {{ ?a a ci:Article }}", ONE, "one address"),
    ("INSERT {{ ?a schema:publisher <urn:x> }} WHERE {{ ?a a ci:Article }}", ONE, "one publisher"),
    ("DELETE {{ ?a ci:textLength ?c }} WHERE {{ ?a ci:textLength ?c }}", ONE, "length of its text"),
    ("DELETE {{ ?a ci:textSha256 ?c }} WHERE {{ ?a ci:textSha256 ?c }}", ONE, "SHA-256"),
    ("DELETE {{ ?l ci:agent ?c }} WHERE {{ ?l ci:agent ?c }}", ONE, "one agent"),
    ("DELETE {{ ?l ci:agentName ?c }} WHERE {{ ?l ci:agentName ?c }}", ONE, "name as written"),
    ("DELETE {{ ?l ci:attributionRole ?c }} WHERE {{ ?l ci:attributionRole ?c }}", ONE, "one role"),
    ("DELETE {{ ?l ci:position ?c }} WHERE {{ ?l ci:position ?c }}", ONE, "one place"),
    ("DELETE {{ ?l ci:chainOf ?c }} WHERE {{ ?l ci:chainOf ?c }}", ONE, "chain of one claim"),
    ("INSERT {{ ?l ci:quotes <urn:x> }} WHERE {{ ?l ci:quotes ?m }}", ONE, "quotes at most one"),
    ("INSERT {{ ?m ci:quotes ?l }} WHERE {{ ?l ci:quotes ?m }}", ONE, "a cycle"),
    ("INSERT {{ <urn:x> a ci:Company }} WHERE {{ }}", ONE, "a thing has one label"),
    ("DELETE {{ ?u rdfs:label ?l }} WHERE {{ ?u a ci:UnnamedAgent ; rdfs:label ?l }}", ONE, "its description"),
    ("INSERT {{ ?u owl:sameAs <urn:x> }} WHERE {{ ?u a ci:UnnamedAgent }}", ONE, "never linked"),
    ("DELETE {{ ?s ci:statusOf ?x }} WHERE {{ ?s ci:statusOf ?x }}", STATUS, "one promise"),
    ("INSERT {{ ?s ci:status mod:planned }} WHERE {{ ?s ci:status ?x }}", STATUS, "scheme status"),
    ("INSERT {{ ?s ci:assessedOn 'x' }} WHERE {{ ?s ci:status ?x }}", STATUS, "one day"),
    ("DELETE {{ ?s prov:wasDerivedFrom ?x }} WHERE {{ ?s prov:wasDerivedFrom ?x }}", STATUS, "rests on claims"),
    ("INSERT {{ ?c ci:cik '12' }} WHERE {{ ?c a ci:Company }}", ENTITIES, "at most one CIK"),
    ("INSERT {{ ?c schema:leiCode 'x' }} WHERE {{ ?c a ci:Company }}", ENTITIES, "at most one LEI"),
    ("INSERT {{ ?c schema:tickerSymbol 1 }} WHERE {{ ?c a ci:Company }}", ENTITIES, "a ticker is"),
    ("INSERT {{ ?c owl:sameAs <http://www.wikidata.org/entity/Q1>, <http://www.wikidata.org/entity/Q2> }} WHERE {{ ?c a ci:Company }}", ENTITIES, "two items of Wikidata"),
    ("INSERT {{ <urn:l1> a ci:IdentityLink }} WHERE {{ }}", ENTITIES, "that of one entity"),
    ("INSERT {{ <urn:l2> a ci:IdentityLink ; ci:matchScore 2.0 }} WHERE {{ }}", ENTITIES, "one score"),
    ("INSERT {{ <urn:l3> a ci:IdentityLink }} WHERE {{ }}", ENTITIES, "one method"),
    ("INSERT {{ <urn:l4> a ci:IdentityLink }} WHERE {{ }}", ENTITIES, "the name that matched"),
    ("INSERT {{ <urn:l5> a ci:IdentityLink }} WHERE {{ }}", ENTITIES, "one reference table"),
    ("INSERT {{ ?e ci:outcomeLikelihood 1.5 }} WHERE {{ ?e a ci:Evidence }}", ONE, "an outcome likelihood"),
]  # fmt: skip


BATCHES = 12
"""Changes that do not touch each other share a copy, because SHACL is slow."""


@pytest.mark.parametrize("batch", [BROKEN[n::BATCHES] for n in range(BATCHES)], ids=range(BATCHES))
def test_broken_copies_are_found(
    memory: ox.Store, batch: list[tuple[str, ox.NamedNode, str]]
) -> None:
    for change, graph, message in batch:
        update = change.replace("{{", "{").replace("}}", "}")
        before = {str(q) for q in memory.quads_for_pattern(None, None, None, graph)}
        memory.update(f"WITH {graph} {update}", prefixes=prefixes())
        after = {str(q) for q in memory.quads_for_pattern(None, None, None, graph)}
        assert before != after, f"the change for {message!r} must change something"
    found = [i for g in {g for _, g, _ in batch} for i in check_shapes(memory, g)]
    for _, _, message in batch:
        assert any(message in issue.message for issue in found), message
    assert all(issue.severity == "error" and issue.code == "shape" for issue in found)


def test_every_message_of_the_shapes_has_a_broken_copy() -> None:
    messages = set(re.findall(r'sh:message "([^"]+)"', ontology.read_text("shapes.ttl")))
    assert len(messages) > 60
    covered = {text for text in messages if any(m in text for _, _, m in BROKEN)}
    assert sorted(messages - covered) == []


def fact(store: ox.Store, subject: str, predicate: str, object_: str) -> None:
    graph = ox.NamedNode(iri.graph("facts"))
    nodes = (ox.NamedNode(subject), ox.NamedNode(iri.term(predicate)), ox.NamedNode(object_))
    store.add(ox.Quad(*nodes, graph))


def test_a_rumour_that_stands_as_a_fact_is_found(memory: ox.Store) -> None:
    acme, cato = (iri.entity_iri("Company", n, [n]) for n in ("acme", "cato"))
    assert check_facts(memory) == []
    fact(memory, acme, "acquires", cato)
    assert [issue.code for issue in check_facts(memory)] == ["fact"]


def test_a_plan_that_stands_as_a_fact_is_found(memory: ox.Store, articles: Articles) -> None:
    acme = iri.entity_iri("Company", "acme", ["acme"])
    goal = next(
        q.object for q in memory.quads_for_pattern(None, ox.NamedNode(iri.term("hasTarget")), None)
    )
    assert isinstance(goal, ox.NamedNode)
    fact(memory, acme, "hasEvent", goal.value)
    assert [issue.where for issue in check_facts(memory)] == [acme]
    assert any(i.code == "fact" for i in validate(memory, texts(articles)))


def test_quotes_are_compared_with_the_stored_text(exports: Path, articles: Articles) -> None:
    store = open_store(exports)

    def issues(change: Callable[[str], tuple[str, bool] | None]) -> list[Issue]:
        return [i for a in read.articles(store) for i in check_evidence(store, a, change)]

    found = {article.id: article.text for article, _ in articles}
    moved = issues(lambda name: (" " + found[name][:-1], True))
    assert {i.code for i in moved} == {"evidence", "hash"}
    assert sum(i.code == "evidence" for i in moved) == 3 + 4
    assert {i.code for i in issues(lambda name: (found[name] + ".", True))} == {"length", "hash"}
    parts = issues(lambda name: (found[name], False))
    assert {(i.severity, i.code) for i in parts} == {("info", "not-whole")}
    changed = issues(lambda name: (found[name].replace("A", "B", 1), False))
    assert {i.code for i in changed} == {"evidence", "not-whole"}


def test_without_texts_it_says_so(exports: Path) -> None:
    store = open_store(exports)
    found = [i for a in read.articles(store) for i in check_evidence(store, a, lambda _: None)]
    assert [(i.severity, i.code) for i in found] == [("info", "no-text")] * 2


def test_blank_nodes_are_found(memory: ox.Store, articles: Articles) -> None:
    node = ox.NamedNode("urn:x")
    memory.add(ox.Quad(node, node, ox.BlankNode(), ONE))
    memory.add(ox.Quad(ox.BlankNode(), node, node, ox.NamedNode(iri.graph("facts"))))
    found = [i.where for i in validate(memory, texts(articles)) if i.code == "blank"]
    assert sorted(found) == sorted([ONE.value, iri.graph("facts")])


def test_a_sample_is_the_same_each_time() -> None:
    listed = [ArticleFacts(id=str(n), iri=f"urn:{n}", title="") for n in range(50)]
    some = sampled(listed, 5)
    assert some == sampled(listed, 5)
    assert len(some) == 5
    assert some == sorted(some, key=lambda a: int(a.id))
    assert sampled(listed, None) == sampled(listed, 99) == listed


def test_progress_is_told(exports: Path, articles: Articles) -> None:
    seen: list[tuple[int, int]] = []
    store = open_store(exports)
    list(validate(store, texts(articles), sample=1, progress=lambda *a: seen.append(a)))
    assert seen == [(0, 1), (1, 1)]


def test_a_report_is_shacl() -> None:
    issue = Issue(severity="error", code="fact", message="a > b", where="urn:x")
    found: Any = report_quads([issue])
    text = "\n".join(map(str, found))
    assert 'shacl#resultMessage> "a > b"' in text
    assert 'shacl#conforms> "false"' in text
    assert "shacl#focusNode> <urn:x>" in text
    assert '"true"' in "\n".join(map(str, report_quads([])))
