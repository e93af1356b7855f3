"""What changed between two days: things, connections, statuses, dates, amounts, ranks.

The graph as of a day has the claims published until then. A change is what the
later one has and the earlier one has not, with the claim that brought it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.graph.centrality import pagerank
from kg.graph.paths import entity_graph
from kg.graph.profile import FIGURES
from kg.graph.project import select
from kg.graph.rows import DESCRIPTIONS, TOPIC
from kg.rdf.nodes import phrase_key
from kg.rdf.roles import role_key

CHANGES = ("thing", "connection", "status", "due", "amount", "rank")
"""What can change, in the order in which it is listed."""

MOVERS = 10
"""Most changes of rank that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is otherwise than before.

    `change` is one of `CHANGES`; `before` is "" for what is new; `claim` and
    `published` are of the first claim that says so, "" and None for ranks.
    """

    change: str
    what: str
    before: str
    after: str
    published: dt.date | None
    claim: str


def _order(data: dict[str, Any]) -> tuple[dt.date, str]:
    return data["published"] or dt.date.min, data["claim"]


def _things(before: nx.MultiDiGraph, after: nx.MultiDiGraph) -> Iterator[Change]:
    first: dict[str, dict[str, Any]] = {}
    for source, target, data in after.edges(data=True):
        for node in (source, target):
            named = after.nodes[node]["type"] not in (*DESCRIPTIONS, TOPIC)
            if node not in before and named:
                first[node] = min(first.get(node, data), data, key=_order)
    for node, data in first.items():
        yield Change(
            change="thing",
            what=after.nodes[node]["label"],
            before="",
            after=after.nodes[node]["type"],
            published=data["published"],
            claim=data["claim"],
        )


def _connections(before: nx.MultiDiGraph, after: nx.MultiDiGraph) -> Iterator[Change]:
    old, new = entity_graph(before), entity_graph(after)
    for one, other in sorted(map(sorted, new.edges)):
        if old.has_edge(one, other):
            continue
        edges = [
            (data, source, target)
            for source, target in ((one, other), (other, one))
            for data in (after.get_edge_data(source, target) or {}).values()
        ]
        data, source, target = min(edges, key=lambda edge: _order(edge[0]))
        names = after.nodes[source]["label"], after.nodes[target]["label"]
        yield Change(
            change="connection",
            what=f"{names[0]} – {names[1]}",
            before="",
            after=f"{names[0]} {data['label']} {names[1]}",
            published=data["published"],
            claim=data["claim"],
        )


def _told(graph: nx.MultiDiGraph) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Return the claims of each statement in the order of publication; figures are none.

    Descriptions are compared by their stems: a goal with another figure is another
    node, and the same statement here.
    """
    found: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    figures = {kind.value for kind in FIGURES}
    for source, target, data in graph.edges(data=True):
        if data["kind"] not in figures:
            node = graph.nodes[target]
            what = phrase_key(node["label"]) if node["type"] in DESCRIPTIONS else target
            key = (data["kind"], data["action"] or "", role_key(data["role"]), source, what)
            ends = f"{graph.nodes[source]['label']}: {node['label']}"
            found[key].append({**data, "ends": ends})
    return {key: sorted(found[key], key=_order) for key in sorted(found)}


def _due(data: dict[str, Any]) -> str:
    if data["earliest"] is None and data["latest"] is None:
        return ""
    return f"{data['earliest'] or '..'} to {data['latest'] or '..'}"


def _amount(data: dict[str, Any]) -> str:
    if data["amount"] is None:
        return ""
    return " ".join(str(part) for part in (data["bound"], data["amount"], data["unit"]) if part)


_Value = Callable[[dict[str, Any]], str]
_COMPARED: tuple[tuple[str, _Value, _Value], ...] = (
    ("status", lambda data: str(data["status"]), lambda _: ""),
    ("due", _due, _amount),
    ("amount", _amount, _due),
)
"""What is compared, and what must not differ for it: other figures for other years are no change."""


def _statements(before: nx.MultiDiGraph, after: nx.MultiDiGraph) -> Iterator[Change]:
    """Yield what later articles tell otherwise than the one before; within one article nothing moves."""
    known = {key for _, _, key in before.edges(keys=True)}
    for claims in _told(after).values():
        for name, value, beside in _COMPARED:
            last: dict[str, Any] | None = None
            for data in (each for each in claims if value(each)):
                if last is None or data["article"] == last["article"]:
                    last = last or data
                    continue
                sides = {beside(last), beside(data)} - {""}
                if len(sides) < 2 and value(data) != value(last) and data["claim"] not in known:
                    yield Change(
                        change=name, what=data["ends"], before=value(last), after=value(data),
                        published=data["published"], claim=data["claim"],
                    )  # fmt: skip
                last = data


def _ranks(before: nx.MultiDiGraph, after: nx.MultiDiGraph, engine: str) -> list[Change]:
    places = []
    for graph in (before, after):
        ranks = pagerank(entity_graph(graph), engine=engine)
        ordered = sorted(ranks, key=lambda node: (-round(ranks[node], 9), node))
        places.append({node: place for place, node in enumerate(ordered, 1)})
    moved = {node: places[0][node] - places[1][node] for node in places[0] if node in places[1]}
    top = sorted((n for n in moved if moved[n]), key=lambda n: (-abs(moved[n]), places[1][n], n))
    return [
        Change(
            change="rank", what=after.nodes[node]["label"], before=str(places[0][node]),
            after=str(places[1][node]), published=None, claim="",
        )
        for node in top[:MOVERS]
    ]  # fmt: skip


def changes(
    graph: nx.MultiDiGraph,
    since: dt.date,
    as_of: dt.date | None = None,
    *,
    statuses: Collection[str] | None = None,
    engine: str = "networkx",
) -> list[Change]:
    """Return what is otherwise on one day than on another, by kind of change and day.

    New things and connections, statements that stand otherwise than when they were
    last told (planned, then done or denied), due dates and amounts that moved, and the
    things whose PageRank moved by most places.

    Args:
        graph: A graph made by `claims_graph`, with claims of all days.
        since: The earlier day is the one before this.
        as_of: The later day; by default all claims that have a day count.
        statuses: Claims that make things and connections; None takes all. Statuses,
            dates and amounts are compared among all claims in any case.
        engine: See `kg.graph.engine.choose`.
    """
    last = as_of or dt.date.max
    eve = since - dt.timedelta(days=1)
    whole_before, whole_after = select(graph, until=eve), select(graph, until=last)
    before = select(whole_before, statuses=statuses)
    after = select(whole_after, statuses=statuses)
    found = [
        *_things(before, after),
        *_connections(before, after),
        *_statements(whole_before, whole_after),
    ]
    order = {name: number for number, name in enumerate(CHANGES)}
    ordered = sorted(
        found,
        key=lambda c: (order[c.change], c.published or dt.date.min, c.what, c.claim),
    )
    return [*ordered, *_ranks(before, after, engine)]
