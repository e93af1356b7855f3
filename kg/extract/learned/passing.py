"""Rows of the model that take what a text tells in passing for an act: an inquiry that is ended settles nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.forfeits import pays_forfeit
from kg.extract.learned.marked import words
from kg.extract.learned.reading import KINDS
from kg.extract.succession import hands_over
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


def is_handover(t: Text, row: Row) -> bool:
    """Tell whether a post changes hands, of which frames know who gives it to whom: "will hand over to his deputy"."""
    kind = KINDS[row.kind]
    return kind in (Kind.APPOINTMENT, Kind.DEPARTURE) and hands_over(t.tokens[row.trigger])


def is_only_considered(t: Text, row: Row) -> bool:
    """Tell whether somebody was only thought of for a post: "had been considered a candidate"."""
    if KINDS[row.kind] is not Kind.APPOINTMENT:
        return False
    a, i = t.a, row.trigger
    thought = words("possible.words") | words("possible.persons")
    if a.pos[i] == "VERB":
        below = a.children(i, "xcomp", "obl", "obj")
        return a.lemma[i] in words("possible.thinking") and any(
            a.lemma[k] in thought for k in below
        )
    return a.lemma[i] in thought and a.lemma[a.head[i]] in words("possible.thinking")


def is_person_owned(_: Text, row: Row) -> bool:
    """Tell whether who heads a unit is taken for the unit: "sued the head of its Belgian arm, Ann Lee"."""
    thing = row.thing
    return KINDS[row.kind] is Kind.OWNERSHIP and thing is not None and thing.label == "PERSON"


RULES = (
    is_end_of_inquiry,
    is_paid_on_failure,
    is_handover,
    is_only_considered,
    is_person_owned,
)
"""Any of them rules a row out."""
