"""Promises kept in view: the ledger, timelines, conflicts, and what two graphs do not share.

`docs/ledger.md` has the rules. Everything is computed for the day that is
asked for, from the claims; nothing is stored.
"""

from __future__ import annotations

from kg.ledger.book import Book, make_book, open_book
from kg.ledger.model import Change, Conflict, Entry, Promise
from kg.ledger.promises import ledger
from kg.ledger.timeline import timeline

__all__ = [
    "Book",
    "Change",
    "Conflict",
    "Entry",
    "Promise",
    "ledger",
    "make_book",
    "open_book",
    "timeline",
]
