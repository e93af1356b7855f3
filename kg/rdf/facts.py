"""What follows from all claims together: shared descriptions, one-hop facts, statuses.

These graphs are derived data: the same claims, dates and resolution give the
same bytes, and dropping an article and deriving again leaves nothing of it.

The facts graph holds plain one-hop triples for what may be stated
(`ontology.md` 2.6): asserted and affirmed claims, and plans and targets by
predicates that stay true if the plan fails. Hedged, rumoured, conditional and
denied claims never enter it; they are one query away.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg import iri
from kg.matters import Digest
from kg.model import Claim, Entity, Polarity
from kg.rdf.emit import LABEL, ci, concept, predicates
from kg.rdf.fields import fields_of
from kg.rdf.nodes import ClaimNodes, Node, Resolver, article_nodes
from kg.rdf.storylines import status_quads, storyline_quads, storylines
from kg.rdf.tenure import role_facts
from kg.rdf.terms import TYPE, canonical, date, decimal, iri_term, line, literal
from kg.rdf.times import due, said_on
from kg.rdf.vocab import (
    INTENDED,
    KINDS,
    SKOS,
    STATED,
    class_label,
    matter_predicate,
    object_predicate,
)

AT_ONCE = 2000
"""Entities or matters whose lines are held at once."""

Dates = Mapping[str, dt.date | None]
"""Day of publication of each article by its id, None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """All claims with their nodes, and the day as of which statuses hold."""

    nodes: tuple[ClaimNodes, ...]
    dates: Dates
    as_of: dt.date | None


def derive(claims: Iterable[Claim], dates: Dates, resolution: Resolver) -> Derived:
    """Return all claims with their nodes, in an order that does not depend on the input's.

    Args:
        claims: Claims of any number of articles.
        dates: Day of publication by article id; the latest of them is the
            day as of which roles and statuses are stated.
        resolution: Finds the entity behind a name.
    """
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    nodes = [n for a in sorted(by_article) for n in article_nodes(by_article[a], resolution)]
    days = [day for day in dates.values() if day is not None]
    return Derived(nodes=tuple(nodes), dates=dates, as_of=max(days, default=None))


# --- descriptions ----------------------------------------------------------------------


def entity_quads(entities: Iterable[Entity]) -> list[str]:
    """Return the descriptions of resolved entities, as sorted lines of the entities graph.

    The label is the name for display; every other spelling is a `skos:altLabel`.
    """
    graph = iri_term(iri.graph("entities"))
    found = []
    for entity in entities:
        node = iri_term(entity.iri)
        found.append(line(node, TYPE, ci(entity.type), graph))
        found.append(line(node, LABEL, literal(entity.label), graph))
        others = (literal(name) for name in entity.names if name != entity.label)
        found += [line(node, f"<{SKOS}altLabel>", name, graph) for name in others]
    return canonical(found)


def _best_label(labels: Counter[str]) -> str:
    """Return the spelling used most often; of equals the shortest, then the first by alphabet."""
    return min(labels, key=lambda text: (-labels[text], len(text), text))


def _matter_label(nodes: ClaimNodes, names: Mapping[str, str]) -> str:
    if nodes.about.cls == "Goal":
        return names.get(nodes.about.iri, nodes.about.label)
    what = class_label(nodes.about.cls)
    action = f" ({nodes.claim.action})" if nodes.claim.action else ""
    subject = names.get(nodes.subject.iri, nodes.subject.label)
    ends = [subject]
    if nodes.object is not None:
        ends.append(names.get(nodes.object.iri, nodes.object.label))
        if KINDS[nodes.claim.kind].symmetric:
            ends.sort()
    return f"{what}{action}: {', '.join(ends)}"


