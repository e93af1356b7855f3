"""Who does the heavy work: networkx, or igraph (in C) on large graphs, behind the same calls.

igraph is an extra (`pip install 'kg[fast]'`). It takes the same graph, sorted
in the same way, so that a measure is the same number by either engine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import networkx as nx

from kg.errors import MissingExtraError

Engine = Literal["networkx", "igraph"]

ENGINES: tuple[Engine, ...] = ("networkx", "igraph")
LARGE = 100_000
"""Edges from which on igraph is taken where it is installed."""


def has_igraph() -> bool:
    """Tell whether igraph is installed."""
    try:
        import igraph  # noqa: F401 - only to see whether it is there
    except ImportError:
        return False
    return True


def choose(graph: nx.Graph, engine: str = "auto") -> Engine:
    """Return the engine that measures a graph.

    Args:
        graph: The graph to measure.
        engine: One of `ENGINES`, or `auto`: igraph from `LARGE` edges on where
            it is installed, else networkx.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
        ValueError: There is no such engine.
    """
    if engine == "auto":
        return "igraph" if graph.number_of_edges() >= LARGE and has_igraph() else "networkx"
    if engine == "igraph" and not has_igraph():
        raise MissingExtraError("fast", "igraph")
    for known in ENGINES:
        if engine == known:
            return known
    raise ValueError(f"no engine {engine!r}; known: auto, {', '.join(ENGINES)}")


def version(engine: Engine) -> str:
    """Return the name of an engine with its version, for notes and results."""
    if engine == "networkx":
        return f"networkx {nx.__version__}"
    import igraph

    return f"igraph {igraph.__version__}"


def to_igraph(graph: nx.Graph) -> tuple[Any, list[str]]:
    """Return a simple graph as igraph's, with its nodes in the order of their numbers.

    Nodes and edges are sorted, and edges carry `claims`, as in networkx.
    """
    import igraph

    nodes = sorted(graph)
    number = {node: place for place, node in enumerate(nodes)}
    edges = sorted(
        (*sorted((number[one], number[other])), data.get("claims", 1))
        for one, other, data in graph.edges(data=True)
    )
    found = igraph.Graph(n=len(nodes), edges=[(one, other) for one, other, _ in edges])
    found.es["claims"] = [claims for *_, claims in edges]
    return found, nodes


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a generator of its own; its generator is one for the whole process."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
