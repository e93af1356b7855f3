"""The graph in other formats; what is written is the data, without the ontology."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.rdf.store import data_graphs
from kg.rdf.write import FORMATS, rdf_text

QUAD_FORMATS = ("nquads", "trig", "jsonld")


def quads(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield the quads of all data graphs, in canonical order within each graph."""
    for graph in data_graphs(store):
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def canonical_lines(store: ox.Store) -> list[str]:
    """Return the data as sorted lines of canonical N-Quads: what `graph.nq` holds."""
    text = ox.serialize(quads(store), format=FORMATS["nquads"]) or b""
    # A quote may hold what `splitlines` takes for the end of a line (U+0085, U+2028).
    return sorted(f"{line}\n" for line in text.decode().split("\n") if line)


def export_text(store: ox.Store, format_: str) -> str:
    """Return the whole graph in an RDF format.

    `nquads`, `trig` and `jsonld` keep the graphs apart; `ttl` and `nt` hold
    every triple once, without saying which graph has it.

    Args:
        store: The store.
        format_: One of `kg.rdf.write.FORMATS`.
    """
    if format_ == "nquads":
        return "".join(canonical_lines(store))
    if format_ in QUAD_FORMATS:
        return rdf_text(list(quads(store)), FORMATS[format_])
    triples = sorted({quad.triple for quad in quads(store)}, key=str)
    return rdf_text(triples, FORMATS[format_])
