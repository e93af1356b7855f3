"""The figure that a count or sum is compared with: "sold 9,000 vans, up from 8,000 a year earlier".

Of a measure ("sales rose to 9,000 from 8,000") `kg.extract.figures` finds it; here a verb tells the
figure, and only the words right before the other one say that it is the former. They are in `former.toml`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache

from kg.extract.amounts import AmountMention
from kg.extract.arrays import Arrays, arrays
from kg.extract.comparing import is_year_ago, year_before
from kg.extract.context import Context
from kg.extract.stretch import figure_words
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler, name_of
from kg.model import Claim, Kind, TimeSpan

_FURTHEST = 20  # tokens between the two figures
_AFTER = 3  # tokens between the former figure and its time


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `former.toml`."""
    return frozenset(load_toml("kg.extract", "former.toml")[name])


def with_former(claim: Claim, sentence: Sequence[int], context: Context) -> list[Claim]:
    """Return a claim with that of the figure before, if its sentence tells one right after.

    Args:
        claim: A claim of a figure that a verb tells.
        sentence: The first token of its sentence and the one after the last.
        context: Its text.
    """
    if claim.kind is not Kind.RESULT or claim.amount is None or claim.amount.unit == "percent":
        return [claim]
    a = arrays(context.doc)
    told = [p.mention for p in context.amounts_near(context.doc[sentence[0]])]
    own = next((n for n, m in enumerate(told) if m.quantity == claim.amount), None)
    if own is None:
        return [claim]
    by_share = told[own].kind == "per_share"
    later = [
        m
        for m in told[own + 1 :]
        if m.kind != "percent" and m.converted_from is None and (m.kind == "per_share") is by_share
    ]
    if not later or not _is_former(a, told[own], later[0], told):
        return [claim]
    quantity = later[0].quantity
    if quantity.unit is not None and quantity.unit != claim.amount.unit:
        return [claim]
    amount = dataclasses.replace(quantity, unit=claim.amount.unit)
    other = _whose(a, later[0], context)
    if other is not None and other.text != claim.subject:
        others = dataclasses.replace(
            claim, amount=amount, subject=other.text, subject_type=other.label
        )
        return [claim, others]
    time = _time_of(a, later[0], sentence[1], claim, context)
    return [claim, dataclasses.replace(claim, amount=amount, time=time)]


def of_own_measure(claim: Claim, sentence: Sequence[int], context: Context) -> bool:
    """Tell whether the figure of a claim stands with a measure that tells it: "lost (4), against a (3) profit", "a profit of (3)".

    What a verb tells is none of another measure; that of the measure is a claim by itself.

    Args:
        claim: A claim of a figure that a verb tells of another.
        sentence: The first token of its sentence and the one after the last.
        context: Its text.
    """
    if claim.kind is not Kind.RESULT or claim.amount is None:
        return False
    a = arrays(context.doc)
    told = [p.mention for p in context.amounts_near(context.doc[sentence[0]])]
    same = [m for m in told if m.quantity == claim.amount]
    return bool(same) and all(_has_measure(a, m, sentence) for m in same)


def _has_measure(a: Arrays, figure: AmountMention, sentence: Sequence[int]) -> bool:
    """Tell whether a measure of account stands right after a figure, or before it and "of"."""
    first, after = a.at_offset(figure.span.start), a.at_offset(figure.span.end - 1) + 1
    measures = figure_words()["measures"]
    while after < sentence[1] and a.pos[after] == "ADJ":
        after += 1
    if after < sentence[1] and a.pos[after] == "NOUN" and a.lower[after] in measures:
        return True
    named = first - 2 >= sentence[0] and a.lower[first - 1] == "of"
    return named and a.pos[first - 2] == "NOUN" and a.lower[first - 2] in measures


def _whose(a: Arrays, former: AmountMention, context: Context) -> Filler | None:
    """Return whose a figure is that another firm's is compared with: "compared with $3 million at Zenith"."""
    at = a.at_offset(former.span.end - 1) + 1
    if at + 1 >= len(a) or a.lower[at] not in _words("whose"):
        return None
    at += 1 + (a.pos[at + 1] == "DET")
    if at >= len(a) or a.label[at] not in ("COMPANY", "ORG"):
        return None
    return name_of(context.doc[a.name(at)[1] - 1], context)


def _is_former(
    a: Arrays, own: AmountMention, other: AmountMention, told: list[AmountMention]
) -> bool:
    """Tell whether a figure is one that another is compared with, by the words before it.

    "Earned $9 million, or 4 cents a share, compared with $6 million, or 3 cents a share" tells two of each.
    """
    first, last = a.at_offset(own.span.end), a.at_offset(other.span.start)
    if not 0 < last - first <= _FURTHEST:
        return False
    if other.kind == "per_share" and a.lower[last - 1] == "or":
        before = told[told.index(other) - 1]
        return before is not own and _is_former(a, own, before, told)
    also = {a.at_offset(m.span.start) - 1 for m in told if m.kind == "per_share"}
    between = [
        i
        for i in range(first, last)
        if a.lower[i] not in _words("soft") and not (i in also and a.lower[i] == "or")
    ]
    if any(a.pos[i] in ("VERB", "AUX") and a.lower[i] not in _words("compared") for i in between):
        return False
    if not between or any(a.lower[i] in (";", ":", "and", "or") for i in between):
        return False
    word = a.lower[between[-1]]
    earlier = {a.lower[i] for i in between[-3:-1]}
    if word == "from":
        return bool(earlier & _words("ways"))
    return word in _words("plain") or (
        word in ("with", "to") and bool(earlier & _words("compared"))
    )


def _time_of(
    a: Arrays, former: AmountMention, end: int, claim: Claim, context: Context
) -> TimeSpan | None:
    """Return the time of a former figure: the one right after it, or a year before that of the new one."""
    start = a.at_offset(former.span.end)
    for placed in context.times_in(context.doc[start - 1].sent):
        at, value = a.at_offset(placed.mention.span.start), placed.mention.value
        if start <= at <= min(start + _AFTER, end) and not is_year_ago(value):
            # "the same quarter of last year" is a time of its own, "the year before" is not
            return value if value != claim.time else year_before(claim.time)
    return year_before(claim.time)
