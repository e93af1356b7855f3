"""`kg ledger`: who promised what by when, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli._filters import note, parties_of
from kg.cli._html import html_option
from kg.cli._output import (
    confidence_option,
    counted,
    format_option,
    output_option,
    render_rows,
    store_option,
    write_text,
)
from kg.cli._types import Day, Word

if TYPE_CHECKING:
    from kg.ledger import Entry, Lead, Promise
    from kg.model import Quantity, TimeSpan

TABLE = ("status", "promiser", "promise", "first_due", "due", "said", "by", "outlets", "article")
SPARE = ("outlets", "article", "by", "said")
"""Columns of the table; a line below a promise is a later change, `*` what its status rests on, `?` a lead.

`first_due` is there only where a promise was moved.
"""
WRAP = ("promise", "status", "promiser", "due", "first_due", "by")
"""Columns whose cells take several lines on a terminal, the main one first."""

FIELDS = (
    "status", "overdue", "sort", "promiser", "promise", "kind", "amount", "by", "said", "due",
    "due_earliest", "due_latest", "first_due", "first_due_earliest", "first_due_latest", "done",
    "late_days", "outlets", "opened", "changes", "evidence", "leads", "matter", "as_of",
)  # fmt: skip
FLAT = (
    "status", "overdue", "sort", "promiser", "promise", "kind", "amount", "amount_value",
    "amount_unit", "amount_bound", "by", "said", "due", "due_earliest", "due_latest", "first_due",
    "first_due_earliest", "first_due_latest", "done", "late_days", "outlets", "article", "title",
    "publisher", "url", "quote", "claim", "changes", "evidence", "leads", "lead", "lead_article",
    "matter", "as_of",
)  # fmt: skip
"""Columns of CSV and TSV: no cell holds more than one value but `evidence`, claims with blanks between.

