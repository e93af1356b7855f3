"""What a page shows, as plain data: which nodes and lines, where, and the words behind them."""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import networkx as nx

from kg.graph.project import status, verb
from kg.graph.rows import ClaimRow, Thing
from kg.views.layout import Box, positions
from kg.views.text import visible, web_link, wrapped
from kg.views.wording import amount_words, time_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the template needs; lists of plain dicts that JSON can carry.

    `things` is how many nodes the graph has that the page is a part of.
    """

    title: str
    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]
    things: int
    all_claims: int
    focus: str | None = None


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


def _node(thing: Thing, count: int) -> tuple[dict[str, Any], Box]:
    label, node = style()["label"], style()["node"]
    type_ = shown_type(thing.type)
    shape = _types().get(type_, style()["fallback"])["shape"]
    inside = shape == "box"
    font = label["matter_font"]
    if not inside:
        font = round(_growth(label["font"], label["font_growth"], label["font_max"], count))
    name = visible(thing.label)
    text = wrapped(name, label["matter_wrap"] if inside else label["wrap"], label["lines"])
    rows = text.split("\n") or [""]
    width, height = max(_text_width(row, font) for row in rows), 1.25 * font * len(rows)
    found = {
        "label": text,
        "name": name,
        "names": sorted({visible(other) for other in thing.names} - {name}),
        "type": type_,
        "shape": shape,
        "font": {"size": font},
        "count": count,
    }
    if inside:
        return found, Box(width + 18, height + 12)
    size = _growth(node["size"], node["growth"], node["max"], count)
    box = Box(max(width, 2 * size) + 8, 2 * size + 4 + height, drop=(4 + height) / 2)
    return {**found, "size": size}, box


def _claim(row: ClaimRow, number: int, index: Mapping[str, int]) -> dict[str, Any]:
    claim, article = row.claim, row.article
    found = {
        "id": row.iri,
        "edge": number,
        "from": index[row.subject.iri],
        "to": index[row.object.iri],
        "kind": claim.kind.value,
        "verb": visible(verb(claim, article.date)),
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
        "title": visible(article.title),
        "outlet": visible(article.publisher or ""),
        "date": article.date.isoformat() if article.date else "",
        "url": web_link(article.url),
        "confidence": round(claim.confidence, 2),
        "found_by": visible(claim.found_by),
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _bundles(rows: Iterable[ClaimRow]) -> list[tuple[tuple[str, ...], list[ClaimRow]]]:
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


def _edges(
    bundles: Sequence[tuple[tuple[str, ...], list[ClaimRow]]], index: Mapping[str, int]
) -> list[dict[str, Any]]:
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


def page(
    rows: Iterable[ClaimRow],
    *,
    title: str = "Company graph",
    things: int | None = None,
    all_claims: int | None = None,
    focus: str | None = None,
) -> Page:
    """Return the data of a page for these claims, the same for rows in any order.

    Args:
        rows: The claims to draw; all of them and their ends are drawn.
        title: Heading of the page.
        things: How many nodes the whole graph has, if these are a part of it.
        all_claims: How many claims the whole graph has.
        focus: Name that the page centres on.
    """
    bundles = _bundles(rows)
    bundles = [(key, sorted(members, key=_newest_first)) for key, members in bundles]
    listed = [row for _, members in bundles for row in members]
    ends = {thing.iri: thing for row in listed for thing in (row.object, row.subject)}
    index = {iri: number for number, iri in enumerate(sorted(ends))}
    counts = Counter(iri for row in listed for iri in {row.subject.iri, row.object.iri})
    drawn = {iri: _node(ends[iri], counts[iri]) for iri in index}
    plain = nx.Graph()
    plain.add_nodes_from(index)
    plain.add_edges_from((key[0], key[1]) for key, _ in bundles)
    places = positions(plain, {iri: box for iri, (_, box) in drawn.items()})
    nodes = [
        {
            "id": number,
            "key": iri.rsplit(".", 1)[-1],
            **drawn[iri][0],
            "x": places[iri][0],
            "y": places[iri][1],
        }
        for iri, number in index.items()
    ]
    claims = [
        (_newest_first(row), _claim(row, number, index))
        for number, (_, members) in enumerate(bundles)
        for row in members
    ]
    return Page(
        title=visible(title),
        nodes=tuple(nodes),
        edges=tuple(_edges(bundles, index)),
        claims=tuple(claim for _, claim in sorted(claims, key=lambda pair: pair[0])),
        things=len(nodes) if things is None else things,
        all_claims=len(claims) if all_claims is None else all_claims,
        focus=visible(focus) if focus else None,
    )
