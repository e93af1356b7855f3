"""A large graph as circles that open: which things share one, and where each of them goes.

Communities with room enough for a page become one circle each; larger ones
are divided further, small ones join the one that they have most to do with,
and the many that nothing connects to the rest share a circle by the letter
they begin with. Nothing moves when a circle opens: every
thing has its place from the start, inside the region of its circle.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kg.graph.communities import communities
from kg.views.layout import Box, positions

LEAST = 6
"""Things that a community needs for a circle of its own; smaller ones join another, or share one."""

FINER = 2.0
"""How much finer a community that is too large is divided (Louvain resolution)."""

NORMAL = 160.0
"""Regions are laid out as if their typical side were so many pixels, then enlarged."""

Place = tuple[int, int]


@dataclass(slots=True)
class Part:
    """A circle: it holds things or further circles.

    `pool` where only room unites them; `span` are then the things that lead
    the first and the last of its groups.
    """

    things: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    pool: bool = False
    span: tuple[str, str] = ("", "")

    def all_things(self) -> list[str]:
        """Return the things of this circle and of all that are in it."""
        return self.things + [thing for part in self.parts for thing in part.all_things()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A circle with its place: `parent` is its place in the list, None on the first level."""

    parent: int | None
    things: tuple[str, ...]
    pool: bool
    span: tuple[str, str]
    x: int
    y: int
    radius: int


def _chunks(ordered: Sequence[str], size: int) -> list[list[str]]:
    """Cut a list into parts of about equal length, none longer than `size`."""
    count = math.ceil(len(ordered) / size)
    step = math.ceil(len(ordered) / count)
    return [list(ordered[start : start + step]) for start in range(0, len(ordered), step)]


def _pools(groups: list[list[str]], labels: Mapping[str, str], room: int) -> list[Part]:
    """Put small groups together, in the order of the alphabet."""
    found: list[Part] = []
    led = [(next((n for n in group if labels[n]), group[0]), group) for group in groups]
    for lead, group in sorted(led, key=lambda pair: (labels[pair[0]].casefold(), pair[0])):
        if not found or len(found[-1].things) + len(group) > room:
            found.append(Part(pool=True, span=(lead, lead)))
        found[-1].things += group
        found[-1].span = found[-1].span[0], lead
    return found


def _joined(graph: nx.Graph, groups: list[list[str]], least: int, room: int) -> list[list[str]]:
    """Put each small group into the one that most claims connect it to, where that has room."""
    owner = {thing: number for number, group in enumerate(groups) for thing in group}
    held = {number: list(group) for number, group in enumerate(groups)}
    for number in sorted(held, key=lambda n: (len(held[n]), held[n][0])):
        group = held[number]
        if len(group) >= least:
            continue
        near: Counter[int] = Counter()
        for thing in group:
            for other, line in graph.adj[thing].items():
                if owner[other] != number:
                    near[owner[other]] += line["claims"]
        fit = [n for n in near if len(held[n]) + len(group) <= room]
        if fit:
            host = min(fit, key=lambda n: (-near[n], held[n][0]))
            held[host] += held.pop(number)
            owner.update(dict.fromkeys(held[host], host))
    return list(held.values())


def _halls(parts: list[Part], room: int) -> list[Part]:
    """Put circles into further ones, in their order; such a one is a pool where it holds only pools."""
    found = []
    for start in range(0, len(parts), room):
        inner = parts[start : start + room]
        pool = all(part.pool for part in inner)
        span = (inner[0].span[0], inner[-1].span[1]) if pool else ("", "")
        found.append(Part(parts=inner, pool=pool, span=span))
    return found


def divide(
    graph: nx.Graph, labels: Mapping[str, str], room: int, *, resolution: float = 1.0
) -> list[Part]:
    """Return the circles of a graph: at most `room` of them, and as many things in each.

    Args:
        graph: A simple graph whose edges carry `claims`.
        labels: Name of each node; empty for one that no circle should be called by.
        room: Most things or circles that one circle may show when it opens; at least 2.
        resolution: Of the first division; above 1 gives smaller communities.
    """
    groups = communities(graph, resolution=resolution)
    if len(groups) == 1:
        return [Part(things=chunk) for chunk in _chunks(groups[0], room)]
    parts, small, least = [], [], min(LEAST, room)
    for group in _joined(graph, groups, least, room):
        if len(group) < least:
            small.append(group)
        elif len(group) <= room:
            parts.append(Part(things=group))
        else:
            inner = divide(graph.subgraph(group), labels, room, resolution=resolution * FINER)
            parts.append(Part(parts=inner))
    parts += _pools(small, labels, room)
    while len(parts) > room:
        parts = _halls(parts, room)
    return parts