`changes` and `leads` are numbers, `lead` the likeliest of the leads.
"""

SORTS = {
    "own": "own promises",
    "refusal": "what they promise not to do",
    "statement": "statements contradicted later",
    "reported": "what others report of their plans",
}


def span_text(time: TimeSpan | None) -> str:
    """Return an interval of days as EDTF, nothing for none.

    Example:
        >>> from kg.model import TimeSpan
        >>> span_text(TimeSpan(earliest=dt.date(2024, 1, 1), latest=dt.date(2024, 6, 30)))
        '2024-40'
    """
    from kg.rdf.times import edtf

    return edtf(time) if time else ""


def limits(name: str, time: TimeSpan | None) -> dict[str, str | None]:
    """Return an interval of days as three values: EDTF, its first and its last day.

    Example:
        >>> limits("due", None)
        {'due': None, 'due_earliest': None, 'due_latest': None}
    """
    first, last = (time.earliest, time.latest) if time else (None, None)
    return {
        name: span_text(time) or None,
        f"{name}_earliest": first.isoformat() if first else None,
        f"{name}_latest": last.isoformat() if last else None,
    }


def amount_text(amount: Quantity | None) -> str:
    """Return an amount as people read it, nothing for none.

    Example:
        >>> from decimal import Decimal
        >>> from kg.model import Quantity
        >>> amount_text(Quantity(value=Decimal(300000), unit="cars", bound="at least"))
        'at least 300,000 cars'
    """
    if amount is None:
        return ""
    parts = (amount.bound, f"{amount.value.normalize():,f}", amount.unit)
    return " ".join(part for part in parts if part)


def with_amount(text: str, amount: Quantity | None) -> str:
    """Return words followed by an amount that they do not name themselves.

    Example:
        >>> from decimal import Decimal
        >>> from kg.model import Quantity
        >>> cars = Quantity(value=Decimal(300), unit="cars")
        >>> with_amount("aims at deliveries", cars), with_amount("aims at sales of 300 cars", cars)
        ('aims at deliveries: 300 cars', 'aims at sales of 300 cars')
        >>> with_amount("is to hire", Quantity(value=Decimal(400), unit="people"))
        'is to hire 400 people'
        >>> with_amount("aims at 300", cars)
        'aims at 300 cars'
        >>> pounds = Quantity(value=Decimal(400_000_000), unit="GBP")
        >>> with_amount("is to build plant", pounds), with_amount("is to build £400m plant", pounds)
        ('is to build plant 400 million GBP', 'is to build £400m plant')
    """
    from kg.graph.wording import amount_words, tells_amount

    if amount is None:
        return text
    number = f"{amount.value.normalize():,f}"
    if text.rsplit(" ", maxsplit=1)[-1] == number:
        return " ".join(part for part in (text, amount.unit) if part)
    if tells_amount(text, amount):
        return text
    mark = ":" if " aims at " in f" {text}" else ""  # "is to hire 400 people" reads on
    return f"{text}{mark} {amount_words(amount)}"


def span_words(time: TimeSpan | None) -> str:
    """Return an interval of days as people read it: "first half of 2024"; nothing for none."""
    from kg.graph.wording import time_words

    return time_words(time)


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """Return an entry of a history as a JSON object."""
    return {
        "what": entry.what,
        "said": entry.said.isoformat() if entry.said else None,
        **limits("time", entry.time),
        "text": entry.text,
        "amount": amount_text(entry.amount) or None,
        "modality": entry.modality,
        "polarity": entry.polarity,
        "speaker": entry.speaker,
        "outlets": entry.outlets,
        "article": entry.article,
        "title": entry.title,
        "publisher": entry.publisher,
        "url": entry.url,
        "quotes": list(entry.quotes),
        "claim": entry.claim,
        "why": entry.why or None,
    }


def lead_to_json(lead: Lead) -> dict[str, Any]:
    """Return a lead as a JSON object."""
    return {
        "quote": lead.quote,
        "likelihood": lead.likelihood,
        "published": lead.published.isoformat() if lead.published else None,
        "article": lead.article,
        "title": lead.title,
        "publisher": lead.publisher,
        "url": lead.url,
        "sentence": lead.evidence,
    }


def promise_to_json(promise: Promise, as_of: dt.date) -> dict[str, Any]:
    """Return a promise as a JSON object with all `FIELDS`; days are ISO 8601, times EDTF."""
    return {
        "status": promise.status,
        "overdue": promise.overdue,
        "sort": promise.sort,
        "promiser": promise.promiser,
        "promise": promise.promise,
        "kind": promise.kind,
        "amount": amount_text(promise.amount) or None,
        "by": promise.by,
        "said": promise.said.isoformat() if promise.said else None,
        **limits("due", promise.due),
        **limits("first_due", promise.first_due),
        "done": promise.done.isoformat() if promise.done else None,
        "late_days": promise.late_days,
        "outlets": promise.outlets,
        "opened": entry_to_json(promise.opened),
        "changes": [entry_to_json(entry) for entry in promise.changes],
        "evidence": [entry_to_json(entry) for entry in promise.evidence],
        "leads": [lead_to_json(lead) for lead in promise.leads],
        "matter": promise.matter,
        "as_of": as_of.isoformat(),
    }


def promise_flat(promise: Promise, as_of: dt.date) -> dict[str, Any]:
    """Return a promise as a row with all columns of `FLAT`."""
    opened, amount = promise.opened, promise.amount
    lead = promise.leads[0] if promise.leads else None
    return {
        **promise_to_json(promise, as_of),
        "amount_value": f"{amount.value.normalize():f}" if amount else None,
        "amount_unit": amount.unit if amount else None,
        "amount_bound": amount.bound if amount else None,
        "article": opened.article,
        "title": opened.title,
        "publisher": opened.publisher,
        "url": opened.url,
        "quote": " … ".join(opened.quotes),
        "claim": opened.claim,
        "changes": len(promise.changes),
        "evidence": " ".join(entry.claim for entry in promise.evidence),
        "leads": len(promise.leads),
        "lead": lead.quote if lead else None,
        "lead_article": lead.article if lead else None,
    }


def _was_moved(promise: Promise) -> bool:
    return promise.first_due is not None and promise.first_due != promise.due


def _lines(promise: Promise, brief: bool) -> Iterable[dict[str, Any]]:
    """Yield a promise as a row of the table, and its changes as rows below it."""
    status = ("contradicted" if promise.contradicted else promise.status) + (
        " (overdue)" if promise.overdue and promise.status != "overdue" else ""
    )
    if promise.late_days:
        status += f" ({promise.late_days} days late)"
    yield {
        "status": status,
        "promiser": promise.promiser,
        "promise": with_amount(promise.promise, promise.amount),
        "first_due": span_words(promise.first_due) if _was_moved(promise) else "",
        "due": span_words(promise.due),
        "said": promise.said,
        "by": promise.by,
        "outlets": promise.outlets,
        "article": promise.opened.article,
    }
    rests_on = {entry.claim for entry in promise.evidence}
    for entry in () if brief else promise.changes:
        mark = "*" if entry.claim in rests_on else "-"
        yield {
            "promise": f"  {mark} {entry.what}: {with_amount(entry.text, entry.amount)}",
            "due": span_words(entry.time),
            "said": entry.said,
            "by": entry.speaker,
            "outlets": entry.outlets,
            "article": entry.article,
        }
    for lead in () if brief else promise.leads:
        yield {
            "promise": f"  ? perhaps: “{' '.join(lead.quote.split())}”",
            "said": lead.published,
            "article": lead.article,
        }


def table(promises: Iterable[Promise], *, brief: bool) -> str:
    """Return promises as tables: one for each sort, reports of others last."""
    listed, parts = list(promises), []
    moved = any(map(_was_moved, listed))
    columns = [name for name in TABLE if moved or name != "first_due"]
    for sort, heading in SORTS.items():
        rows = [line for p in listed if p.sort == sort for line in _lines(p, brief)]
        if rows:
            parts.append(
                f"{heading[0].upper()}{heading[1:]}\n\n{render_rows(rows, columns, 'table', SPARE, WRAP)}"
            )
    return "\n".join(parts) or render_rows([], columns, "table")


@click.command()
@click.option("--company", "companies", multiple=True, metavar="NAME", help="Only its promises.")
@click.option(
    "--overdue", is_flag=True, help="Only what is due and of which nothing more was read."
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=Word(
        ["open", "overdue", "met", "partly-met", "slipped", "withdrawn", "missed", "disputed"]
    ),
    help="Only promises that stand like this; repeatable.",
)
@click.option(
    "--sort", "sorts", multiple=True, type=click.Choice([*SORTS]), help="Only these; repeatable."
)
@click.option(
    "--as-of",
    type=Day(last=True),
    help="The day; what was published later is not looked at.  [default: today]",
)
@click.option("--brief", is_flag=True, help="Leave later changes and leads out of the table.")
@html_option
@confidence_option
@store_option
@output_option
@format_option()
def command(
    *,
    companies: tuple[str, ...],
    overdue: bool,
    statuses: tuple[str, ...],
    sorts: tuple[str, ...],
    as_of: dt.datetime | None,
    brief: bool,
    html: Path | None,
    least: float,
    store: Path,
    output: Path | None,
    format_: str,
) -> None:
    """List promises: who made them, when, due when, and what came of each.

    A promise stands as open, overdue, met, partly-met, slipped (moved, or
    done late), withdrawn, missed or disputed. Below it are all later claims of
    the matter with their articles; a star marks what the status rests on, a
    question mark sentences that may tell an outcome which no claim tells.
    What others report of a company's plans is a list of its own. Days late
    count from the last of the days on which it was due at first. JSON has all
    changes with their words; CSV has one value in a cell.

    \b
    Examples:
        kg ledger --company Xiaomi
        kg ledger --overdue --as-of 2025-01-01 --format csv
        kg ledger --status slipped --html ledger.html
    """  # noqa: D301
    from kg.ledger import ledger, open_book
    from kg.rdf.store import open_store

    day = as_of.date() if as_of else dt.datetime.now().astimezone().date()
    book = open_book(open_store(store), least)
    things = parties_of(book, companies)
    found = [
        promise
        for promise in ledger(book, day, {t.iri for t in things} if companies else None)
        if (not overdue or promise.overdue)
        and (not statuses or promise.status in statuses)
        and (not sorts or promise.sort in sorts)
    ]
    note(f"As of {day}: {counted(len(found), 'promise')}.")
    if html is not None:
        from kg.views.ledger import ledger_page

        title = f"Ledger of {', '.join(t.label for t in things)}" if companies else "Ledger"
        write_text(ledger_page(found, day, title), html)
    elif format_ == "table":
        write_text(table(found, brief=brief), output)
    elif format_ in ("csv", "tsv"):
        rows = [promise_flat(promise, day) for promise in found]
        write_text(render_rows(rows, FLAT, format_), output)
    else:
        rows = [promise_to_json(promise, day) for promise in found]
        write_text(render_rows(rows, FIELDS, format_), output)
