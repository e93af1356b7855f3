from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.rdf.export import canonical_lines, export_text
from kg.rdf.read import claims
from kg.rdf.store import open_store
from kg.rdf.write import FORMATS, rdf_text

SUFFIX = {"nquads": "nq", "trig": "trig", "ttl": "ttl", "nt": "nt", "jsonld": "jsonld"}


def test_nquads_are_the_bytes_of_the_graph(exports: Path) -> None:
    assert export_text(open_store(exports), "nquads") == (exports / "graph.nq").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_reads_back_to_the_same_triples(
    exports: Path, tmp_path: Path, name: str
) -> None:
    store = open_store(exports)
    text = export_text(store, name)
    path = tmp_path / f"graph.{SUFFIX[name]}"
    path.write_text(text, "utf-8")
    again = open_store(path)

    def default(of: ox.Store) -> set[str]:
        quads = of.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return {str(quad.triple) for quad in quads}

    assert default(again) == default(store)
    if name in ("nquads", "trig", "jsonld"):
        assert canonical_lines(again) == canonical_lines(store)
        assert list(map(repr, claims(again))) == list(map(repr, claims(store)))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(exports: Path, name: str) -> None:
    disk, memory = open_store(exports), open_store(exports / "graph.nq")
    assert export_text(disk, name) == export_text(memory, name)


@pytest.mark.parametrize(("name", "format_"), [("trig", "trig"), ("ttl", "turtle")])
def test_rdflib_reads_what_is_written(exports: Path, name: str, format_: str) -> None:
    import rdflib

    data: Any = rdflib.Dataset() if name == "trig" else rdflib.Graph()
    data.parse(data=export_text(open_store(exports), name), format=format_)
    triples = set(data.quads()) if name == "trig" else set(data)
    lines = (exports / "graph.nq").read_text("utf-8").splitlines()
    want = len(lines) if name == "trig" else len({line.rsplit(" ", 2)[0] for line in lines})
    assert len(triples) == want


def test_only_prefixes_that_are_used_are_declared() -> None:
    node = ox.NamedNode("https://schema.org/name")
    text = rdf_text([ox.Triple(node, node, ox.Literal("ci:x"))], FORMATS["ttl"])
    assert text == '@prefix schema: <https://schema.org/> .\nschema:name schema:name "ci:x" .\n'
