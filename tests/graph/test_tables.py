"""Tables for other programs: every node and claim once, ends that exist, values as their types."""

from __future__ import annotations

import csv
import datetime as dt
import io

import networkx as nx
import pytest

from kg.graph import ClaimRow, claims_graph
from kg.graph.tables import NEO4J_PART, gephi_tables, neo4j_tables, parquet_tables


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_gephi_finds_its_headings_and_both_ends(rows: list[ClaimRow]) -> None:
    files = gephi_tables(claims_graph(rows))
    nodes, edges = read(files["nodes.csv"]), read(files["edges.csv"])
    known = {row["Id"] for row in nodes}
    assert len(nodes) == len(known)
    assert len(edges) == len(rows)
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= known
    assert {row["Type"] for row in edges} == {"Directed"}
    bought = next(row for row in edges if row["kind"] == "Acquisition")
    assert (bought["amount"], bought["unit"]) == ("3000000000", "USD")
    assert bought["published"] == "2020-03-01"


def test_neo4j_headings_say_ids_labels_and_types(rows: list[ClaimRow]) -> None:
    files = neo4j_tables(claims_graph(rows))
    assert files["nodes.csv"].startswith("iri:ID,label:string,names:string[],:LABEL\n")
    heading = files["relationships.csv"].splitlines()[0].split(",")
    assert heading[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert {"amount:double", "published:date", "quotes:string[]"} <= set(heading)
    relations = read(files["relationships.csv"])
    assert {row[":TYPE"] for row in relations} == {r.claim.kind.value.upper() for r in rows}
    assert all(float(row["amount:double"]) for row in relations if row["amount:double"])


def test_tables_do_not_depend_on_the_order_of_rows(rows: list[ClaimRow]) -> None:
    assert neo4j_tables(claims_graph(rows)) == neo4j_tables(claims_graph(rows[::-1]))


def test_parquet_keeps_dates_lists_and_absence(rows: list[ClaimRow]) -> None:
    pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    tables = parquet_tables(rows)
    claims = tables["claims"].to_pylist()
    assert [c["claim"] for c in claims] == sorted(r.iri for r in rows)
    bought = next(c for c in claims if c["kind"] == "Acquisition")
    assert bought["amount"] == 3e9
    assert bought["published"] == dt.date(2020, 3, 1)
    assert bought["quotes"][0] == "Norvik has bought Brio for $3 billion."
    assert bought["speaker"] is None
    known = {e["iri"] for e in tables["entities"].to_pylist()}
    assert {c["subject_iri"] for c in claims} <= known
    assert tables["claims"].equals(parquet_tables(rows[::-1])["claims"])


@pytest.mark.parametrize(
    "names",
    [
        ("Dorn; the maker of pumps", "Dorn, Inc."),
        ('He said: "Yes; we will."', "a\\;b"),
        ("One line;\nand another",),
        ("Plain", "Names"),
    ],
)
def test_lists_keep_the_text_of_their_items(names: tuple[str, ...]) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("urn:n", label="Dorn", type="Company", names=names)
    written = read(neo4j_tables(graph)["nodes.csv"])[0]["names:string[]"]
    assert tuple(written.split(NEO4J_PART)) == names
    assert read(gephi_tables(graph)["nodes.csv"])[0]["names"] == ";".join(names)


def test_a_separator_in_a_text_makes_no_item_of_its_own() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("urn:n", label="Dorn", type="Company", names=("A\x1fB", "C"))
    assert read(neo4j_tables(graph)["nodes.csv"])[0]["names:string[]"].split(NEO4J_PART) == [
        "A B",
        "C",
    ]
