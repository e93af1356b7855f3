"""`kg timeline`: what happened to something, was said of it and is due, day by day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._filters import parties_of
from kg.cli._html import html_option
from kg.cli._output import (
    confidence_option,
    format_option,
    output_option,
    render_rows,
    store_option,
    write_text,
)
from kg.cli._types import Day

if TYPE_CHECKING:
    from kg.ledger import Entry

TABLE = ("time", "what", "text", "amount", "said", "speaker", "outlets", "article")
SPARE = ("outlets", "article", "said", "speaker", "amount")
SAID_TABLE = ("said", *(name for name in TABLE if name != "said"))
WRAP = ("text", "time", "what", "amount", "speaker")
FIELDS = (
    "time", "time_earliest", "time_latest", "what", "text", "amount", "modality", "polarity", "said", "speaker", "outlets",
    "article", "title", "publisher", "url", "quotes", "claim",
)  # fmt: skip


def _when(entry: Entry) -> str:
    """Return the time of an entry in words; of one without a time when it was said."""
    from kg.cli.ledger import span_words
    from kg.model import TimeSpan

    if entry.time or entry.said is None:
        return span_words(entry.time)
    return f"said {span_words(TimeSpan(earliest=entry.said, latest=entry.said))}"


def _rendered(found: list[Entry], by: str, format_: str) -> str:
    """Return the entries as text; a table begins with the day by which they are ordered."""
    from kg.cli.ledger import entry_to_json
    from kg.graph.wording import amount_words

    rows = [entry_to_json(entry) for entry in found]
    if format_ != "table":
        return render_rows(rows, FIELDS, format_, SPARE, WRAP)
    rows = [
        {**row, "time": _when(e), "amount": amount_words(e.amount)}
        for row, e in zip(rows, found, strict=True)
    ]
    table = SAID_TABLE if by == "said" else TABLE
    return render_rows(rows, table, format_, [name for name in SPARE if name != by], WRAP)


@click.command()
@click.argument("name")
@click.option(
    "--as-of",
    type=Day(last=True),
    help="Leave out what was published later than this day.  [default: leave out nothing]",
)
@click.option("--since", type=Day(), help="First day of the timeline.")
@click.option("--until", type=Day(last=True), help="Last day of the timeline.")
@click.option(
    "--by",
    type=click.Choice(["time", "said"]),
    default="time",
    show_default=True,
    help="Order by the day of what is told, or by the day of saying.",
)
@html_option
@confidence_option
@store_option
@output_option
@format_option()
def command(
    *,
    name: str,
    as_of: dt.datetime | None,
    since: dt.datetime | None,
    until: dt.datetime | None,
    by: str,
    html: Path | None,
    least: float,
    store: Path,
    output: Path | None,
    format_: str,
) -> None:
    """List the claims that name a company, person or product, by the day of what they tell.

    NAME is a name or alias in any case, with or without its legal form, or an
    IRI, as for 'kg show'. A claim without a time of its own stands on the day
    on which it was said. With --by said, all stand in the order in which they were said, as one
    could read them, and --since and --until are days of saying.
    In JSON and CSV times are EDTF: 2024-40 is the first half of 2024, 2024-21
    its spring; their first and last days stand beside them.

    \b
    Examples:
        kg timeline Xiaomi
        kg timeline "Lei Jun" --since 2021-01-01 --format csv
        kg timeline Xiaomi --by said
        kg timeline Xiaomi --html xiaomi.html
    """  # noqa: D301
    from kg.ledger import day_of_entry, day_said, ledger, open_book, timeline
    from kg.rdf.store import open_store

    def wanted(day: dt.date | None) -> bool:
        early = since and (day is None or day < since.date())
        late = until and (day is None or day > until.date())
        return not early and not late

    if since and until and since > until:
        raise click.UsageError("--since is after --until: no day lies between them.")
    book = open_book(open_store(store), least)
    (thing,) = parties_of(book, [name])
    parties, day = (thing.iri,), as_of.date() if as_of else None
    when = day_said if by == "said" else day_of_entry
    found = [entry for entry in timeline(book, parties, day) if wanted(when(entry))]
    found.sort(key=lambda entry: when(entry) or dt.date.min)
    if html is not None:
        from kg.views.timeline import timeline_page

        today = day or dt.datetime.now().astimezone().date()
        promises = [p for p in ledger(book, today, parties) if wanted(p.said)]
        write_text(timeline_page(thing.label, found, promises, today, when), html)
        return
    write_text(_rendered(found, by, format_), output)
