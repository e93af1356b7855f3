"""`kg conflicts`: claims that contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli._filters import parties_of
from kg.cli._output import format_option, output_option, render_rows, store_option, write_text

TABLE = ("why", "one", "one_time", "one_from", "other", "other_time", "other_from")
SPARE = ("other_from", "one_from", "other_time", "one_time")
FIELDS = ("why", "one", "other", "matter")


@click.command()
@click.option("--company", "companies", multiple=True, metavar="NAME", help="Only about these.")
@click.option(
    "--why",
    "reasons",
    multiple=True,
    type=click.Choice(["denied", "opposite", "dates", "amounts"]),
    help="Only conflicts of this sort; repeatable.",
)
@store_option
@output_option
@format_option()
def command(
    *,
    companies: tuple[str, ...],
    reasons: tuple[str, ...],
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
    from kg.cli.ledger import entry_to_json, span_words, with_amount
    from kg.ledger import Entry, conflicts, open_book
    from kg.rdf.store import open_store

    def short(entry: Entry, side: str) -> dict[str, Any]:
        return {
            side: with_amount(entry.text, entry.amount),
            f"{side}_time": span_words(entry.time),
            f"{side}_from": f"{entry.speaker or entry.publisher or ''} ({entry.article})",
        }

    book = open_book(open_store(store))
    parties = {thing.iri for thing in parties_of(book, companies)}
    found = [
        conflict
        for conflict in conflicts(book, parties if companies else None)
        if not reasons or conflict.why in reasons
    ]
    if format_ == "table":
        rows = [{"why": c.why, **short(c.one, "one"), **short(c.other, "other")} for c in found]
        write_text(render_rows(rows, TABLE, format_, SPARE), output)
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
