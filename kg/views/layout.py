"""Where the nodes of a picture go: computed once, without chance, in whole pixels.

Each connected component is drawn on its own. A radial tree gives the first
positions; stress majorization (Gansner, Koren, North: Graph Drawing by Stress
Majorization, 2004) then brings distances on the page close to distances in
the graph; last, boxes that still cover each other are pushed apart. The
components are packed around the largest. There is no random start, so the
same graph gives the same picture.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cells = NDArray[np.intp]

EDGE_LENGTH = 40.0
"""Length of an edge between two nodes with no other neighbours, in pixels."""

ROOMY_LENGTH = 105.0
"""The same in a graph of few edges, where there is room to write on them what they say."""

FEW_EDGES = 40
"""A graph of at most so many edges is drawn roomy."""

HUB = 0.4
"""How much longer an edge gets with the square root of the neighbours that its ends do not share."""

GAP = 8.0
"""Space kept free between the boxes of two nodes, in pixels."""

CELL = 24
"""Side of the cells in which components are packed, in pixels."""

MARGIN = 10.0
"""Space kept free around each box of a component, in pixels."""

ASPECT = 1.05
"""Width to height that the whole picture aims at: that of a browser window between two panels."""

ROUNDS = 60
"""Steps of stress majorization; the stress of news graphs changes by under 1 % after 50."""

LEAST_ROUNDS = 12
MOST_WORK = 60_000
"""Large components get fewer steps: at most so many divided by their nodes, and at least those."""

SEPARATION_ROUNDS = 400
"""Upper limit of the passes that push boxes apart; most components need under 60."""

PATIENCE = 40
"""Passes after which boxes that still overlap are all moved away from each other by a tenth."""

TOUCH = 1.5
"""How far two boxes may reach into the gap between them, in pixels, on either side."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, in pixels.

    `drop` is how far the middle of the box lies below the node's own centre,
    as it does where the label hangs under the shape.
    """

    width: float
    height: float
    drop: float = 0.0


def _tree_start(graph: nx.Graph, root: str) -> dict[str, tuple[float, float]]:
    """Place the breadth-first tree of a component in rings, each subtree in its own sector."""
    children: dict[str, list[str]] = {root: []}
    order, queue = [root], deque([root])
    while queue:
        node = queue.popleft()
        for other in sorted(graph[node]):
            if other not in children:
                children[other] = []
                children[node].append(other)
                order.append(other)
                queue.append(other)
    leaves = dict.fromkeys(order, 1)
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    sectors = {root: (0.0, 2 * math.pi)}
    rings = {root: 0}
    found = {root: (0.0, 0.0)}
    for node in order:
        start, end = sectors[node]
        step = (end - start) / leaves[node]
        for child in sorted(children[node], key=lambda c: (leaves[c], c)):
            stop = start + step * leaves[child]
            sectors[child], rings[child] = (start, stop), rings[node] + 1
            angle, radius = (start + stop) / 2, rings[child] * EDGE_LENGTH
            found[child] = (radius * math.cos(angle), radius * math.sin(angle))
            start = stop
    return found


def _distances(graph: nx.Graph, nodes: list[str], edge_length: float) -> Floats:
    """Return wanted distances of all pairs; edges at busy nodes are longer, to give leaves room."""

    def length(source: str, target: str) -> float:
        own = len(graph[source]) + len(graph[target]) - 2
        shared = len(set(graph[source]) & set(graph[target]))
        return edge_length * (1 + HUB * math.sqrt(max(0, own - 2 * shared)))

    # Most nodes are leaves: their ways all begin with the one edge to their hub.
    core = nx.Graph()
    core.add_nodes_from(node for node in nodes if len(graph[node]) > 1)
    core.add_nodes_from(nodes[:1] if not core else ())
    core.add_edges_from(
        (s, t, {"length": length(s, t)}) for s, t in graph.edges if s in core and t in core
    )
    index = {node: i for i, node in enumerate(core)}
    inner = np.zeros((len(core), len(core)))
    for node, row in nx.all_pairs_dijkstra_path_length(core, weight="length"):
        inner[index[node], [index[other] for other in row]] = list(row.values())
    hubs = [node if node in core else next(iter(graph[node])) for node in nodes]
    outer = np.array(
        [0.0 if n == hub else length(n, hub) for n, hub in zip(nodes, hubs, strict=True)]
    )
    at = [index[hub] for hub in hubs]
    found: Floats = inner[np.ix_(at, at)] + outer[:, None] + outer[None, :]
    np.fill_diagonal(found, 0.0)
    return found


def _stress(start: Floats, wanted: Floats) -> Floats:
    """Move points so that their distances come close to `wanted`, near pairs first."""
    size = len(start)
    if size < 3:
        reach = float(np.hypot(*(start[-1] - start[0])))
        return start if reach == 0 else start * wanted[0, -1] / reach
    weights = 1.0 / np.where(wanted > 0, wanted, 1.0) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian[1:, 1:])  # the first point stays where it is
    places: Floats = start - start[0]
    for _ in range(min(ROUNDS, max(LEAST_ROUNDS, MOST_WORK // size))):
        now = np.hypot(*(places[:, axis, None] - places[None, :, axis] for axis in (0, 1)))
        np.maximum(now, 1e-9, out=now)
        pull = weights * wanted / now
        target = pull.sum(axis=1)[:, None] * places - pull @ places
        moved = np.vstack([np.zeros((1, 2)), inverse @ target[1:]])
        if np.abs(moved - places).max() < 0.5:
            return moved
        places = moved
    return places


def _overlapping(places: Floats, half: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the index pairs whose boxes overlap, by a sweep over x."""
    order = np.argsort(places[:, 0] - half[:, 0], kind="stable")
    left = (places[:, 0] - half[:, 0])[order]
    right = (places[:, 0] + half[:, 0])[order]
    stops = np.searchsorted(left, right, side="left")
    firsts = np.repeat(np.arange(len(order)), np.maximum(stops - np.arange(len(order)) - 1, 0))
    counts = np.maximum(stops - np.arange(len(order)) - 1, 0)
    offsets = np.arange(len(firsts)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = order[firsts], order[firsts + 1 + offsets]
    gap = np.abs(places[a, 1] - places[b, 1]) - half[a, 1] - half[b, 1]
    keep = gap < -1e-6
    return a[keep], b[keep]


def _separate(places: Floats, boxes: Floats) -> Floats:
    """Push overlapping boxes apart, each pair along the axis that needs the shorter way.

    A crowd that does not come apart by pushing is given more room as a whole.
    """
    half = boxes / 2 + GAP / 2
    places = places.copy()
    for step in range(1, SEPARATION_ROUNDS + 1):
        a, b = _overlapping(places, half - TOUCH)
        if not len(a):
            break
        if step % PATIENCE == 0:
            places *= 1.1
            continue
        delta = places[b] - places[a]
        need = half[a] + half[b] - np.abs(delta)
        sign = np.where(delta >= 0, 1.0, -1.0)
        along_x = need[:, 0] < need[:, 1]
        push = np.where(np.stack([along_x, ~along_x], axis=1), need * sign, 0.0)
        moves = np.zeros_like(places)
        np.add.at(moves, a, -push / 2)
        np.add.at(moves, b, push / 2)
        # A node pushed by many moves by the mean of it, or crowds would explode.
        pushed = np.bincount(np.concatenate([a, b]), minlength=len(places))
        places += moves / np.maximum(pushed, 1)[:, None] * 1.2
    return places


def _component(
    graph: nx.Graph, boxes: Mapping[str, Box], edge_length: float
) -> dict[str, tuple[float, float]]:
    nodes = sorted(graph)
    root = max(nodes, key=lambda node: (len(graph[node]), node))
    tree = _tree_start(graph, root)
    start = np.array([tree[node] for node in nodes])
    # Whole pixels between the steps keep rounding differences from growing.
    places = np.round(_stress(start, _distances(graph, nodes, edge_length)))
    sizes = np.array([[boxes[node].width, boxes[node].height] for node in nodes])
    drops = np.array([[0.0, boxes[node].drop] for node in nodes])
    places = np.round(_separate(places + drops, sizes) - drops)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, places, strict=True)}


