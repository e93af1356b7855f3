"""Companies by what they share: fields of work, things they put money into, supplies.

All of these read a graph of `claims_graph`, filtered as wished, and name the
claims that they rest on.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import networkx as nx

from kg.errors import NotFoundError
from kg.graph.names import name_form
from kg.graph.part import part
from kg.graph.rows import DESCRIPTIONS, TOPIC, settings
from kg.model import Kind
from kg.rdf.fields import fields_of, known_fields
from kg.rdf.guard import near
from kg.rdf.vocab import FIELD_KINDS

COMPANIES = frozenset({"Company", "Organization"})
"""Types of nodes that compete, invest and supply."""

STAKES = frozenset(
    {Kind.INVESTMENT, Kind.FUNDING, Kind.ACQUISITION, Kind.OWNERSHIP, Kind.FORMATION}
)
"""Kinds of claim by which somebody has money in something."""

Claims = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two nodes, what they share, how much that weighs, what else ties them, and the claims behind it.

    `ties` are the relations that claims state between the two, such as `partners with`.
    """

    one: str
    other: str
    shared: tuple[str, ...]
    weight: float
    ties: tuple[str, ...]
    claims: Claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """A step of a supply chain, `tier` steps away: below 0 towards suppliers, above 0 towards customers."""

    tier: int
    supplier: str
    customer: str
    claims: tuple[dict[str, Any], ...]


# --- fields ----------------------------------------------------------------------------


def field_name(text: str) -> str:
    """Return the notation of the field that a text names.

    Raises:
        NotFoundError: It names none; the remedy lists near matches.

    Example:
        >>> field_name("electric cars"), field_name("field:batteries")
        ('electric-vehicles', 'batteries')
    """
    plain = text.removeprefix("field:").strip()
    notation = plain.casefold().replace(" ", "-")
    if notation in known_fields():
        return notation
    found = fields_of(plain)
    if found:
        # "electric cars" names electric vehicles and, more loosely, cars.
        return max(found, key=lambda name: (len(name.split("-")), name))
    close = near(notation, known_fields())
    raise NotFoundError(
        f"There is no field '{text}'.",
        f"Did you mean: {', '.join(close)}?" if close else f"Known: {', '.join(known_fields())}.",
    )


def _fields(graph: nx.MultiDiGraph) -> dict[str, dict[str, set[str]]]:
    """Return field or topic → company → the claims that place it there."""
    kinds = {kind.value for kind in FIELD_KINDS}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data["kind"] not in kinds or graph.nodes[source]["type"] not in COMPANIES:
            continue
        node = graph.nodes[target]
        names = fields_of(node["label"]) or (node["label"],) * (node["type"] == TOPIC)
        for name in names:
            found[name.replace("-", " ")][source].add(key)
    return found


def in_field(graph: nx.MultiDiGraph, field: str) -> nx.MultiDiGraph:
    """Return the part of a graph that concerns a field: all claims of and about the companies active in it.

    A company is active in a field where a claim of the graph says that it works on
    it, aims at it, plans or offers something in it.

    Args:
        graph: A graph made by `claims_graph`.
        field: A field, as `field_name` takes it.

    Raises:
        NotFoundError: There is no such field.
    """
    active = set(_fields(graph).get(field_name(field).replace("-", " "), ()))
    edges = [e for e in graph.edges(keys=True, data=True) if e[0] in active or e[1] in active]
    ends = {node for source, target, _, _ in edges for node in (source, target)}
    return part(graph, ends, edges)


def _ties(graph: nx.MultiDiGraph, one: str, other: str) -> tuple[str, ...]:
    found = {
        data["label"]
        for source, target in ((one, other), (other, one))
        for data in (graph.get_edge_data(source, target) or {}).values()
    }
    return tuple(sorted(found))


def _pairs(
    graph: nx.MultiDiGraph, members: Mapping[str, Mapping[str, Iterable[str]]], node: str | None
) -> list[Pair]:
    """Return the pairs of nodes that share something, those that share most and rarest first.

    What two alone share counts 1, what four share one half (Adamic and Adar 2003).
    """
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for thing in sorted(members):
        for one, other in combinations(sorted(members[thing]), 2):
            if node is None or node in (one, other):
                shared[(one, other) if node in (None, one) else (other, one)].append(thing)
    found = [
        Pair(
            one=one,
            other=other,
            shared=tuple(sorted(things, key=lambda thing: (len(members[thing]), thing))),
            weight=round(sum(1 / math.log2(len(members[thing])) for thing in things), 6),
            ties=_ties(graph, one, other),
            claims=tuple(
                sorted({c for t in things for end in (one, other) for c in members[t][end]})
            ),
        )
        for (one, other), things in shared.items()
    ]
    return sorted(found, key=lambda pair: (-pair.weight, pair.one, pair.other))


