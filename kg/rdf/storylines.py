"""Matters across articles in RDF: storylines, what each claim is in them, and how promises stand.

A claim is `ci:about` a matter as its article tells it; it is `ci:inStoryline`
of what all articles tell of the same thing. The graphs are derived from all
claims (`kg.matters`), so nothing in the graph of an article depends on others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import iri
from kg.matters import (
    Digest,
    Matter,
    Named,
    Standing,
    Told,
    copies_of,
    history,
    index,
    matters,
    outlets,
    standings,
    tell,
)
from kg.matters.outcome import Index
from kg.model import Kind
from kg.rdf.emit import LABEL, ci, concept
from kg.rdf.nodes import ClaimNodes
from kg.rdf.terms import TYPE, canonical, date, integer, iri_term, line, literal
from kg.rdf.vocab import PROV
from kg.resolve.model import ENTITY_CLASSES

Dates = Mapping[str, dt.date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storylines:
    """The matters of a graph, what is known beyond them, and which articles are copies."""

    matters: tuple[Matter, ...]
    index: Index
    copies: Mapping[str, str]


def _named(nodes: ClaimNodes, dates: Dates, digest: Digest) -> Named:
    claim, thing = nodes.claim, nodes.object
    known = claim.kind is not Kind.STANCE and claim.object_type in ENTITY_CLASSES
    return Named(
        claim=claim,
        iri=nodes.iri,
        subject=nodes.subject.iri,
        object=thing.iri if known and thing is not None and thing.entity else None,
        speaker=nodes.speaker.iri if nodes.speaker else None,
        speaker_type=nodes.speaker.cls if nodes.speaker else None,
        published=dates.get(claim.article),
        publisher=digest.publisher,
        stance_on=nodes.stance_on,
        sorts=digest.of(claim),
    )


def storylines(
    nodes: Iterable[ClaimNodes], dates: Dates, digests: Mapping[str, Digest]
) -> Storylines:
    """Return the matters of claims.

    Args:
        nodes: Claims of all articles with their nodes.
        dates: Day of publication by article id.
        digests: What is known of the articles' texts, by article id.
    """
    nothing, first = Digest(), copies_of(digests, dates)
    named = [_named(each, dates, digests.get(each.claim.article, nothing)) for each in nodes]
    found = tuple(matters(tell(named, first)))
    known = index(told for matter in found for told in matter.told)
    return Storylines(matters=found, index=known, copies=first)


def storyline_quads(
    found: Storylines, labels: Mapping[str, str], as_of: dt.date | None
) -> list[str]:
    """Return the matters as sorted lines of the graph of storylines.

    Args:
        found: Of `storylines`.
        labels: What a claim is called as a matter, by the IRI of the claim.
        as_of: The day as of which histories are told.
    """
    graph = iri_term(iri.graph("storylines"))
    lines: list[str] = []
    for matter in found.matters:
        node = iri_term(matter.iri)
        lines.append(line(node, TYPE, ci("Storyline"), graph))
        lines.append(line(node, LABEL, literal(labels[_naming(matter).iri]), graph))
        parties = {told.subject for told in matter.told}
        lines += [line(node, ci("party"), iri_term(party), graph) for party in parties]
        counted = outlets(matter.told)
        for told in matter.told:
            claim = iri_term(told.iri)
            lines.append(line(claim, ci("inStoryline"), node, graph))
            lines.append(line(claim, ci("independentOutlets"), integer(counted[told.iri]), graph))
        if len(matter.told) > 1:
            for event in history(matter, found.index, as_of or dt.date.max):
                part = concept("history", event.what.replace(" ", "-"))
                lines.append(line(iri_term(event.told.iri), ci("historyPart"), part, graph))
    for copy, original in found.copies.items():
        ends = [iri_term(iri.article_iri(name)) for name in (copy, original)]
        lines.append(line(ends[0], ci("copyOf"), ends[1], graph))
    return canonical(lines)


def _naming(matter: Matter) -> Told:
    """Return the claim that a matter is called by: the first that is no view on another and denies nothing."""
    plain = (each for each in matter.told if each.claim.kind is not Kind.STANCE and not each.denies)
    return next(plain, matter.told[0])


def status_quads(found: Storylines, as_of: dt.date | None) -> list[str]:
    """Return how each promise stands on a day, as sorted lines of the status graph."""
    graph = iri_term(iri.graph("status"))
    lines: list[str] = []
    for matter in found.matters:
        for standing in standings(matter, found.index, as_of or dt.date.max):
            lines += _assessment(standing, as_of, graph)
    return canonical(lines)


def _assessment(standing: Standing, as_of: dt.date | None, graph: str) -> Iterable[str]:
    sort = (standing.sort, *([str(standing.place)] if standing.place else []))
    node = iri_term(iri.node_iri("status", "", standing.matter, *sort))
    yield line(node, TYPE, ci("StatusAssessment"), graph)
    yield line(node, ci("statusOf"), iri_term(standing.matter), graph)
    yield line(node, ci("status"), concept("status", standing.status), graph)
    yield line(node, ci("promiseSort"), literal(standing.sort), graph)
    yield line(node, ci("promise"), iri_term(standing.opened.iri), graph)
    for party in standing.parties:
        yield line(node, ci("promiser"), iri_term(party), graph)
    days = zip(("dueEarliest", "dueLatest"), standing.due, strict=True)
    for name, day in (*days, ("firstDueLatest", standing.first_due[1]), ("doneBy", standing.done)):
        if day is not None:
            yield line(node, ci(name), date(day), graph)
    if as_of is not None:
        yield line(node, ci("assessedOn"), date(as_of), graph)
    for told in standing.evidence:
        yield line(node, f"<{PROV}wasDerivedFrom>", iri_term(told.iri), graph)
