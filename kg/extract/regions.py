"""One act in other places: "in Europe on 2 May and in Japan on 9 May", "a plant in Ohio and another in Texas"."""

from __future__ import annotations

import dataclasses
import re

from spacy.tokens import Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context
from kg.extract.times.calendar import shift
from kg.model import Claim, Kind, TimeSpan

_LAUNCHED = frozenset({"launches", "ships"})
_BETWEEN = frozenset({"followed", "by", "then", "in", "for", "on", "the", "with"}) | {
    ",",
    "and",
    "&",
    "plus",
}
_CLOSE = 3  # tokens between a day and its region


def by_region(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a launch with those on other days in other regions: "in Europe on 2 May and in Japan on 9 May".

    Args:
        claim: A claim with a time.
        trigger: The word that announces it.
        context: Its text.
    """
    if claim.kind is not Kind.PRODUCT or claim.action not in _LAUNCHED or claim.time is None:
        return [claim]
    a = arrays(context.doc)
    told = sorted((p.mention for p in context.times_near(trigger)), key=lambda m: m.span.start)
    own = next((n for n, m in enumerate(told) if m.value == claim.time), None)
    if own is None or told[own].span.start < trigger.idx:
        return [claim]
    end = a.sents[a.sent[trigger.i]][1]
    first, last = a.at_offset(told[own].span.start), a.at_offset(told[own].span.end - 1) + 1
    if not (_regions(a, first - _CLOSE, first) or _regions(a, last, min(end, last + _CLOSE))):
        return [claim]
    found = [claim]
    for mention in told[own + 1 :]:
        start, stop = a.at_offset(mention.span.start), a.at_offset(mention.span.end - 1) + 1
        between = range(last, start)
        linked = all(a.lower[i] in _BETWEEN or a.label[i] == "PLACE" for i in between)
        placed = _regions(a, last, start) or _regions(a, stop, min(end, stop + _CLOSE))
        if not (linked and placed and between) or mention.value is None:
            break
        found.append(dataclasses.replace(claim, time=_not_before(mention.value, claim.time)))
        last = stop
    return found


def _not_before(time: TimeSpan, first: TimeSpan) -> TimeSpan:
    """Return a day without a year as the next one after a first day: both are of one launch."""
    if time.earliest is None or first.earliest is None or time.earliest >= first.earliest:
        return time
    ends = [shift(day, 1, "year") if day else None for day in (time.earliest, time.latest)]
    return dataclasses.replace(time, earliest=ends[0], latest=ends[1])


def _regions(a: Arrays, first: int, last: int) -> bool:
    """Tell whether a place is named between two tokens."""
    return any(a.label[i] == "PLACE" for i in range(max(0, first), last))


_OTHER = frozenset({"another", "one", "second", "third"})
_NOUN = re.compile(r"([\w-]+) (?:in|at|near) ")


def with_another(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a claim of a site with that of another of its kind: "a plant in Ohio in May and another in Texas".

    Args:
        claim: A claim.
        trigger: The word that announces it.
        context: Its text.
    """
    noun = _NOUN.search(claim.object or "")
    if claim.kind is not Kind.FACILITY or noun is None:
        return [claim]
    a = arrays(context.doc)
    end = a.sents[a.sent[trigger.i]][1]
    for i in range(trigger.i + 1, end - 3):
        if a.pos[i] in ("VERB", "AUX") or a.word[i] in (";", ":"):
            break
        at = i + 1 + (a.lower[i + 1] == "a")
        if a.lower[i] == "and" and a.lower[at] in _OTHER and at + 2 < end:
            if a.lower[at + 1] not in ("in", "at", "near") or a.label[at + 2] != "PLACE":
                break
            first, last = a.name(at + 2)
            place = a.text[a.idx[first] : a.end(last - 1)]
            other = dataclasses.replace(
                claim,
                object=f"{noun[1]} {a.lower[at + 1]} {place}",
                amount=None,
                time=_time_beside(claim, a, i, last, context),
            )
            return [claim, other]
    return [claim]


def _time_beside(
    claim: Claim, a: Arrays, joint: int, last: int, context: Context
) -> TimeSpan | None:
    """Return the time right behind a second place; without one that of the first where it follows both."""
    told = [p.mention for p in context.times_near(context.doc[joint])]
    own = next((m for m in told if a.at_offset(m.span.start) == last), None)
    if own is not None:
        return own.value
    before = any(m.value == claim.time and m.span.start < a.idx[joint] for m in told)
    return None if before else claim.time
