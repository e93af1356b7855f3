"""On what two claims agree, and whether they can be about one matter at all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.matters.marks import PART_OF
from kg.matters.told import HEARSAY, Told
from kg.matters.words import (
    Phrase,
    families,
    likeness,
    phrase,
    phrase_of,
    settings,
    sort_names,
    unit_of,
)
from kg.model import SYMMETRIC, Kind, Quantity

DEALS = frozenset({Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER})
MONEY = frozenset({Kind.INVESTMENT, Kind.FUNDING})
_DEALT = DEALS | SYMMETRIC | frozenset({Kind.OWNERSHIP, Kind.SUPPLY})
_WORK = frozenset({Kind.TARGET, Kind.PRODUCT, Kind.DEVELOPMENT, Kind.FACILITY, Kind.RESULT})
FIGURES = frozenset({Kind.TARGET, Kind.RESULT})
_AND = re.compile(r",|\band\b|\bor\b", re.IGNORECASE)
_PLAIN = re.compile(r"\d+(\.\d+)?", re.ASCII)
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


class Side:
    """One claim of a pair, with all that is compared of it worked out once."""

    __slots__ = (
        "article", "claim", "denies", "due", "families", "happened", "intended", "iri", "marks", "object",
        "other_work", "phrase", "said", "sorts", "span", "subject",
    )  # fmt: skip

    def __init__(self, told: Told) -> None:
        claim = told.claim
        self.claim, self.iri, self.article = claim, told.iri, claim.article
        self.subject, self.object, self.said = told.subject, told.object, told.said
        self.sorts, self.due, self.span = told.sorts, told.due, span(told)
        self.marks = told.marks
        self.denies, self.intended, self.happened = told.denies, told.intended, told.happened
        named = claim.object_type is not None  # a name may repeat that of its maker
        words = (
            phrase(claim.object or "") if named else phrase_of(claim.object or "", claim.subject)
        )
        self.phrase, self.families = without_amount(words, claim.amount), families(claim.kind)
        self.other_work = claim.kind is Kind.TARGET and self.phrase.step is not None


def without_amount(words: Phrase, amount: Quantity | None) -> Phrase:
    """Return words without the number of an amount: "a £400 million plant" is no other when it costs more.

    Example:
        >>> pounds = Quantity(value=Decimal(400_000_000), unit="GBP")
        >>> without_amount(phrase("a £400 million plant 3"), pounds).numbers
        frozenset({'3'})
    """
    if amount is None:
        return words
    told = {abs(amount.value) / Decimal(10) ** power for power in (0, 3, 6, 9, 12)}
    left = frozenset(
        each for each in words.numbers if not _PLAIN.fullmatch(each) or Decimal(each) not in told
    )
    return words if left == words.numbers else replace(words, numbers=left)


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are one, within a hundredth and in one unit."""
    if unit_of(one.unit) != unit_of(other.unit):
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


def _is_figure(told: Side) -> bool:
    return told.claim.kind in FIGURES and told.claim.amount is not None


def _figures(one: Side, other: Side) -> Agreement | None:
    """Compare figures: the same measure over the same period, or nothing."""
    a, b = one.claim, other.claim
    result = Kind.RESULT in (a.kind, b.kind)
    if not result and not (_is_figure(one) or _is_figure(other)):
        return None
    if not result and not (_is_figure(one) and _is_figure(other)):
        return _judged(*((one, other) if _is_figure(one) else (other, one)))
    units = {unit_of(each.amount.unit) for each in (a, b) if each.amount}
    if _is_aim(one) != _is_aim(other) or not _one_period(one, other) or len(units) > 1:
        return _APART
    same = bool(a.amount and b.amount and same_amount(a.amount, b.amount))
    if same and one.denies != other.denies:
        return Agreement(score=settings()["scores"]["sum"], reasons=("the same figure",))
    ends = [side.span[1] for side in (one, other) if side.span[1] is not None]
    if not same and len(ends) < 2 and a.kind is b.kind is Kind.TARGET and _is_aim(one):
        return _raised(one, other, dated=bool(ends))
    same_time = len(ends) == 2 and (_is_aim(one) or a.kind is b.kind)
    return None if same or same_time else _NOTHING


def _judged(figure: Side, other: Side) -> Agreement | None:
    """Compare a figure with a claim that names none.

    "The goal was put off" and "the goal was met" need not name it again. A
    sum that is told as an aim given up is that of the investment.
    """
    a, b = figure.claim, other.claim
    if b.kind is Kind.TARGET:
        judged = a.kind is Kind.TARGET and (other.denies or other.happened)
        return None if judged and _one_period(figure, other) else _APART
    sum_ = bool(a.amount and b.amount and same_amount(a.amount, b.amount))
    if b.kind in MONEY and sum_ and (figure.denies or figure.happened):
        return Agreement(score=settings()["scores"]["sum"], reasons=("the same sum",))
    return _APART


