from __future__ import annotations

from pathlib import Path

import pytest

from kg import iri
from kg.rdf import open_dataset


def test_dataset_answers_with_each_triple_once(exports: Path) -> None:
    dataset = open_dataset(exports)
    rows = list(dataset.query("SELECT ?a { ?a a ci:Article }"))
    found = sorted(str(row[0]) for row in rows)  # type: ignore[index]
    assert found == sorted([iri.article_iri("one"), iri.article_iri("two")])


def test_dataset_knows_the_graph_of_an_article(exports: Path) -> None:
    dataset = open_dataset(exports)
    query = f"SELECT (COUNT(?c) AS ?n) {{ GRAPH <{iri.article_graph('one')}> {{ ?c a ci:Claim }} }}"
    assert [str(row[0]) for row in dataset.query(query)] == ["5"]  # type: ignore[index]


def test_dataset_is_read_only(exports: Path) -> None:
    from rdflib import URIRef

    dataset = open_dataset(exports)
    node = URIRef(iri.article_iri("one"))
    with pytest.raises(RuntimeError, match="read-write"):
        dataset.add((node, node, node))


def test_rdflib_does_not_load_files_named_in_a_query(tmp_path: Path, exports: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:s> <urn:p> 'secret' .")
    open_dataset(exports)
    import rdflib

    graph = rdflib.Dataset()
    rows = list(graph.query(f"SELECT ?o FROM <{secret.as_uri()}> {{ ?s ?p ?o }}"))  # noqa: S608
    assert rows == []
