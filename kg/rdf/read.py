"""Quads to claims: the inverse of `kg.rdf.emit`, exact in every field."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

import pyoxigraph as ox

from kg import iri
from kg.errors import StoreError
from kg.model import Bound, Claim, Kind, Modality, Polarity, Quantity, Remark, Span, TimeSpan
from kg.rdf.vocab import DCT, OA, RDF, SCHEMA

_Terms = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What the graph says of an article; its text is kept beside the graph."""

    id: str
    iri: str
    title: str
    date: dt.date | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    text_sha256: str | None = None
    text_length: int | None = None


def _terms(
    store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph, subject: ox.NamedNode | None = None
) -> _Terms:
    """Return a graph, or one subject of it, as subject → predicate → values, as plain strings."""
    found: _Terms = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(subject, None, None, graph):
        about, predicate, object_ = quad.subject, quad.predicate, quad.object
        if isinstance(about, ox.NamedNode) and isinstance(object_, (ox.NamedNode, ox.Literal)):
            found[about.value][predicate.value].append(object_.value)
    return found


class _OnDemand(_Terms):
    """The same of a whole store, where a subject is read when it is first asked for."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__()
        self.store = store

    def __missing__(self, subject: str) -> dict[str, list[str]]:
        found = _terms(self.store, ox.DefaultGraph(), ox.NamedNode(subject))
        self[subject] = found[subject]
        return self[subject]


def _one(node: dict[str, list[str]], predicate: str) -> str | None:
    values = node.get(predicate)
    return min(values) if values else None


def _required(node: dict[str, list[str]], name: str, subject: str) -> str:
    value = _one(node, iri.term(name))
    if value is None:
        raise StoreError(
            f"The claim <{subject}> has no ci:{name}.",
            "See what else is wrong with 'kg validate', or run 'kg build' again.",
        )
    return value


def _local_name(value: str) -> str:
    return value.rsplit("/", 1)[-1]


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value is not None else None


def _time(terms: _Terms, name: str | None) -> TimeSpan | None:
    if name is None:
        return None
    node = terms[name]
    return TimeSpan(
        earliest=_date(_one(node, iri.term("earliest"))),
        latest=_date(_one(node, iri.term("latest"))),
        words=_one(node, iri.term("expression")),
        inferred=_one(node, iri.term("inferredFrom")),
    )


def _amount(terms: _Terms, name: str | None) -> Quantity | None:
    if name is None:
        return None
    node = terms[name]
    text = _one(node, iri.term("valueText")) or _one(node, f"{SCHEMA}value") or "NaN"
    bound = cast("Bound | None", _one(node, iri.term("bound")))
    return Quantity(value=Decimal(text), unit=_one(node, iri.term("unit")), bound=bound)


def _spans(terms: _Terms, names: list[str]) -> tuple[Span, ...]:
    found = []
    for name in names:
        for selector in terms[name].get(f"{OA}hasSelector", ()):
            start, end = (_one(terms[selector], f"{OA}{limit}") for limit in ("start", "end"))
            if start is not None and end is not None:
                found.append(Span(int(start), int(end)))
    return tuple(sorted(found))


def _relays(terms: _Terms, head: str | None) -> tuple[str, ...]:
    relay, names = iri.concept("attribution-role", "relay"), []
    seen: set[str] = set()
    while head is not None and head not in seen:
        seen.add(head)
        link = terms[head]
        if _one(link, iri.term("attributionRole")) == relay:
            names.append(_one(link, iri.term("agentName")) or "")
        head = _one(link, iri.term("quotes"))
    return tuple(names)


def _claim(terms: _Terms, subject: str, article: str) -> Claim:
    node = terms[subject]

    def text(name: str) -> str | None:
        return _one(node, iri.term(name))

    action = text("action")
    return Claim(
        article=article,
        kind=Kind(_local_name(_required(node, "claimKind", subject))),
        subject=_required(node, "subjectName", subject),
        object=text("objectName"),
        action=_local_name(action) if action else None,
        role=text("roleName"),
        amount=_amount(terms, text("amount")),
        time=_time(terms, text("time")),
        period=text("period"),
        modality=Modality(_local_name(_required(node, "modality", subject))),
        polarity=Polarity(_local_name(_required(node, "polarity", subject))),
        speaker=text("speakerName"),
        said=_time(terms, text("said")),
        relayed_by=_relays(terms, text("attribution")),
        evidence=_spans(terms, node.get(iri.term("evidence"), [])),
        title_evidence=text("titleEvidence") == "true",
        confidence=float(_required(node, "confidence", subject)),
        found_by=text("foundBy") or "",
        subject_type=text("subjectType"),
        object_type=text("objectType"),
        speaker_type=text("speakerType"),
    )


def require_graphs(store: ox.Store) -> None:
    """Refuse a store whose articles have lost their graphs: reading would find nothing, or half.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.

    Raises:
        StoreError: There are articles, but no graphs of articles.
    """
    article = ox.NamedNode(iri.term("Article"))
    found = list(store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), article, None))
    if found and all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in found):
        raise StoreError(
            "The graph has articles, but not the named graph of each, which claims are read from: "
            "Turtle and N-Triples don't keep named graphs.",
            "Take N-Quads, TriG or JSON-LD; queries read this graph as it is.",
            typed="Take N-Quads, TriG or JSON-LD ('kg export -o graph.trig'); "
            "'kg query' reads this graph as it is.",
        )


def _article_nodes(store: ox.Store) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
    """Return the nodes of all articles with their graphs, sorted by IRI.

    Raises:
        StoreError: There are articles, but no graphs of articles.
    """
    prefix = iri.graph("article/")
    pattern = ox.NamedNode(f"{RDF}type"), ox.NamedNode(iri.term("Article"))
    found = [
        (quad.subject, quad.graph_name)
        for quad in store.quads_for_pattern(None, *pattern, None)
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.graph_name, ox.NamedNode)
        and quad.graph_name.value.startswith(prefix)
    ]
    if not found:
        require_graphs(store)
    return sorted(found, key=lambda pair: (pair[1].value, pair[0].value))


def _article(subject: str, node: dict[str, list[str]]) -> ArticleFacts:
    length = _one(node, iri.term("textLength"))
    return ArticleFacts(
        id=_one(node, f"{DCT}identifier") or subject,
        iri=subject,
        title=_one(node, f"{SCHEMA}headline") or "",
        date=_date(_one(node, f"{SCHEMA}datePublished")),
        url=_one(node, f"{SCHEMA}url"),
        publisher=_one(node, iri.term("publisherName")),
        author=_one(node, f"{SCHEMA}author"),
        language=_one(node, f"{SCHEMA}inLanguage"),
        text_sha256=_one(node, iri.term("textSha256")),
        text_length=int(length) if length is not None else None,
    )


def _articles(store: ox.Store) -> list[tuple[ArticleFacts, ox.NamedNode]]:
    """Return all articles with their graphs, sorted by id."""
    found = [
        (_article(node.value, _terms(store, graph, node)[node.value]), graph)
        for node, graph in _article_nodes(store)
    ]
    return sorted(found, key=lambda pair: pair[0].id)


def articles(store: ox.Store) -> list[ArticleFacts]:
    """Return all articles of a store, sorted by id.

    Raises:
        StoreError: The store has articles, but not the named graph of each.
    """
    return [facts for facts, _ in _articles(store)]


def told(
    store: ox.Store, *, article: str | None = None
) -> Iterator[tuple[ArticleFacts, list[Claim]]]:
    """Yield the articles of a store, sorted by id, each with its claims, sorted by evidence and IRI.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        article: Id of the only article to read; None reads all.

    Raises:
        StoreError: A claim lacks a field that every claim has, or the store
            has articles, but not the named graph of each.
    """
    wanted = None if article is None else iri.article_graph(article)
    for facts, graph in _articles(store):
        if wanted is None or graph.value == wanted:
            yield facts, _claims_of(_terms(store, graph), facts.id)


def claims(store: ox.Store, *, article: str | None = None) -> Iterator[Claim]:
    """Yield the claims of a store, sorted by article id, evidence and IRI.

    The arguments and errors are those of `told`.
    """
    return (claim for _, found in told(store, article=article) for claim in found)


def claims_at(store: ox.Store, names: Iterable[str]) -> dict[str, tuple[Claim, ArticleFacts]]:
    """Return some claims by their IRIs, each with its article; IRIs of no claim are left out.

    Reads what these claims consist of and nothing else, whatever the size of the store.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        names: IRIs of claims.

    Raises:
        StoreError: A claim lacks a field that every claim has.
    """
    terms, found = _OnDemand(store), {}
    for name in sorted(set(names)):
        if iri.term("Claim") not in terms[name].get(f"{RDF}type", ()):
            continue
        article = _required(terms[name], "publishedIn", name)
        facts = _article(article, terms[article])
        found[name] = _claim(terms, name, facts.id), facts
    return found


def _claims_of(terms: _Terms, article: str) -> list[Claim]:
    subjects = [s for s in terms if iri.term("Claim") in terms[s].get(f"{RDF}type", ())]
    found = [(_claim(terms, s, article), s) for s in sorted(subjects)]
    return [c for c, _ in sorted(found, key=lambda pair: (pair[0].evidence, pair[1]))]


def remarks(store: ox.Store) -> list[tuple[str, Remark, ArticleFacts, str]]:
    """Return the sentences that may tell an outcome: IRI, remark, article, quote; by article id and place."""
    likelihood = ox.NamedNode(iri.term("outcomeLikelihood"))
    quads = list(store.quads_for_pattern(None, likelihood, None, ox.DefaultGraph()))
    terms, found = _OnDemand(store), []
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.Literal):
            continue
        name = quad.subject.value
        article, spans = _one(terms[name], f"{OA}hasSource"), _spans(terms, [name])
        quotes = [
            quote
            for selector in terms[name].get(f"{OA}hasSelector", ())
            if (quote := _one(terms[selector], f"{OA}exact")) is not None
        ]
        if article is None or not spans or not quotes:
            continue
        facts = _article(article, terms[article])
        remark = Remark(
            article=facts.id,
            span=spans[0],
            likelihood=float(quad.object.value),
            about=_one(terms[name], iri.term("aboutName")),
        )
        found.append((name, remark, facts, quotes[0]))
    return sorted(found, key=lambda each: (each[1].article, each[1].span))


def outlets(store: ox.Store) -> dict[str, int]:
    """Return by claim how many independent outlets carry what it says.

    Copies of a text, and all who relay one outlet, are one. A graph that was
    not made by `kg build` may lack the counts.
    """
    pattern = None, ox.NamedNode(iri.term("independentOutlets")), None, ox.DefaultGraph()
    return {
        quad.subject.value: int(quad.object.value)
        for quad in store.quads_for_pattern(*pattern)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }
