"""Matters across articles: what many claims have in common, and what came of it.

Claims about one target, deal, launch or plant meet in one matter, whatever
article tells them. A matter has a history (rumour, denial, announcement,
change of date, completion, cancellation) and, where somebody set out to do
something, a standing. Everything here is a function of the set of claims: no
order, no clock, no corpus statistics. `docs/ledger.md` has the rules in words.
"""

from __future__ import annotations

from kg.matters.digest import Digest, copies_of, digest
from kg.matters.duplicates import Signature, copies, signature
from kg.matters.group import Matter, matters
from kg.matters.outcome import index
from kg.matters.standing import STATUSES, Event, Standing, Status, history, standings
from kg.matters.told import Told
from kg.matters.voices import Named, outlets, tell

__all__ = [
    "STATUSES",
    "Digest",
    "Event",
    "Matter",
    "Named",
    "Signature",
    "Standing",
    "Status",
    "Told",
    "copies",
    "copies_of",
    "digest",
    "history",
    "index",
    "matters",
    "outlets",
    "signature",
    "standings",
    "tell",
]
