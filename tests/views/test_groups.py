from __future__ import annotations

import itertools
from collections import Counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.groups import Circle, circles, divide
from kg.views.layout import Box

EDGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=70)


def _graph(edges: list[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    for one, other in edges:
        graph.add_edge(f"n{one:02}", f"n{other:02}", claims=1 + (one + other) % 3)
    return graph


def _made(graph: nx.Graph, room: int) -> tuple[list[Circle], dict[str, tuple[int, int]]]:
    boxes = {node: Box(50, 24, drop=4) for node in graph}
    return circles(graph, {node: node for node in graph}, boxes, room)


@given(EDGES, st.integers(2, 12))
@settings(derandomize=True, deadline=None, max_examples=30)
def test_every_thing_is_in_one_innermost_circle_and_none_holds_too_much(
    edges: list[tuple[int, int]], room: int
) -> None:
    graph = _graph(edges)
    found, places = _made(graph, room)
    assert set(places) == set(graph)
    innermost = {thing: number for number, circle in enumerate(found) for thing in circle.things}
    assert set(innermost) == set(graph)
    held = Counter(innermost.values()) + Counter(
        circle.parent for circle in found if circle.parent is not None
    )
    assert max(held.values()) <= room
    assert sum(circle.parent is None for circle in found) <= room
    for circle in found:
        assert circle.parent is None or set(circle.things) <= set(found[circle.parent].things)
        assert circle.radius > 0


@given(EDGES)
@settings(derandomize=True, deadline=None, max_examples=15)
def test_circles_do_not_depend_on_the_order_of_edges(edges: list[tuple[int, int]]) -> None:
    turned = _graph([(other, one) for one, other in reversed(edges)])
    assert _made(_graph(edges), 5) == _made(turned, 5)


@given(EDGES)
@settings(derandomize=True, deadline=None, max_examples=15)
def test_circles_of_one_level_keep_apart(edges: list[tuple[int, int]]) -> None:
    found, _ = _made(_graph(edges), 6)
    for one, other in itertools.combinations([c for c in found if c.parent is None], 2):
        far = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        # Regions are boxes that keep apart; a circle reaches little beyond the shorter side of its own.
        assert far > 0.8 * (one.radius + other.radius)


def test_communities_share_a_circle() -> None:
    stars = [(hub, hub + leaf) for hub in (0, 10, 20) for leaf in range(1, 9)]
    found, _ = _made(_graph([*stars, (0, 10), (10, 20)]), 12)
    assert sorted(min(circle.things) for circle in found) == ["n00", "n10", "n20"]
    assert [len(circle.things) for circle in found] == [9, 9, 9]


def test_small_groups_share_a_circle_in_order_of_the_alphabet() -> None:
    pairs = _graph([(n, n + 1) for n in range(0, 20, 2)])
    parts = divide(pairs, {node: node for node in pairs}, 8)
    assert [part.pool for part in parts] == [True, True, True]
    assert [part.span for part in parts] == [("n00", "n06"), ("n08", "n14"), ("n16", "n18")]


@pytest.mark.parametrize("leaves", [30, 200])
def test_a_star_that_is_too_large_is_cut(leaves: int) -> None:
    star = nx.Graph()
    star.add_edges_from(("hub", f"leaf{n:03}", {"claims": 1}) for n in range(leaves))
    found, _ = _made(star, 10)
    innermost = {thing: number for number, circle in enumerate(found) for thing in circle.things}
    assert max(Counter(innermost.values()).values()) <= 10
    assert len(innermost) == leaves + 1


def _star(hub: str, leaves: int) -> list[tuple[str, str]]:
    return [(hub, f"{hub}-{n}") for n in range(leaves)]


def _named(*edges: tuple[str, str]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_edges_from((one, other, {"claims": 1}) for one, other in edges)
    return graph


def test_a_small_group_joins_what_it_has_lines_to() -> None:
    stars = [*_star("norvik", 12), *_star("brio", 12)]
    tail = [("norvik-0", "dorn"), ("dorn", "elba"), ("elba", "fyn"), ("dorn", "fyn")]
    graph = _named(*stars, *tail, ("lone", "other"))
    parts = divide(graph, {node: node for node in graph}, 20)
    (home,) = [part for part in parts if "dorn" in part.things]
    assert {"norvik", "elba", "fyn"} <= set(home.things)
    assert not home.pool
    assert [sorted(part.things) for part in parts if part.pool] == [["lone", "other"]]


def test_a_small_group_does_not_overfill_a_circle() -> None:
    tail = [("norvik-0", "dorn"), ("dorn", "elba"), ("elba", "fyn"), ("dorn", "fyn")]
    graph = _named(*_star("norvik", 12), *_star("brio", 12), *tail)
    parts = divide(graph, {node: node for node in graph}, 13)
    assert all(len(part.things) <= 13 for part in parts)
    assert {thing for part in parts for thing in part.all_things()} == set(graph)


def test_circles_of_circles_are_called_by_what_they_hold() -> None:
    stars = [edge for hub in ("brio", "dorn", "elba", "fyn", "norvik") for edge in _star(hub, 7)]
    graph = _named(*stars)
    parts = divide(graph, {node: node for node in graph}, 8)
    assert not any(part.pool for part in parts)
    few = divide(graph, {node: node for node in graph}, 4)
    assert len(few) <= 4
    assert all(part.parts and not part.pool for part in few)
