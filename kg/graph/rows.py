"""Claims as plain rows, each with the things it is about: what every projection starts from.

A row joins what the store keeps apart: the claim, the node behind each of its
names, the article and the quoted words. Rows come from a store (`read_rows`)
or from claims in memory (`rows_from_claims`), and are the same either way but
for the label of a description that is spelled in several ways. Nothing after
this module knows where they came from.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.model import Article, Claim, Entity, Kind
from kg.rdf import read
from kg.rdf.nodes import ClaimNodes, Node, article_nodes
from kg.rdf.vocab import OA, RDF, RDFS, SKOS
from kg.resolve import Resolution, resolve

MATTER = "Matter"
"""Type of a node that stands for a kind of claim and not for anything the article names."""

DESCRIPTIONS = ("DescribedThing", "Goal", MATTER)
"""Types of nodes that belong to one subject; they connect it to nothing else."""

TOPIC = "Topic"
"""Type of a described field of work, which companies share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A node of the graph: an entity, or something that a phrase describes.

    `type` is a local name of the ontology; `names` are all spellings, sorted.
    """

    iri: str
    label: str
    type: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim with its two ends, its source and its words.

    `object` is always a thing: an entity, a description, or, where the claim
    names no object, what its kind stands for ("its shares", "insolvency").
    `article` has no text. `quotes` are the evidence sentences in the order of
    the text; the title is the last of them where it is evidence. `stance_on`
    are the claims of the same article that a stance is taken on.
    """

    claim: Claim
    iri: str
    subject: Thing
    object: Thing
    speaker: Thing | None
    article: Article
    quotes: tuple[str, ...]
    stance_on: tuple[str, ...] = ()


def names_of(thing: Thing, row: ClaimRow) -> frozenset[str]:
    """Return the names by which a claim calls a thing, as its subject, object or speaker."""
    claim = row.claim
    ends = (
        (row.subject, claim.subject),
        (row.object, claim.object),
        (row.speaker, claim.speaker),
    )
    return frozenset(name for end, name in ends if end and name and end.iri == thing.iri)


@cache
def settings() -> dict[str, Any]:
    """Return `projection.toml`: names of matters and words for relations."""
    found = files("kg.graph").joinpath("projection.toml").read_text(encoding="utf-8")
    return tomllib.loads(found)


def _own(subject: Thing, label: str, type_: str = MATTER) -> Thing:
    """Return a node that belongs to its subject alone."""
    name = iri.node_iri("projection", label, subject.iri, label)
    return Thing(iri=name, label=label, type=type_, names=(label,))


def _object(claim: Claim, subject: Thing, found: Thing | None) -> Thing:
    """Return the object of an edge.

    Measures ("revenue") are one topic in the store; here each subject has its
    own, or all companies that report one would hang together by it.
    """
    if found is None:
        return _own(subject, settings()["unnamed"][claim.kind.value])
    if claim.kind is Kind.RESULT and found.type == TOPIC:
        return _own(subject, found.label, "DescribedThing")
    return found


def _with_stances(rows: list[ClaimRow], targets: Mapping[str, Iterable[str]]) -> list[ClaimRow]:
    """Let a stance point to what the claim that it is taken on points to.

    The store has it point to the matter of that claim ("acquisition: A, B"),
    which is no end of any other edge.
    """
    objects = {row.iri: row.object for row in rows}
    found = []
    for row in rows:
        known = tuple(target for target in sorted(targets.get(row.iri, ())) if target in objects)
        found.append(replace(row, object=objects[known[0]], stance_on=known) if known else row)
    return found


def _sorted(rows: Iterable[ClaimRow]) -> Iterator[ClaimRow]:
    yield from sorted(rows, key=lambda row: (row.article.id, row.claim.evidence, row.iri))


def _thing(node: Node, entities: Mapping[str, Entity]) -> Thing:
    entity = entities.get(node.iri)
    names = entity.names if entity else (node.label,)
    return Thing(iri=node.iri, label=node.label, type=node.cls, names=names)


def _quotes(claim: Claim, article: Article) -> tuple[str, ...]:
    found = [span.of(article.text) for span in sorted(claim.evidence)]
    found += [article.title] * claim.title_evidence
    return tuple(quote for quote in found if quote)


def _row(nodes: ClaimNodes, article: Article, entities: Mapping[str, Entity]) -> ClaimRow:
    subject = _thing(nodes.subject, entities)
    target = _thing(nodes.object, entities) if nodes.object else None
    return ClaimRow(
        claim=nodes.claim,
        iri=nodes.iri,
        subject=subject,
        object=_object(nodes.claim, subject, target),
        speaker=_thing(nodes.speaker, entities) if nodes.speaker else None,
        article=replace(article, text=""),
        quotes=_quotes(nodes.claim, article),
    )


def rows_from_claims(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    resolution: Resolution | None = None,
) -> Iterator[ClaimRow]:
    """Yield a row for each claim, sorted by article, evidence and IRI.

    Args:
        claims: Claims of any number of articles, in any order.
        articles: Their articles by id, with their texts. One that is absent
            gives rows without title, date and quotes.
        resolution: Finds the entities behind names; by default the names of
            these claims are resolved among themselves.
    """
    listed = list(claims)
    resolution = resolution or resolve(listed)
    entities = {entity.iri: entity for entity in resolution.entities}
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in listed:
        by_article[claim.article].append(claim)
    rows, stances = [], {}
    for name, members in sorted(by_article.items()):
        article = articles.get(name) or Article(id=name, title="", text="")
        for nodes in article_nodes(members, resolution):
            rows.append(_row(nodes, article, entities))
            stances[nodes.iri] = nodes.stance_on
    yield from _sorted(_with_stances(rows, stances))


