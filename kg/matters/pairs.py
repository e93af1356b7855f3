"""On what two claims agree, and whether they can be about one matter at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from kg.matters.told import HEARSAY, Told
from kg.matters.words import Phrase, families, likeness, phrase, settings
from kg.model import Claim, Kind, Quantity

DEALS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER})
MUTUAL = frozenset({Kind.MERGER, Kind.PARTNERSHIP})
FIGURES = frozenset({Kind.TARGET, Kind.RESULT})
NEAR = 92
"""Days within which two reports may date one happening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two claims are about one matter.

    `score` is 0 where nothing speaks for it; `contradicts` says that they
    can't be about one; `reasons` are what they agree on, in words.
    """

    score: float = 0.0
    contradicts: bool = False
    reasons: tuple[str, ...] = ()


_NOTHING = Agreement()
_APART = Agreement(contradicts=True)


def _phrase(claim: Claim) -> Phrase:
    return phrase(claim.object or "")


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are one, within a hundredth and in one unit."""
    if (one.unit or "").casefold() != (other.unit or "").casefold():
        return False
    a, b = abs(one.value), abs(other.value)
    return abs(a - b) <= Decimal(str(settings()["figures"]["same"])) * max(a, b)


def meet(
    one: tuple[dt.date | None, dt.date | None], other: tuple[dt.date | None, dt.date | None]
) -> bool | None:
    """Tell whether two intervals of days meet; None where one of them has no limit."""
    (a, b), (c, d) = one, other
    if (a is None and b is None) or (c is None and d is None):
        return None
    low = max(a or dt.date.min, c or dt.date.min)
    high = min(b or dt.date.max, d or dt.date.max)
    return low <= high


def span(told: Told) -> tuple[dt.date | None, dt.date | None]:
    """Return the days of what a claim is about, whether due or past."""
    time = told.claim.time
    return (time.earliest, time.latest) if time else (None, None)


def _is_figure(told: Told) -> bool:
    return told.claim.kind in FIGURES and told.claim.amount is not None


def _figures(one: Told, other: Told) -> Agreement | None:
    """Compare figures: the same measure over the same period, or nothing."""
    a, b = one.claim, other.claim
    if Kind.RESULT not in (a.kind, b.kind) and not (_is_figure(one) or _is_figure(other)):
        return None
    if not (_is_figure(one) and _is_figure(other)) and Kind.RESULT not in (a.kind, b.kind):
        return None
    if one.intended != other.intended:
        return _APART
    if a.amount and b.amount and (a.amount.unit or "") != (b.amount.unit or ""):
        return _APART
    same = bool(a.amount and b.amount and same_amount(a.amount, b.amount))
    if span(one) != span(other) and (span(one) != (None, None) and span(other) != (None, None)):
        return _APART
    if span(one) != span(other) and not same:
        return _NOTHING
    if one.happened and span(one) == (None, None) and not same:
        return _NOTHING
    return None


def _parties(one: Told, other: Told) -> float | None:
    """Return what the parties give: 1 for the same two, None where they are others."""
    a, b = one.claim, other.claim
    pair = {one.subject, one.object} == {other.subject, other.object}
    if one.object and other.object:
        if one.subject == other.subject and one.object == other.object:
            return 1.0
        if pair and (a.kind in MUTUAL or b.kind in MUTUAL or Kind.LEGAL in (a.kind, b.kind)):
            return 1.0
        sold = {a.kind, b.kind} == {Kind.ACQUISITION, Kind.DIVESTITURE}
        return 1.0 if sold and one.object == other.object else None
    if one.subject != other.subject:
        return None
    return 0.0


def _happened_twice(one: Told, other: Told) -> bool:
    """Tell whether two claims of one kind date two happenings."""
    if one.claim.kind is not other.claim.kind or one.claim.kind is Kind.DEVELOPMENT:
        return False
    if not (one.happened and other.happened) or one.denies or other.denies:
        return False
    (a, b), (c, d) = span(one), span(other)
    starts, ends = (a or b), (c or d)
    if starts is None or ends is None or meet((a, b), (c, d)):
        return False
    return (
        min(abs((x - y).days) for x in (a or b, b or a) for y in (c or d, d or c) if x and y) > NEAR
    )


