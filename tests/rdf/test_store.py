from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import StoreError
from kg.rdf import ontology
from kg.rdf import store as stores
from kg.rdf.store import (
    FORMAT,
    META,
    Change,
    build_index,
    data_graphs,
    forget_others,
    indexed_parts,
    load_file,
    open_store,
    read_meta,
    reject_entities,
    update_index,
)

LINE = "<urn:s> <urn:p> {} <urn:g> .\n"


def graph_of(folder: Path, *values: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "graph.nq"
    path.write_text("".join(LINE.format(f'"{value}"') for value in values))
    return path


def found(store: ox.Store) -> set[str]:
    quads = store.quads_for_pattern(ox.NamedNode("urn:s"), None, None, ox.DefaultGraph())
    return {q.object.value for q in quads if isinstance(q.object, ox.Literal)}


def test_a_folder_opens_as_exports_or_as_store(exports: Path) -> None:
    whole = {str(q) for q in open_store(exports)}
    assert whole == {str(q) for q in open_store(exports / "store")}
    assert whole == {str(q) for q in open_store(exports / "graph.nq")}
    assert whole == {str(q) for q in open_store(str(exports))}


def test_the_default_graph_holds_every_triple_once(exports: Path) -> None:
    store = open_store(exports)
    default = [q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    named = {q.triple for q in store if not isinstance(q.graph_name, ox.DefaultGraph)}
    assert len(default) == len(set(default))
    assert set(default) == named


def test_ontology_and_schemes_have_graphs_of_their_own(exports: Path) -> None:
    store = open_store(exports)
    names = {n.value for n in store.named_graphs() if isinstance(n, ox.NamedNode)}
    assert {iri.graph("ontology"), iri.graph("schemes")} <= names
    data = {n.value for n in data_graphs(store)}
    assert names - data == {iri.graph("ontology"), iri.graph("schemes")}


def test_many_readers_at_once_and_none_can_write(exports: Path) -> None:
    first, second = open_store(exports), open_store(exports)
    assert len(first) == len(second)
    node = ox.NamedNode("urn:x")
    changes: list[Callable[[], None]] = [
        lambda: first.add(ox.Quad(node, node, node)),
        lambda: first.update("CLEAR ALL"),
        first.clear,
    ]
    for change in changes:
        with pytest.raises(RuntimeError, match="read-write"):
            change()


def test_an_index_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = build_index(graph_of(tmp_path, "one"), store, pipeline="1")
    reader = open_store(tmp_path)
    second = build_index(graph_of(tmp_path, "two"), store, pipeline="2")
    assert first.index != second.index
    assert found(open_store(tmp_path)) == {"two"}
    assert found(reader) == {"one"}, "who reads goes on reading what was there"
    assert read_meta(store) == second
    third = build_index(graph_of(tmp_path, "three"), store, pipeline="2")
    kept = {path.name for path in store.glob("index-*")}
    assert kept == {second.index, third.index}, "only the last one is kept beside the new one"


def test_the_same_content_is_not_indexed_again(tmp_path: Path) -> None:
    graph, store = graph_of(tmp_path, "one"), tmp_path / "store"
    meta = build_index(graph, store, pipeline="1")
    marker = store / meta.index / "marker"
    marker.touch()
    again = build_index(graph, store, pipeline="2")
    assert again.index == meta.index
    assert marker.exists()
    assert read_meta(store).pipeline == "2"


def test_what_a_killed_build_leaves_does_no_harm(tmp_path: Path) -> None:
    graph, store = graph_of(tmp_path, "one"), tmp_path / "store"
    meta = build_index(graph, store, pipeline="1")
    (store / ".index-0000.1.tmp").mkdir()
    shutil.copytree(store / meta.index, store / "index-half")
    (store / f".{META}.1.tmp").write_text("{")
    (store / "articles").mkdir()
    assert found(open_store(tmp_path)) == {"one"}
    build_index(graph_of(tmp_path, "two"), store, pipeline="1")
    assert found(open_store(tmp_path)) == {"two"}
    assert not (store / ".index-0000.1.tmp").exists()
    assert not (store / "index-half").exists()
    assert (store / "articles").is_dir(), "other files are left alone"


@pytest.mark.parametrize(
    "meta", [{"format": FORMAT + 1}, {"format": None}, {}, [1], {"format": FORMAT}]
)
def test_a_store_of_another_version_says_so(tmp_path: Path, meta: object) -> None:
    build_index(graph_of(tmp_path, "one"), tmp_path / "store", pipeline="1")
    (tmp_path / "store" / META).write_text(json.dumps(meta))
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert "kg build" in caught.value.remedy


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Nothing at") as caught:
        open_store(tmp_path / "none")
    assert "kg build" in caught.value.remedy
    with pytest.raises(StoreError, match="No store at"):
        open_store(tmp_path)
    (tmp_path / META).write_text("{")
    with pytest.raises(StoreError, match="Can't read"):
        open_store(tmp_path)


def test_an_index_that_is_gone_or_damaged(tmp_path: Path) -> None:
    meta = build_index(graph_of(tmp_path, "one"), tmp_path / "store", pipeline="1")
    index = tmp_path / "store" / meta.index
    (index / "CURRENT").write_text("nothing")
    with pytest.raises(StoreError, match="Can't open"):
        open_store(tmp_path)
    shutil.rmtree(index)
    with pytest.raises(StoreError, match="is missing"):
        open_store(tmp_path)


def test_a_graph_that_is_no_nquads(tmp_path: Path) -> None:
    good = graph_of(tmp_path, "one")
    build_index(good, tmp_path / "store", pipeline="1")
    bad = tmp_path / "bad.nq"
    bad.write_text(LINE.format('"x"') + "<urn:s> oops\n")
    with pytest.raises(StoreError, match="not N-Quads"):
        build_index(bad, tmp_path / "store", pipeline="1")
    assert found(open_store(tmp_path)) == {"one"}, "the old index is still whole"


def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, "one")
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StoreError, match="Can't write"):
        build_index(graph, tmp_path / "store", pipeline="1")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            (
                "IO error: DB::Open() failed --- IO error: No space left on device: While appending"
                " to file: a/OPTIONS-000006.dbtmp: No space left on device"
            ),
            "No space left on device.",
        ),
        ("IO error: lock held by current process: a/LOCK", "IO error: lock held by"),
    ],
)
def test_a_full_disk_is_told_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, told: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(words)

    monkeypatch.setattr(stores, "_fill", refuse)
    with pytest.raises(StoreError) as caught:
        build_index(graph_of(tmp_path, "one"), tmp_path / "store", pipeline="1")
    assert caught.value.cause.startswith(f"Can't write the store at {tmp_path / 'store'}: {told}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nq", '<urn:s> <urn:p> "x" <urn:g> .'),
        ("a.nt", '<urn:s> <urn:p> "x" .'),
        ("a.ttl", '@prefix u: <urn:> . u:s u:p "x" .'),
        ("a.trig", '@prefix u: <urn:> . u:g { u:s u:p "x" }'),
        ("a.jsonld", '{"@id": "urn:s", "urn:p": "x"}'),
        ("A.NT", '<urn:s> <urn:p> "x" .'),
    ],
)
def test_rdf_files_open_by_their_suffix(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    store = open_store(path)
    assert found(store) == {"x"}
    node = ox.NamedNode("urn:x")
    store.add(ox.Quad(node, node, node))
    assert path.read_text() == text


@pytest.mark.parametrize("name", ["a.rdf", "a.owl", "a.xml", "a.txt", "a", "a.hdt"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<rdf/>")
    with pytest.raises(StoreError, match="suffix"):
        open_store(path)


def test_a_malformed_file_is_an_error_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("no turtle")
    with pytest.raises(StoreError, match=r"a\.ttl is malformed"):
        open_store(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="malformed"):
        open_store(path)


def test_json_ld_never_fetches_a_context(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text('{"@context": "http://127.0.0.1:9/c.jsonld", "@id": "urn:s", "p": "x"}')
    with pytest.raises(StoreError, match="malformed"):
        open_store(path)


XML = """<?xml version="1.0"?>{head}
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
<rdf:Description rdf:about="urn:s"><u:p>{value}</u:p></rdf:Description></rdf:RDF>"""
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
FILE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def test_rdf_xml_is_read_on_demand_only(tmp_path: Path) -> None:
    path = tmp_path / "a.rdf"
    path.write_text(XML.format(head="", value="x"))
    assert found(load_file(path, allow_xml=True)) == {"x"}
    with pytest.raises(StoreError, match="suffix"):
        load_file(path)


@pytest.mark.parametrize("head", [BOMB, FILE, "<!doctype r>", "<!DocType r>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_refused_before_it_is_parsed(
    tmp_path: Path, head: str, encoding: str
) -> None:
    path = tmp_path / "a.rdf"
    path.write_bytes(XML.format(head=head, value="&a;").encode(encoding))
    with pytest.raises(StoreError, match="DOCTYPE or ENTITY"):
        load_file(path, allow_xml=True)


def test_xml_without_entities_passes() -> None:
    reject_entities(XML.format(head="", value="a DOCTYPE told of").encode())


def test_files_do_not_replace_the_ontology(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text(f'<{iri.term("acquires")}> <urn:p> "x" <{iri.graph("ontology")}> .')
    store = open_store(path)
    quads = store.quads_for_pattern(None, ox.NamedNode("urn:p"), None, None)
    assert list(quads) == []
    graph = ox.NamedNode(iri.graph("ontology"))
    own = list(store.quads_for_pattern(None, None, None, graph))
    assert len(own) == len(ontology.triples("ontology.ttl"))


def test_a_changed_index_is_that_of_the_changed_graph(tmp_path: Path) -> None:
    article = iri.article_graph("a")
    lines = [
        f'<urn:s> <urn:p> "both" <{article}> .\n',
        f'<urn:s> <urn:p> "old" <{article}> .\n',
        f'<urn:s> <urn:p> "both" <{iri.graph("facts")}> .\n',
        f'<urn:s> <urn:p> "fact" <{iri.graph("facts")}> .\n',
    ]
    graph, store = tmp_path / "graph.nq", tmp_path / "store"
    graph.write_text("".join(lines))
    first = build_index(graph, store, pipeline="1", parts={"a": "1", "shared": "1"})
    reader = open_store(tmp_path)
    new = f'<urn:s> <urn:p> "new" <{article}> .\n'
    parts = {"a": "2", "shared": "1"}
    update_index(store, [Change([new], graph=article)], pipeline="1", parts=parts)
    assert found(open_store(tmp_path)) == {"both", "fact", "new"}, "a copy may have two sources"
    assert found(reader) == {"both", "old", "fact"}
    update_index(store, [Change([], [lines[2]])], pipeline="1", parts={"a": "2", "shared": "2"})
    assert found(open_store(tmp_path)) == {"fact", "new"}
    update_index(store, [Change(lines[2:3])], pipeline="1", parts={"a": "2", "shared": "3"})
    assert found(open_store(tmp_path)) == {"both", "new"}, "all that belongs to no article went"
    assert indexed_parts(store) == {"a": "2", "shared": "3"}
    graph.write_text("".join([lines[2], new]))
    build_index(graph, tmp_path / "other", pipeline="1")
    whole = {str(quad) for quad in open_store(tmp_path / "other")}
    assert {str(quad) for quad in open_store(store)} == whole
    current = f"search-1-{read_meta(store).index.removeprefix('index-')}.sqlite"
    for name in (current, "search-1-0ld.sqlite", ".search-1-0ld.sqlite.7.tmp"):
        (store / name).touch()
    forget_others(store)
    assert [path.name for path in store.glob("*search-*")] == [current]
    assert [path.name for path in store.glob("index-*")] == [read_meta(store).index]
    assert not (store / first.index).exists()
