"""Who is most central, over the simple graph of entities."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from kg.graph.engine import choose, to_igraph

DIGITS = 9
"""Decimal places that measures are rounded to, so that equal inputs print equal figures."""

DAMPING = 0.85
"""Probability of PageRank to follow an edge rather than to start anew, as Brin and Page set it."""


@dataclass(frozen=True, slots=True)
class Central:
    """The measures of one node; all but `degree` and `claims` lie between 0 and 1."""

    node: str
    pagerank: float
    betweenness: float
    degree: int
    claims: int


def pagerank(
    graph: nx.Graph,
    *,
    damping: float = DAMPING,
    tolerance: float = 1e-12,
    rounds: int = 1000,
    engine: str = "networkx",
) -> dict[str, float]:
    """Return PageRank; edges count by their number of claims.

    Brin and Page (1998), with the rank of lone nodes spread evenly. By power
    iteration the same figures as `networkx.pagerank` to within the tolerance,
    without scipy; by igraph (PRPACK) to within 1e-6 of that.

    Args:
        graph: An undirected graph whose edges may carry `claims`.
        damping: Probability to follow an edge rather than to start anew.
        tolerance: Largest change of the sum of all ranks at which to stop.
        rounds: Most iterations.
        engine: See `kg.graph.engine.choose`.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
    """
    if not graph:
        return {}
    if choose(graph, engine) == "igraph":
        fast, nodes = to_igraph(graph)
        ranks = fast.pagerank(directed=False, damping=damping, weights="claims")
        return dict(zip(nodes, ranks, strict=True))
    return _power_iteration(graph, damping, tolerance, rounds)


def _power_iteration(
    graph: nx.Graph, damping: float, tolerance: float, rounds: int
) -> dict[str, float]:
    nodes = list(graph)
    count = len(nodes)
    strength = dict(graph.degree(weight="claims"))
    shares = {
        node: [(other, data.get("claims", 1)) for other, data in graph[node].items()]
        for node in nodes
    }
    rank = dict.fromkeys(nodes, 1 / count)
    for _ in range(rounds):
        lost = sum(rank[node] for node in nodes if not strength[node])
        base = (1 - damping + damping * lost) / count
        moved = {
            node: base
            + damping
            * sum(rank[other] * weight / strength[other] for other, weight in shares[node])
            for node in nodes
        }
        change = sum(abs(moved[node] - rank[node]) for node in nodes)
        rank = moved
        if change < tolerance:
            break
    return rank


def betweenness(graph: nx.Graph, *, engine: str = "networkx") -> dict[str, float]:
    """Return the share of shortest paths between other nodes that run through each node.

    Brandes (2001), unweighted and normalized as networkx does it.

    Args:
        graph: An undirected graph.
        engine: See `kg.graph.engine.choose`.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
    """
    if choose(graph, engine) == "networkx":
        found: dict[str, float] = nx.betweenness_centrality(graph)
        return found
    fast, nodes = to_igraph(graph)
    others = (len(nodes) - 1) * (len(nodes) - 2) / 2
    values = fast.betweenness(directed=False)
    return {
        node: value / others if others else 0.0 for node, value in zip(nodes, values, strict=True)
    }


def distances(graph: nx.Graph, start: str, *, engine: str = "networkx") -> dict[str, int]:
    """Return how many steps away from a node each node is that can be reached from it, itself 0.

    Args:
        graph: An undirected graph.
        start: A node of it.
        engine: See `kg.graph.engine.choose`.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
    """
    if choose(graph, engine) == "networkx":
        return dict(sorted(nx.single_source_shortest_path_length(graph, start).items()))
    fast, nodes = to_igraph(graph)
    (row,) = fast.distances(source=[nodes.index(start)])
    # A node that can't be reached is infinitely far.
    return {node: int(far) for node, far in zip(nodes, row, strict=True) if far < len(nodes)}


def centrality(graph: nx.Graph, *, engine: str = "networkx") -> list[Central]:
    """Return the measures of every node, highest PageRank first.

    Args:
        graph: The simple graph made by `kg.graph.paths.entity_graph`.
        engine: See `kg.graph.engine.choose`.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
    """
    ranks = pagerank(graph, engine=engine)
    between = betweenness(graph, engine=engine)
    strength = dict(graph.degree(weight="claims"))
    found = [
        Central(
            node=node,
            pagerank=round(ranks[node], DIGITS),
            betweenness=round(between[node], DIGITS),
            degree=graph.degree(node),
            claims=int(strength[node]),
        )
        for node in graph
    ]
    return sorted(found, key=lambda row: (-row.pagerank, -row.claims, row.node))
