from __future__ import annotations

import networkx as nx

from kg.graph import (
    ClaimRow,
    claims_graph,
    entity_graph,
    find_node,
    paths,
    rows_from_claims,
    select,
)
from kg.model import Claim, Kind


def _walk(graph: nx.MultiDiGraph, start: str, end: str, **options: int) -> list[list[str]]:
    found = paths(graph, find_node(graph, start), find_node(graph, end), **options)
    return [
        [
            graph.nodes[path[0].source]["label"],
            *(graph.nodes[step.target]["label"] for step in path),
        ]
        for path in found
    ]


def _graph(*pairs: tuple[str, str]) -> nx.MultiDiGraph:
    claims = [
        Claim(
            article="a",
            kind=Kind.MERGER,
            subject=s,
            object=o,
            subject_type="COMPANY",
            object_type="COMPANY",
        )
        for s, o in pairs
    ]
    return claims_graph(rows_from_claims(claims, {}))


def test_a_path_names_the_claims_on_the_way(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    (path,) = paths(graph, find_node(graph, "Norvik"), find_node(graph, "Dorn"))
    assert [[c["kind"] for c in step.claims] for step in path] == [
        ["Acquisition"],
        ["Partnership"],
        ["Legal"],
    ]
    assert [step.forward for step in path] == [True, True, False]
    assert path[0].claims[0]["quotes"][0] == "Norvik has bought Brio for $3 billion."


def test_no_path_runs_over_what_was_filtered_out(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    facts = select(graph, statuses=["asserted"])
    assert _walk(facts, "Ann Lee", "Brio") == [["Ann Lee", "Norvik", "Brio"]]
    assert _walk(facts, "Norvik", "Elba") == []


def test_shorter_paths_come_first_and_no_more_than_asked_for() -> None:
    graph = _graph(("A1", "B1"), ("B1", "D1"), ("A1", "C1"), ("C1", "E1"), ("E1", "D1"))
    assert _walk(graph, "A1", "D1") == [["A1", "B1", "D1"], ["A1", "C1", "E1", "D1"]]
    assert _walk(graph, "A1", "D1", limit=1) == [["A1", "B1", "D1"]]
    assert _walk(graph, "A1", "D1", longest=2) == [["A1", "B1", "D1"]]
    assert _walk(graph, "A1", "D1", longest=1) == []


def test_a_thing_has_no_path_to_itself() -> None:
    assert _walk(_graph(("A1", "B1")), "A1", "A1") == []


def test_a_field_of_work_connects_nobody_but_is_an_end() -> None:
    claims = [
        Claim(
            article="a",
            kind=Kind.DEVELOPMENT,
            subject=name,
            object="electric cars",
            subject_type="COMPANY",
        )
        for name in ("Acme", "Brio")
    ]
    graph = claims_graph(rows_from_claims(claims, {}))
    assert _walk(graph, "Acme", "Brio") == []
    assert _walk(graph, "Acme", "electric cars") == [["Acme", "electric cars"]]


def test_the_entity_graph_counts_claims_and_drops_descriptions(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    simple = entity_graph(graph)
    assert {data["label"] for _, data in simple.nodes(data=True)} == {
        "Norvik",
        "Brio",
        "Ann Lee",
        "Cetus",
        "Dorn",
        "Elba",
    }
    assert simple[find_node(graph, "Dorn")][find_node(graph, "Elba")]["claims"] == 2
