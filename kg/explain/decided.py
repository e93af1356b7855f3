"""What people decided about a claim: who, when and why, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.rdf.decided import decision_iri
from kg.rdf.vocab import PROV
from kg.resolve.decisions_claims import Step, changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision about a claim that took effect.

    `decision` is its IRI, `kind` "correct" or "reject", `at` a time in ISO 8601. `was`
    is the IRI that the claim had, and `now` the one it got by the decision, None
    where that is the same or the claim was rejected. `changes` are the
    fields that were corrected with their values before and after, as in
    `docs/claims.md`; None where they are not known, as the graph alone does not have them.
    """

    decision: str
    kind: str
    by: str
    at: str
    why: str
    was: str | None = None
    now: str | None = None
    changes: tuple[tuple[str, Any, Any], ...] | None = None


def _subjects(store: ox.Store, predicate: str, value: str) -> list[str]:
    pattern = None, ox.NamedNode(PROV + predicate), ox.NamedNode(value), ox.DefaultGraph()
    found = store.quads_for_pattern(*pattern)
    return sorted(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))


def decision_triples(store: ox.Store, decision: str) -> list[ox.Triple]:
    """Return what a store tells of a decision, sorted."""
    quads = store.quads_for_pattern(ox.NamedNode(decision), None, None, ox.DefaultGraph())
    return sorted((quad.triple for quad in quads), key=str)


def _ruling(store: ox.Store, decision: str) -> Ruling:
    told = {
        triple.predicate.value: triple.object.value
        for triple in decision_triples(store, decision)
        if not isinstance(triple.object, ox.Triple)
    }
    return Ruling(
        decision=decision,
        kind=told.get(iri.term("decisionKind"), ""),
        by=told.get(iri.term("decidedBy"), ""),
        at=told.get(f"{PROV}endedAtTime", ""),
        why=told.get(iri.term("reason"), ""),
        was=told.get(f"{PROV}invalidated"),
        now=told.get(f"{PROV}generated"),
    )


def rulings(store: ox.Store, claim: str) -> tuple[Ruling, ...]:
    """Return the decisions that made a claim what it is, earliest first.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        claim: IRI of the claim as it stands.
    """
    found: dict[str, Ruling] = {}
    waiting = [claim]
    while waiting:
        for decision in _subjects(store, "generated", waiting.pop()):
            if decision not in found:
                found[decision] = _ruling(store, decision)
                waiting += [was] if (was := found[decision].was) else []
    # The graph has seconds; of two decisions within one, that which was found later came first.
    found_last = list(reversed(found.values()))
    return tuple(sorted(found_last, key=lambda each: each.at))


def gone(store: ox.Store, text: str) -> tuple[Ruling, ...]:
    """Return the decisions by which claims that a text names left the graph, earliest first.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        text: The IRI that a claim had, its last part, or the start of its hash.
    """
    plain = text.strip().strip("<>").rpartition("/")[2]
    if not plain:
        return ()
    pattern = None, ox.NamedNode(f"{PROV}invalidated"), None, ox.DefaultGraph()
    found = {
        quad.subject.value
        for quad in store.quads_for_pattern(*pattern)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
        for name in [quad.object.value.rpartition("/")[2]]
        if name == plain or name.rpartition(".")[2].startswith(plain)
    }
    listed = (_ruling(store, decision) for decision in found)
    return tuple(sorted(listed, key=lambda each: (each.at, each.decision)))


def with_changes(found: Iterable[Ruling], steps: Iterable[Step]) -> tuple[Ruling, ...]:
    """Return decisions with what each changed, where that is known.

    Args:
        found: Of `rulings`.
        steps: What decisions did to the claims of the article.
    """
    known = {decision_iri(step.decision): step for step in steps}
    return tuple(
        replace(each, changes=changed(step.before, step.after))
        if (step := known.get(each.decision)) and step.after
        else each
        for each in found
    )
