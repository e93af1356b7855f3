"""`kg diff`: what two graphs, or two files of claims, do not have alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._output import format_option, output_option, render_rows, write_text

if TYPE_CHECKING:
    from kg.model import Claim

TABLE = ("what", "article", "kind", "subject", "object", "fields")
SPARE = ("article", "fields")
FIELDS = ("what", "article", "kind", "subject", "object", "fields", "old", "new")


def read(path: Path) -> Iterable[Claim]:
    """Return the claims of a store folder, an RDF file or a file of JSON Lines.

    Raises:
        StoreError: There is no graph of this version.
        SourceError: A line is no claim.
    """
    from kg.interchange import read_claims
    from kg.rdf import read as rdf
    from kg.rdf.store import open_store

    if path.suffix == ".jsonl" and path.is_file():
        with path.open(encoding="utf-8") as lines:  # `splitlines` ends a line at U+2028, too
            return list(read_claims(lines, str(path)))
    return rdf.claims(open_store(path))


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="FIELD",
    help="A field that does not count, such as confidence or found_by; repeatable.",
)
@output_option
@format_option()
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    old: Path,
    new: Path,
    ignored: tuple[str, ...],
    output: Path | None,
    format_: str,
) -> None:
    """List the claims that are new, gone or changed from OLD to NEW.

    Both are folders made by 'kg build', RDF files, or claims in JSON Lines as
    'kg claims' prints them. Exits with 0 where all claims are the same and
    with 1 where some differ, as 'git diff --exit-code' does.

    \b
    Examples:
        kg diff exports.old exports
        kg diff before.jsonl after.jsonl --ignore confidence --ignore found_by
    """  # noqa: D301
    from kg.ledger import COMPARED, diff

    unknown = sorted(set(ignored) - set(COMPARED))
    if unknown:
        raise click.BadParameter(
            f"no such field: {', '.join(unknown)}. Fields are {', '.join(COMPARED)}.",
            param_hint="--ignore",
        )
    found = diff(read(old), read(new), ignored=ignored)
    rows = [
        {
            "what": change.what,
            "article": change.article,
            "kind": change.kind,
            "subject": change.subject,
            "object": change.object,
            "fields": {name: {"old": a, "new": b} for name, a, b in change.fields} or None,
            "old": change.old,
            "new": change.new,
        }
        for change in found
    ]
    if format_ == "table":
        for row, change in zip(rows, found, strict=True):
            row["fields"] = "; ".join(f"{name}: {a} → {b}" for name, a, b in change.fields)
    write_text(render_rows(rows, TABLE if format_ == "table" else FIELDS, format_, SPARE), output)
    if found:
        ctx.exit(1)
