"""The time behind a relative clause that commas set off: "bought Acme, whose founder runs a bank, in May 2005".

Trees hang it on the verb of the relative clause. The comma that closes the clause says that the sentence goes on
with what stands before it.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context, Placed, lies_ahead
from kg.extract.past_state import is_done
from kg.extract.times import TimeMention

_UP = ("obj", "nsubj:pass", "obl", "obl:arg", "nmod", "appos", "conj", "flat", "compound")
_LONGEST = 30  # tokens of a relative clause


def of_clause_before(trigger: Token, context: Context) -> frozenset[int]:
    """Return where the times begin that stand behind the clause a trigger is in, and are none of its.

    Args:
        trigger: The word that announces a claim.
        context: Its text.
    """
    a = arrays(trigger.doc)
    return frozenset(
        placed.mention.span.start
        for placed in context.times_near(trigger)
        if (verb := _clause_before(a, placed, context)) is not None
        and a.left[verb] <= trigger.i <= a.right[verb]
    )


def time_behind_clause(trigger: Token, context: Context) -> TimeMention | None:
    """Return the time behind the relative clause of what a verb acts on.

    Args:
        trigger: The verb.
        context: Its text.
    """
    a = arrays(trigger.doc)
    for placed in context.times_near(trigger):
        verb = _clause_before(a, placed, context)
        if verb is not None and placed.mention.value and not _is_too_late(placed, trigger, context):
            above = next((k for k in a.ancestors(a.head[verb]) if a.pos[k] == "VERB"), None)
            if above == trigger.i or (above is None and a.head[verb] == trigger.i):
                return placed.mention
    return None


def _is_too_late(placed: Placed[TimeMention], trigger: Token, context: Context) -> bool:
    """Tell whether a past act would be dated by a day to come: the verb of the clause, in the present, let it be read so."""
    return is_done(trigger) and lies_ahead(placed.mention, context.article.date)


def _clause_before(a: Arrays, placed: Placed[TimeMention], context: Context) -> int | None:
    """Return the verb of the relative clause that the comma right before a time closes, or None."""
    at = a.at_offset(placed.mention.span.start)
    if at == 0 or a.word[at - 1] != ",":
        return None
    for verb in a.ancestors(placed.root.i):
        if a.dep[verb] != "acl:relcl":
            continue
        start = _opening(a, verb)
        if start is None or not verb + 1 < at - 1 < start + _LONGEST:
            return None
        if any(a.word[k] == "," for k in range(start, at - 1)):
            return None
        return None if _goes_on(a, at - 2, placed, context) else verb
    return None


def _opening(a: Arrays, verb: int) -> int | None:
    """Return where a relative clause begins that a comma opens, behind a noun before which a verb stands."""
    noun = a.head[verb]
    start = next((k for k in range(noun + 1, verb) if a.word[k] == ","), None)
    up = noun
    while a.pos[up] != "VERB" and a.dep[up] in _UP:
        up = a.head[up]
    return start + 1 if start is not None and a.pos[up] == "VERB" and up < noun else None


def _goes_on(a: Arrays, last: int, placed: Placed[TimeMention], context: Context) -> bool:
    """Tell whether a time only says more exactly when: "which it closed last year, in May"."""
    later = placed.mention.value
    for other in context.times_near(placed.root):
        value = other.mention.value
        if other.mention.span.start <= a.idx[last] < other.mention.span.end and value and later:
            first, end = value.earliest, value.latest
            return bool(first and end and later.earliest and first <= later.earliest <= end)
    return False
