from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import ClaimRow, centrality, claims_graph, entity_graph, pagerank

GRAPHS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5)), max_size=20)


def _graph(edges: list[tuple[int, int, int]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from("abcdefghi")
    for source, target, claims in edges:
        if source != target:
            graph.add_edge("abcdefghi"[source], "abcdefghi"[target], claims=claims)
    return graph


@given(GRAPHS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_pagerank_is_a_distribution_that_satisfies_its_equation(
    edges: list[tuple[int, int, int]],
) -> None:
    graph = _graph(edges)
    rank = pagerank(graph)
    assert sum(rank.values()) == pytest.approx(1, abs=1e-9)
    strength = dict(graph.degree(weight="claims"))
    lost = sum(rank[node] for node in graph if not strength[node])
    for node in graph:
        came = sum(
            rank[other] * graph[node][other]["claims"] / strength[other] for other in graph[node]
        )
        assert rank[node] == pytest.approx((0.15 + 0.85 * lost) / 9 + 0.85 * came, abs=1e-9)


def test_pagerank_is_that_of_networkx() -> None:
    pytest.importorskip("scipy", reason="networkx computes PageRank with scipy")
    graph = _graph([(0, 1, 3), (1, 2, 1), (2, 3, 2), (0, 4, 1)])
    theirs = nx.pagerank(graph, weight="claims", tol=1e-12, max_iter=1000)
    assert pagerank(graph) == pytest.approx(theirs, abs=1e-8)


def test_pagerank_of_nothing_is_nothing() -> None:
    assert pagerank(nx.Graph()) == {}


def test_the_middle_of_a_chain_is_most_central() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    rows = {row.node: row for row in centrality(graph)}
    assert rows["c"].betweenness == pytest.approx(4 / 6)
    assert rows["b"].betweenness == pytest.approx(0.5)
    assert rows["a"].betweenness == 0
    assert rows["b"].degree == 2


def test_rows_come_in_order_of_rank(rows: list[ClaimRow]) -> None:
    found = centrality(entity_graph(claims_graph(rows)))
    assert [row.pagerank for row in found] == sorted((row.pagerank for row in found), reverse=True)
    assert sum(row.claims for row in found) == 2 * 6
