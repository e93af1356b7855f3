"""What a page shows, as plain data: which nodes and lines, where, and the words behind them."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import networkx as nx

from kg import iri as iris
from kg.graph.project import status, verb
from kg.graph.rows import DESCRIPTIONS, ClaimRow, Thing
from kg.ledger import Promise
from kg.model import Kind
from kg.rdf.times import due, said_on
from kg.views.groups import Circle, circles
from kg.views.layout import Box, positions
from kg.views.promises import promises
from kg.views.text import visible, web_link, wrapped
from kg.views.whose import drawn_as
from kg.views.wording import amount_words, day_words, time_words

MAX_NODES = 300
"""Nodes drawn where nobody asks for more."""

Bundle = tuple[tuple[str, ...], list[ClaimRow]]
"""Claims that one line stands for: its two ends, kind, action and status, and the rows."""

_PROJECTED = iris.node_iri("projection", "").rpartition("/")[0] + "/"
"""How the IRIs of things begin that only the picture has, and no store."""

NAMED = 3
"""Things whose names stand for a circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the template needs; lists of plain dicts that JSON can carry.

    `things` is how many nodes the graph has that the page is a part of; `most`
    how many of them may be drawn at once. Where there are more, `groups` are
    circles that hold them all and open one by one. `promises` is the ledger, as of the day that `as_of` tells in words.
    """

    title: str
    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]
    things: int
    all_claims: int
    groups: tuple[dict[str, Any], ...] = ()
    promises: tuple[dict[str, Any], ...] = ()
    most: int = MAX_NODES
    focus: str | None = None
    centre: int | None = None
    as_of: str = ""


@cache
def style() -> dict[str, Any]:
    """Return `style.toml`."""
    return tomllib.loads(files("kg.views").joinpath("style.toml").read_text(encoding="utf-8"))


@cache
def _types() -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in style()["types"]}


def shown_type(type_: str) -> str:
    """Return the type under which the legend lists a node."""
    return type_ if type_ in _types() else style()["fallback"]["name"]


def _growth(size: float, growth: float, top: float, count: int) -> float:
    return round(min(top, size + growth * math.log2(max(1, count))), 1)


def _text_width(text: str, font: float) -> float:
    """Estimate the width of a line in a system sans-serif; CJK characters are square."""
    wide = sum(1.0 if ord(c) >= 0x2E80 else 0.62 if c.isupper() else 0.52 for c in text)
    return wide * font


def _node(thing: Thing, count: int, called: str) -> tuple[dict[str, Any], Box]:
    label, node = style()["label"], style()["node"]
    type_ = shown_type(thing.type)
    shape = _types().get(type_, style()["fallback"])["shape"]
    inside = shape == "box"
    font = label["matter_font"]
    if not inside:
        font = round(_growth(label["font"], label["font_growth"], label["font_max"], count))
    name = visible(thing.label)
    text = wrapped(
        visible(called), label["matter_wrap"] if inside else label["wrap"], label["lines"]
    )
    rows = text.split("\n") or [""]
    width, height = max(_text_width(row, font) for row in rows), 1.25 * font * len(rows)
    found = {
        "label": text,
        "name": name,
        "names": sorted({visible(other) for other in thing.names} - {name}),
        "type": type_,
        "class": thing.type,
        "own": thing.iri.startswith(_PROJECTED) or None,
        "odd": name != thing.label or None,
        "shape": shape,
        "font": {"size": font},
        "count": count,
    }
    found = {key: value for key, value in found.items() if value is not None}
    if inside:
        return found, Box(width + 18, height + 12)
    size = _growth(node["size"], node["growth"], node["max"], count)
    box = Box(max(width, 2 * size) + 8, 2 * size + 4 + height, drop=(4 + height) / 2)
    return {**found, "size": size}, box


def _points(row: ClaimRow) -> bool:
    """Say whether the store has the object of a row as that of its claim, for stances do not."""
    claim = row.claim
    own = row.object.iri.startswith(_PROJECTED)
    return claim.object is not None and claim.kind is not Kind.STANCE and not own


def _days(row: ClaimRow) -> dict[str, str | None]:
    """Return when a claim was said and when it is due, in ISO 8601."""
    start, end = due(row.claim, row.article.date)
    days = {"on": said_on(row.claim, row.article.date), "due_from": start, "due_to": end}
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _claim(row: ClaimRow, number: int, index: Mapping[str, int]) -> dict[str, Any]:
    claim, article = row.claim, row.article
    found = {
        **_days(row),
        "id": row.iri,
        "edge": number,
        "from": index[row.subject.iri],
        "to": index[row.object.iri],
        "kind": claim.kind.value,
        "verb": visible(verb(claim, article.date)),
        "points": _points(row) or None,
        "status": status(claim),
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "subject": visible(row.subject.label),
        "object": visible(row.object.label),
        "quotes": [visible(quote) for quote in row.quotes],
        "headline": claim.title_evidence or None,
        "speaker": visible(claim.speaker or ""),
        "speaker_node": index.get(row.speaker.iri) if row.speaker else None,
        "relayed": [visible(name) for name in claim.relayed_by],
        "said": time_words(claim.said),
        "time": time_words(claim.time),
        "inferred": visible((claim.time and claim.time.inferred) or ""),
        "period": claim.period,
        "amount": visible(amount_words(claim.amount)),
        "article": iris.article_iri(article.id).rsplit("/", 1)[-1],
        "title": visible(article.title),
        "odd": (visible(article.title), web_link(article.url)) != (article.title, article.url)
        or None,
        "outlet": visible(article.publisher or ""),
        "date": article.date.isoformat() if article.date else "",
        "url": web_link(article.url),
        "confidence": round(claim.confidence, 2),
        "found_by": visible(claim.found_by),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _bundles(rows: Iterable[ClaimRow]) -> list[Bundle]:
    """Group the claims that one line stands for: same ends, kind, action and status."""
    found: dict[tuple[str, ...], list[ClaimRow]] = defaultdict(list)
    for row in rows:
        claim = row.claim
        key = (row.subject.iri, row.object.iri, claim.kind.value, claim.action or "", status(claim))
        found[key].append(row)
    return sorted(found.items())


def _newest_first(row: ClaimRow) -> tuple[Any, ...]:
    date = row.article.date
    return (-date.toordinal() if date else 0, row.article.id, row.claim.evidence, row.iri)


def _edges(bundles: Sequence[Bundle], index: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the lines; lines between the same two nodes bend away from each other."""
    looks, statuses = style()["edge"], {entry["name"]: entry for entry in style()["statuses"]}
    lanes: Counter[tuple[int, int]] = Counter()
    found = []
    for number, (key, rows) in enumerate(bundles):
        source, target = index[key[0]], index[key[1]]
        pair = min(source, target), max(source, target)
        lane, look = lanes[pair], statuses[key[4]]
        lanes[pair] += 1
        edge = {
            "id": f"e{number}",
            "from": source,
            "to": target,
            "kind": key[2],
            "status": key[4],
            "verb": visible(verb(rows[0].claim, rows[0].article.date)),
            "width": _growth(looks["width"], looks["growth"], looks["max"], len(rows)),
            "dashes": look["dash"] or False,
        }
        if look.get("bar"):
            edge["arrows"] = {"to": {"enabled": True}, "middle": {"enabled": True, "type": "bar"}}
        if lane:
            # Lane 1, 2, 3, ... bend to the left, to the right, further left, ...
            clockwise = (lane % 2 == 1) == (source < target)
            bend = "curvedCW" if clockwise else "curvedCCW"
            edge["smooth"] = {
                "enabled": True,
                "type": bend,
                "roundness": round(0.12 * ((lane + 1) // 2), 2),
            }
        found.append(edge)
    return found


def _group(
    number: int, circle: Circle, drawn: Mapping[str, dict[str, Any]], level: int
) -> dict[str, Any]:
    """Return a circle as the page has it, called by its best known things."""
    known = sorted(
        circle.things,
        key=lambda t: (drawn[t]["class"] in DESCRIPTIONS, -drawn[t]["count"], drawn[t]["name"], t),
    )
    found: dict[str, Any] = {
        "id": f"g{number}",
        "key": f"{known[0].rsplit('.', 1)[-1]}-{level}",
        "names": [
            drawn[thing]["name"] for thing in (circle.span if circle.pool else known[:NAMED])
        ],
        "size": len(circle.things),
        "count": sum(drawn[thing]["count"] for thing in circle.things),
        "x": circle.x,
        "y": circle.y,
        "radius": circle.radius,
    }
    if circle.parent is not None:
        found["in"] = f"g{circle.parent}"
    return {**found, "pool": True} if circle.pool else found


def _groups(
    found: Sequence[Circle], drawn: Mapping[str, dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the circles, and the innermost circle of each thing."""
    levels: list[int] = []
    groups, inside = [], {}
    for number, circle in enumerate(found):
        levels.append(0 if circle.parent is None else levels[circle.parent] + 1)
        groups.append(_group(number, circle, drawn, levels[-1]))
        inside.update(dict.fromkeys(circle.things, f"g{number}"))
    return groups, inside


def _plain(bundles: Sequence[Bundle]) -> nx.Graph:
    """Return what is connected to what, with the number of claims."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted({end for key, _ in bundles for end in key[:2]}))
    for key, rows in bundles:
        before = graph.get_edge_data(key[0], key[1], {"claims": 0})["claims"]
        graph.add_edge(key[0], key[1], claims=before + len(rows))
    return graph


def _nodes(
    bundles: Sequence[Bundle], things: Mapping[str, Thing], most: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes with their places, and circles for them where they are more than `most`."""
    listed = [row for _, members in bundles for row in members]
    counts = Counter(iri for row in listed for iri in {row.subject.iri, row.object.iri})
    called = drawn_as(things, listed)
    drawn = {iri: _node(thing, counts[iri], called[iri]) for iri, thing in things.items()}
    graph, boxes = _plain(bundles), {iri: box for iri, (_, box) in drawn.items()}
    groups: list[dict[str, Any]] = []
    inside: dict[str, str] = {}
    if len(things) > most:
        labels = {iri: "" if t.type in DESCRIPTIONS else t.label for iri, t in things.items()}
        found, places = circles(graph, labels, boxes, max(2, most // 2))
        groups, inside = _groups(found, {iri: node for iri, (node, _) in drawn.items()})
    else:
        places = positions(graph, boxes)
    nodes = [
        {"iri": iri, **node, "x": places[iri][0], "y": places[iri][1]}
        | ({"in": inside[iri]} if iri in inside else {})
        for iri, (node, _) in drawn.items()
    ]
    return nodes, groups


def page(
    rows: Iterable[ClaimRow],
    *,
    title: str = "Company graph",
    things: int | None = None,
    all_claims: int | None = None,
    focus: str | None = None,
    centre: str | None = None,
    most: int = MAX_NODES,
    ledger: Iterable[Promise] = (),
    as_of: dt.date | None = None,
) -> Page:
    """Return the data of a page for these claims, the same for rows in any order.

    Args:
        rows: The claims that the page holds, with all their ends.
        title: Heading of the page.
        things: How many nodes the whole graph has, if these are a part of it.
        all_claims: How many claims the whole graph has.
        focus: Name of the thing that the page centres on.
        centre: Its IRI.
        most: Nodes drawn at once; where there are more, they are in circles that open.
        ledger: Promises that the claims make (`kg.ledger.ledger`).
        as_of: The day as of which they stand.
    """
    bundles = [(key, sorted(members, key=_newest_first)) for key, members in _bundles(rows)]
    listed = [row for _, members in bundles for row in members]
    ends = {thing.iri: thing for row in listed for thing in (row.object, row.subject)}
    index = {iri: number for number, iri in enumerate(sorted(ends))}
    nodes, groups = _nodes(bundles, {iri: ends[iri] for iri in index}, most)
    ordered = sorted(
        (_newest_first(row), number, row)
        for number, (_, members) in enumerate(bundles)
        for row in members
    )
    return Page(
        title=visible(title),
        nodes=tuple({"id": index[node["iri"]], **node} for node in nodes),
        edges=tuple(_edges(bundles, index)),
        claims=tuple(_claim(row, number, index) for _, number, row in ordered),
        things=len(index) if things is None else things,
        all_claims=len(ordered) if all_claims is None else all_claims,
        groups=tuple(groups),
        promises=tuple(promises([row for *_, row in ordered], ledger)),
        most=most,
        focus=visible(focus) if focus else None,
        centre=index.get(centre) if centre else None,
        as_of=day_words(as_of) if as_of and as_of < dt.date.max else "",
    )