def _names(derived: Derived) -> tuple[dict[str, Node], dict[str, str]]:
    """Return the things that articles describe, and what everything is called."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    described: dict[str, Node] = {}
    for nodes in derived.nodes:
        for node in (nodes.about, nodes.object):
            if node is not None and not node.entity and not node.local:
                described[node.iri] = node
                spelled[node.iri][node.label] += 1
    names = {key: _best_label(labels) for key, labels in spelled.items()}
    for nodes in derived.nodes:
        for node in (nodes.subject, nodes.object):
            if node is not None and (node.entity or node.local):
                names[node.iri] = node.label
    return described, names


def matter_quads(derived: Derived) -> list[str]:
    """Return the descriptions of matters and described things, as lines of the entities graph.

    They are shared by articles, so they are described once, like entities.
    """
    described, names = _names(derived)
    labels: dict[str, set[str]] = defaultdict(set)
    for nodes in derived.nodes:
        labels[nodes.about.iri].add(_matter_label(nodes, names))
    return canonical(_describe(derived, described, names, labels))


def claim_labels(derived: Derived) -> dict[str, str]:
    """Return what the matter of each claim is called, by the IRI of the claim."""
    _, names = _names(derived)
    return {nodes.iri: _matter_label(nodes, names) for nodes in derived.nodes}


def _describe(
    derived: Derived,
    described: Mapping[str, Node],
    names: Mapping[str, str],
    labels: Mapping[str, set[str]],
) -> Iterable[str]:
    graph = iri_term(iri.graph("entities"))
    for key, node in described.items():
        label = min(labels[key]) if key in labels else names[key]
        yield line(iri_term(key), TYPE, ci(node.cls), graph)
        yield line(iri_term(key), LABEL, literal(label), graph)
        phrase = node.label if node.cls in ("Goal", "Topic", "DescribedThing") else ""
        for name in fields_of(phrase):
            yield line(iri_term(key), ci("field"), concept("field", name), graph)
    for nodes in derived.nodes:
        about = iri_term(nodes.about.iri)
        yield line(about, ci("party"), iri_term(nodes.subject.iri), graph)
        if nodes.object is not None and nodes.object.iri != nodes.about.iri:
            yield line(about, ci("concerns"), iri_term(nodes.object.iri), graph)
            for name in _fields(nodes):
                yield line(about, ci("field"), concept("field", name), graph)


def _fields(nodes: ClaimNodes) -> tuple[str, ...]:
    """Return the fields that the object of a claim names: a description or a product, whose names tell what they are.

    A firm called Electronic Monthly need not make electronics.
    """
    node = nodes.object
    if node is None or (node.entity and node.cls != "Product"):
        return ()
    return fields_of(nodes.claim.object or node.label)


# --- facts -----------------------------------------------------------------------------


def may_state(claim: Claim) -> bool:
    """Tell whether a claim may give facts at all: core modality and affirmed.

    Example:
        >>> from kg.model import Kind, Modality
        >>> may_state(Claim(article="a", kind=Kind.MERGER, subject="A", modality=Modality.RUMOURED))
        False
    """
    return claim.polarity is Polarity.AFFIRMED and claim.modality in (STATED | INTENDED)


def _claim_facts(nodes: ClaimNodes) -> Iterable[tuple[str, str, str]]:
    """Yield the triples that one claim states by itself; roles are weighed elsewhere."""
    claim, shape = nodes.claim, KINDS[nodes.claim.kind]
    if not may_state(claim):
        return
    allowed = predicates(claim)
    to_matter = matter_predicate(claim)
    if to_matter in allowed:
        yield nodes.subject.iri, to_matter, nodes.about.iri
    if "activeIn" in allowed:
        for name in _fields(nodes):
            yield nodes.subject.iri, "activeIn", iri.concept("field", name)
    direct = object_predicate(claim)
    if nodes.object is None or direct is None or direct not in allowed or direct == "hasRoleIn":
        return
    yield nodes.subject.iri, direct, nodes.object.iri
    if shape.symmetric and nodes.object.entity:
        yield nodes.object.iri, direct, nodes.subject.iri
    if direct == "worksOn" and not nodes.object.entity:
        for name in fields_of(nodes.object.label):
            yield nodes.subject.iri, direct, iri.concept("field", name)


def _newest(derived: Derived) -> dict[str, list[ClaimNodes]]:
    """Return the claims that may be stated of each matter, newest first; undated ones last."""
    found: dict[str, list[ClaimNodes]] = defaultdict(list)
    for nodes in derived.nodes:
        if may_state(nodes.claim):
            found[nodes.about.iri].append(nodes)

    def age(nodes: ClaimNodes) -> tuple[int, str]:
        day = said_on(nodes.claim, derived.dates.get(nodes.claim.article))
        return (-day.toordinal() if day else 1, nodes.iri)

    return {matter: sorted(listed, key=age) for matter, listed in found.items()}


def _qualifiers(derived: Derived) -> Iterable[tuple[str, str, str]]:
    """Yield the due dates and the amount of each matter, from its newest claims that have them.

    Of claims said on one day the earliest due date wins, so that "first half
    of 2024" goes before "by 2025".
    """
    for matter, listed in _newest(derived).items():
        dues = []
        for nodes in listed:
            published = derived.dates.get(nodes.claim.article)
            start, end = due(nodes.claim, published)
            said = said_on(nodes.claim, published)
            if end is not None:
                dues.append((-said.toordinal() if said else 1, end, start or dt.date.min, start))
        if dues:
            _, end, _, start = min(dues, key=lambda item: item[:3])
            yield matter, "dueLatest", date(end)
            if start is not None:
                yield matter, "dueEarliest", date(start)
        amounts = [nodes.claim.amount for nodes in listed if nodes.claim.amount is not None]
        if amounts:
            yield matter, "currentValue", decimal(amounts[0].value)
            if amounts[0].unit is not None:
                yield matter, "currentUnit", literal(amounts[0].unit)


def fact_quads(derived: Derived) -> list[str]:
    """Return the one-hop facts that may be stated, as sorted lines of the facts graph."""
    graph = iri_term(iri.graph("facts"))
    triples = {fact for nodes in derived.nodes for fact in _claim_facts(nodes)}
    triples |= role_facts(derived.nodes, derived.dates, derived.as_of)
    found = [line(iri_term(s), ci(p), iri_term(o), graph) for s, p, o in triples]
    found += [line(iri_term(s), ci(p), o, graph) for s, p, o in _qualifiers(derived)]
    return canonical(found)


# --- all -------------------------------------------------------------------------------


def shared_parts(
    claims: Iterable[Claim],
    dates: Dates,
    resolution: Resolver,
    entities: Sequence[Entity],
    digests: Mapping[str, Digest] | None = None,
) -> Iterator[list[str]]:
    """Yield the graphs that belong to no single article: entities, facts, storylines, status.

    Args:
        claims: Claims of all articles, in any order.
        dates: Day of publication by article id, None where it has none.
        resolution: Finds the entity behind a name.
        entities: All resolved entities.
        digests: Outlet, signature and more of each article, by id; without
            them no article is a copy of another, and each is a source of its own.

    Yields:
        Sorted lines of canonical N-Quads without line breaks, part by part, so
        that a caller need not hold them all; a line may be in two parts.
    """
    for start in range(0, len(entities), AT_ONCE):
        yield entity_quads(entities[start : start + AT_ONCE])
    derived = derive(claims, dates, resolution)
    yield matter_quads(derived)
    yield fact_quads(derived)
    found = storylines(derived.nodes, dates, digests or {})
    labels, as_of = claim_labels(derived), derived.as_of
    del (
        derived,
        digests,
        resolution,
        claims,
    )  # what follows needs nothing of them, and they are large
    for start in range(0, max(1, len(found.matters)), AT_ONCE):
        some = replace(
            found,
            matters=found.matters[start : start + AT_ONCE],
            copies=found.copies if start == 0 else {},
        )
        yield storyline_quads(some, labels, as_of)
        yield status_quads(some, as_of)


def shared_quads(
    claims: Iterable[Claim],
    dates: Dates,
    resolution: Resolver,
    entities: Sequence[Entity],
    digests: Mapping[str, Digest] | None = None,
) -> list[str]:
    """Return all lines of `shared_parts`, sorted, none twice."""
    parts = shared_parts(claims, dates, resolution, entities, digests)
    return canonical([line for part in parts for line in part])
