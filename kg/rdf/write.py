"""RDF as text in several formats: the same quads give the same bytes, with the prefixes they use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.rdf.vocab import RDF, XSD, prefixes

FORMATS = {
    "nquads": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""The formats that can be written, by the name that commands use."""

_UNWRITTEN = (ox.NamedNode(f"{XSD}string"), ox.NamedNode(f"{RDF}type"))
"""IRIs that Turtle leaves out or has a short form for."""


def _used(quads: Iterable[ox.Quad | ox.Triple], known: dict[str, str]) -> dict[str, str]:
    """Return the prefixes whose namespace begins an IRI of the quads."""
    found: set[str] = set()
    seen: set[str] = set()
    for quad in quads:
        terms = [quad.subject, quad.predicate, quad.object]
        if isinstance(quad.object, ox.Literal):
            terms[2] = quad.object.datatype
        terms = [term for term in terms if term not in _UNWRITTEN]
        if isinstance(quad, ox.Quad):
            terms.append(quad.graph_name)  # type: ignore[arg-type]
        for term in terms:
            if isinstance(term, ox.NamedNode) and term.value not in seen:
                seen.add(term.value)
                found.update(p for p, base in known.items() if term.value.startswith(base))
    return {prefix: known[prefix] for prefix in sorted(found)}


def rdf_text(quads: Sequence[ox.Quad] | Sequence[ox.Triple], format_: ox.RdfFormat) -> str:
    """Return quads or triples as text.

    Args:
        quads: Statements in the order in which they are to be written.
        format_: A format of `FORMATS`.

    Example:
        >>> node = ox.NamedNode("https://schema.org/name")
        >>> print(rdf_text([ox.Triple(node, node, node)], ox.RdfFormat.TURTLE), end="")
        @prefix schema: <https://schema.org/> .
        schema:name schema:name schema:name .
    """
    known = _used(quads, prefixes())
    data = ox.serialize(quads, format=format_, prefixes=known)
    text = (data or b"").decode()
    # Oxigraph writes the prefixes in the order of a hash table, which differs from run to run.
    # Lines end with "\n" alone: a quote may hold what `splitlines` takes for the end of one (U+2028).
    lines = text.split("\n")
    head = sorted(line for line in lines[: len(known)] if line.startswith("@prefix "))
    return "\n".join([*head, *lines[len(head) :]])
