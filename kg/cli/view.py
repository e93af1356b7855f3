"""`kg view`: the graph as one interactive HTML page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kg.cli._filters import note_meant
from kg.cli._output import store_option, write_text
from kg.cli._types import Day

PAGE = "graph.html"


def page_of(store: Path) -> Path:
    """Return where the page of a graph is written: into the folder of its build, of an RDF file into exports."""
    from kg.rdf.store import store_folder

    if not store.is_dir():
        return Path("exports") / PAGE
    return (store.parent if store_folder(store) == store else store) / PAGE


@click.command()
@store_option
@click.option("--focus", metavar="NAME", help="Draw what lies around this thing.")
@click.option(
    "--depth",
    type=click.IntRange(1, 5),
    default=1,
    show_default=True,
    help="Steps away from the focus that are drawn.",
)
@click.option(
    "--max-nodes",
    type=click.IntRange(2, 3000),
    default=300,
    show_default=True,
    help="Draw at most this many things at once; more are in circles that open.",
)
@click.option(
    "--as-of",
    type=Day(last=True),
    help="The day on which promises stand as the ledger says.  [default: of the newest article]",
)
@click.option("--title", default="Company graph", show_default=True, help="Heading of the page.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The page to write; - for stdout.  [default: graph.html in --store, of an RDF file exports/graph.html]",
)
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    store: Path,
    focus: str | None,
    depth: int,
    max_nodes: int,
    as_of: dt.datetime | None,
    title: str,
    output: Path | None,
) -> None:
    """Write the graph as one interactive HTML page.

    The page is a single file that loads nothing from anywhere. Colours and
    shapes show what a thing is, the stroke of a line how firmly it is said;
    pick a line to read the sentence behind it, who said it, when and where.
    Where there are more things than --max-nodes, they are in circles that open.

    \b
    Examples:
        kg view
        kg view --focus Xiaomi --depth 2 -o xiaomi.html
    """  # noqa: D301
    from kg.graph import read_rows
    from kg.graph.names import Names, things
    from kg.ledger import ledger, open_book
    from kg.rdf.store import open_store
    from kg.views import make_page
    from kg.views.html import render
    from kg.views.promises import newest

    opened = open_store(store)
    if focus is not None:
        listed = {thing.iri: thing for thing in things(opened)}
        for node in Names(listed.values()).bearers(focus)[:1]:
            note_meant(focus, listed[node])
    output = output or page_of(store)
    rows = list(read_rows(opened))
    page = make_page(
        rows,
        focus=focus,
        depth=depth,
        max_nodes=max_nodes,
        title=title,
        ledger=ledger(open_book(opened, rows=rows), as_of.date() if as_of else newest(rows)),
    )
    write_text(render(page), output)
    if not (ctx.obj or {}).get("quiet"):
        drawn, every = len(page.nodes), page.things
        shown = f"{drawn} of {every}" if drawn < every else f"{drawn}"
        where = "" if str(output) == "-" else f"{output}: "
        circles = f" in {len(page.groups)} circles" if page.groups else ""
        click.echo(f"{where}{shown} things{circles}, {len(page.claims)} claims.", err=True)
