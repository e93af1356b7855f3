"""A second figure with a time of its own: "deliver 10,000 cars in June and over 100,000 in 2024".

Such a sentence leaves out the verb of what it adds (gapping), and trees hang the rest
anywhere; the order of figures and times tells which belong together.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection
from decimal import Decimal

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.arrays import arrays
from kg.extract.comparing import is_from
from kg.extract.context import Context, Placed
from kg.extract.figures import direction
from kg.extract.sums import is_difference
from kg.extract.times import TimeMention
from kg.extract.tree import case_of
from kg.model import Claim, Kind, Modality, Quantity, Span, TimeSpan

_REACH = 4  # tokens between a figure and its time: "10,000 electric cars in June"
_JOINTS = frozenset({"and", ",", "then", "or", "but"})
_VERBS = frozenset({"VERB", "AUX"})
_PARTIES = frozenset({"COMPANY", "ORG", "PERSON"})
_RELATIVE = frozenset({"percent", "points"})
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})*")
_NUMBER = re.compile(r"^\d[\d,.]*(?: (?:hundred|thousand|million|billion|trillion))?")
_LEAD = 5  # words between the comma and a change: "an increase of some 5 percent"
_AFTER = 3  # words after a change that say which way it went: "5 percent more"
_OPEN = frozenset({Modality.TARGETED, Modality.PLANNED, Modality.HYPOTHETICAL})
_NEAR = 40  # characters after a change in which these words stand


def _between(context: Context, start: int, end: int) -> list[Token]:
    """Return the tokens between two places in the text."""
    a = arrays(context.doc)
    first, last = a.at_offset(start), a.at_offset(end)
    return [t for t in context.doc[first:last] if start <= t.idx and t.idx + len(t) <= end]


def _time_after(
    placed: Placed[AmountMention], times: list[TimeMention], context: Context, limit: int
) -> TimeMention | None:
    """Return the time that follows a figure and what it counts, before a limit in the text."""
    end = placed.mention.span.end
    after = [t for t in times if end <= t.span.start < limit]
    if not after:
        return None
    words = _between(context, end, after[0].span.start)
    near = len(words) <= _REACH and not any(t.pos_ in _VERBS or t.is_punct for t in words)
    return after[0] if near else None


def with_added(
    claim: Claim, trigger: Token, kinds: Collection[str], context: Context
) -> list[Claim]:
    """Return a claim with those that its sentence adds by a figure and a time alone.

    The claim itself gets the time beside its figure. Nothing is added where a figure has
    no time of its own, counts something else, or comes after another verb.

    Args:
        claim: A claim with an amount.
        trigger: The word that announces it.
        kinds: Kinds of amount that its frame takes.
        context: Its text.
    """
    if claim.amount is None or claim.time is None:
        return [claim]
    times = [
        p.mention
        for p in context.times_near(trigger)
        if p.mention.value is not None and not p.mention.recurring
    ]
    amounts = sorted(
        (
            p
            for p in context.amounts_near(trigger)
            if _counts(p, kinds) and not _is_compared(claim.kind, p.root)
        ),
        key=lambda p: p.mention.span.start,
    )
    own = next((n for n, p in enumerate(amounts) if _is(p, claim.amount)), None)
    if own is None or amounts[own].mention.span.start < trigger.idx:
        return [claim]
    end = trigger.sent.end_char
    amounts = _with_bare(amounts, times, context)
    if len(amounts) < own + 2:
        return [claim]
    starts = [p.mention.span.start for p in amounts[own:]] + [end]
    pairs: list[tuple[Quantity, TimeSpan]] = []
    for number, placed in enumerate(amounts[own:]):
        if pairs and not _joined(amounts[own + number - 1], placed, claim.amount, context):
            break
        time = _time_after(placed, times, context, starts[number + 1])
        if time is None or time.value is None:
            break
        quantity = placed.mention.quantity
        unit = quantity.unit or claim.amount.unit
        pairs.append((dataclasses.replace(quantity, unit=unit), time.value))
    if len(pairs) < 2:
        return [claim]
    sign = -1 if claim.amount.value < 0 else 1
    return [
        dataclasses.replace(
            claim,
            amount=dataclasses.replace(q, value=abs(q.value) * sign),
            time=time,
            object=_counted(claim.object, q, claim.amount),
            modality=_firmness(claim, q, time, trigger, context),
        )
        for q, time in pairs
    ]


def _firmness(
    claim: Claim, figure: Quantity, time: TimeSpan, trigger: Token, context: Context
) -> Modality:
    """Return how firm a figure is: what was before an aim is so, "40 million by 2027, up from (26 million) last year"."""
    day, over = context.article.date, False
    if claim.kind is Kind.RESULT and claim.modality in _OPEN and day and time.latest:
        over = time.latest < day and is_from(trigger.sent, context, figure)
    return Modality.ASSERTED if over else claim.modality


def _counted(thing: str | None, amount: Quantity, own: Quantity) -> str | None:
    """Return what is counted with its own number, where the words of the first have theirs: "111 flights"."""
    if thing is None or amount.value == own.value:
        return thing
    return _NUMBER.sub(f"{abs(amount.value):,f}", thing)


def with_sum(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a move of shares with the same in money: "rose $1.20, or 3 percent".

    Args:
        claim: A claim.
        trigger: The word that announces it.
        context: Its text.
    """
    placed = [p.mention for p in context.amounts_near(trigger)]
    own = next((n for n, m in enumerate(placed) if _like(m, claim.amount)), 0)
    if claim.amount is None or claim.amount.unit != "percent" or own == 0:
        return [claim]
    before = placed[own - 1]
    words = [t.lower_ for t in _between(context, before.span.end, placed[own].span.start)]
    if before.kind not in ("money", "per_share") or words != [",", "or"]:
        return [claim]
    value = abs(before.quantity.value) * (-1 if claim.amount.value < 0 else 1)
    amount = dataclasses.replace(before.quantity, value=value)
    return [claim, dataclasses.replace(claim, amount=amount)]


