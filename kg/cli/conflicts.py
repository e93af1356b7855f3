"""`kg conflicts`: claims that contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import parties_of
from kg.cli._output import (
    confidence_option,
    format_option,
    output_option,
    render_rows,
    store_option,
    write_text,
)

if TYPE_CHECKING:
    from kg.ledger import Entry

TABLE = ("why", "claim", "time", "said", "from")
"""Columns of the table; each conflict has two lines, one for each side."""
SPARE = ("said",)
WRAP = ("claim", "time", "from")
FIELDS = ("why", "one", "other", "matter")
SIDE = (
    "text", "amount", "time", "modality", "polarity", "speaker", "said", "publisher", "article",
    "title", "url", "quote", "claim",
)  # fmt: skip
FLAT = ("why", *(f"{side}_{name}" for side in ("one", "other") for name in SIDE), "matter")
"""Columns of CSV and TSV: no cell holds more than one value."""


def _line(entry: Entry) -> dict[str, Any]:
    """Return one side of a conflict as a line of the table."""
    from kg.cli.ledger import span_words, with_amount

    return {
        "claim": with_amount(entry.text, entry.amount),
        "time": span_words(entry.time),
        "said": entry.said,
        "from": f"{entry.speaker or entry.publisher or ''} ({entry.article})",
    }


def _flat(entry: Entry, side: str) -> dict[str, Any]:
    """Return one side of a conflict as cells of one value each."""
    from kg.cli.ledger import entry_to_json

    row = {**entry_to_json(entry), "quote": " … ".join(entry.quotes)}
    return {f"{side}_{name}": row[name] for name in SIDE}


@click.command()
@click.option("--company", "companies", multiple=True, metavar="NAME", help="Only about these.")
@click.option(
    "--why",
    "reasons",
    multiple=True,
    type=click.Choice(["denied", "opposite", "dates", "amounts"]),
    help="Only conflicts of this sort; repeatable.",
)
@confidence_option
@store_option
@output_option
@format_option()
def command(
    *,
    companies: tuple[str, ...],
    reasons: tuple[str, ...],
    least: float,
    store: Path,
    output: Path | None,
    format_: str,
) -> None:
    """List pairs of claims of one matter that can't both be so.

    One denies what the other says, one is the negation of the other, or their
    dates or amounts differ; they come from different speakers or outlets. A
    plan that its own maker changed later is no conflict.

    \b
    Examples:
        kg conflicts
        kg conflicts --company Huawei --why denied --format jsonl
    """  # noqa: D301
    from kg.cli.ledger import entry_to_json
    from kg.ledger import conflicts, open_book
    from kg.rdf.store import open_store

    book = open_book(open_store(store), least)
    parties = {thing.iri for thing in parties_of(book, companies)}
    found = [
        conflict
        for conflict in conflicts(book, parties if companies else None)
        if not reasons or conflict.why in reasons
    ]
    if format_ == "table":
        rows = [line for c in found for line in ({"why": c.why, **_line(c.one)}, _line(c.other))]
        write_text(render_rows(rows, TABLE, format_, SPARE, WRAP), output)
        return
    if format_ in ("csv", "tsv"):
        rows = [
            {"why": c.why, **_flat(c.one, "one"), **_flat(c.other, "other"), "matter": c.matter}
            for c in found
        ]
        write_text(render_rows(rows, FLAT, format_), output)
        return
    rows = [
        {
            "why": c.why,
            "one": entry_to_json(c.one),
            "other": entry_to_json(c.other),
            "matter": c.matter,
        }
        for c in found
    ]
    write_text(render_rows(rows, FIELDS, format_), output)
