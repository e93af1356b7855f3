"""The part of a graph that some of its nodes and lines are, in an order that does not change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

Line = tuple[str, str, str, dict[str, Any]]


def part(graph: nx.MultiDiGraph, nodes: Iterable[str], lines: Iterable[Line]) -> nx.MultiDiGraph:
    """Return a graph of some nodes and lines of another, with copies of what they have.

    Args:
        graph: The graph that they are of.
        nodes: Its nodes that are kept; they come in order of their names.
        lines: Its edges that are kept, with keys and data; they come in order of their keys.

    Example:
        >>> graph = nx.MultiDiGraph([("b", "a", "k", {"kind": "Merger"}), ("b", "c", "l", {})])
        >>> found = part(graph, {"b", "a"}, [("b", "a", "k", {"kind": "Merger"})])
        >>> list(found), list(found.edges(keys=True))
        (['a', 'b'], [('b', 'a', 'k')])
    """
    found = nx.MultiDiGraph()
    found.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(nodes))
    found.add_edges_from(
        (source, target, key, dict(data))
        for source, target, key, data in sorted(lines, key=lambda line: line[2])
    )
    return found
