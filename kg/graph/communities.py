"""Which things belong together: communities of the simple graph of entities."""

from __future__ import annotations

import networkx as nx

SEED = 1
"""Seed of the order in which Louvain visits nodes."""


def communities(graph: nx.Graph, *, seed: int = SEED, resolution: float = 1.0) -> list[list[str]]:
    """Return groups of nodes with more claims among them than to others, largest first.

    Louvain (Blondel et al. 2008) on the number of claims between two nodes.
    Nodes are visited in an order drawn from `seed` after sorting, so the same
    graph and seed give the same groups on every machine.

    Args:
        graph: The simple graph made by `kg.graph.paths.entity_graph`.
        seed: Another seed may give another division of the same quality.
        resolution: Above 1 gives smaller groups, below 1 larger.

    Returns:
        Each node once; within a group the best connected first.
    """
    if not graph:
        return []
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(
        (source, target, {"claims": claims})
        for source, target, claims in sorted(
            (min(s, t), max(s, t), data.get("claims", 1)) for s, t, data in graph.edges(data=True)
        )
    )
    groups = nx.community.louvain_communities(
        ordered, weight="claims", resolution=resolution, seed=seed
    )
    strength = dict(ordered.degree(weight="claims"))
    found = [sorted(group, key=lambda node: (-strength[node], node)) for group in groups]
    return sorted(found, key=lambda group: (-len(group), min(group)))


def modularity(graph: nx.Graph, groups: list[list[str]]) -> float:
    """Return how much more connected the groups are inside than chance would have it."""
    if not graph.number_of_edges():
        return 0.0
    found = nx.community.modularity(graph, [set(group) for group in groups], weight="claims")
    return round(float(found), 6)


def typical(graph: nx.MultiDiGraph, group: list[str], limit: int = 3) -> list[str]:
    """Return the commonest kinds of claim that a group's members make, commonest first.

    Args:
        graph: The graph made by `claims_graph`.
        group: Nodes of one community.
        limit: Most relations to return.
    """
    members = set(group)
    counts: dict[str, int] = {}
    for source, _, data in graph.edges(data=True):
        if source in members:
            counts[data["kind"]] = counts.get(data["kind"], 0) + 1
    return [kind for kind, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))][
        :limit
    ]
