"""`kg analyze`: paths, centrality, communities and relations with networkx or igraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli._filters import advice, node_of, note
from kg.cli._groups import Group
from kg.cli._projection import (
    answer,
    chosen_engine,
    engine_option,
    field_option,
    project,
    projected,
)
from kg.cli._relations import RELATIONS
from kg.cli._types import Number


@click.group(cls=Group)
def command() -> None:
    """Ask the graph what connects whom, who is central, and who belongs together.

    Only claims stated as done or so count, unless --status says otherwise:
    no path runs over a rumour by default. Things are connected where a claim
    names both; descriptions and fields of work connect nothing. Every answer
    says what it rests on: on stderr, and in each row of JSON and CSV.

    \b
    Examples:
        kg analyze paths Huawei Seres
        kg analyze centrality --field "electric vehicles" --as-of 2021-12-31
        kg analyze competitors Xiaomi --status all --format csv
        kg analyze changes --since 2022-01-01
    """  # noqa: D301


for relation in RELATIONS:
    command.add_command(relation)


def when(claim: dict[str, Any]) -> str:
    """Return when the thing that a claim tells of happens or is due, in words; "" where it is open."""
    from kg.graph.wording import time_words
    from kg.model import TimeSpan

    return time_words(TimeSpan(earliest=claim["earliest"], latest=claim["latest"]))


@command.command("paths")
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "--limit", type=click.IntRange(1, 100), default=3, show_default=True, help="Most paths."
)
@click.option(
    "--longest",
    type=click.IntRange(1, 12),
    default=6,
    show_default=True,
    help="Most steps of a path.",
)
@projected
@click.pass_context
def paths_command(
    ctx: click.Context,
    /,
    *,
    start: str,
    end: str,
    limit: int,
    longest: int,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """Show how two things are connected, shortest way first, with the claims on the way.

    Exits with 1 where nothing connects them.

    \b
    Example:
        kg analyze paths Sony Honda --status all
    """  # noqa: D301
    from kg.graph import paths
    from kg.graph.names import short_id

    found = project(**options)
    ends = [node_of(found.whole, name, found.store) for name in (start, end)]
    known = all(node in found.part for node in ends)
    ways = paths(found.part, *ends, limit=limit, longest=longest) if known else ()
    nodes = found.part.nodes
    rows = [
        {
            "path": number,
            "step": position,
            "from": nodes[claim["from"]]["label"],
            "relation": claim["label"],
            "to": nodes[claim["to"]]["label"],
            "when": when(claim),
            "quote": " … ".join(claim["quotes"]),
            "id": short_id(claim["claim"]),
            **{name: claim[name] for name in ("status", "published", "publisher", "claim")},
        }
        for number, path in enumerate(ways, 1)
        for position, step in enumerate(path, 1)
        for claim in step.claims
    ]
    columns = ["path", "step", "from", "relation", "to", "when", "status", "published", "publisher"]
    shown = [*columns, "id"] if format_ == "table" else columns
    answer(
        rows, shown, format_, output, rests_on=found.rests_on(), hidden=["quote", "claim"],
        spare=["publisher", "status", "path"],
    )  # fmt: skip
    if not rows:
        same = "Both ends are the same thing." if ends[0] == ends[1] else ""
        note(same or advice("Nothing connects them.", options, more="a larger --longest"))
        ctx.exit(1)


@command.command("around")
@click.argument("name")
@click.option(
    "--within",
    type=click.IntRange(1, 12),
    default=2,
    show_default=True,
    help="Most steps away.",
)
@click.option("--top", type=click.IntRange(0), default=50, show_default=True, help="0 lists all.")
@engine_option
@projected
@click.pass_context
def around_command(
    ctx: click.Context,
    /,
    *,
    name: str,
    within: int,
    top: int,
    engine: str,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """List what is connected to a thing, the nearest first, and by how many steps.

    Exits with 1 where nothing is.

    \b
    Example:
        kg analyze around Huawei --within 3 --status all
    """  # noqa: D301
    from kg.graph import distances, entity_graph

    found = project(**options)
    node, simple = node_of(found.whole, name, found.store), entity_graph(found.part)
    measured, engine_name = chosen_engine(simple, engine)
    far = distances(simple, node, engine=measured) if node in simple else {}
    strength = dict(simple.degree(weight="claims"))
    reached = sorted(
        (other for other, steps in far.items() if 0 < steps <= within),
        key=lambda other: (far[other], -strength[other], other),
    )
    rows = [
        {
            "steps": far[other],
            "name": simple.nodes[other]["label"],
            "type": simple.nodes[other]["type"],
            "claims": strength[other],
            "iri": other,
        }
        for other in (reached[:top] if top else reached)
    ]
    answer(
        rows, ["steps", "name", "type", "claims"], format_, output, hidden=["iri"],
        rests_on=found.rests_on(f"direction is ignored; {len(reached)} reached"), engine=engine_name,
    )  # fmt: skip
    if not rows:
        note(advice("Nothing is connected to it.", options))
        ctx.exit(1)


@command.command("centrality")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Most rows.")
@click.option(
    "--type",
    "types",
    multiple=True,
    help="List only things of this type, such as Company; repeatable.",
)
@field_option
@engine_option
@projected
def centrality_command(
    *,
    top: int,
    types: tuple[str, ...],
    engine: str,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """List the most central things: PageRank, betweenness, neighbours and claims.

    \b
    Examples:
        kg analyze centrality --type Company --top 5 --format json
        kg analyze centrality --field batteries --since 2021-01-01 --as-of 2021-12-31
    """  # noqa: D301
    from kg.graph import centrality, entity_graph

    found = project(**options)
    simple = entity_graph(found.part)
    measured, engine_name = chosen_engine(simple, engine)
    rows = [
        {
            "name": simple.nodes[each.node]["label"],
            "type": simple.nodes[each.node]["type"],
            "pagerank": each.pagerank,
            "betweenness": each.betweenness,
            "neighbours": each.degree,
            "claims": each.claims,
            "iri": each.node,
        }
        for each in centrality(simple, engine=measured)
        if not types or simple.nodes[each.node]["type"] in types
    ]
    answer(
        rows[:top],
        ["name", "type", "pagerank", "betweenness", "neighbours", "claims"],
        format_,
        output,
        rests_on=found.rests_on(f"direction is ignored; measured with {engine_name}"),
        hidden=["iri"],
        engine=engine_name,
    )


@command.command("communities")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed may divide otherwise."
)
@click.option(
    "--resolution",
    type=Number(0.01),
    default=1.0,
    show_default=True,
    help="Above 1: smaller groups.",
)
@click.option(
    "--smallest",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Least members of a group.",
)
@field_option
@engine_option
@projected
def communities_command(
    *,
    seed: int,
    resolution: float,
    smallest: int,
    engine: str,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """List groups of things that have more to do with each other than with the rest.

    With what their members are after: fields and aims that are common in the
    group and rare outside, and the commonest kinds of claim.

    \b
    Example:
        kg analyze communities --smallest 4 --format json
    """  # noqa: D301
    from kg.graph import communities, entity_graph, initiatives, modularity, typical

    found = project(**options)
    simple = entity_graph(found.part)
    measured, engine_name = chosen_engine(simple, engine)
    groups = communities(simple, seed=seed, resolution=resolution, engine=measured)
    names = {node: simple.nodes[node]["label"] for node in simple}
    rows = [
        {
            "community": number,
            "size": len(group),
            "core": names[group[0]],
            "initiatives": initiatives(found.part, group),
            "kinds": typical(found.part, group),
            "members": [names[node] for node in group],
        }
        for number, group in enumerate([g for g in groups if len(g) >= smallest], 1)
    ]
    how = f"Louvain of {engine_name}, seed {seed}: {len(groups)} groups, modularity "
    answer(
        rows,
        ["community", "size", "core", "initiatives", "kinds", "members"],
        format_,
        output,
        spare=["kinds", "core"],
        rests_on=found.rests_on(f"direction is ignored; {how}{modularity(simple, groups)}"),
        engine=engine_name,
    )
