"""The ontology files as text and as quads, moved to another base where one is set."""

from __future__ import annotations

from functools import cache
from importlib import resources

import pyoxigraph as ox

from kg import iri
from kg.errors import OntologyError

FILES = {"ontology": "ontology.ttl", "schemes": "schemes.ttl"}
"""Shared graphs that every index has beside the data, and the files they come from."""


def read_text(name: str) -> str:
    """Return an ontology file, with the vocabulary base of the settings.

    Args:
        name: A file of the folder `ontology`, such as `shapes.ttl`.

    Raises:
        OntologyError: There is no such file.
    """
    try:
        text = resources.files("kg.ontology").joinpath(name).read_text("utf-8")
    except OSError as error:
        raise OntologyError(f"Can't read the ontology file {name}: {error}.") from error
    return text.replace(iri.DEFAULT_BASE, iri.VOCAB_BASE)


@cache
def triples(name: str) -> tuple[ox.Triple, ...]:
    """Return the triples of an ontology file.

    Raises:
        OntologyError: The file is absent or no Turtle.
    """
    try:
        parsed = list(ox.parse(read_text(name), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise OntologyError(f"{name} is not Turtle: {error}.") from error
    return tuple(quad.triple for quad in parsed)


def shared_quads() -> list[ox.Quad]:
    """Return ontology and schemes as quads of their own graphs."""
    return [
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(iri.graph(name)))
        for name, file in FILES.items()
        for triple in triples(file)
    ]