def _like(mention: AmountMention, amount: Quantity | None) -> bool:
    told = mention.quantity
    return amount is not None and (abs(told.value), told.unit) == (abs(amount.value), amount.unit)


def _with_bare(
    amounts: list[Placed[AmountMention]], times: list[TimeMention], context: Context
) -> list[Placed[AmountMention]]:
    """Return amounts with the plain numbers that times follow: "500 people this year and (300) next year"."""
    a = arrays(context.doc)
    found = list(amounts)
    for time in times:
        at = a.at_offset(time.span.start) - 1
        if at < 1 or a.lower[at - 1] not in _JOINTS or not _PLAIN.fullmatch(a.word[at]):
            continue
        span = Span(a.idx[at], a.end(at))
        before = [p for p in amounts if p.mention.span.end <= span.start]
        if not before or any(p.mention.span.end > span.start for p in amounts[len(before) :][:1]):
            continue
        like = before[-1].mention
        quantity = dataclasses.replace(
            like.quantity, value=Decimal(a.word[at].replace(",", "")), bound=None
        )
        bare = dataclasses.replace(like, span=span, core=span, words=a.word[at], quantity=quantity)
        found.append(dataclasses.replace(before[-1], mention=bare, root=context.doc[at]))
    return sorted(found, key=lambda p: p.mention.span.start)


def _counts(placed: Placed[AmountMention], kinds: Collection[str]) -> bool:
    return placed.mention.kind in kinds and placed.mention.converted_from is None


def _is_compared(kind: Kind, root: Token) -> bool:
    """Tell whether a count is that of before, or how far from it: "(5,000) fewer than a year ago", "up from (300) today"."""
    return is_difference(root) or (kind is not Kind.RESULT and case_of(root) == "from")


def _is(placed: Placed[AmountMention], amount: Quantity) -> bool:
    quantity = placed.mention.quantity
    return abs(quantity.value) == abs(amount.value) and quantity.bound == amount.bound


def _joined(
    before: Placed[AmountMention],
    after: Placed[AmountMention],
    amount: Quantity,
    context: Context,
) -> bool:
    """Tell whether the second of two figures goes on with the first: no verb parts them, and no other party."""
    unit = after.mention.quantity.unit
    if unit is not None and unit != amount.unit:
        return False
    words = _between(context, before.mention.span.end, after.mention.span.start)
    if any(t.pos_ in _VERBS or t.ent_type_ in _PARTIES for t in words):
        return False
    return any(t.lower_ in _JOINTS for t in words)


def with_change(
    claim: Claim, trigger: Token, context: Context, *, by_verb: bool = True
) -> list[Claim]:
    """Return a claim of a count with that of its change: "sold 9,000 vans in May, up 5 percent".

    The change stands after a comma, next to a word that says which way it goes.

    Args:
        claim: A claim.
        trigger: The word that announces it.
        context: Its text.
        by_verb: Whether a verb tells the figure, so that a sum of money has its change by itself,
            too: "earned $9 million, a rise of 5 percent".
    """
    unit = claim.amount.unit or "" if claim.amount else "percent"
    if claim.kind is not Kind.RESULT or unit in _RELATIVE or (unit.isupper() and not by_verb):
        return [claim]
    placed = [p.mention for p in context.amounts_near(trigger)]
    own = next((n for n, m in enumerate(placed) if m.quantity == claim.amount), None)
    if own is None or own + 1 >= len(placed) or placed[own + 1].kind != "percent":
        return [claim]
    change = placed[own + 1]
    way = _way_of(placed[own], change, context)
    if way == 0 or change.quantity.value < 0:
        return [claim]
    value = change.quantity.value * way
    amount = dataclasses.replace(change.quantity, value=value)
    return [claim, dataclasses.replace(claim, amount=amount)]


def _way_of(own: AmountMention, change: AmountMention, context: Context) -> int:
    """Return which way a change set off by a comma goes: 1, -1, or 0 where that is not told."""
    between = _between(context, own.span.end, change.span.start)
    comma = max((n for n, t in enumerate(between) if t.text == ","), default=None)
    if comma is None or any(t.pos_ in _VERBS for t in between):
        return 0
    lead = between[comma + 1 :]
    if len(lead) > _LEAD or any(t.pos_ in ("NOUN", "PROPN") and not direction(t) for t in lead):
        return 0
    after = _between(context, change.span.end, change.span.end + _NEAR)[:_AFTER]
    ways = (direction(t) for t in (*lead, *after))
    return next((way for way in ways if way), 0)
