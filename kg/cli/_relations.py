"""The commands of `kg analyze` about companies: competitors, co-investors, supplies, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli._filters import advice, node_of, note
from kg.cli._output import format_option, output_option, store_option
from kg.cli._projection import (
    DEFAULT,
    Projection,
    answer,
    chosen_engine,
    engine_option,
    project,
    projected,
)
from kg.cli._types import Day, Word
from kg.model import Modality

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.relations import Pair

Find = Callable[["nx.MultiDiGraph", str | None], list["Pair"]]


def _pairs(
    found: Projection, name: str | None, top: int, find: Find, label: Callable[[str], str]
) -> list[dict[str, Any]]:
    node = node_of(found.whole, name, found.store) if name else None
    pairs = find(found.part, node)
    nodes = found.part.nodes
    return [
        {
            "company": nodes[pair.one]["label"],
            "with": nodes[pair.other]["label"],
            "weight": round(pair.weight, 3),
            "share": [label(thing) for thing in pair.shared],
            "also": list(pair.ties),
            "claims": list(pair.claims),
        }
        for pair in (pairs[:top] if top else pairs)
    ]


def _print_pairs(
    found: Projection, rows: list[dict[str, Any]], format_: str, output: Path | None, share: str
) -> None:
    named = [{(share if key == "share" else key): value for key, value in r.items()} for r in rows]
    columns = ["company", "with", "weight", share, "also"]
    more = "what two alone share counts 1, what four share one half"
    answer(named, columns, format_, output, rests_on=found.rests_on(more), hidden=["claims"])


top_option = click.option(
    "--top", type=click.IntRange(0), default=20, show_default=True, help="Most rows; 0 lists all."
)


@click.command("competitors")
@click.argument("name", required=False)
@top_option
@projected
@click.pass_context
def competitors_command(
    ctx: click.Context,
    /,
    *,
    name: str | None,
    top: int,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """List companies that work in the same fields, the closest first; of all, or of NAME.

    Fields come from what companies work on, aim at, plan and offer. Rare
    fields weigh more. "also" tells what else ties the two: partners compete, too.

    \b
    Example:
        kg analyze competitors Xiaomi --status all
    """  # noqa: D301
    from kg.graph.relations import competitors

    found = project(**options)
    rows = _pairs(found, name, top, competitors, lambda field: field)
    _print_pairs(found, rows, format_, output, "fields")
    if not rows:
        note(advice("No two companies share a field.", options))
        ctx.exit(1)


@click.command("co-investors")
@click.argument("name", required=False)
@top_option
@projected
@click.pass_context
def co_investors_command(
    ctx: click.Context,
    /,
    *,
    name: str | None,
    top: int,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """List who has money in the same things; of all, or of NAME.

    Investments, fundings, acquisitions, holdings and joint foundings count; a
    stake ("10 percent of Acme") is one in Acme.

    \b
    Example:
        kg analyze co-investors --status all
    """  # noqa: D301
    from kg.graph.relations import co_investors

    found = project(**options)
    rows = _pairs(found, name, top, co_investors, lambda node: found.part.nodes[node]["label"])
    _print_pairs(found, rows, format_, output, "in")
    if not rows:
        note(advice("No two have money in the same thing.", options))
        ctx.exit(1)


@click.command("supply")
@click.argument("name")
@click.option(
    "--direction",
    type=click.Choice(["up", "down", "both"]),
    default="both",
    show_default=True,
    help="Towards suppliers, customers, or both.",
)
@click.option(
    "--depth", type=click.IntRange(1, 10), default=3, show_default=True, help="Most steps away."
)
@projected
@click.pass_context
def supply_command(
    ctx: click.Context,
    /,
    *,
    name: str,
    direction: Literal["up", "down", "both"],
    depth: int,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """Show the supply chain of a company: suppliers at tiers below 0, customers above.

    Exits with 1 where no claim tells of any.

    \b
    Example:
        kg analyze supply Apple --direction up --status all
    """  # noqa: D301
    from kg.cli.analyze import when
    from kg.graph.names import short_id
    from kg.graph.relations import supply_chain

    found = project(**options)
    node = node_of(found.whole, name, found.store)
    steps = (
        supply_chain(found.part, node, direction=direction, depth=depth)
        if node in found.part
        else []
    )
    labels = found.whole.nodes
    rows = [
        {
            "tier": step.tier,
            "supplier": labels[step.supplier]["label"],
            "relation": claim["label"],
            "customer": labels[step.customer]["label"],
            "when": when(claim),
            "status": claim["status"],
            "published": claim["published"],
            "id": short_id(claim["claim"]),
            "quote": " … ".join(claim["quotes"]),
            "claim": claim["claim"],
        }
        for step in steps
        for claim in step.claims
    ]
    columns = ["tier", "supplier", "relation", "customer", "when", "status", "published", "id"]
    rests_on = found.rests_on("from supplier to customer")
    answer(rows, columns, format_, output, rests_on=rests_on, hidden=["quote", "claim"])
    if not rows:
        note(advice("No claim tells of its suppliers or customers.", options))
        ctx.exit(1)


@click.command("changes")
@click.option("--since", type=Day(), required=True, help="The first day that counts as after.")
@click.option(
    "--as-of", type=Day(last=True), help="The last day that counts. By default all days do."
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=Word([*(modality.value for modality in Modality), "all"]),
    help="Claims that make things and connections; repeatable. By default only asserted ones.",
)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(["thing", "connection", "status", "due", "amount", "rank"]),
    help="List changes of this sort; repeatable.",
)
@engine_option
@output_option
@format_option()
@store_option
@click.pass_context
def changes_command(
    ctx: click.Context,
    /,
    *,
    since: dt.datetime,
    as_of: dt.datetime | None,
    statuses: tuple[str, ...],
    only: tuple[str, ...],
    engine: str,
    format_: str,
    output: Path | None,
    store: Path,
) -> None:
    """Show what changed between two days: things, connections, statuses, dates, amounts, ranks.

    Compares the graph as it was known before --since with the one as of
    --as-of. Statuses, dates and amounts of a statement are compared among
    all its claims. Exits with 1 where nothing changed.

    \b
    Example:
        kg analyze changes --since 2023-01-01 --as-of 2024-12-31 --only status
    """  # noqa: D301
    from kg.graph.changes import changes
    from kg.graph.names import short_id

    found = project(store, statuses=statuses, until=as_of)
    stands = statuses or DEFAULT
    measured, engine_name = chosen_engine(found.part, engine)
    every = changes(
        found.whole,
        since.date(),
        as_of.date() if as_of else None,
        statuses=None if "all" in stands else stands,
        engine=measured,
    )
    rows = [
        {
            "change": each.change,
            "what": each.what,
            "before": each.before,
            "after": each.after,
            "published": each.published,
            "id": short_id(each.claim) if each.claim else "",
            "claim": each.claim,
        }
        for each in every
        if not only or each.change in only
    ]
    rests_on = found.rests_on(
        f"compared with those before {since:%Y-%m-%d}; ranks by {engine_name}"
    )
    columns = ["change", "what", "before", "after", "published", "id"]
    answer(rows, columns, format_, output, rests_on=rests_on, hidden=["claim"], engine=engine_name)
    if not rows:
        note("Nothing changed.")
        ctx.exit(1)


RELATIONS = (competitors_command, co_investors_command, supply_command, changes_command)
"""The commands of this module."""