def _raised(one: Side, other: Side, *, dated: bool) -> Agreement:
    """Compare two aims of one measure, one of them without a time: "raised to 120,000"."""
    worth = settings()["scores"]
    if _like(one, other)[0] < worth["least"]:
        return _NOTHING
    told_together = not dated and one.article == other.article
    score = worth["raised"] if told_together else worth["least"]
    return Agreement(score=score, reasons=("the measure of the aim",))


def _is_aim(side: Side) -> bool:
    """Tell whether a figure is aimed at, by what the party or others say of it."""
    ahead = bool(side.span[1] and side.said and side.span[1] > side.said)
    heard = side.claim.modality in HEARSAY and (side.claim.kind is Kind.TARGET or ahead)
    return side.intended or heard


def _one_period(one: Side, other: Side) -> bool:
    """Tell whether two figures may stand for one period: "by 2025" and "in 2025" do."""
    (a, b), (c, d) = one.span, other.span
    return b is None or d is None or (b == d and (a is None or c is None or a == c))


def _one_sentence(one: Side, other: Side) -> bool:
    """Tell whether two claims of one kind come from one sentence: "A and B set up C"."""
    a, b = one.claim, other.claim
    same = (a.article, a.kind, a.action) == (b.article, b.kind, b.action)
    return same and any(x.overlaps(y) for x in a.evidence for y in b.evidence)


def _parties(one: Side, other: Side) -> float | None:
    """Return what the parties give: 1 for the same two, None where they are others."""
    a, b = one.claim, other.claim
    pair = {one.subject, one.object} == {other.subject, other.object}
    if not (one.object and other.object):
        return 0.0 if one.subject == other.subject else None
    kinds, same = {a.kind, b.kind}, one.object == other.object
    mutual = pair and bool(kinds & (SYMMETRIC | {Kind.LEGAL}))
    sold = kinds == {Kind.ACQUISITION, Kind.DIVESTITURE}
    if mutual or (same and (one.subject == other.subject or sold or _one_sentence(one, other))):
        return 1.0
    named = {a.object_type, b.object_type} == {"PRODUCT"}
    return 0.0 if named and one.subject == other.subject else None


def _happened_twice(one: Side, other: Side) -> bool:
    """Tell whether two claims of one kind date two happenings."""
    a, b = one.claim, other.claim
    if (a.kind, a.action) != (b.kind, b.action) or a.kind is Kind.DEVELOPMENT:
        return False
    if not (one.happened and other.happened) or one.denies or other.denies:
        return False
    if meet(one.span, other.span) is not False:
        return False
    days = [[day for day in each.span if day] for each in (one, other)]
    return min(abs((x - y).days) for x in days[0] for y in days[1]) > NEAR


def _far_apart(one: Side, other: Side) -> bool:
    if one.said is None or other.said is None:
        return False
    if meet(one.span, other.span) is not None:
        return False
    return abs((one.said - other.said).days) > int(settings()["scores"]["days_apart"])


def _like(one: Side, other: Side) -> tuple[float, str]:
    """Return how alike the two objects are, and why."""
    a, b = one.claim, other.claim
    if a.object is None or b.object is None:
        same = bool(a.amount and b.amount and same_amount(a.amount, b.amount))
        if same and a.kind is b.kind:
            return 0.75, "the same amount"
        if a.kind is b.kind and (_is_part_of(one, other) or _is_part_of(other, one)):
            return 0.75, "a part of the amount"
        days = a.object is b.object and a.kind is b.kind and meet(one.span, other.span)
        return (0.75, "the same days") if days else (0.0, "")
    x, y, worth = one.phrase, other.phrase, settings()["scores"]
    found = likeness(x, y), "words of the object"
    # Few shared words are enough for one kind of claim; an aim and a deal need more.
    part = bool(one.object) != bool(other.object) and bool({a.kind, b.kind} & _DEALT)
    if found[0] < (1.0 if part else worth["least"]) and (part or a.kind is not b.kind):
        found = 0.0, ""
    if not found[0] and (_called(one, other) or _called(other, one)):
        found = worth["named"], "what the product is"
    steps = (x.step and not x.things and not y.step) or (y.step and not y.things and not x.step)
    steps = steps and one.denies == other.denies
    return found if found[0] or not steps else (worth["step"], "a step of work")