def _raster(
    nodes: Mapping[str, tuple[float, float]], graph: nx.Graph, boxes: Mapping[str, Box]
) -> Cells:
    """Return the grid cells that a component covers with its boxes and lines, with a margin."""
    found: set[tuple[int, int]] = set()
    for node, (x, y) in nodes.items():
        box = boxes[node]
        middle = y + box.drop
        left, right = x - box.width / 2 - MARGIN, x + box.width / 2 + MARGIN
        top, bottom = middle - box.height / 2 - MARGIN, middle + box.height / 2 + MARGIN
        found.update(
            (column, row)
            for column in range(math.floor(left / CELL), math.floor(right / CELL) + 1)
            for row in range(math.floor(top / CELL), math.floor(bottom / CELL) + 1)
        )
    for source, target in graph.edges:
        (x0, y0), (x1, y1) = nodes[source], nodes[target]
        steps = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / (CELL / 2)))
        found.update(
            (
                math.floor((x0 + (x1 - x0) * step / steps) / CELL),
                math.floor((y0 + (y1 - y0) * step / steps) / CELL),
            )
            for step in range(steps + 1)
        )
    return np.array(sorted(found), dtype=np.intp)


def _spiral(reach: int) -> Cells:
    """Return all grid offsets up to `reach`, nearest to the middle first, as a rounded rectangle."""
    columns, rows = math.ceil(reach * ASPECT), reach
    grid = np.mgrid[-columns : columns + 1, -rows : rows + 1].reshape(2, -1).T
    far = np.round((np.abs(grid[:, 0] / ASPECT) ** 4.0 + np.abs(grid[:, 1]) ** 4.0) ** 0.25, 6)
    return grid[np.lexsort((grid[:, 1], grid[:, 0], far))]


