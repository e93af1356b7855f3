"""`kg stats`: how many claims, articles and things there are, and of what."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import Chosen, chosen, filters, note
from kg.cli._html import html_option
from kg.cli._output import format_option, output_option, render_rows, store_option, write_text

if TYPE_CHECKING:
    from kg.graph import ClaimRow

SECTIONS = ("kind", "status", "outlet", "year", "type")
"""What is counted where nothing is asked for."""

TOP = 20
"""Values listed of each, by default."""

COLUMNS = ("by", "value", "count", "share")
DIMENSIONS = (
    "kind", "status", "outlet", "month", "year", "type", "subject", "speaker", "field", "article",
    "frame",
)  # fmt: skip


def _sections(rows: list[ClaimRow], by: tuple[str, ...], top: int) -> list[dict[str, Any]]:
    from kg.graph.stats import IN_TIME, count_by, count_types

    found = []
    for name in by:
        counts = count_types(rows) if name == "type" else count_by(rows, name)
        listed = counts if name in IN_TIME or not top else counts[:top]
        found += [{"by": name, **asdict(count)} for count in listed]
        if len(listed) < len(counts):
            left = len(counts) - len(listed)
            values = "1 more value" if left == 1 else f"{left} more values"
            note(f"{values} of {name}; --top 0 lists all.")
    return found


def _summary(rows: list[ClaimRow], read: int | None) -> list[dict[str, Any]]:
    from kg.graph.stats import summary

    found = asdict(summary(rows, read=read))
    figures = {name: value for name, value in found.items() if value is not None}
    return [
        {
            "by": "total",
            "value": name,
            "count": value.isoformat() if isinstance(value, dt.date) else value,
        }
        for name, value in figures.items()
    ]


def _table(rows: list[dict[str, Any]]) -> str:
    """Return the sections one under the other, each with bars that show its shares."""
    from kg.cli._output import bar, table

    parts = []
    for name in dict.fromkeys(row["by"] for row in rows):
        section = [row for row in rows if row["by"] == name]
        if name == "total":
            lines = [{"": row["value"], " ": str(row["count"])} for row in section]
            parts.append(table(lines, ["", " "], head=False))
            continue
        most = max(row["count"] for row in section)
        lines = [
            {
                name: row["value"],
                "things" if name == "type" else "claims": row["count"],
                "share": f"{row['share']:.1%}".rjust(6),
                " ": bar(row["count"], most),
            }
            for row in section
        ]
        parts.append(table(lines, list(lines[0])))
    return "\n".join(parts)


def _crossed(rows: list[ClaimRow], by: str, across: str, format_: str) -> str:
    from kg.graph.stats import crossed

    counts = crossed(rows, by, across)
    columns = list(next(iter(counts.values()), {}))
    lines = [{by: value, **found, "all": sum(found.values())} for value, found in counts.items()]
    return render_rows(lines, [by, *columns, "all"], format_)


@click.command()
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(DIMENSIONS),
    help="Count by this; repeatable. By default kind, status, outlet, year and type of things.",
)
@click.option(
    "--across",
    type=click.Choice(DIMENSIONS),
    help="With one --by: a table with a column for each value of this.",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    default=TOP,
    show_default=True,
    help="Most values of each; 0 lists all.",
)
@filters("all")
@html_option
@store_option
@output_option
@format_option()
def command(
    *,
    by: tuple[str, ...],
    across: str | None,
    top: int,
    statuses: tuple[str, ...],
    kinds: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    html: Path | None,
    store: Path,
    output: Path | None,
    format_: str,
) -> None:
    """Count what the graph holds: claims by kind, status, outlet, month and more.

    "type" counts things, everything else counts claims. A claim may have
    several fields or none; a month or year without claims counts 0. Of the
    totals, "articles" are those with claims and "read" all that the build has
    read, also those that gave no claim.

    \b
    Examples:
        kg stats
        kg stats --by month --across status --format csv
        kg stats --by subject --kind Target --top 10
        kg stats --html figures.html
    """  # noqa: D301
    from kg.graph import read_rows
    from kg.graph.stats import articles_read
    from kg.rdf.store import open_store

    choice = chosen(statuses, kinds, since, until)
    opened = open_store(store)
    rows = choice.rows(read_rows(opened))
    read = (
        articles_read(opened) if choice == Chosen() else None
    )  # of some claims it would tell nothing
    if html is not None:
        from kg.views.stats import stats_page

        write_text(stats_page(list(rows), read=read), html)
        return
    if across is not None:
        if len(by) != 1 or by[0] == across or "type" in (*by, across):
            raise click.UsageError("--across wants one --by, another than itself, and not 'type'.")
        write_text(_crossed(rows, by[0], across, format_), output)
        return
    found = [*([] if by else _summary(rows, read)), *_sections(rows, by or SECTIONS, top)]
    text = _table(found) if format_ == "table" else render_rows(found, COLUMNS, format_)
    write_text(text, output)
