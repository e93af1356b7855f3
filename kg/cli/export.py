"""`kg export`: write the graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._output import output_option, store_option, write_text

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

NAMES = {"turtle": "ttl", "ntriples": "nt", "json-ld": "jsonld"}
"""Names of the library for formats of the command that differ."""


def _networkx(store: ox.Store, format_: str) -> str:
    """Return the projection to entities and claims as GraphML or GEXF."""
    from kg.graph.project import claims_graph, graph_text
    from kg.graph.rows import read_rows

    graph = claims_graph(read_rows(store))
    return graph_text(graph, "graphml" if format_ == "graphml" else "gexf")


@click.command()
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(sorted(SUFFIXES.values())),
    help="The format; guessed from the suffix of --output, else nquads.",
)
@store_option
@output_option
def command(*, format_: str | None, store: Path, output: Path | None) -> None:
    """Write the graph in another format.

    N-Quads, TriG and JSON-LD keep one named graph for each article; Turtle and
    N-Triples hold every triple once. GraphML and GEXF hold the network of
    entities with one edge for each claim, for Gephi, yEd, Cytoscape and others.

    \b
    Examples:
        kg export -o graph.trig
        kg export --format graphml -o companies.graphml
        kg export --format nquads | sha256sum
    """  # noqa: D301
    from kg.rdf.export import export_text
    from kg.rdf.store import open_store

    chosen = format_ or SUFFIXES.get(output.suffix.lower() if output else "", "")
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
