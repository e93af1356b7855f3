"""What undoes a refusal in other matters: a company founded to do it, a holding others tell of."""

from __future__ import annotations

import datetime as dt

from kg.matters.outcome import Index, step_of
from kg.matters.state import known
from kg.matters.told import Told
from kg.matters.words import STEPS, phrase, sort_names
from kg.model import Kind


def undone_elsewhere(refusal: Told, index: Index, as_of: dt.date) -> list[Told]:
    """Return the claims of other matters that a refusal does not hold against, oldest first.

    Who "will not make cars" and then founds a company that sells cars makes
    them after all. Who "holds no stake in any carmaker" is contradicted by a
    source that tells of one; as it can't be known what is a carmaker, what
    an article tells in passing of other holdings does not count.

    Args:
        refusal: A claim of a party that it will not do something, or that it is not so.
        index: What is known beyond the matter.
        as_of: The day; what was published later is not looked at.
    """
    found = _holdings(refusal, index) if refusal.claim.kind is Kind.OWNERSHIP else None
    listed = _by_founding(refusal, index) if found is None else found
    return sorted(
        (told for told in listed if known(told, as_of) and _after(refusal, told)),
        key=lambda told: (told.said or dt.date.max, told.iri),
    )


def is_told_by_others(refusal: Told, told: Told) -> bool:
    """Tell whether a holding is told by somebody else than whoever said that there is none."""
    speaker = told.speaker
    return speaker is not None and speaker not in (told.subject, told.object, refusal.speaker)


def _after(refusal: Told, told: Told) -> bool:
    return bool(refusal.said and told.said and told.said > refusal.said)


def _holdings(refusal: Told, index: Index) -> list[Told]:
    if refusal.object is not None:  # a named thing: its own matter tells
        return []
    return [
        told
        for told in index.holdings.get(refusal.subject, ())
        if told.object is not None and is_told_by_others(refusal, told)
    ]


def _by_founding(refusal: Told, index: Index) -> list[Told]:
    """Return what companies plan or do that the party founded after it had refused to do so."""
    step, things = step_of(refusal.claim), _things(refusal)
    if step is None or not things:
        return []
    ventures = {
        told.object
        for told in index.founded.get(refusal.subject, ())
        if told.object is not None and _after(refusal, told)
    }
    return [
        told
        for venture in sorted(ventures)
        for told in (*index.plans.get(venture, ()), *index.deeds.get(venture, ()))
        if STEPS.index(step_of(told.claim) or STEPS[0]) >= STEPS.index(step)
        and things & _things(told)
    ]


def _things(told: Told) -> frozenset[str]:
    """Return what a claim is about: by its object, else by its sentence."""
    return phrase(told.claim.object or "").things or (told.sorts & sort_names())