def _far_apart(one: Told, other: Told) -> bool:
    if one.said is None or other.said is None:
        return False
    if meet(span(one), span(other)) is not None:
        return False
    return abs((one.said - other.said).days) > int(settings()["scores"]["days_apart"])


def _like(one: Told, other: Told) -> tuple[float, str]:
    """Return how alike the two objects are, and why."""
    a, b = one.claim, other.claim
    if a.object is None and b.object is None:
        same = meet(span(one), span(other))
        if a.amount and b.amount and same_amount(a.amount, b.amount):
            return 0.75, "the same amount"
        return (0.75, "the same days") if same and a.kind is b.kind else (0.0, "")
    if a.object is None or b.object is None:
        if a.amount and b.amount and same_amount(a.amount, b.amount) and a.kind is b.kind:
            return 0.75, "the same amount"
        return 0.0, ""
    x, y = _phrase(a), _phrase(b)
    found = likeness(x, y)
    if found:
        return found, "words of the object"
    if (not x.things and x.step and y.things) or (not y.things and y.step and x.things):
        return 0.62, "a step of work"
    return 0.0, ""


def _contradicting_words(one: Told, other: Told) -> bool:
    x, y = _phrase(one.claim), _phrase(other.claim)
    if x.numbers and y.numbers and not x.numbers & y.numbers:
        return True
    return bool(x.things and y.things) and not (x.things <= y.things or y.things <= x.things)


def compare(one: Told, other: Told) -> Agreement:
    """Return on what two claims agree.

    The result is the same whichever comes first.
    """
    a, b = one.claim, other.claim
    if Kind.STANCE in (a.kind, b.kind):
        return _stances(one, other)
    if not families(a.kind) & families(b.kind):
        return _APART
    figures = _figures(one, other)
    if figures is not None:
        return figures
    parties = _parties(one, other)
    if parties is None or _happened_twice(one, other) or _far_apart(one, other):
        return _APART
    if parties == 1.0:
        alike, why = 1.0, "the same parties"
    else:
        if _contradicting_words(one, other):
            return _APART
        alike, why = _like(one, other)
    if not alike:
        return _NOTHING
    return _scored(one, other, alike, why)


def _scored(one: Told, other: Told, alike: float, why: str) -> Agreement:
    a, b, worth = one.claim, other.claim, settings()["scores"]
    score, reasons = alike, [why]
    if a.kind is b.kind and a.action == b.action:
        score, reasons = score + worth["kind"], [*reasons, "kind"]
    if a.article == b.article:
        score, reasons = score + worth["article"], [*reasons, "article"]
    if meet(one.due, other.due):
        score, reasons = score + worth["due"], [*reasons, "due date"]
    if a.amount and b.amount and same_amount(a.amount, b.amount):
        score, reasons = score + worth["amount"], [*reasons, "amount"]
    if (one.claim.modality in HEARSAY and other.denies) or (
        other.claim.modality in HEARSAY and one.denies
    ):
        score, reasons = score + worth["article"], [*reasons, "a denial of a report"]
    return Agreement(score=min(1.0, round(score, 6)), reasons=tuple(reasons))


def _stances(one: Told, other: Told) -> Agreement:
    """Compare a stance with a stance of the same holder, or with a claim about it.

    A stance on a claim of its own article is put there afterwards; here meet
    what somebody confirms in one article and denies in another.
    """
    if one.subject != other.subject:
        return _NOTHING
    if one.object and one.object == other.object:
        return Agreement(score=0.8, reasons=("the same holder and object",))
    if _contradicting_words(one, other):
        return _APART
    x, y = _phrase(one.claim), _phrase(other.claim)
    found = likeness(x, y) if x.things and y.things else 0.0
    return Agreement(score=found, reasons=("words of the object",)) if found else _NOTHING
