"""The timeline of one company, person or product: what happened, was said and is due, by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from kg.ledger.book import Book
from kg.ledger.model import Entry
from kg.matters import history
from kg.matters.group import place
from kg.matters.told import Told


def day_of(told: Told) -> dt.date | None:
    """Return the day by which a claim stands in a timeline: of what it tells, else of its telling."""
    time = told.claim.time
    return (time.earliest or time.latest if time else None) or told.said


def day_of_entry(entry: Entry) -> dt.date | None:
    """Return the day by which an entry stands in a timeline."""
    time = entry.time
    return (time.earliest or time.latest if time else None) or entry.said


def day_said(entry: Entry) -> dt.date | None:
    """Return the day on which an entry was said."""
    return entry.said


def timeline(book: Book, parties: Collection[str], as_of: dt.date | None = None) -> list[Entry]:
    """Return the claims that name one of some things, by the day of what they tell.

    A claim without a time of its own stands on the day on which it was said,
    after what is dated by that day; claims of one day and one article stand in
    the order of its text. What has neither day nor article date comes first.

    Args:
        book: Of `open_book` or `make_book`.
        parties: IRIs; claims that have one of them as subject, object or speaker.
        as_of: What was published later is left out; None leaves out nothing.
    """
    wanted = set(parties)
    found = [
        event
        for matter in book.matters
        if book.names(matter.told) & wanted
        for event in history(matter, book.index, as_of or dt.date.max)
        if book.names([event.told]) & wanted
    ]
    first = dt.date.min
    found.sort(
        key=lambda e: (
            day_of(e.told) or first,
            e.told.claim.time is None,
            e.told.said or first,
            *place(e.told),
        )
    )
    return [book.entry(event.told, event.what) for event in found]
