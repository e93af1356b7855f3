"""`kg search`: find things and claims by words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note
from kg.cli._output import (
    format_option,
    output_option,
    render_rows,
    store_option,
    table,
    write_text,
)

if TYPE_CHECKING:
    from kg.graph.search import Found, Hit

COLUMNS = (
    "kind", "id", "text", "detail", "claims", "status", "published", "publisher", "iri",
)  # fmt: skip
WRAP = ("words", "says", "name", "what")


def _row(hit: Hit) -> dict[str, Any]:
    from kg.graph.names import short_id

    return {
        "kind": hit.kind,
        "id": short_id(hit.iri) if hit.kind == "claim" else None,
        "text": hit.text,
        "detail": hit.detail,
        "claims": hit.claims,
        "status": hit.status or None,
        "published": hit.published or None,
        "publisher": hit.publisher or None,
        "iri": hit.iri,
    }


def _table(found: Found) -> str:
    rows = [_row(hit) for hit in found.hits]
    parts = []
    things = [
        {"name": row["text"], "what": row["detail"], "claims": row["claims"]}
        for row in rows
        if row["kind"] == "thing"
    ]
    claims = [
        {"claim": row["id"], "published": row["published"], "says": row["text"],
         "words": row["detail"]}
        for row in rows
        if row["kind"] == "claim"
    ]  # fmt: skip
    for name, listed, count in (("THINGS", things, found.things), ("CLAIMS", claims, found.claims)):
        if listed:
            more = f" ({len(listed)} of {count}; --limit shows more)" if len(listed) < count else ""
            parts.append(f"{name}{more}\n{table(listed, list(listed[0]), wrap=WRAP)}")
    return "\n".join(parts)


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["thing", "claim"]),
    help="Look for names only, or for claims only.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="Most things and most claims.",
)
@store_option
@output_option
@format_option()
@click.pass_context
def command(
    ctx: click.Context,
    *,
    text: tuple[str, ...],
    kinds: tuple[str, ...],
    limit: int,
    store: Path,
    output: Path | None,
    format_: str,
) -> None:
    """Find things by their names, and claims by their words.

    Every word of TEXT must occur, or begin a word, in a name or in a claim:
    what it says, its quote, its speaker, the headline. A word that begins
    nothing is replaced by those spelled most like it, the initials of one
    thing alone stand for its name, and a note says so.
    'kg show NAME' and 'kg explain ID' tell more of what is found.

    Exits with 1 where nothing is found.

    \b
    Examples:
        kg search xiaomi
        kg search solid state batt --kind claim
        kg search Hundai --format json
    """  # noqa: D301
    from kg.graph.search import is_indexed, open_index

    if not " ".join(text).strip():
        raise click.UsageError("The text to look for is empty. Give a word or the start of one.")
    if sys.stderr.isatty() and not is_indexed(store):
        note("Making the search index of this graph, once.")
    with open_index(store) as index:
        found = index.search(" ".join(text), limit=limit, kinds=kinds)
    for word, others in found.replaced:
        note(f"No word begins with “{word}”; looked for {', '.join(others)}.")
    for word, label in found.short:
        note(f"“{word.upper()}” is short for {label}; looked for that too.")
    if format_ != "table":
        write_text(render_rows(map(_row, found.hits), COLUMNS, format_), output)
    elif found.hits:
        write_text(_table(found), output)
    if not found.hits:
        note("Nothing has all these words.")
        ctx.exit(1)
