"""The ledger: who promised what by when, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from kg.ledger.book import Book
from kg.ledger.leads import Leads
from kg.ledger.model import Promise
from kg.matters import Event, Standing, standings
from kg.model import TimeSpan


def _span(days: tuple[dt.date | None, dt.date | None]) -> TimeSpan | None:
    start, end = days
    return TimeSpan(earliest=start, latest=end) if start or end else None


def _is_change(event: Event, standing: Standing) -> bool:
    """Tell whether an event comes after the promise, or is what its status rests on."""
    told, opened = event.told, standing.opened
    before = bool(told.said and opened.said and told.said < opened.said)
    return told is not opened and (not before or told in standing.evidence)


def _promise(book: Book, standing: Standing, leads: Leads) -> Promise:
    events = standing.events
    opened = next(e for e in events if e.told is standing.opened)
    what = {event.told.iri: event.what for event in events}
    first = book.entry(opened.told, opened.what)
    evidence = tuple(book.entry(told, what.get(told.iri, "mention")) for told in standing.evidence)
    told = frozenset(quote for entry in (first, *evidence) for quote in entry.quotes)
    return Promise(
        matter=standing.matter,
        sort=standing.sort,
        place=standing.place,
        status=standing.status,
        overdue=standing.overdue,
        promiser=", ".join(sorted(map(book.label, standing.parties))),
        promiser_iris=standing.parties,
        by=first.speaker,
        promise=f"{first.relation} {first.object}".strip(),
        kind=first.kind,
        amount=first.amount,
        said=first.said,
        due=_span(standing.due),
        first_due=_span(standing.first_due),
        done=standing.done,
        late_days=standing.late_days,
        outlets=first.outlets,
        opened=first,
        changes=tuple(book.entry(e.told, e.what) for e in events if _is_change(e, standing)),
        evidence=evidence,
        leads=leads.of(standing, first, told),
    )


def ledger(book: Book, as_of: dt.date, parties: Collection[str] | None = None) -> list[Promise]:
    """Return all promises of a book and how they stand on a day.

    Sorted by promiser, own promises before reports, then by day and claim.

    Args:
        book: Of `open_book` or `make_book`.
        as_of: The day; what was published later is not looked at.
        parties: IRIs; only promises of one of them.
    """
    leads = Leads(book, as_of)
    found = [
        _promise(book, standing, leads)
        for matter in book.matters
        for standing in standings(matter, book.index, as_of)
        if parties is None or set(standing.parties) & set(parties)
    ]
    return sorted(
        found,
        key=lambda p: (
            p.promiser.casefold(),
            p.sort == "reported",
            p.said or dt.date.min,
            p.opened.claim,
            p.sort,
        ),
    )
