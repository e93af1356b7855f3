"""A part of a graph that is small enough to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import networkx as nx

from kg.graph.part import part
from kg.graph.rows import DESCRIPTIONS

Pair = tuple[str, str]

CORE = 3
"""Neighbours that make a node a hub."""

FAVOUR = 1.5
"""How large hubs are favoured: 1 shows the same share of each, more shows the large ones whole."""


def _pairs(graph: nx.MultiDiGraph) -> list[Pair]:
    return sorted({(min(s, t), max(s, t)) for s, t, _ in graph.edges(keys=True)})


def _neighbours(pairs: list[Pair]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one, other in pairs:
        found[one] += 1
        found[other] += one != other
    return dict(found)


def _turns(graph: nx.MultiDiGraph, pairs: list[Pair], weight: dict[str, int]) -> dict[Pair, float]:
    """Say when each hub's turn comes for each of its lesser neighbours; large ones fill up faster."""
    lesser: dict[str, list[tuple[int, bool, str, Pair]]] = defaultdict(list)
    for pair in pairs:
        hub, leaf = sorted(pair, key=lambda node: (-weight[node], node))
        if weight[leaf] < CORE:
            described = graph.nodes[leaf]["type"] in DESCRIPTIONS
            lesser[hub].append((-weight[leaf], described, leaf, pair))
    return {
        pair: (number + 1) / weight[hub] ** FAVOUR
        for hub, found in lesser.items()
        for number, (*_, pair) in enumerate(sorted(found))
    }


def excerpt(
    graph: nx.MultiDiGraph, max_nodes: int, *, keep: Collection[str] = ()
) -> nx.MultiDiGraph:
    """Return the best connected part of a graph with at most `max_nodes` nodes.

    Pairs of nodes are taken while they fit: first those at the nodes to keep,
    then those of two hubs (nodes with at least `CORE` neighbours), the
    strongest first, then the lesser neighbours, large hubs getting a larger
    share of their own. All claims between two kept nodes stay.

    Args:
        graph: A graph made by `claims_graph`.
        max_nodes: Most nodes of the result.
        keep: Nodes to keep whatever their weight.
    """
    if graph.number_of_nodes() <= max_nodes:
        return graph
    pairs = _pairs(graph)
    weight = _neighbours(pairs)
    turns = _turns(graph, pairs, weight)

    def order(pair: Pair) -> tuple[bool, bool, float, int, Pair]:
        low, high = sorted((weight[pair[0]], weight[pair[1]]))
        away = not (pair[0] in keep or pair[1] in keep)
        return (away, pair in turns, turns.get(pair, -low), -high, pair)

    kept = set(keep)
    for pair in sorted(pairs, key=order):
        if len(kept | set(pair)) <= max_nodes:
            kept.update(pair)
    lines = (e for e in graph.edges(keys=True, data=True) if e[0] in kept and e[1] in kept)
    return part(graph, kept, lines)
