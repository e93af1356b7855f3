"""Parties and figures that go together in order: "Acme and Zenith lost $5 million and $3 million".

Trees tell that parties stand side by side; which figure is whose the order of words tells, with
"respectively" or without it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.listed import listed
from kg.extract.tenses import tense
from kg.extract.times import find_times
from kg.extract.wording import title_of
from kg.model import Span

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

_M = TypeVar("_M", "AmountMention", "TimeMention")
_JOINTS = frozenset({",", "and", "&", "or"})
_NOMINAL = ("NOUN", "PROPN", "PRON")
_TO_WHOM = frozenset({"by", "from", "to", "with"})
_LED = re.compile(r"(?:before|by|during|for|in|on|since|until) ")
_PARTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_BEHIND = 30  # characters between a row of figures and that of their times
_REACH = 5  # tokens from a name to its time: "Zenith Chips late in 2008"
_HAVING = frozenset({"with", "("})  # between an owner and its share
_LEADS = frozenset({"as", "to", ","})
_TITLED = ("ADJ", "ADV", "DET", "NOUN", "PART", "PRON", "PROPN")


def without_others(parties: Sequence[Filler], trigger: Token, context: Context) -> list[Filler]:
    """Return parties without those that go on to a share of their own, the verb left out.

    In "Acme holds 45% of Zenith, Halden 40% and the government 15%" neither Halden nor the
    government is a party to the first.

    Args:
        parties: Who may be one.
        trigger: The word that announces the claim.
        context: Its text.
    """
    placed = [p for p in context.amounts_near(trigger) if p.mention.kind == "percent"]
    if len(placed) < 2:
        return list(parties)
    a = arrays(context.doc)
    starts = [a.at_offset(p.mention.span.start) for p in placed]
    shares = {p.root.i for p in placed}

    def goes_on(party: Filler) -> bool:
        own = party.token.i
        return a.name(own)[1] in starts and any(trigger.i < at < own for at in starts)

    # A share set beside a name is no other word for it.
    named = [
        dataclasses.replace(party, token=party.token.head)
        if party.token.i in shares and party.label and a.label[party.token.head.i]
        else party
        for party in parties
    ]
    return [party for party in named if not goes_on(party)]


def in_order(told: Sequence[Stated], trigger: Token, context: Context) -> list[Stated]:
    """Return what is stated, each of several parties with its own figure of as many.

    Args:
        told: Every party with every figure, or all with the first.
        trigger: The word that announces them.
        context: Its text.
    """
    told = [one for one in told if not _is_crossed(one[0], one[1], trigger)]
    told = [one for one in told if not _has_own_share(one[0], one[2], context)]
    several = len(context.amounts_near(trigger)) > 1
    rows = [row for row in _rows(trigger, context) if len(row) > 1] if several else []
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
        for one in _at_each_time(figure, (subject, thing), rows, trigger, context):
            own = subject, thing, one
            if own not in found:
                found.append(own)
    return found


def _at_each_time(
    amount: Quantity | None,
    parties: tuple[Filler, Filler | None],
    rows: Sequence[Sequence[AmountMention]],
    trigger: Token,
    context: Context,
) -> list[Quantity | None]:
    """Return a figure with the others of its row where as many times tell when each was reached."""
    row = next((r for r in rows if any(_is(m, amount) for m in r)), None)
    if amount is None or row is None or not _times_of(row, trigger, context):
        return [amount]
    if any(
        party is not None and len(_side_by_side(party.token)[0]) == len(row) for party in parties
    ):
        return [amount]
    sign = -1 if amount.value < 0 else 1
    return [
        dataclasses.replace(m.quantity, value=abs(m.quantity.value) * sign, unit=amount.unit)
        for m in row
    ]


def time_of_own(thing: Filler | None, trigger: Token, context: Context) -> TimeMention | None:
    """Return the time of one of several things that each have theirs behind them: "bought Acme in 2005 and Zenith in 2008".

    So has the clause on a noun: "set a goal on Monday of cutting waste by 2030".

    Args:
        thing: What a claim is of.
        trigger: The word that announces it.
        context: Its text.
    """
    if thing is None or thing.token.i == trigger.i or len(context.times_near(trigger)) < 2:
        return None
    a = arrays(context.doc)
    if a.pos[thing.token.i] == "VERB" and a.dep[thing.token.i].startswith("acl"):
        inside = (p.mention for p in context.times_near(trigger) if p.root.head.i == thing.token.i)
        return next((time for time in inside if time.value is not None), None)
    places, own = _side_by_side(thing.token)
    placed = (p.mention for p in context.times_near(trigger))
    times = [time for time in placed if time.value is not None and not time.recurring]
    if len(places) < 2 or not times or places[0] < trigger.i:
        return None
    ends = [*places[1:], a.sents[a.sent[places[0]]][1]]
    found = [_first_time(a, start, end, times) for start, end in zip(places, ends, strict=True)]
    return found[own] if all(found) else None


def time_in_order(amount: Quantity | None, trigger: Token, context: Context) -> TimeMention | None:
    """Return the time of one of several figures that as many times go with: "$5 million and $3 million in May and June".

    Args:
        amount: The figure.
        trigger: The word that announces it.
        context: Its text.
    """
    if amount is None or len(context.amounts_near(trigger)) < 2 or not context.times_near(trigger):
        return None
    figures = next((r for r in _rows(trigger, context) if any(_is(m, amount) for m in r)), [])
    if len(figures) < 2:
        return None
    times = _times_of(figures, trigger, context)
    return times[next(n for n, m in enumerate(figures) if _is(m, amount))] if times else None


def _times_of(
    figures: Sequence[AmountMention], trigger: Token, context: Context
) -> list[TimeMention]:
    """Return the times behind a row of figures, if they are as many: "$5 million and $3 million in May and June"."""
    a, last = arrays(context.doc), figures[-1].span.end
    placed = [p.mention for p in context.times_near(trigger)]
    row = next((r for r in _together(a, placed) if last <= r[0].span.start <= last + _BEHIND), [])
    if not row or any(time.value is None or time.recurring for time in row):
        return []
    start = row[0].span.start
    told = a.text[start : row[-1].span.end]
    lead = _LED.match(told)
    first = lead.end() if lead else 0
    joints = list(_PARTED.finditer(told, first))
    ends = [*((m.start(), m.end()) for m in joints), (len(told), len(told))]
    starts = [first, *(end for _, end in ends)]
    if len(ends) != len(figures):
        return []
    spans = [Span(start + at, start + end) for at, (end, _) in zip(starts, ends, strict=False)]
    found = [_time_at(span, lead[0] if lead else "", context) for span in spans]
    times = [time for time in found if time is not None]
    return times if len(times) == len(spans) else []


def _time_at(span: Span, lead: str, context: Context) -> TimeMention | None:
    """Return the time that words tell which share a preposition with those before: "in May and (June)"."""
    a, shift = arrays(context.doc), span.start - len(lead)
    found = find_times(
        lead + a.text[span.start : span.end],
        context.article.date,
        tense=lambda at: tense(a, shift + max(at, len(lead))),
    )
    if len(found) != 1 or found[0].value is None:
        return None
    return dataclasses.replace(found[0], span=span, core=span)


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
    if role is None or party.label != "PERSON":
        return role
    places, own = _side_by_side(party.token)
    if len(places) < 2:
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
    told = [p.mention for p in context.amounts_near(trigger)]
    told = [mention for mention in told if mention.converted_from is None]
    rows = []
    for row in _together(arrays(context.doc), told):
        alike = [[row[0]]]
        for mention in row[1:]:
            if mention.kind == alike[-1][-1].kind:
                alike[-1].append(mention)
            else:
                alike.append([mention])
        rows += alike
    return rows


def _together(a: Arrays, mentions: Sequence[_M]) -> list[list[_M]]:
    """Return mentions, those in one row that only commas and "and" part."""
    rows: list[list[_M]] = []
    for mention in mentions:
        if rows:
            last = rows[-1][-1]
            first, end = a.at_offset(last.span.end - 1) + 1, a.at_offset(mention.span.start)
            if end > first and all(a.lower[i] in _JOINTS for i in range(first, end)):
                rows[-1].append(mention)
                continue
        rows.append([mention])
    return rows


def _is_crossed(party: Filler, thing: Filler | None, trigger: Token) -> bool:
    """Tell whether a thing goes to another: of "sold the mill to Corvo and the works to Halden" Halden has no mill."""
    if thing is None or not party.label or min(party.token.i, thing.token.i) <= trigger.i:
        return False
    a = arrays(trigger.doc)
    at = a.name(party.token.i)[0] - 1
    while at > trigger.i and a.pos[at] in ("ADJ", "DET", "NOUN"):
        at -= 1
    lead, end = a.lower[at], a.name(thing.token.i)[1]
    if lead not in _TO_WHOM:
        return False
    if party.token.i < thing.token.i:  # the works' own follows
        return end + 1 < len(a) and a.lower[end] == lead and bool(a.label[end + 1])
    others = [k for k in range(end, at) if a.lower[k] == lead and a.label[k + 1]]
    joints = [k for k in range(others[-1], at) if a.lower[k] in _JOINTS] if others else []
    return bool(joints) and any(a.pos[k] in _NOMINAL for k in range(joints[-1], at))


def _has_own_share(party: Filler, amount: Quantity | None, context: Context) -> bool:
    """Tell whether another share stands right behind a name: "owned by Acme with 51% and Zenith with 49%"."""
    if amount is None or amount.unit != "percent" or not party.label:
        return False
    a = arrays(context.doc)
    end = a.name(party.token.i)[1]
    if end + 1 >= len(a) or a.lower[end] not in _HAVING:
        return False
    shares = (p.mention for p in context.amounts_near(party.token))
    own = next((m for m in shares if m.span.start == a.idx[end + 1]), None)
    return own is not None and own.kind == "percent" and own.quantity.value != amount.value


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
