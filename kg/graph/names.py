"""Finding a node by what people call it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

import networkx as nx
from rapidfuzz import fuzz, process

from kg.errors import NotFoundError
from kg.graph.rows import DESCRIPTIONS, settings

NEAR = 60.0
"""Least similarity (rapidfuzz WRatio, 0 to 100) of a near match worth naming."""


def name_form(name: str) -> str:
    """Return what matters of a name when it is looked up: no case, no article, no outer marks.

    Example:
        >>> name_form("The Weinstein Company") == name_form("weinstein company")
        True
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    found = [word for word in (part.strip(".,!?'\"“”‘’()") for part in plain.split()) if word]
    while len(found) > 1 and found[0] in settings()["leading"]:
        found = found[1:]
    return " ".join(found) or name


def _index(graph: nx.MultiDiGraph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node, data in sorted(graph.nodes(data=True)):
        for name in {data["label"], *data["names"]}:
            found[name_form(name)].append(node)
    return found


def near_names(graph: nx.MultiDiGraph, name: str, limit: int = 5) -> list[str]:
    """Return labels of nodes whose names look like `name`, most alike first."""
    labels: dict[str, str] = {}
    for _, data in sorted(graph.nodes(data=True)):
        for spelling in sorted({data["label"], *data["names"]}):
            labels.setdefault(name_form(spelling), data["label"])
    found = process.extract(
        name_form(name), sorted(labels), scorer=fuzz.WRatio, limit=None, score_cutoff=NEAR
    )
    # WRatio finds names within names; of those, the ones of like length come first.
    form = name_form(name)
    ranked = sorted(found, key=lambda match: (-fuzz.ratio(form, match[0]), match[0]))
    return list(dict.fromkeys(labels[key] for key, _, _ in ranked))[:limit]


def find_node(graph: nx.MultiDiGraph, name: str) -> str:
    """Return the IRI of the node that a name means.

    An IRI means itself. A name means the node that bears it as label or alias,
    whatever its case and a leading article; where several do, an entity goes
    before a description, then the one with more claims, then the smaller IRI.

    Raises:
        NotFoundError: No node bears the name; the remedy lists near matches.
    """
    if name in graph:
        return name
    found = _index(graph).get(name_form(name), [])
    if found:
        return min(
            found,
            key=lambda node: (graph.nodes[node]["type"] in DESCRIPTIONS, -graph.degree(node), node),
        )
    near = near_names(graph, name)
    remedy = "Did you mean " + " or ".join(f"'{label}'" for label in near) + "?" if near else ""
    raise NotFoundError(
        f"Nothing in the graph is called '{name}'.",
        remedy or "'kg claims' lists what the graph knows.",
    )


def neighbourhood(graph: nx.MultiDiGraph, nodes: list[str], depth: int) -> nx.MultiDiGraph:
    """Return the part of a graph within `depth` steps of some nodes, in either direction.

    Lines between two nodes that are both `depth` steps away are left out: they
    say nothing about the nodes asked for.
    """
    distance = dict.fromkeys(nodes, 0)
    frontier = list(nodes)
    for step in range(1, depth + 1):
        reached = sorted(
            {
                other
                for node in frontier
                for other in (*graph.successors(node), *graph.predecessors(node))
            }
        )
        frontier = [node for node in reached if node not in distance]
        distance.update(dict.fromkeys(frontier, step))
    found = nx.MultiDiGraph()
    found.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(distance))
    found.add_edges_from(
        (source, target, key, dict(data))
        for source, target, key, data in sorted(
            graph.edges(keys=True, data=True), key=lambda e: e[2]
        )
        if source in distance
        and target in distance
        and min(distance[source], distance[target]) < depth
    )
    return found
