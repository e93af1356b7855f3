"""What the commands of `kg analyze` share: the graph they read, and saying what they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli._filters import Chosen, chosen, filters, note
from kg.cli._output import (
    format_option,
    output_option,
    render_rows,
    store_option,
    table,
    write_text,
)

if TYPE_CHECKING:
    import networkx as nx

F = TypeVar("F", bound=Callable[..., Any])

ENGINES = ("auto", "networkx", "igraph")
DEFAULT = ("asserted",)
"""Statuses that count where --status is not given: no path runs over a rumour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The whole graph of a store, the part that counts, and what that part is in words."""

    whole: nx.MultiDiGraph
    part: nx.MultiDiGraph
    words: str
    store: Path

    def rests_on(self, more: str = "direction is ignored") -> str:
        """Return the sentence that says what a result rests on."""
        claims = f"{self.part.number_of_edges()} of {self.whole.number_of_edges()} claims"
        return f"Rests on {claims}: {'; '.join(part for part in (self.words, more) if part)}."


def projected(function: F) -> F:
    """Add the options that choose which claims count, and how rows are printed."""
    for decorator in (
        output_option,
        format_option(),
        filters("only asserted ones"),
        store_option,
    ):
        function = decorator(function)
    return function


def engine_option(function: F) -> F:
    """Add `--engine`."""
    return click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="auto",
        show_default=True,
        help="Who measures; auto takes igraph from 100,000 edges on, if it is installed.",
    )(function)


def field_option(function: F) -> F:
    """Add `--field`."""
    return click.option(
        "--field",
        metavar="FIELD",
        help="Only what concerns companies active in this field, such as 'electric vehicles'.",
    )(function)


def project(
    store: Path,
    *,
    statuses: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    field: str | None = None,
) -> Projection:
    """Return the whole graph and the part that the options choose.

    Raises:
        NotFoundError: There is no such field.
        StoreError: There is no store of this version.
    """
    from kg.graph import claims_graph, read_rows, select
    from kg.graph.relations import field_name, in_field
    from kg.rdf.store import open_store

    choice: Chosen = chosen(statuses, kinds, since, until, default=DEFAULT)
    words = choice.words()
    notation = field_name(field) if field else None
    whole = claims_graph(read_rows(open_store(store)))
    part = select(
        whole,
        statuses=choice.statuses or None,
        kinds=choice.kinds or None,
        since=choice.since,
        until=choice.until,
    )
    if choice.since or choice.until:
        undated = sum(day is None for *_, day in whole.edges(data="published"))
        words += f", {undated} without a day left out" if undated else ""
    if notation:
        part = in_field(part, notation)
        words += f" of and about companies active in {notation.replace('-', ' ')}"
    return Projection(whole=whole, part=part, words=words, store=store)


def chosen_engine(graph: nx.Graph, engine: str) -> tuple[str, str]:
    """Return the engine that measures a graph, and its name with version; hint where a faster one lacks.

    Raises:
        MissingExtraError: igraph is asked for and not installed.
    """
    from kg.graph.engine import LARGE, choose, has_igraph, version

    found = choose(graph, engine)
    if found == "networkx" and graph.number_of_edges() >= LARGE and not has_igraph():
        note("This may take long: igraph is not installed. pip install 'kg[fast]'")
    return found, version(found)


def answer(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    format_: str,
    output: Path | None,
    *,
    rests_on: str,
    hidden: Sequence[str] = (),
    spare: Sequence[str] = (),
    engine: str | None = None,
) -> None:
    """Print rows and say what they rest on: on stderr, and in every row but those of tables.

    Args:
        rows: The rows.
        columns: Columns of a table.
        format_: How to print.
        output: Where to; None is stdout.
        rests_on: What they rest on.
        hidden: Columns that only the other formats have.
        spare: Columns that a terminal too narrow for all goes without, these first.
        engine: Who measured.
    """
    note(rests_on)
    if format_ == "table":
        flat = [
            {
                name: ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
                for name, value in row.items()
            }
            for row in rows
        ]
        if flat:
            write_text(table(flat, columns, spare=spare), output)
        return
    more = {"rests_on": rests_on, **({"engine": engine} if engine else {})}
    names = [*columns, *(name for name in hidden if name not in columns), *more]
    write_text(render_rows([{**row, **more} for row in rows], names, format_), output)
