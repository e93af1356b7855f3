from __future__ import annotations

import networkx as nx
import pytest

from kg.graph import ClaimRow, claims_graph, communities, entity_graph, modularity, typical


def _cliques() -> nx.Graph:
    graph = nx.Graph()
    for name in "ab":
        members = [f"{name}{number}" for number in range(5)]
        graph.add_edges_from((s, t) for s in members for t in members if s < t)
    graph.add_edge("a0", "b0")
    return graph


def test_two_cliques_are_two_communities() -> None:
    groups = communities(_cliques())
    assert [sorted(group) for group in groups] == [
        [f"{name}{n}" for n in range(5)] for name in "ab"
    ]
    assert groups[0][0] == "a0"  # the best connected comes first
    assert modularity(_cliques(), groups) == pytest.approx(0.452381)


def test_claims_weigh() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", claims=9)
    graph.add_edge("c", "d", claims=9)
    graph.add_edge("b", "c", claims=1)
    assert [sorted(group) for group in communities(graph)] == [["a", "b"], ["c", "d"]]


def test_groups_do_not_depend_on_the_order_of_nodes() -> None:
    graph = nx.gnp_random_graph(40, 0.1, seed=4)
    graph = nx.relabel_nodes(graph, {n: f"n{n:02}" for n in graph})
    shuffled = nx.Graph()
    shuffled.add_nodes_from([*list(graph)[7:], *list(graph)[6::-1]])
    shuffled.add_edges_from((t, s) for s, t in reversed(list(graph.edges)))
    assert communities(graph) == communities(shuffled)


def test_nothing_falls_into_no_groups() -> None:
    assert communities(nx.Graph()) == []
    assert modularity(nx.Graph(), []) == 0


def test_typical_kinds_are_those_of_the_members(rows: list[ClaimRow]) -> None:
    graph = claims_graph(rows)
    everybody = [node for node, data in graph.nodes(data=True) if data["type"] == "Company"]
    assert typical(graph, everybody, limit=1) == ["Ownership"]
    assert set(communities(entity_graph(graph))[0]) <= set(graph)