class _OnDemand(dict[str, list[str]]):
    """Subject → sorted values of one predicate, each read when it is first asked for."""

    def __init__(self, store: ox.Store, predicate: str) -> None:
        super().__init__()
        self.store, self.predicate = store, ox.NamedNode(predicate)

    def __missing__(self, subject: str) -> list[str]:
        pattern = ox.NamedNode(subject), self.predicate, None, ox.DefaultGraph()
        self[subject] = sorted(
            quad.object.value
            for quad in self.store.quads_for_pattern(*pattern)
            if not isinstance(quad.object, ox.Triple)
        )
        return self[subject]


class _Facts:
    """What rows need of a store, by subject.

    Args:
        store: The store.
        whole: Read everything, in one pass for each predicate; else what is asked for.
    """

    def __init__(self, store: ox.Store, *, whole: bool) -> None:
        self.store, self.whole = store, whole
        self.labels = self.values(f"{RDFS}label")
        self.types = self.values(f"{RDF}type")
        self.other_names = self.values(f"{SKOS}altLabel")
        self.subjects, self.objects, self.speakers, self.targets = (
            self.values(iri.term(name)) for name in ("subject", "object", "statedBy", "stanceOn")
        )
        self.exact = self.values(f"{OA}exact")

    def values(self, predicate: str) -> dict[str, list[str]]:
        """Return subject → sorted values of one predicate; none gives an empty list."""
        if not self.whole:
            return _OnDemand(self.store, predicate)
        found: dict[str, list[str]] = defaultdict(list)
        pattern = None, ox.NamedNode(predicate), None, ox.DefaultGraph()
        for quad in self.store.quads_for_pattern(*pattern):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                found[quad.subject.value].append(quad.object.value)
        for values in found.values():
            values.sort()
        return found

    def thing(self, name: str) -> Thing:
        """Return the node of an IRI; its label is its last part where the store has none."""
        labels = self.labels[name] or [name.rsplit("/", 1)[-1]]
        names = {*labels, *self.other_names[name]}
        type_ = next(iter(self.types[name]), MATTER)
        local = type_.removeprefix(iri.term(""))
        return Thing(iri=name, label=labels[0], type=local, names=tuple(sorted(names)))

    def row(self, claim: Claim, name: str, facts: read.ArticleFacts) -> ClaimRow:
        """Return the row of a claim."""
        subject = self.thing(self.subjects[name][0])
        targets, speakers = self.objects[name], self.speakers[name]
        evidence = (
            iri.node_iri("evidence", "", claim.article, span.start, span.end) + ".quote"
            for span in sorted(claim.evidence)
        )
        quotes = [quote for node in evidence for quote in self.exact[node]]
        return ClaimRow(
            claim=claim,
            iri=name,
            subject=subject,
            object=_object(claim, subject, self.thing(targets[0]) if targets else None),
            speaker=self.thing(speakers[0]) if speakers else None,
            article=article_of(facts),
            quotes=(*quotes, *[facts.title] * claim.title_evidence),
        )


def article_of(facts: read.ArticleFacts) -> Article:
    """Return an article as a graph tells of it, without its text."""
    return Article(
        id=facts.id,
        title=facts.title,
        text="",
        date=facts.date,
        url=facts.url,
        publisher=facts.publisher,
        author=facts.author,
        language=facts.language,
    )


def read_rows(store: ox.Store) -> Iterator[ClaimRow]:
    """Yield a row for each claim of a store, sorted by article, evidence and IRI.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.

    Raises:
        StoreError: A claim lacks a field that every claim has.
    """
    facts = _Facts(store, whole=True)
    rows = [
        facts.row(claim, iri.claim_iri(claim), article)
        for article, claims in read.told(store)
        for claim in claims
    ]
    yield from _sorted(_with_stances(rows, facts.targets))


def rows_at(store: ox.Store, names: Iterable[str]) -> list[ClaimRow]:
    """Return the rows of some claims, sorted as `read_rows` has them, without reading the rest.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        names: IRIs of claims; IRIs of anything else are left out.

    Raises:
        StoreError: A claim lacks a field that every claim has.
    """
    wanted = set(names)
    facts = _Facts(store, whole=False)
    # A stance ends where the claim that it is taken on ends.
    taken_on = {target for name in sorted(wanted) for target in facts.targets[name]}
    found = read.claims_at(store, wanted | taken_on)
    rows = [facts.row(claim, name, article) for name, (claim, article) in sorted(found.items())]
    return [row for row in _sorted(_with_stances(rows, facts.targets)) if row.iri in wanted]


def claims_of(store: ox.Store, name: str) -> list[str]:
    """Return the IRIs of the claims that have a thing as subject, object, speaker or matter, sorted.

    A matter is what one article tells of, or the storyline of all that tell of the same.
    """
    node = ox.NamedNode(name)
    found = {
        quad.subject.value
        for predicate in ("subject", "object", "statedBy", "about", "inStoryline")
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(iri.term(predicate)), node, ox.DefaultGraph()
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    return sorted(found)
