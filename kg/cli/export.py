"""`kg export`: write the graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._output import store_option, write_text

if TYPE_CHECKING:
    import pyoxigraph as ox

SUFFIXES = {
    ".nq": "nquads",
    ".trig": "trig",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "json-ld",
    ".graphml": "graphml",
    ".gexf": "gexf",
}
"""The format that each suffix of an output file stands for."""

FOLDERS = ("gephi", "neo4j", "parquet")
"""Formats of several files, which --output names the folder of."""

NAMES = {"turtle": "ttl", "ntriples": "nt", "json-ld": "jsonld"}
"""Names of the library for formats of the command that differ."""


def _networkx(store: ox.Store, format_: str) -> str:
    """Return the projection to entities and claims as GraphML or GEXF."""
    from kg.graph.project import claims_graph, graph_text
    from kg.graph.rows import read_rows

    graph = claims_graph(read_rows(store))
    return graph_text(graph, "graphml" if format_ == "graphml" else "gexf")


def _folder(store: ox.Store, format_: str, output: Path | None) -> None:
    """Write the tables of a format into a folder."""
    from kg.cli._output import write_file
    from kg.graph import tables
    from kg.graph.project import claims_graph
    from kg.graph.rows import read_rows

    if output is None or str(output) == "-":
        raise click.UsageError(f"{format_} is several files; give a folder with --output.")
    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{format_} is several files, and '{output}' is one; give a folder.")
    rows = list(read_rows(store))
    if format_ == "parquet":
        made = tables.parquet_tables(rows)
        from pyarrow import parquet

        output.mkdir(parents=True, exist_ok=True)
        for name, table in made.items():
            parquet.write_table(table, output / f"{name}.parquet")
        return
    graph = claims_graph(rows)
    texts = tables.gephi_tables(graph) if format_ == "gephi" else tables.neo4j_tables(graph)
    output.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_file(output / name, text)


@click.command()
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(sorted([*SUFFIXES.values(), *FOLDERS])),
    help="The format; guessed from the suffix of --output, else nquads.",
)
@store_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write here instead of stdout; files of a folder are replaced.",
)
def command(*, format_: str | None, store: Path, output: Path | None) -> None:
    """Write the graph in another format.

    N-Quads, TriG and JSON-LD keep one named graph for each article; Turtle and
    N-Triples hold every triple once. GraphML and GEXF hold the network of
    entities with one edge for each claim, for Gephi, yEd, Cytoscape and others.
    gephi and neo4j write that network as the CSV files that those programs
    import, parquet tables of claims and entities; they need a folder.

    \b
    Examples:
        kg export -o graph.trig
        kg export --format graphml -o companies.graphml
        kg export --format nquads | sha256sum
        kg export --format neo4j -o import/
    """  # noqa: D301
    from kg.rdf.export import export_text
    from kg.rdf.store import open_store

    chosen = format_ or SUFFIXES.get(output.suffix.lower() if output else "", "")
    if chosen in FOLDERS:
        _folder(open_store(store), chosen, output)
        return
    if output and output.is_dir():
        raise click.UsageError(
            f"'{output}' is a folder; give a file with --output, or one of the formats "
            f"{', '.join(FOLDERS)} with --format."
        )
    if output and not chosen:
        known = ", ".join(SUFFIXES)
        raise click.UsageError(
            f"No format is known for '{output.suffix}'; give --format or one of {known}."
        )
    opened = open_store(store)
    if chosen in ("graphml", "gexf"):
        text = _networkx(opened, chosen)
    else:
        text = export_text(opened, NAMES.get(chosen, chosen or "nquads"))
    write_text(text, output)
