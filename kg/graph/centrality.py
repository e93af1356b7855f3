"""Who is most central, over the simple graph of entities."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

DIGITS = 9
"""Decimal places that measures are rounded to, so that equal inputs print equal figures."""


@dataclass(frozen=True, slots=True)
class Central:
    """The measures of one node; all but `degree` and `claims` lie between 0 and 1."""

    node: str
    pagerank: float
    betweenness: float
    degree: int
    claims: int


def pagerank(
    graph: nx.Graph, *, damping: float = 0.85, tolerance: float = 1e-12, rounds: int = 1000
) -> dict[str, float]:
    """Return PageRank by power iteration; edges count by their number of claims.

    Brin and Page (1998), with the rank of lone nodes spread evenly. The same
    figures as `networkx.pagerank` to within the tolerance, without scipy.

    Args:
        graph: An undirected graph whose edges may carry `claims`.
        damping: Probability to follow an edge rather than to start anew.
        tolerance: Largest change of the sum of all ranks at which to stop.
        rounds: Most iterations.
    """
    nodes = list(graph)
    if not nodes:
        return {}
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


def centrality(graph: nx.Graph) -> list[Central]:
    """Return the measures of every node, highest PageRank first.

    Betweenness (Brandes 2001) is the share of shortest paths between other
    nodes that run through a node, unweighted and normalized.

    Args:
        graph: The simple graph made by `kg.graph.paths.entity_graph`.
    """
    ranks = pagerank(graph)
    between = nx.betweenness_centrality(graph)
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
