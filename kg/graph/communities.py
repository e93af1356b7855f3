"""Which things belong together: communities of the simple graph of entities."""

from __future__ import annotations

import math
from collections import Counter

import networkx as nx

from kg.graph.engine import choose, seeded, to_igraph
from kg.graph.rows import MATTER
from kg.model import Kind
from kg.rdf.fields import fields_of

SEED = 1
"""Seed of the order in which Louvain visits nodes."""

RUNS = 5
"""Divisions made from different orders, of which the best is taken: one alone may be unlucky."""

INITIATIVES = frozenset(
    {Kind.TARGET, Kind.DEVELOPMENT, Kind.PRODUCT, Kind.FACILITY, Kind.FORMATION, Kind.INVESTMENT}
)
"""Kinds whose objects tell what somebody is after."""


def communities(
    graph: nx.Graph, *, seed: int = SEED, resolution: float = 1.0, engine: str = "networkx"
) -> list[list[str]]:
    """Return groups of nodes with more claims among them than to others, largest first.

    Louvain (Blondel et al. 2008) on the number of claims between two nodes;
    of `RUNS` divisions the one of highest modularity. Nodes are visited in orders
    drawn from `seed` after sorting, so the same graph, seed and engine give the
    same groups on every machine. Two engines may divide differently, as well.

    Args:
        graph: The simple graph made by `kg.graph.paths.entity_graph`.
        seed: Another seed may give another division of the same quality.
        resolution: Above 1 gives smaller groups, below 1 larger.
        engine: See `kg.graph.engine.choose`.

    Returns:
        Each node once; within a group the best connected first.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
    """
    if not graph:
        return []
    strength = dict(graph.degree(weight="claims"))
    if choose(graph, engine) == "igraph":
        groups = _by_igraph(graph, seed, resolution)
    else:
        groups = _by_networkx(graph, seed, resolution)
    found = [sorted(group, key=lambda node: (-strength[node], node)) for group in groups]
    return sorted(found, key=lambda group: (-len(group), min(group)))


def _by_networkx(graph: nx.Graph, seed: int, resolution: float) -> list[set[str]]:
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(
        (source, target, {"claims": claims})
        for source, target, claims in sorted(
            (min(s, t), max(s, t), data.get("claims", 1)) for s, t, data in graph.edges(data=True)
        )
    )
    runs = [
        nx.community.louvain_communities(
            ordered, weight="claims", resolution=resolution, seed=seed + run
        )
        for run in range(RUNS)
    ]
    if not graph.number_of_edges():
        return list(runs[0])
    # The first of equals, so that the result hangs on nothing but graph and seed.
    return list(
        max(
            runs,
            key=lambda groups: round(
                nx.community.modularity(ordered, groups, weight="claims", resolution=resolution), 9
            ),
        )
    )


def _by_igraph(graph: nx.Graph, seed: int, resolution: float) -> list[set[str]]:
    fast, nodes = to_igraph(graph)
    best, groups = float("-inf"), [{node} for node in nodes]
    for run in range(RUNS):
        with seeded(seed + run):
            division = fast.community_multilevel(weights="claims", resolution=resolution)
        quality = round(
            fast.modularity(division.membership, weights="claims", resolution=resolution), 9
        )
        if quality > best:
            best, groups = quality, [{nodes[place] for place in group} for group in division]
    return groups


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


def initiatives(graph: nx.MultiDiGraph, group: list[str], limit: int = 3) -> list[str]:
    """Return what the members of a group work on, aim at or offer, what most of them share first.

    Fields and descriptions are counted by the members whose claims name them, and
    weighed by how few outside the group have them (tf-idf, Salton and Buckley 1988).

    Args:
        graph: The graph made by `claims_graph`.
        group: Nodes of one community.
        limit: Most labels to return.
    """
    kinds = {kind.value for kind in INITIATIVES}
    members = set(group)
    everyone: dict[str, set[str]] = {}
    for source, target, data in graph.edges(data=True):
        if data["kind"] in kinds and data["status"] != "denied" and source != target:
            for label in _subjects_of(graph, target):
                everyone.setdefault(label, set()).add(source)
    companies = len(set().union(*everyone.values())) if everyone else 0
    weights: Counter[str] = Counter()
    for label, sources in everyone.items():
        inside = len(sources & members)
        if inside:
            weights[label] = round(1000 * inside * math.log((1 + companies) / len(sources)))
    ranked = sorted(weights, key=lambda label: (-weights[label], label))
    shared = [label for label in ranked if len(everyone[label] & members) > 1]
    return (shared + [label for label in ranked if label not in shared])[:limit]


def _subjects_of(graph: nx.MultiDiGraph, node: str) -> tuple[str, ...]:
    """Return the fields that the label of a node names, else the label where it is a description."""
    label: str = graph.nodes[node]["label"]
    if graph.nodes[node]["type"] == MATTER:
        return ()
    found = fields_of(label)
    if found:
        return tuple(field.replace("-", " ") for field in found)
    return (label,)
