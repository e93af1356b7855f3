from __future__ import annotations

import rdflib
from rdflib import Literal, URIRef, Variable

from kg.rdf.prepared import PreparedGraph

ACME, BRIO, NAME = (URIRef(f"https://example.org/{name}") for name in ("acme", "brio", "name"))
ASK = "SELECT ?name WHERE { ?this <https://example.org/name> ?name }"


def _filled(graph: rdflib.Graph, label: str) -> rdflib.Graph:
    graph.add((ACME, NAME, Literal(label)))
    graph.add((BRIO, NAME, Literal("Brio")))
    return graph


def _names(graph: rdflib.Graph, this: URIRef) -> list[str]:
    return [
        str(row[Variable("name")]) for row in graph.query(ASK, initBindings={"this": this}).bindings
    ]


def test_a_query_that_was_parsed_before_is_answered_anew() -> None:
    one, other = _filled(PreparedGraph(), "Acme"), _filled(PreparedGraph(), "Acme Motors")
    assert [_names(graph, ACME) for graph in (one, other, one)] == [
        ["Acme"],
        ["Acme Motors"],
        ["Acme"],
    ]
    assert _names(one, BRIO) == _names(_filled(rdflib.Graph(), "Acme"), BRIO) == ["Brio"]


def test_a_prefix_means_what_its_graph_says() -> None:
    ask = "SELECT ?name WHERE { ?this x:name ?name }"
    one, other = _filled(PreparedGraph(), "Acme"), _filled(PreparedGraph(), "Acme")
    one.bind("x", "https://example.org/")
    other.bind("x", "https://example.com/")
    assert [len(list(graph.query(ask))) for graph in (one, other)] == [2, 0]
    given = {"x": "https://example.org/"}
    assert len(list(other.query(ask, initNs=given))) == 2
