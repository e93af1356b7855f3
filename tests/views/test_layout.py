from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.layout import Box, positions

GRAPHS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=1, max_size=30)


def _graph(edges: list[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_edges_from((f"n{s:02}", f"n{t:02}") for s, t in edges)
    return graph


def _boxes(graph: nx.Graph) -> dict[str, Box]:
    return {node: Box(60 + 7 * len(graph[node]), 30, drop=6) for node in graph}


def _clash(one: tuple[int, int], other: tuple[int, int], a: Box, b: Box) -> bool:
    across = abs(one[0] - other[0]) < (a.width + b.width) / 2 - 2
    down = abs(one[1] + a.drop - other[1] - b.drop) < (a.height + b.height) / 2 - 2
    return across and down


@given(GRAPHS)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_no_box_covers_another(edges: list[tuple[int, int]]) -> None:
    graph = _graph(edges)
    boxes = _boxes(graph)
    places = positions(graph, boxes)
    assert set(places) == set(graph)
    for one, other in itertools.combinations(sorted(graph), 2):
        assert not _clash(places[one], places[other], boxes[one], boxes[other]), (one, other)


@given(GRAPHS)
@settings(derandomize=True, deadline=None, max_examples=20)
def test_places_do_not_depend_on_the_order_of_nodes(edges: list[tuple[int, int]]) -> None:
    graph, turned = _graph(edges), _graph([(t, s) for s, t in reversed(edges)])
    assert positions(graph, _boxes(graph)) == positions(turned, _boxes(turned))


def test_neighbours_are_nearer_than_strangers() -> None:
    graph = nx.path_graph(8)
    graph = nx.relabel_nodes(graph, {n: f"n{n}" for n in graph})
    places = positions(graph, _boxes(graph))

    def distance(one: str, other: str) -> float:
        return float(sum((a - b) ** 2 for a, b in zip(places[one], places[other], strict=True)))

    assert distance("n0", "n1") < distance("n0", "n4") < distance("n0", "n7")


def test_an_empty_graph_needs_no_places() -> None:
    assert positions(nx.Graph(), {}) == {}


def test_a_loop_does_no_harm() -> None:
    graph = nx.Graph([("a", "a"), ("a", "b")])
    assert set(positions(graph, _boxes(graph))) == {"a", "b"}


@pytest.mark.parametrize("count", [1, 40])
def test_components_are_packed_close(count: int) -> None:
    graph = nx.Graph((f"a{n:02}", f"b{n:02}") for n in range(count))
    boxes = _boxes(graph)
    places = positions(graph, boxes)
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values()) + 80
    height = max(y for _, y in places.values()) - min(y for _, y in places.values()) + 40
    used = sum(box.width * box.height for box in boxes.values())
    assert used / (width * height) > 0.12