def _pack(shapes: list[Cells]) -> list[tuple[int, int]]:
    """Return an offset in cells for each shape: the first in the middle, the rest around it.

    Polyomino packing (Freivalds, Dogrusoz, Kikusts: Disconnected Graph Layout
    and the Polyomino Packing Approach, 2002): every shape takes the free place
    nearest to the middle, so small ones fill the bays of large ones.
    """
    cells = sum(len(shape) for shape in shapes)
    widest = max(int(np.ptp(shape, axis=0).max()) + 1 for shape in shapes)
    reach = math.ceil(math.sqrt(cells)) + 2 * widest
    pad = widest + 1
    columns, rows = 2 * (math.ceil(reach * ASPECT) + pad) + 1, 2 * (reach + pad) + 1
    taken = np.zeros(columns * rows, dtype=bool)
    offsets = _spiral(reach) + np.array([columns // 2, rows // 2])
    flat = offsets[:, 0] * rows + offsets[:, 1]
    found = []
    for shape in shapes:
        # The cell nearest to the middle of the shape leads: places where it is taken need no look.
        middle = (shape.min(axis=0) + shape.max(axis=0)) / 2
        lead = shape[np.argmin(np.abs(shape - middle).sum(axis=1))]
        steps = (shape[:, 0] - lead[0]) * rows + shape[:, 1] - lead[1]
        open_ = flat[~taken[flat]]
        for start in range(0, len(open_), 128):
            spots = open_[start : start + 128, None] + steps
            free = np.flatnonzero(~taken[spots].any(axis=1))
            if len(free):
                taken[spots[free[0]]] = True
                column, row = divmod(int(open_[start + free[0]]), rows)
                found.append((column - columns // 2 - int(lead[0]), row - rows // 2 - int(lead[1])))
                break
    return found


def positions(
    graph: nx.Graph, boxes: Mapping[str, Box], edge_length: float | None = None
) -> dict[str, tuple[int, int]]:
    """Return a place for the centre of every node, in whole pixels, the same on every run.

    Args:
        graph: An undirected graph without parallel edges; loops do no harm.
        boxes: The room that each node takes with its label.
        edge_length: Length of an edge between two nodes with no other
            neighbours, in pixels; by default what suits the number of edges.

    Returns:
        Node to (x, y); x grows to the right, y down. Boxes do not overlap,
        except in crowds that `SEPARATION_ROUNDS` could not untangle.

    Example:
        >>> graph = nx.Graph([("a", "b")])
        >>> places = positions(graph, {"a": Box(40, 20), "b": Box(40, 20)})
        >>> places["a"] != places["b"]
        True
    """
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted((min(e), max(e)) for e in graph.edges() if e[0] != e[1]))
    components = sorted(nx.connected_components(plain), key=lambda c: (-len(c), min(c)))
    if not components:
        return {}
    if edge_length is None:
        edge_length = ROOMY_LENGTH if plain.number_of_edges() <= FEW_EDGES else EDGE_LENGTH
    drawn, shapes = [], []
    for component in components:
        part = nx.Graph()
        part.add_nodes_from(sorted(component))
        part.add_edges_from(e for e in plain.edges if e[0] in component)
        drawn.append(_component(part, boxes, edge_length))
        shapes.append(_raster(drawn[-1], part, boxes))
    found = {}
    for nodes, (column, row) in zip(drawn, _pack(shapes), strict=True):
        for node, (x, y) in nodes.items():
            found[node] = round(x + column * CELL), round(y + row * CELL)
    return found