def _is_part_of(deed: Side, whole: Side) -> bool:
    """Tell whether a claim says how much of the amount of another was done: "700 of the 1,100 jobs"."""
    amount = whole.claim.amount
    if amount is None or not whole.intended or whole.denies:
        return False
    return f"{PART_OF}{abs(amount.value).normalize():f}" in deed.marks


def _called(named: Side, other: Side) -> bool:
    """Tell whether a phrase is one for the sort of thing that a named product is.

    All of its words must be told of the product: a car is not yet a
    driverless car. One of several things that are coordinated is enough:
    "cars and services".
    """
    if named.claim.object_type != "PRODUCT" or not named.sorts:
        return False
    parts = (phrase(part).things for part in _AND.split(other.claim.object or ""))
    return any(part & sort_names() and part <= named.sorts for part in parts)


def _contradicting_words(one: Side, other: Side) -> bool:
    x, y = one.phrase, other.phrase
    if x.numbers and y.numbers and not x.numbers & y.numbers:
        return True
    if _called(one, other) or _called(other, one):
        return False
    return bool(x.things and y.things) and not (x.things <= y.things or y.things <= x.things)


def same_thing(one: Told, other: Told) -> bool:
    """Tell whether two claims of one party are about the same goods, whatever is done with them."""
    a, b = Side(one), Side(other)
    if a.subject != b.subject:
        return False
    if a.object and b.object:
        return a.object == b.object
    return not _contradicting_words(a, b) and _like(a, b)[0] >= settings()["scores"]["named"]


def same_sort(one: Told, other: Told) -> bool:
    """Tell whether two claims of one party may be about the same goods, by their sort alone."""
    sorts = [
        (phrase(told.claim.object or "").things | told.sorts) & sort_names()
        for told in (one, other)
    ]
    return same_thing(one, other) or (one.subject == other.subject and bool(sorts[0] & sorts[1]))


def compare(one: Told | Side, other: Told | Side) -> Agreement:
    """Return on what two claims agree.

    The result is the same whichever comes first. Who compares many should
    make their `Side` once.
    """
    return _compare(
        one if isinstance(one, Side) else Side(one),
        other if isinstance(other, Side) else Side(other),
    )


def _compare(one: Side, other: Side) -> Agreement:
    a, b = one.claim, other.claim
    if Kind.STANCE in (a.kind, b.kind):
        return _stances(one, other)
    # An aim that names a step of work is no deal and no founding.
    work = (one.other_work and b.kind not in _WORK) or (other.other_work and a.kind not in _WORK)
    if work or one.families.isdisjoint(other.families):
        return _APART
    parties = _parties(one, other)
    words = parties is not None and parties < 1 and _contradicting_words(one, other)
    if parties is None or words or _never(one, other):
        return _APART
    figures = _figures(one, other)
    if figures is not None:
        return figures
    alike, why = (1.0, "the same parties") if parties == 1 else _like(one, other)
    return _scored(one, other, alike, why) if alike else _NOTHING


def _never(one: Side, other: Side) -> bool:
    """Tell whether time or what is done keeps two claims apart, whatever their words."""
    a, b = one.claim.action, other.claim.action
    prices = "prices" in (a, b) and a != b
    # Who cuts no jobs does not call off those that were to be created, nor does who cuts some.
    staff = {one.claim.kind, other.claim.kind} == {Kind.HIRING, Kind.LAYOFF}
    return prices or staff or _happened_twice(one, other) or _far_apart(one, other)


def _scored(one: Side, other: Side, alike: float, why: str) -> Agreement:
    a, b, worth = one.claim, other.claim, settings()["scores"]
    score, reasons = alike, [why]
    if a.kind is b.kind and a.action == b.action:
        score, reasons = score + worth["kind"], [*reasons, "kind"]
    if a.article == b.article:
        score, reasons = score + worth["article"], [*reasons, "article"]
    if meet(one.due, other.due):
        score, reasons = score + worth["due"], [*reasons, "due date"]
    elif (one.happened and meet(one.span, other.due)) or (
        other.happened and meet(other.span, one.due)
    ):
        score, reasons = score + worth["window"], [*reasons, "the days when it was due"]
    if a.amount and b.amount and same_amount(a.amount, b.amount):
        score, reasons = score + worth["amount"], [*reasons, "amount"]
    if (one.claim.modality in HEARSAY and other.denies) or (
        other.claim.modality in HEARSAY and one.denies
    ):
        score, reasons = score + worth["article"], [*reasons, "a denial of a report"]
    return Agreement(score=min(1.0, round(score, 6)), reasons=tuple(reasons))


def _stances(one: Side, other: Side) -> Agreement:
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
    x, y = one.phrase, other.phrase
    found = likeness(x, y) if x.things and y.things else 0.0
    return Agreement(score=found, reasons=("words of the object",)) if found else _NOTHING
