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
    the text; the title is the last of them where it is evidence.
    """

    claim: Claim
    iri: str
    subject: Thing
    object: Thing
    speaker: Thing | None
    article: Article
    quotes: tuple[str, ...]


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
    return [
        replace(row, object=next(objects[t] for t in sorted(targets[row.iri]) if t in objects))
        if any(target in objects for target in targets.get(row.iri, ()))
        else row
        for row in rows
    ]


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


class _Facts:
    """What rows need of a store, by subject, read in one pass for each predicate."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.labels = self.values(f"{RDFS}label")
        self.types = self.values(f"{RDF}type")
        self.other_names = self.values(f"{SKOS}altLabel")

    def values(self, predicate: str) -> dict[str, list[str]]:
        """Return subject → sorted values of one predicate."""
        found: dict[str, list[str]] = defaultdict(list)
        pattern = None, ox.NamedNode(predicate), None, ox.DefaultGraph()
        for quad in self.store.quads_for_pattern(*pattern):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                found[quad.subject.value].append(quad.object.value)
        return {subject: sorted(values) for subject, values in found.items()}

    def thing(self, name: str) -> Thing:
        """Return the node of an IRI; its label is its last part where the store has none."""
        labels = self.labels.get(name) or [name.rsplit("/", 1)[-1]]
        names = {*labels, *self.other_names.get(name, ())}
        type_ = next(iter(self.types.get(name, ())), MATTER)
        local = type_.removeprefix(iri.term(""))
        return Thing(iri=name, label=labels[0], type=local, names=tuple(sorted(names)))


def read_rows(store: ox.Store) -> Iterator[ClaimRow]:
    """Yield a row for each claim of a store, sorted by article, evidence and IRI.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.

    Raises:
        StoreError: A claim lacks a field that every claim has.
    """
    facts = _Facts(store)
    subjects, objects, speakers, targets = (
        facts.values(iri.term(name)) for name in ("subject", "object", "statedBy", "stanceOn")
    )
    exact = facts.values(f"{OA}exact")
    articles = {
        found.id: Article(
            id=found.id,
            title=found.title,
            text="",
            date=found.date,
            url=found.url,
            publisher=found.publisher,
            author=found.author,
            language=found.language,
        )
        for found in read.articles(store)
    }
    rows = []
    for claim in read.claims(store):
        name, article = iri.claim_iri(claim), articles[claim.article]
        subject = facts.thing(subjects[name][0])
        target = facts.thing(objects[name][0]) if name in objects else None
        spoken = speakers.get(name)
        evidence = (
            iri.node_iri("evidence", "", claim.article, span.start, span.end) + ".quote"
            for span in sorted(claim.evidence)
        )
        quotes = [quote for node in evidence for quote in exact.get(node, ())]
        rows.append(
            ClaimRow(
                claim=claim,
                iri=name,
                subject=subject,
                object=_object(claim, subject, target),
                speaker=facts.thing(spoken[0]) if spoken else None,
                article=article,
                quotes=(*quotes, *[article.title] * claim.title_evidence),
            )
        )
    yield from _sorted(_with_stances(rows, targets))
