"""Claims as a networkx graph: the projection, and what can be asked of it.

`docs/graph.md` says what the nodes and edges are and what each measure rests on.
"""

from __future__ import annotations

from kg.graph.centrality import Central, betweenness, centrality, distances, pagerank
from kg.graph.communities import communities, initiatives, modularity, typical
from kg.graph.excerpt import excerpt
from kg.graph.names import find_node, near_names, neighbourhood
from kg.graph.paths import Step, entity_graph, paths
from kg.graph.project import STATUSES, claims_graph, export_graph, graph_text, select, status, verb
from kg.graph.rows import ClaimRow, Thing, read_rows, rows_from_claims

__all__ = [
    "STATUSES",
    "Central",
    "ClaimRow",
    "Step",
    "Thing",
    "betweenness",
    "centrality",
    "claims_graph",
    "communities",
    "distances",
    "entity_graph",
    "excerpt",
    "export_graph",
    "find_node",
    "graph_text",
    "initiatives",
    "modularity",
    "near_names",
    "neighbourhood",
    "pagerank",
    "paths",
    "read_rows",
    "rows_from_claims",
    "select",
    "status",
    "typical",
    "verb",
]
