"""Parties and figures that go together in order: "Acme and Zenith lost $5 million and $3 million".

Trees tell that parties stand side by side; which figure is whose the order of words tells, with
"respectively" or without it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.listed import listed
from kg.extract.wording import title_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.amounts import AmountMention
    from kg.extract.arrays import Arrays
    from kg.extract.context import Context
    from kg.extract.times import TimeMention
    from kg.extract.wording import Filler
    from kg.model import Quantity

Stated = tuple["Filler", "Filler | None", "Quantity | None"]
"""Subject, object and amount of a claim to be."""

_JOINTS = frozenset({",", "and", "&", "or"})
_NOMINAL = ("NOUN", "PROPN", "PRON")
_REACH = 5  # tokens from a name to its time: "Zenith Chips late in 2008"
_LEADS = frozenset({"as", "to", ","})
_TITLED = ("ADJ", "ADV", "DET", "NOUN", "PART", "PRON", "PROPN")


def in_order(told: Sequence[Stated], trigger: Token, context: Context) -> list[Stated]:
    """Return what is stated, each of several parties with its own figure of as many.

    Args:
        told: Every party with every figure, or all with the first.
        trigger: The word that announces them.
        context: Its text.
    """
    rows = [row for row in _rows(trigger, context) if len(row) > 1]
    things = {thing.token.i for _, thing, _ in told if thing is not None}
    if not rows and len(things) < 2:
        return list(told)
    counts = _counts(things, trigger, context) if len(things) > 1 else {}
    found: list[Stated] = []
    for subject, thing, amount in told:
        figure = _own(amount, (subject, thing), rows)
        # "Closed its plant and two mines": two is the number of the mines alone.
        if figure is not None and thing is not None:
            counted = counts.get(abs(figure.value))
            figure = figure if counted in (None, thing.token.i) else None
        own = subject, thing, figure
        if own not in found:
            found.append(own)
    return found


def time_of_own(thing: Filler | None, trigger: Token, context: Context) -> TimeMention | None:
    """Return the time of one of several things that each have theirs behind them: "bought Acme in 2005 and Zenith in 2008".

    Args:
        thing: What a claim is of.
        trigger: The word that announces it.
        context: Its text.
    """
    if thing is None or thing.token.i == trigger.i:
        return None
    a = arrays(context.doc)
    places, own = _side_by_side(thing.token)
    placed = (p.mention for p in context.times_near(trigger))
    times = [time for time in placed if time.value is not None and not time.recurring]
    if len(places) < 2 or not times or places[0] < trigger.i:
        return None
    ends = [*places[1:], a.sents[a.sent[places[0]]][1]]
    found = [_first_time(a, start, end, times) for start, end in zip(places, ends, strict=True)]
    return found[own] if all(found) else None


def _first_time(
    a: Arrays, start: int, end: int, times: Sequence[TimeMention]
) -> TimeMention | None:
    """Return the time that stands right behind what begins at a token, before another place."""
    behind = a.name(start)[1]
    last = min(end, behind + _REACH)
    for time in times:
        at = a.at_offset(time.span.start)
        if behind <= at < last and not any(a.pos[i] == "VERB" for i in range(behind, at)):
            return time
    return None


def role_of_own(
    party: Filler, role: str | None, known: Collection[str], context: Context
) -> str | None:
    """Return the position of one of several persons that each have theirs beside them, else that of all.

    Args:
        party: The person.
        role: The position that is told of all.
        known: Lemmas of positions.
        context: The text.
    """
    places, own = _side_by_side(party.token)
    if role is None or party.label != "PERSON" or len(places) < 2:
        return role
    told = [_title_beside(place, known, context) for place in places]
    return told[own] or role if all(told) else role


def _title_beside(start: int, known: Collection[str], context: Context) -> str:
    """Return the position that stands behind a name, or right before it: "Ann Lee as chairman", "chairman Ann Lee"."""
    doc, a = context.doc, arrays(context.doc)
    first, end = a.name(start)
    at = end + (end < len(a) and a.lower[end] in _LEADS)
    last = at
    while last < len(a) and not a.label[last] and a.pos[last] in _TITLED:
        last += 1
    head = last - 1 if last > at else first - 1
    if head < 0 or a.label[head] or a.lemma[head] not in known:
        return ""
    title = title_of(doc[head], context)
    if last == at:
        return title
    while at < head and a.pos[at] in ("DET", "PRON"):
        at += 1
    words = a.text[a.idx[at] : a.end(head)]
    # What a broken tree hangs on a position may be the next one: "as president and Carl Fox as treasurer".
    return title if title.startswith(words) and " as " not in title else words


def _rows(trigger: Token, context: Context) -> list[list[AmountMention]]:
    """Return the amounts of a sentence, those together that only commas and "and" part."""
    a = arrays(context.doc)
    rows: list[list[AmountMention]] = []
    for mention in (p.mention for p in context.amounts_near(trigger)):
        if mention.converted_from is not None:
            continue
        last = rows[-1][-1] if rows else None
        if last is not None and last.kind == mention.kind:
            first, end = a.at_offset(last.span.end - 1) + 1, a.at_offset(mention.span.start)
            if end > first and all(a.lower[i] in _JOINTS for i in range(first, end)):
                rows[-1].append(mention)
                continue
        rows.append([mention])
    return rows


def _counts(things: Collection[int], trigger: Token, context: Context) -> dict[Decimal, int]:
    """Return by number of things which of some nouns it counts."""
    a = arrays(context.doc)
    found: dict[Decimal, int] = {}
    for mention in (p.mention for p in context.amounts_near(trigger)):
        at = a.at_offset(mention.span.start)
        if mention.kind in ("count", "people") and a.dep[at] == "nummod" and a.head[at] in things:
            found[abs(mention.quantity.value)] = a.head[at]
    return found


def _own(
    amount: Quantity | None,
    parties: tuple[Filler, Filler | None],
    rows: Sequence[Sequence[AmountMention]],
) -> Quantity | None:
    """Return the figure of parties that stands where they do, if their list is as long as that of figures."""
    row = next((r for r in rows if any(_is(m, amount) for m in r)), None)
    if row is None or amount is None:
        return amount
    for party in parties:
        if party is None:
            continue
        places, place = _side_by_side(party.token)
        if len(places) == len(row):
            value = abs(row[place].quantity.value) * (-1 if amount.value < 0 else 1)
            return dataclasses.replace(row[place].quantity, value=value, unit=amount.unit)
    return amount


def _is(mention: AmountMention, amount: Quantity | None) -> bool:
    quantity = mention.quantity
    return amount is not None and abs(quantity.value) == abs(amount.value)


def _named_by(a: Arrays, i: int) -> int:
    """Return a token, or the name before it that is taken for a part of it: "and (Bob Day) finance chief"."""
    return next((k for k in a.below[i] if k < i and a.label[k] == "PERSON"), i)


def _side_by_side(token: Token) -> tuple[list[int], int]:
    """Return where the parties begin that stand side by side, and which of them a token is."""
    doc, a = token.doc, arrays(token.doc)
    lists = listed(a)
    first, last = a.name(_named_by(a, token.i))
    names = next((lists[i] for i in range(first, last) if i in lists), None)
    if names is None:
        base = token.i
        while a.dep[base] == "conj" and a.pos[a.head[base]] in _NOMINAL:
            base = a.head[base]
        names = tree.conjunct_places(doc[base])
    places = sorted({a.name(i)[0] for i in names})
    return (places, places.index(first)) if first in places else ([first], 0)
