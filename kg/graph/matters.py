"""What claims are about, and how it stands: the matters of a store and their status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg import iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """Which matter each claim is about, and the status of those that were promised.

    `about` leads from the IRI of a claim to that of its matter; `status` from a
    matter to `open`, `met`, `slipped`, `withdrawn` or `missed`, and has only
    matters that somebody planned or aimed at (`kg.rdf.status`).
    """

    about: Mapping[str, str] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)


def _pairs(store: ox.Store, name: str) -> list[tuple[str, str]]:
    """Return subject and object of every statement with one predicate, sorted."""
    pattern = None, ox.NamedNode(iri.term(name)), None, ox.DefaultGraph()
    return sorted(
        (quad.subject.value, quad.object.value)
        for quad in store.quads_for_pattern(*pattern)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    )


def read_matters(store: ox.Store) -> Matters:
    """Return the matters of a store opened with `kg.rdf.store.open_store`."""
    stands = dict(_pairs(store, "status"))
    return Matters(
        about=dict(_pairs(store, "about")),
        status={
            matter: stands[assessment].rsplit("/", 1)[-1]
            for assessment, matter in _pairs(store, "statusOf")
            if assessment in stands
        },
    )
