"""Times after "since" from which on something goes on: "has grown since it left the firm in 2021"."""

from __future__ import annotations

import dataclasses

from spacy.tokens import Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Placed
from kg.extract.times import TimeMention

_PHRASE = ("NOUN", "PROPN", "DET", "PRON", "ADJ", "PART")
_SINCE = 6  # words from "since" to the time of what came to pass then


def opening(placed: Placed[TimeMention], trigger: Token) -> Token | None:
    """Return the head of what a time stands in after "since": "has grown since it left the firm in 2021".

    Not where the trigger stands there, too, nor after a noun: "its first sale since it left in 2021".

    Args:
        placed: The time.
        trigger: The word that announces the claim.
    """
    value = placed.mention.value
    if placed.mention.qualifier not in ("in", "over") or value is None or value.earliest is None:
        return None
    a, i = arrays(trigger.doc), placed.root.i
    at = a.at_offset(placed.mention.span.start)
    since = _since_before(a, at)
    if since is not None and trigger.i < since and a.pos[a.head[since]] == "NOUN":
        return trigger.doc[a.head[since]]  # "has lost a third since its listing in 2010"
    for up in a.ancestors(i):
        marks = [k for k in a.children(up, "mark", "case") if a.lower[k] == "since"]
        if marks and marks[0] < i:
            above = a.head[up]
            told = a.pos[above] in ("VERB", "AUX") or a.child(above, "cop") is not None
            inside = a.left[up] <= trigger.i <= a.right[up]
            return trigger.doc[up] if told and not inside else None
    clause = _first_clause(a, a.head[i], at)
    return trigger.doc[clause] if clause is not None and trigger.i > at else None


def _first_clause(a: Arrays, verb: int, at: int) -> int | None:
    """Return the clause with "since" before a verb that a time closes: "since it hired him in May, Acme has grown"."""
    for k in a.children(verb, "advcl"):
        since = any(a.lower[m] == "since" for m in a.children(k, "mark"))
        if since and k < at < verb and "," not in a.word[k:at]:
            return k
    return None


def _since_before(a: Arrays, at: int) -> int | None:
    """Return the "since" before a time with only one noun phrase between: "since its listing in 2010"."""
    for k in range(at - 1, max(a.sents[a.sent[at]][0], at - _SINCE) - 1, -1):
        if a.lower[k] == "since":
            return k
        if a.pos[k] not in _PHRASE:
            return None
    return None


def from_then(mention: TimeMention) -> TimeMention:
    """Return a time after "since" as that from which on something goes on or went on."""
    value = mention.value
    open_ = value and dataclasses.replace(value, latest=None)
    return dataclasses.replace(mention, value=open_, qualifier="since")
