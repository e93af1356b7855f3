"""Promises kept in view: the ledger, timelines, conflicts, and what two graphs do not share.

`docs/ledger.md` has the rules. Everything is computed for the day that is
asked for, from the claims; nothing is stored.
"""

from __future__ import annotations

from kg.ledger.book import Book, make_book, open_book
from kg.ledger.conflicts import conflicts
from kg.ledger.diff import COMPARED, diff
from kg.ledger.model import Change, Conflict, Entry, Lead, Promise
from kg.ledger.parties import find_party, namesakes
from kg.ledger.promises import ledger
from kg.ledger.timeline import day_of_entry, day_said, timeline

__all__ = [
    "COMPARED",
    "Book",
    "Change",
    "Conflict",
    "Entry",
    "Lead",
    "Promise",
    "conflicts",
    "day_of_entry",
    "day_said",
    "diff",
    "find_party",
    "ledger",
    "make_book",
    "namesakes",
    "open_book",
    "timeline",
]
