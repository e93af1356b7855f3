"""Whether a time can be that of a claim of its kind and certainty."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from kg.extract.context import Context, lies_ahead
from kg.extract.frame import Frame
from kg.extract.held import is_held
from kg.extract.times import TimeMention
from kg.model import Kind, Modality, TimeSpan

_UNDATED_TILL_DONE = frozenset({Kind.APPOINTMENT, Kind.FUNDING})
_DONE_ONLY = frozenset({Kind.LEGAL, Kind.FUNDING, Kind.SUPPLY})
_TO_COME = frozenset({Modality.PLANNED, Modality.TARGETED, Modality.HYPOTHETICAL})
_MONTH = 31  # days


def suits(mention: TimeMention, certainty: Modality, context: Context) -> bool:
    """Tell whether a time is not over where a figure is only aimed at, and has come where it is told."""
    today, value = context.article.date, mention.value
    if certainty is Modality.ASSERTED:
        return not lies_ahead(mention, today)
    over = value is not None and value.latest is not None and today and value.latest < today
    return not (over and certainty in _TO_COME)


def fits(
    mention: TimeMention, trigger: Token, frame: Frame, certainty: Modality, context: Context
) -> bool:
    """Tell whether a time can be that of a claim of such a kind and certainty.

    A holding that goes on has no day, only one on which it began; what a court has ruled or a
    bank has lent is not dated by a day to come; and money or a post still to come is not dated by a day
    gone by; a deal or a promise may be, by the day on which it was agreed or was due.
    """
    value, today = mention.value, context.article.date
    if frame.kind is Kind.OWNERSHIP and certainty is Modality.ASSERTED:
        return is_held(mention, today)
    ahead = lies_ahead(mention, today)
    # "ordered it to pay from July"
    ordered = frame.action == "rules" and mention.qualifier == "from"
    if ahead and certainty is Modality.ASSERTED and frame.kind in _DONE_ONLY and not ordered:
        return False
    failed = certainty is Modality.ASSERTED and frame.kind is Kind.INSOLVENCY
    if failed and value is not None and value.earliest is None and value.latest and today:
        return value.latest <= today  # "for the third time in less than four years"
    early = ahead or not _is_reached(value, today)
    if certainty is Modality.ASSERTED and frame.kind is Kind.RESULT and early:
        return False  # "carries 35 million people a year and wants twice as many within five years"
    gone = value is not None and value.latest is not None and today and value.latest < today
    if gone and frame.kind is Kind.TARGET and certainty in _TO_COME:
        # "On Monday it offered a pay rise": that is when the promise was made
        return not (mention.span.start < trigger.idx and _is_brief(value))
    return not (gone and certainty in _TO_COME and frame.kind in _UNDATED_TILL_DONE)


def _is_reached(value: TimeSpan | None, today: dt.date | None) -> bool:
    """Tell whether a limit up to which something lasts has come by a day."""
    if value is None or today is None or value.earliest is not None or value.latest is None:
        return True
    return value.latest <= today


def _is_brief(value: TimeSpan | None) -> bool:
    """Tell whether a time is a day, week or month."""
    if value is None or value.earliest is None or value.latest is None:
        return False
    return (value.latest - value.earliest).days < _MONTH
