"""What undoes a refusal: the same thing done after all, a company founded to do it, a holding others tell of."""

from __future__ import annotations

import datetime as dt

from kg.matters.marks import FORCED, HELD
from kg.matters.outcome import GOODS, Index, one_sentence, step_of
from kg.matters.state import known
from kg.matters.told import Told
from kg.matters.words import STEPS, phrase, sort_names
from kg.model import Kind


def undone_elsewhere(refusal: Told, index: Index, as_of: dt.date) -> list[Told]:
    """Return the claims of other matters that a refusal does not hold against, oldest first.

    What the very article does that tells of a refusal made before ("is cutting 140 jobs, although
    it had ruled out layoffs") is against it, and so are jobs that are cut, or are to be cut, later, of which no claim
    says which. Who "will not make cars" and then founds a company that sells cars makes
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
    listed = [told for told in listed if _after(refusal, told)] + _done_after_all(refusal, index)
    return sorted(
        {told.iri: told for told in listed if known(told, as_of)}.values(),
        key=lambda told: (told.said or dt.date.max, told.iri),
    )


def undoes(told: Told, refusal: Told) -> bool:
    """Tell whether a claim says that what was refused, or said not to be so, is done or planned.

    Jobs that are cut need not be cut against the will of those who have them.
    """
    claim, things = told.claim, phrase(refusal.claim.object or "").things
    if told.denies or not (told.intended or told.happened) or FORCED in refusal.marks:
        return False
    pair = {claim.kind, refusal.claim.kind}
    if len(pair) > 1 and not pair <= GOODS:
        return False
    return bool(phrase(claim.object or "").things & things) or not things


def is_history(refusal: Told, index: Index) -> bool:
    """Tell whether a refusal made before only sets off what its party now does, and is no promise of this day.

    "Acme will build a plant in Hull, a year after it said that it had no plans for Britain": whether
    the one undoes the other can't be read.
    """
    if HELD not in refusal.marks or FORCED in refusal.marks:
        return False
    beside = [told for told in _acts(refusal, index) if one_sentence(told, refusal)]
    return bool(beside) and not any(undoes(told, refusal) for told in beside)


def _acts(refusal: Told, index: Index) -> list[Told]:
    """Return what the party of a refusal does or plans of the same kind."""
    every = (*index.plans.get(refusal.subject, ()), *index.deeds.get(refusal.subject, ()))
    claim = refusal.claim
    return [t for t in every if (t.claim.kind, t.claim.action) == (claim.kind, claim.action)]


def _done_after_all(refusal: Told, index: Index) -> list[Told]:
    """Return what a party does or plans against its refusal: beside it, or later where only jobs are spoken of."""
    claim = refusal.claim
    jobs = claim.kind is Kind.LAYOFF and claim.object is None
    return [
        told
        for told in _acts(refusal, index)
        if undoes(told, refusal)
        and (
            (HELD in refusal.marks and told.claim.article == claim.article)
            or (jobs and told.claim.object is None and _after(refusal, told))
        )
    ]


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
