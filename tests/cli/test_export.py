from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

Run = Callable[..., tuple[int, str, str]]


FORMATS = ("nquads", "trig", "turtle", "ntriples", "json-ld", "graphml", "gexf")


def test_nquads_are_the_default_and_the_bytes_of_the_graph(kg: Run, exports: Path) -> None:
    code, out, err = kg("export", "--store", exports)
    assert (code, err) == (0, "")
    assert out == (exports / "graph.nq").read_text("utf-8")


@pytest.mark.parametrize(
    ("suffix", "begin"),
    [
        (".nq", "<https://"), (".nt", "<https://"), (".ttl", "@prefix act:"), (".trig", "@prefix act:"),
        (".jsonld", "["), (".graphml", "<?xml"), (".gexf", "<"),
    ],
)  # fmt: skip
def test_the_suffix_tells_the_format(
    kg: Run, exports: Path, tmp_path: Path, suffix: str, begin: str
) -> None:
    path = tmp_path / f"graph{suffix}"
    assert kg("export", "--store", exports, "-o", path) == (0, "", "")
    assert path.read_text("utf-8").startswith(begin)
    assert [p.name for p in tmp_path.iterdir()] == [path.name], "no temporary file is left"


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_graph_gives_the_same_bytes(kg: Run, exports: Path, format_: str) -> None:
    first = kg("export", "--store", exports, "-f", format_)[1]
    again = kg("export", "--store", exports / "graph.nq", "-f", format_)[1]
    assert first == again
    assert len(first) > 1000


def test_json_ld_is_json(kg: Run, exports: Path) -> None:
    graphs = json.loads(kg("export", "--store", exports, "-f", "json-ld")[1])
    assert len([g for g in graphs if "@graph" in g]) == 6


def test_networks_open_in_networkx(kg: Run, exports: Path, tmp_path: Path) -> None:
    graphml, gexf = tmp_path / "g.graphml", tmp_path / "g.gexf"
    kg("export", "--store", exports, "-o", graphml)
    kg("export", "--store", exports, "-o", gexf)
    one = nx.read_graphml(graphml, force_multigraph=True)
    two = nx.read_gexf(gexf)
    assert one.number_of_edges() == two.number_of_edges() == 11
    assert "Acme" in {data["label"] for _, data in one.nodes(data=True)}


def test_usage(kg: Run, exports: Path, tmp_path: Path) -> None:
    code, _, err = kg("export", "--store", exports, "-o", tmp_path / "x.docx")
    assert code == 2
    assert ".graphml" in err
    assert kg("export", "--store", exports, "-f", "rdfxml")[0] == 2
    blocked = tmp_path / "file"
    blocked.write_text("")
    code, _, err = kg("export", "--store", exports, "-o", blocked / "x.nq")
    assert code == 2
    assert "--output" in err


@pytest.mark.parametrize(
    ("format_", "files"),
    [
        ("gephi", ["edges.csv", "nodes.csv"]),
        ("neo4j", ["nodes.csv", "relationships.csv"]),
        ("parquet", ["claims.parquet", "entities.parquet"]),
    ],
)
def test_tables_go_into_a_folder(
    kg: Run, exports: Path, tmp_path: Path, format_: str, files: list[str]
) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    code, _, err = kg("export", "--store", exports, "-f", format_)
    assert code == 2
    assert "--output" in err
    folder = tmp_path / "tables"
    assert kg("export", "--store", exports, "-f", format_, "-o", folder) == (0, "", "")
    assert sorted(p.name for p in folder.iterdir()) == files
    first = [p.read_bytes() for p in sorted(folder.iterdir())]
    (folder / files[0]).write_bytes(b"old")
    (folder / "mine.txt").write_text("kept", "utf-8")
    assert kg("export", "--store", exports, "-f", format_, "-o", f"{folder}/") == (0, "", "")
    assert [(folder / name).read_bytes() for name in files] == first
    assert (folder / "mine.txt").read_text("utf-8") == "kept"


def test_a_file_is_no_folder_and_a_folder_no_file(kg: Run, exports: Path, tmp_path: Path) -> None:
    code, _, err = kg("export", "--store", exports, "-f", "trig", "-o", tmp_path)
    assert code == 2
    assert "is a folder" in err
    code, _, err = kg("export", "--store", exports, "-o", tmp_path)
    assert code == 2
    assert "neo4j" in err
    file = tmp_path / "notes.txt"
    file.write_text("kept", "utf-8")
    code, _, err = kg("export", "--store", exports, "-f", "gephi", "-o", file)
    assert code == 2
    assert "give a folder" in err
    assert file.read_text("utf-8") == "kept"
