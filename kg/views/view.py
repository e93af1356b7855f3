"""From the rows of a graph to the HTML of a page: what `kg view` and `kg build --view` call."""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import NotFoundError
from kg.graph import ClaimRow, claims_graph, excerpt, find_node, neighbourhood
from kg.ledger import Promise
from kg.views.html import render
from kg.views.page import MAX_NODES, Page, page
from kg.views.promises import newest

MOST_NODES = 3000
"""Nodes drawn at most; beyond that a browser's canvas no longer follows the hand."""

MOST_HELD = 12_000
"""Things that a page holds at most, drawn or in circles; of a larger graph, the best connected."""


def make_page(
    rows: Iterable[ClaimRow],
    *,
    focus: str | None = None,
    depth: int = 1,
    max_nodes: int = MAX_NODES,
    title: str = "Company graph",
    ledger: Iterable[Promise] = (),
) -> Page:
    """Return the data of a page for a graph, or for what lies around one thing.

    Args:
        rows: All claims of the graph, in any order.
        focus: Name or IRI of the thing to centre on; None shows the whole graph.
        depth: Steps away from `focus` that still belong to the page.
        max_nodes: Most nodes to draw at once. Where there are more, the page
            opens on communities that expand.
        title: Heading of the page.
        ledger: Promises that the claims make (`kg.ledger.ledger`).

    Raises:
        NotFoundError: There is no claim, or no thing is called `focus`.
    """
    listed = list(rows)
    if not listed:
        raise NotFoundError("The graph has no claim to draw.", "Run 'kg build' on some articles.")
    graph = claims_graph(listed)
    part, keep, name = graph, [], None
    if focus is not None:
        keep = [find_node(graph, focus)]
        name = graph.nodes[keep[0]]["label"]
        part = neighbourhood(graph, keep, depth)
    part = excerpt(part, MOST_HELD, keep=keep)
    held = {key for _, _, key in part.edges(keys=True)}
    return page(
        (row for row in listed if row.iri in held),
        title=title,
        things=graph.number_of_nodes(),
        all_claims=graph.number_of_edges(),
        focus=name,
        centre=keep[0] if keep else None,
        most=max_nodes,
        ledger=ledger,
        as_of=newest(listed),
    )


def view(
    rows: Iterable[ClaimRow],
    *,
    focus: str | None = None,
    depth: int = 1,
    max_nodes: int = MAX_NODES,
    title: str = "Company graph",
    ledger: Iterable[Promise] = (),
) -> str:
    """Return one self-contained HTML page of a graph; the same graph gives the same bytes.

    The arguments are those of `make_page`.

    Raises:
        NotFoundError: There is no claim, or no thing is called `focus`.
    """
    made = make_page(
        rows, focus=focus, depth=depth, max_nodes=max_nodes, title=title, ledger=ledger
    )
    return render(made)
