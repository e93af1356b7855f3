"""How two things are connected: the shortest chains of claims between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from kg.graph.rows import DESCRIPTIONS, TOPIC

WEAK_TYPES = ("Group", "Place")
"""Types that no path runs through: two companies in one country are not connected by it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, with the claims that make it.

    `claims` are the edge attributes of `claims_graph`, newest first; `forward`
    says whether the first of them points from `source` to `target`.
    """

    source: str
    target: str
    forward: bool
    claims: tuple[dict[str, Any], ...]


def entity_graph(
    graph: nx.MultiDiGraph, *, without: Collection[str] = (*DESCRIPTIONS, TOPIC)
) -> nx.Graph:
    """Return the simple undirected graph of entities: one edge where any claim joins two.

    Descriptions belong to one entity each and connect nothing, and a field that
    two companies work in is no connection of theirs, so both are left out, as
    are loops. Edges carry `claims`, the number of claims.

    Args:
        graph: A graph made by `claims_graph`.
        without: Node types to leave out.
    """
    found = nx.Graph()
    found.add_nodes_from(
        (node, dict(data))
        for node, data in sorted(graph.nodes(data=True))
        if data["type"] not in without
    )
    pairs: dict[tuple[str, str], int] = {}
    for source, target, _ in graph.edges(keys=True):
        if source != target and source in found and target in found:
            pair = min(source, target), max(source, target)
            pairs[pair] = pairs.get(pair, 0) + 1
    found.add_edges_from((*pair, {"claims": count}) for pair, count in sorted(pairs.items()))
    return found


def claims_between(graph: nx.MultiDiGraph, one: str, other: str) -> tuple[dict[str, Any], ...]:
    """Return the attributes of all claims between two nodes, newest first."""
    found = [
        {**data, "from": source, "to": target}
        for source, target in ((one, other), (other, one))
        for _, data in sorted((graph.get_edge_data(source, target) or {}).items())
    ]

    def newest(claim: dict[str, Any]) -> tuple[int, str]:
        published = claim["published"]
        return -published.toordinal() if published else 0, claim["claim"]

    return tuple(sorted(found, key=newest))


def paths(
    graph: nx.MultiDiGraph, start: str, end: str, *, limit: int = 3, longest: int = 6
) -> Iterator[tuple[Step, ...]]:
    """Yield the shortest paths between two nodes, shortest first, no node twice.

    Yen's algorithm (1971) as networkx has it, over `entity_graph`; direction
    does not matter, since "acquires" connects the acquired as well. Nothing
    is yielded where the two are not connected.

    Args:
        graph: A graph made by `claims_graph`, filtered as wished.
        start: IRI of a node.
        end: IRI of a node.
        limit: Most paths to yield.
        longest: Most steps of a path.
    """
    simple = entity_graph(graph)
    ends = {start, end}
    hidden = [n for n, d in simple.nodes(data=True) if d["type"] in WEAK_TYPES and n not in ends]
    simple.remove_nodes_from(hidden)
    for node in ends - set(simple):  # a description is an end only if it was asked for
        _join(graph, simple, node)
    if start == end or not nx.has_path(simple, start, end):
        return
    for nodes in islice(nx.shortest_simple_paths(simple, start, end), limit):
        if len(nodes) - 1 > longest:
            return
        yield tuple(_step(graph, *pair) for pair in pairwise(nodes))


def _join(graph: nx.MultiDiGraph, simple: nx.Graph, node: str) -> None:
    simple.add_node(node, **graph.nodes[node])
    around = sorted({*graph.successors(node), *graph.predecessors(node)} - {node})
    simple.add_edges_from((node, other) for other in around if other in simple)


def _step(graph: nx.MultiDiGraph, source: str, target: str) -> Step:
    claims = claims_between(graph, source, target)
    return Step(source, target, claims[0]["from"] == source, claims)
