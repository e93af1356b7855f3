"""`kg queries`: list the named queries."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._output import format_option, output_option, render_rows, write_text

COLUMNS = ("name", "parameters", "help")


@click.command()
@click.argument("name", required=False)
@output_option
@format_option()
def command(*, name: str | None, output: Path | None, format_: str) -> None:
    """List the named queries, or print the text of one.

    Each runs with 'kg query --name NAME'; its parameters are given with
    '-p KEY VALUE' and have the types that this list shows.

    \b
    Examples:
        kg queries
        kg queries cq06 > mine.rq
    """  # noqa: D301
    from kg.rdf.named import named_queries, named_query

    if name is not None:
        write_text(named_query(name).text, output)
        return
    rows = [
        {
            "name": query.name,
            "parameters": ", ".join(f"{p.name} ({p.type})" for p in query.parameters),
            "help": query.help,
        }
        for query in named_queries().values()
    ]
    write_text(render_rows(rows, COLUMNS, format_), output)
