"""`kg queries`: list the named queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note
from kg.cli._output import PLAIN, format_option, output_option, render_rows, write_text
from kg.cli._types import complete_query

if TYPE_CHECKING:
    from kg.rdf.named import NamedQuery

COLUMNS = ("name", "parameters", "help")
PARAMETERS = ("query", "parameter", "type", "default", "help")


def _listed(queries: Iterable[NamedQuery], format_: str) -> list[dict[str, Any]]:
    """Return a row for each query; its parameters as words in a table, in full elsewhere."""
    flat = format_ == "table"
    return [
        {
            "name": query.name,
            "parameters": ", ".join(f"{p.name} ({p.type})" for p in query.parameters)
            if flat
            else [asdict(p) for p in query.parameters],
            "help": query.help,
        }
        for query in queries
    ]


def _parameters(queries: Iterable[NamedQuery]) -> list[dict[str, Any]]:
    """Return a row for each parameter."""
    return [
        {"query": query.name, "parameter": p.name, "type": p.type, "default": p.default or "(any)",
         "help": p.help}
        for query in queries
        for p in query.parameters
    ]  # fmt: skip


@click.command()
@click.argument("name", required=False, shell_complete=complete_query)
@click.option("--params", is_flag=True, help="List the parameters: type, default and help.")
@output_option
@format_option(plain=(*PLAIN, ".rq", ".sparql"))
def command(*, name: str | None, params: bool, output: Path | None, format_: str) -> None:
    """List the named queries, or print the text of one.

    Each runs with 'kg query --name NAME'; its parameters are given with
    '-p KEY VALUE' or '-p KEY=VALUE' and have the types that this list shows. --params tells
    what each parameter means and what it is where it is not given.

    \b
    Examples:
        kg queries
        kg queries --params
        kg queries ledger --params
        kg queries cq06 > mine.rq
    """  # noqa: D301
    from kg.rdf.named import named_queries, named_query

    if name is not None and not params:
        write_text(named_query(name).text, output)
        return
    queries = [named_query(name)] if name is not None else list(named_queries().values())
    if params:
        write_text(render_rows(_parameters(queries), PARAMETERS, format_), output)
    else:
        write_text(render_rows(_listed(queries, format_), COLUMNS, format_), output)
    if format_ == "table":
        note("Run one with 'kg query --name NAME -p KEY=VALUE', with -p for each parameter.")