def _quotient(graph: nx.Graph, owner: Mapping[str, str]) -> nx.Graph:
    """Return the graph of what owns the nodes."""
    found = nx.Graph()
    found.add_nodes_from(sorted(set(owner.values())))
    found.add_edges_from(
        (owner[s], owner[t])
        for s, t in graph.edges
        if s in owner and t in owner and owner[s] != owner[t]
    )
    return found


@dataclass(slots=True)
class _Region:
    """A part with the places of its things, counted from its upper left corner."""

    part: Part
    width: float
    height: float
    things: dict[str, tuple[float, float]]
    inner: list[tuple[float, float, _Region]]


def _framed(
    part: Part,
    places: Mapping[str, tuple[float, float]],
    boxes: Mapping[str, Box],
    regions: Mapping[str, _Region],
) -> _Region:
    left = min(x - boxes[name].width / 2 for name, (x, _) in places.items())
    top = min(y + boxes[name].drop - boxes[name].height / 2 for name, (_, y) in places.items())
    right = max(x + boxes[name].width / 2 for name, (x, _) in places.items())
    bottom = max(y + boxes[name].drop + boxes[name].height / 2 for name, (_, y) in places.items())
    things, inner = {}, []
    for name, (x, y) in places.items():
        if name in regions:
            region = regions[name]
            inner.append((x - left - region.width / 2, y - top - region.height / 2, region))
        else:
            things[name] = (x - left, y - top)
    return _Region(part, right - left, bottom - top, things, inner)


def _lay_out(part: Part, graph: nx.Graph, boxes: Mapping[str, Box]) -> _Region:
    if not part.parts:
        return _framed(part, positions(graph.subgraph(part.things), boxes), boxes, {})
    names = [f"{number:04}" for number in range(len(part.parts))]
    regions = {name: _lay_out(p, graph, boxes) for name, p in zip(names, part.parts, strict=True)}
    # Stress majorization knows no sizes: regions are shrunk to what it expects of a thing.
    shrink = statistics.median(r.width + r.height for r in regions.values()) / 2 / NORMAL
    small = {n: Box(r.width / shrink, r.height / shrink) for n, r in regions.items()}
    owner = {thing: n for n, r in regions.items() for thing in r.part.all_things()}
    places = positions(_quotient(graph, owner), small, NORMAL / 2)
    wide = {name: (x * shrink, y * shrink) for name, (x, y) in places.items()}
    return _framed(part, wide, {n: Box(r.width, r.height) for n, r in regions.items()}, regions)


def circles(
    graph: nx.Graph, labels: Mapping[str, str], boxes: Mapping[str, Box], room: int
) -> tuple[list[Circle], dict[str, Place]]:
    """Return circles that hold all things of a graph, outer ones first, and a place for each thing.

    Args:
        graph: A simple graph whose edges carry `claims`.
        labels: Name of each node; empty for one that no circle should be called by.
        boxes: The room that each node takes with its label.
        room: Most things or circles that one circle shows when it opens.
    """
    whole = _lay_out(Part(parts=divide(graph, labels, room)), graph, boxes)
    found: list[Circle] = []
    places: dict[str, Place] = {}

    def place(region: _Region, left: float, top: float, parent: int | None) -> None:
        for name, (x, y) in region.things.items():
            places[name] = round(left + x), round(top + y)
        for dx, dy, inner in region.inner:
            x, y = left + dx, top + dy
            radius = min(0.42 * math.sqrt(inner.width * inner.height), 0.5 * inner.width)
            found.append(
                Circle(
                    parent=parent,
                    things=tuple(inner.part.all_things()),
                    pool=inner.part.pool,
                    span=inner.part.span,
                    x=round(x + inner.width / 2),
                    y=round(y + inner.height / 2),
                    radius=round(min(radius, 0.5 * inner.height)),
                )
            )
            place(inner, x, y, len(found) - 1)

    place(whole, 0.0, 0.0, None)
    return found, places