def competitors(graph: nx.MultiDiGraph, node: str | None = None) -> list[Pair]:
    """Return pairs of companies that work in the same fields, the closest first.

    Fields are those that claims on work, products, aims and plans name, and topics
    that two companies share by the same words. Partners compete too: `ties` tells.

    Args:
        graph: A graph made by `claims_graph`, filtered as wished.
        node: IRI of the company whose competitors are wanted; by default all pairs.
    """
    return _pairs(graph, _fields(graph), node)


# --- money -----------------------------------------------------------------------------


def _stake_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, settings()["stakes"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w).*\s(?:of|in)\s+(?P<whole>.+)$", re.IGNORECASE)


def _entities_by_name(graph: nx.MultiDiGraph) -> dict[str, str]:
    return {
        name_form(name): node
        for node, data in sorted(graph.nodes(data=True), reverse=True)
        if data["type"] not in (*DESCRIPTIONS, TOPIC)
        for name in data["names"]
    }


def stakes(graph: nx.MultiDiGraph) -> dict[str, dict[str, set[str]]]:
    """Return what has several owners or backers → who they are → the claims that say so.

    A description such as "10 percent of Acme" is a stake in Acme, if that is a node.
    """
    kinds = {kind.value for kind in STAKES}
    named, pattern = _entities_by_name(graph), _stake_words()
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data["kind"] not in kinds:
            continue
        funding = data["kind"] == Kind.FUNDING.value
        investor, thing = (target, source) if funding else (source, target)
        if graph.nodes[thing]["type"] in (*DESCRIPTIONS, TOPIC):
            part = pattern.search(graph.nodes[thing]["label"])
            thing = named.get(name_form(part["whole"]), "") if part else ""
        if thing and thing != investor and graph.nodes[investor]["type"] not in DESCRIPTIONS:
            found[thing][investor].add(key)
    return {thing: dict(owners) for thing, owners in found.items() if len(owners) > 1}


def co_investors(graph: nx.MultiDiGraph, node: str | None = None) -> list[Pair]:
    """Return pairs that have money in the same thing, those with most in common first.

    Args:
        graph: A graph made by `claims_graph`, filtered as wished.
        node: IRI of the investor whose companions are wanted; by default all pairs.
    """
    return _pairs(graph, stakes(graph), node)


# --- supplies --------------------------------------------------------------------------


def supply_chain(
    graph: nx.MultiDiGraph,
    node: str,
    *,
    direction: Literal["up", "down", "both"] = "both",
    depth: int = 3,
) -> list[Supply]:
    """Return who supplies a company, and whom it supplies, step by step.

    Args:
        graph: A graph made by `claims_graph`, filtered as wished.
        node: IRI of the company.
        direction: Towards its suppliers, its customers, or both.
        depth: Most steps away.
    """
    found: list[Supply] = []
    for way in ("up", "down"):
        if direction in (way, "both"):
            found += _tiers(graph, node, up=way == "up", depth=depth)
    return sorted(found, key=lambda step: (step.tier, step.supplier, step.customer))


def _tiers(graph: nx.MultiDiGraph, node: str, *, up: bool, depth: int) -> Iterator[Supply]:
    seen, frontier = {node}, [node]
    for tier in range(1, depth + 1):
        reached: set[str] = set()
        for at in sorted(frontier):
            for other in sorted(graph.predecessors(at) if up else graph.successors(at)):
                supplier, customer = (other, at) if up else (at, other)
                claims = tuple(
                    data
                    for _, data in sorted(graph.get_edge_data(supplier, customer).items())
                    if data["kind"] == Kind.SUPPLY.value
                )
                named = graph.nodes[other]["type"] not in DESCRIPTIONS
                if claims and named and other != at:
                    yield Supply(
                        tier=-tier if up else tier,
                        supplier=supplier,
                        customer=customer,
                        claims=claims,
                    )
                    reached.add(other)
        frontier = sorted(reached - seen)
        seen |= reached
