"""Rows of the model that take what a text tells in passing for an act: an inquiry that is ended settles nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.forfeits import pays_forfeit
from kg.extract.learned.marked import words
from kg.extract.learned.reading import KINDS
from kg.model import Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_DEALS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.FUNDING})
_VERDICTS = frozenset({"approves", "settles", "rules", "fines", "blocks"})


def is_end_of_inquiry(t: Text, row: Row) -> bool:
    """Tell whether an inquiry only ends, with no verdict or settlement: "dropped its inquiry into Acme without action".

    Where somebody settles or pays, that is told by words of its own.
    """
    a, i = t.a, row.trigger
    if KINDS[row.kind] is not Kind.LEGAL or row.action not in _VERDICTS:
        return False
    if a.pos[i] != "VERB":
        i = a.head[i]
    if a.lemma[i] not in words("inquiries.ending"):
        return False
    ended = a.children(i, "obj", "nsubj:pass", "nsubj")
    if not any(a.lemma[k] in words("inquiries.words") for k in ended):
        return False
    start, end = a.sents[a.sent[i]]
    return not any(a.lemma[k] in words("inquiries.outcome") for k in range(start, end))


def is_paid_on_failure(t: Text, row: Row) -> bool:
    """Tell whether a word of paying tells what is owed where a deal fails, and no deal: "would pay a break fee"."""
    return KINDS[row.kind] in _DEALS and pays_forfeit(t.tokens[row.trigger])


RULES = (is_end_of_inquiry, is_paid_on_failure)
"""Any of them rules a row out."""
