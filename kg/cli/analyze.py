"""`kg analyze`: paths, centrality and communities with networkx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli._output import format_option, output_option, render_rows, store_option, write_text
from kg.model import Kind, Modality

if TYPE_CHECKING:
    import networkx as nx

F = TypeVar("F", bound=Callable[..., Any])


def _filters(function: F) -> F:
    """Add the options that choose which claims count."""
    decorators = [
        store_option,
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=click.Choice([*(modality.value for modality in Modality), "all"]),
            help="Count claims that stand like this; repeatable. By default only asserted ones.",
        ),
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice([kind.value for kind in Kind], case_sensitive=False),
            help="Count claims of this kind; repeatable. By default all.",
        ),
        click.option(
            "--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or later."
        ),
        click.option(
            "--until", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or before."
        ),
        format_option(),
        output_option,
    ]
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def _graphs(
    store: Path,
    statuses: tuple[str, ...],
    kinds: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
) -> tuple[nx.MultiDiGraph, nx.MultiDiGraph]:
    """Return the whole graph and the part that the options choose; say on stderr what that is."""
    from kg.graph import claims_graph, read_rows, select
    from kg.rdf.store import open_store

    whole = claims_graph(read_rows(open_store(store)))
    chosen = statuses or ("asserted",)
    part = select(
        whole,
        statuses=None if "all" in chosen else chosen,
        kinds=kinds or None,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    context = click.get_current_context()
    if not (context.find_root().obj or {}).get("quiet"):
        limits = [
            f"{'all' if 'all' in chosen else ', '.join(chosen)} claims",
            f"of kind {', '.join(kinds)}" if kinds else "",
            f"published since {since:%Y-%m-%d}" if since else "",
            f"published until {until:%Y-%m-%d}" if until else "",
        ]
        click.echo(
            f"Rests on {part.number_of_edges()} of {whole.number_of_edges()} claims: "
            f"{' '.join(part for part in limits if part)}; direction is ignored.",
            err=True,
        )
    return whole, part


@click.group()
def command() -> None:
    """Ask the graph what connects whom, who is central, and who belongs together.

    Only claims stated as done or so count, unless --status says otherwise:
    no path runs over a rumour by default. Things are connected where a claim
    names both; descriptions and fields of work connect nothing.

    \b
    Examples:
        kg analyze paths Xiaomi Sony --status all
        kg analyze centrality --top 10 --format csv
        kg analyze communities --since 2021-01-01
    """  # noqa: D301


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
@_filters
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
        kg analyze paths Xiaomi Reuters --status all
    """  # noqa: D301
    from kg.graph import find_node, paths

    whole, part = _graphs(**options)
    ends = [find_node(whole, name) for name in (start, end)]
    found = paths(part, *ends, limit=limit, longest=longest) if all(n in part for n in ends) else ()
    rows = [
        {
            "path": number,
            "step": position,
            "from": part.nodes[claim["from"]]["label"],
            "relation": claim["label"],
            "to": part.nodes[claim["to"]]["label"],
            "quote": " … ".join(claim["quotes"]),
            **{name: claim[name] for name in ("status", "published", "publisher", "claim")},
        }
        for number, path in enumerate(found, 1)
        for position, step in enumerate(path, 1)
        for claim in step.claims
    ]
    columns = ["path", "step", "from", "relation", "to", "status", "published", "publisher"]
    if format_ != "table":
        columns += ["quote", "claim"]
    write_text(render_rows(rows, columns, format_), output)
    if not rows:
        click.echo("Nothing connects them. Try --status all or a larger --longest.", err=True)
        ctx.exit(1)


@command.command("centrality")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Most rows.")
@click.option(
    "--type",
    "types",
    multiple=True,
    help="List only things of this type, such as Company; repeatable.",
)
@_filters
def centrality_command(
    top: int, types: tuple[str, ...], format_: str, output: Path | None, **options: Any
) -> None:
    """List the most central things: PageRank, betweenness, neighbours and claims.

    \b
    Example:
        kg analyze centrality --type Company --top 5 --format json
    """  # noqa: D301
    from kg.graph import centrality, entity_graph

    _, part = _graphs(**options)
    rows = [
        {
            "name": part.nodes[found.node]["label"],
            "type": part.nodes[found.node]["type"],
            "pagerank": found.pagerank,
            "betweenness": found.betweenness,
            "neighbours": found.degree,
            "claims": found.claims,
            "iri": found.node,
        }
        for found in centrality(entity_graph(part))
        if not types or part.nodes[found.node]["type"] in types
    ]
    columns = ["name", "type", "pagerank", "betweenness", "neighbours", "claims", "iri"]
    if format_ == "table":
        columns = columns[:6]
    write_text(render_rows(rows[:top], columns, format_), output)


@command.command("communities")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed may divide otherwise."
)
@click.option(
    "--resolution",
    type=click.FloatRange(0.01),
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
@_filters
def communities_command(
    seed: int, resolution: float, smallest: int, format_: str, output: Path | None, **options: Any
) -> None:
    """List groups of things that have more to do with each other than with the rest.

    \b
    Example:
        kg analyze communities --smallest 4 --format json
    """  # noqa: D301
    from kg.graph import communities, entity_graph, modularity, typical

    _, part = _graphs(**options)
    simple = entity_graph(part)
    groups = communities(simple, seed=seed, resolution=resolution)
    listed = [group for group in groups if len(group) >= smallest]
    names = {node: part.nodes[node]["label"] for node in simple}
    rows = [
        {
            "community": number,
            "size": len(group),
            "core": names[group[0]],
            "kinds": typical(part, group),
            "members": [names[node] for node in group],
        }
        for number, group in enumerate(listed, 1)
    ]
    if format_ == "table":
        rows = [
            {**r, "kinds": ", ".join(r["kinds"]), "members": ", ".join(r["members"])} for r in rows
        ]
    write_text(
        render_rows(rows, ["community", "size", "core", "kinds", "members"], format_), output
    )
    if not (click.get_current_context().find_root().obj or {}).get("quiet"):
        click.echo(
            f"Louvain of networkx, seed {seed}: {len(groups)} groups, "
            f"modularity {modularity(simple, groups)}.",
            err=True,
        )
