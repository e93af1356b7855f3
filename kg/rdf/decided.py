"""What people decided, as provenance in a graph of its own: who, when, what, and why.

A decision is a `prov:Activity`. A rejected claim is invalidated by it; a
corrected one is invalidated and the claim as it stands now generated. The
withdrawal of a person's data shows the hashes of the name and never the name.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg import iri
from kg.rdf.emit import ci
from kg.rdf.terms import TYPE, canonical, iri_term, line, literal
from kg.rdf.vocab import PROV
from kg.resolve.decisions import Decision
from kg.resolve.decisions_claims import Applied
from kg.resolve.decisions_people import People


def decision_iri(decision: Decision) -> str:
    """Return the IRI of a decision, from what was decided, by whom and when."""
    return iri.node_iri("decision", decision.kind, decision.id)


def decision_quads(
    decisions: Iterable[Decision],
    applied: Sequence[Applied] = (),
    people: People | None = None,
) -> list[str]:
    """Return decisions as sorted lines of the graph `decisions`.

    Args:
        decisions: The decisions in force.
        applied: Decisions about claims that took effect.
        people: Withdrawn persons, whose names are left out.

    Example:
        >>> made = Decision(kind="merge", by="ann", at="2026-01-31T09:00:00+01:00",
        ...                 names=("Acme", "Zenith"))
        >>> sum("decidedName" in line for line in decision_quads([made]))
        2
    """
    graph = iri_term(iri.graph("decisions"))
    effects: dict[str, list[Applied]] = defaultdict(list)
    for each in applied:
        effects[each.decision.id].append(each)
    gone = people or People()
    found = []
    for decision in decisions:
        node = iri_term(decision_iri(decision))
        statements = [
            (TYPE, ci("Decision")),
            (ci("decisionKind"), literal(decision.kind)),
            (ci("decidedBy"), literal(decision.by)),
            (f"<{PROV}endedAtTime>", literal(_moment(decision.at), "dateTime")),
        ]
        hidden = any(gone.named(text) for text in (*decision.names, decision.why))
        if decision.why and not hidden:
            statements.append((ci("reason"), literal(decision.why)))
        names = () if hidden else decision.names  # "A. Lee" beside "Ann Lee" tells as much
        statements += [(ci("decidedName"), literal(name)) for name in names]
        statements += [
            (ci("decidedArticle"), iri_term(iri.article_iri(article)))
            for article in decision.articles
        ]
        statements += [(ci("nameHash"), literal(digest)) for digest, _ in decision.hashes]
        for effect in effects[decision.id]:
            if effect.after != effect.before:
                statements.append((f"<{PROV}invalidated>", iri_term(effect.before)))
            if effect.after is not None:
                statements.append((f"<{PROV}generated>", iri_term(effect.after)))
        found += [line(node, predicate, object_, graph) for predicate, object_ in statements]
    return canonical(found)


def _moment(at: str) -> str:
    """The time in UTC, in the one form that equal times share."""
    return dt.datetime.fromisoformat(at).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
