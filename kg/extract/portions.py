"""A list of figures, each with a place or party of its own, that share one verb.

"Will cut 500 jobs in Ohio and 300 in Texas", "ordered 20 jets from Acme and 12 from Zenith", "fined
Acme 9 million euros and Zenith 4 million": only the first figure stands by the verb, and trees hang the
rest anywhere; the order of words tells which belong together.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from decimal import Decimal

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context
from kg.extract.without_verb import past_name, past_time
from kg.extract.wording import Filler, name_of
from kg.model import Claim, Kind, Quantity, TimeSpan

_BY_PLACE = frozenset({Kind.LAYOFF, Kind.HIRING, Kind.INVESTMENT})
_BY_PARTY = frozenset({Kind.SUPPLY, Kind.FUNDING, Kind.ACQUISITION, Kind.OWNERSHIP})
_BY_FIRM = frozenset({Kind.RESULT, Kind.MARKET_MOVE})
_OF_JOBS = frozenset({Kind.LAYOFF, Kind.HIRING})
_LEADS = frozenset({"in", "at", "from", "for", "of", "to", "with"})
_FINED = frozenset({"against", "for", "on"})
_OWNERS = frozenset({"COMPANY", "ORG", "OUTLET", "PERSON"})
_STATES = frozenset({"government", "state"})
_PRICED = frozenset({"in", "for"})
_JOINTS = frozenset({",", "and", "&", "plus"})
_SOFT = frozenset({"another", "further", "about", "around", "some", "only", "just", "nearly", "a"})
_SOFT |= frozenset({"more", "over", "than", "almost", "roughly", "approximately"})
_BESIDE = ("NOUN", "ADJ", "PROPN", "ADV", "AUX")
_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON")
_FIRST = 7  # tokens between the first figure and what leads to its place: its noun, a verb
_NEXT = 3  # the same for the figures after it
_LENGTH = 7  # tokens of a place or party
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_COUNT = re.compile(r"^[\d.,]+ (?:(?:thousand|million|billion) )?")
_OF_THING = frozenset({"of", "stake", "interest", "holding"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "m": 10**6, "bn": 10**9}


@dataclasses.dataclass(frozen=True, slots=True)
class _Portion:
    """One figure, and the tokens that tell whose or where it is."""

    quantity: Quantity
    first: int
    last: int


def portions(
    claim: Claim, trigger: Token, parties: Sequence[Filler | None], context: Context
) -> list[tuple[Claim, Filler | None]]:
    """Return the claims of all figures of a list, each with its place or party; none where there is no list.

    Args:
        claim: A claim with an amount.
        trigger: The word that announces it.
        parties: What fills its subject and its object.
        context: Its text.
    """
    a = arrays(context.doc)
    told = [p.mention for p in context.amounts_near(trigger) if p.mention.converted_from is None]
    own = next((m for m in told if claim.amount is not None and _is(m, claim.amount)), None)
    if own is None:
        return []
    if claim.kind is Kind.PRODUCT and own.kind == "money":
        found = _list_of(a, own, told, trigger.i, _PRICED)
        placed = all(_labelled(a, p, ("PLACE",)) for p in found)
        priced = placed and len({p.quantity for p in found}) == len(found)
        if not (found and priced):
            return _priced(claim, parties[1], own, told, context)
        return [(_with(claim, p), parties[1]) for p in found]
    before = parties[0] is not None and parties[0].token.idx < own.span.start
    others = _of_others(claim, a, own, told, context) if before else []
    if claim.kind in _BY_FIRM or (claim.kind in _OF_JOBS and others):
        return [(one, parties[1]) for one in others]
    found = []
    if claim.kind is Kind.LEGAL and claim.action == "fines":
        found = _named(a, own, told, parties[1]) or _list_of(a, own, told, trigger.i, _FINED)
    elif claim.kind in _BY_PLACE | _BY_PARTY:
        found = _list_of(a, own, told, trigger.i, _LEADS)
    if claim.kind is not Kind.OWNERSHIP or found:
        return _shared(claim, parties, found, context)
    return [(one, parties[1]) for one in _of_owners(claim, a, own, told, context)]


def _is(mention: AmountMention, amount: Quantity) -> bool:
    quantity = mention.quantity
    return abs(quantity.value) == abs(amount.value) and quantity.unit == amount.unit


def _after(a: Arrays, mention: AmountMention) -> int:
    """Return the token after a figure."""
    return a.at_offset(mention.span.end - 1) + 1


def _with(claim: Claim, portion: _Portion) -> Claim:
    return dataclasses.replace(claim, amount=portion.quantity)


def _labelled(a: Arrays, portion: _Portion, labels: Sequence[str] = ()) -> bool:
    """Tell whether a name stands in a place or party, one with such a label where labels are given."""
    found = {a.label[i] for i in range(portion.first, portion.last)} - {""}
    return bool(found & set(labels) if labels else found)


def _list_of(
    a: Arrays, own: AmountMention, told: list[AmountMention], verb: int, leads: frozenset[str]
) -> list[_Portion]:
    """Return the list that a figure is part of, whichever of its figures begins it."""
    for first in told:
        if first.span.start > own.span.start:
            break
        found = _led(a, first, told, verb, leads)
        if any(p.quantity.value == own.quantity.value for p in found):
            return found
    return []


def _led(
    a: Arrays, own: AmountMention, told: list[AmountMention], verb: int, leads: frozenset[str]
) -> list[_Portion]:
    """Return the figures that the same preposition leads on from: "500 jobs in Ohio and 300 in Texas"."""
    found: list[_Portion] = []
    quantity, at, lead = own.quantity, _after(a, own), ""
    end = a.sents[a.sent[verb]][1]
    while True:
        reach, i = (_NEXT if found else _FIRST), at
        while i < end and i < at + reach and a.lower[i] not in leads and _may_stand(a, i, verb):
            i += 1
        if i >= end or a.lower[i] not in leads or (lead and not _same_lead(a.lower[i], lead)):
            break
        lead, first = a.lower[i], i + 1
        last = _phrase_end(a, first, end)
        portion = _Portion(quantity, first, last)
        if last == first or not _labelled(a, portion):
            break
        found.append(portion)
        following = _figure(a, _joined(a, last, end), own, told, end)
        if following is None:
            found[-1] = dataclasses.replace(portion, last=_more_names(a, last, end))
            break
        quantity, at = following
    return found if len(found) > 1 else []


def _same_lead(one: str, other: str) -> bool:
    """Tell whether two prepositions are one, or both of places: "50 at its plant and 80 in Leeds"."""
    return one == other or {one, other} <= {"in", "at"}


def _more_names(a: Arrays, at: int, end: int) -> int:
    """Return where a list of names ends whose last figure is of all: "7,000 in Spain (and Italy)"."""
    if at + 1 < end and a.lower[at] == "and" and a.label[at - 1] == a.label[at + 1] == "PLACE":
        return a.name(at + 1)[1]
    return at


def _may_stand(a: Arrays, i: int, verb: int) -> bool:
    """Tell whether a token may stand between a figure and its place: its noun, or the verb itself."""
    return a.pos[i] in _BESIDE or i == verb or (a.lower[i] == "off" and a.head[i] == verb)


def _phrase_end(a: Arrays, first: int, end: int) -> int:
    """Return where a place or party ends; a place may be told closer by a second: "in Austin, Texas, "."""
    i = first
    while i < end and i < first + _LENGTH and a.pos[i] in _PHRASE:
        i += 1
    if i + 1 < end and i > first and a.lower[i] == "in" and not a.label[i - 1]:
        place = _phrase_end(a, i + 1, end)  # "a plant in Ohio"
        i = place if any(a.label[k] == "PLACE" for k in range(i + 1, place)) else i
    closer = i + 2 < end and a.word[i] == "," and a.label[i - 1] == a.label[i + 1] == "PLACE"
    if closer and (after := a.name(i + 1)[1]) < end and a.lower[after] in _JOINTS:
        return after
    return i


def _joined(a: Arrays, at: int, end: int) -> int:
    """Return where the next part of a list begins, or -1 where nothing joins it."""
    i = at
    while i < end and a.lower[i] in _JOINTS:
        i += 1
    if i == at:
        return -1
    while i < end and a.lower[i] in _SOFT:
        i += 1
    return i


def _figure(
    a: Arrays, at: int, own: AmountMention, told: list[AmountMention], end: int
) -> tuple[Quantity, int] | None:
    """Return the figure that begins at a token and where it ends; a bare one is of what the first counts."""
    if not 0 <= at < end:
        return None
    start = a.idx[at]
    mention = next((m for m in told if m.span.start <= start < m.span.end), None)
    if mention is not None:
        quantity = mention.quantity
        money = "money" in (own.kind, mention.kind) and mention.kind != "count"
        if quantity.unit is not None and mention.kind != own.kind and not money:
            return None
        unit = quantity.unit or own.quantity.unit
        return dataclasses.replace(quantity, unit=unit), _after(a, mention)
    if not _NUMBER.fullmatch(a.word[at]) or _YEAR.fullmatch(a.word[at]):
        return None
    scale = _SCALES.get(a.lower[at + 1], 1) if at + 1 < end else 1
    value = Decimal(a.word[at].replace(",", "")) * scale
    return Quantity(value=value, unit=own.quantity.unit), at + 1 + (scale > 1)


def _named(
    a: Arrays, own: AmountMention, told: list[AmountMention], party: Filler | None
) -> list[_Portion]:
    """Return the figures that stand right behind a name each: "fined Acme 9 million euros and Zenith 4 million".

    So may the first one behind its verb, or any of them be the one that is known.
    """
    lists = (_named_from(a, one, told, party) for one in told if one.span.start <= own.span.start)
    known = own.quantity.value
    return next((found for found in lists if any(p.quantity.value == known for p in found)), [])


def _named_from(
    a: Arrays, own: AmountMention, told: list[AmountMention], party: Filler | None
) -> list[_Portion]:
    """Return the figures of names that begin with one."""
    before = a.at_offset(own.span.start) - 1
    end = a.sents[a.sent[before]][1]
    if before >= 0 and a.label[before]:
        found = [_Portion(own.quantity, *a.name(before))]
    elif party is not None and party.token.i < before:
        found = [_Portion(own.quantity, party.token.i, party.token.i + 1)]
    else:
        return []
    at = _after(a, own)
    while True:
        first = _joined(a, at, end)
        if not 0 <= first < end or not a.label[first]:
            break
        last = a.name(first)[1]
        following = _figure(a, last, own, told, end)
        if following is None:
            break
        found.append(_Portion(following[0], first, last))
        at = following[1]
    return found if len(found) > 1 else []


def _shared(
    claim: Claim, parties: Sequence[Filler | None], found: list[_Portion], context: Context
) -> list[tuple[Claim, Filler | None]]:
    """Return a claim for each figure of a list, with the subject or object that it tells of."""
    if not found:
        return []
    first, last = found[0].first, found[-1].last
    inside = [p is not None and first <= p.token.i < last for p in parties]
    if inside == [False, False] and claim.object is None and claim.kind in _BY_PLACE:
        inside = [False, True]
    if inside.count(True) != 1:
        return []
    made = []
    for portion in found:
        told = _filler(portion, claim, context)
        if told is None:
            return []
        changed = dataclasses.replace(claim, amount=portion.quantity)
        if inside[0]:
            changed = dataclasses.replace(changed, subject=told.text, subject_type=told.label)
        else:
            changed = dataclasses.replace(changed, object=told.text, object_type=told.label)
        made.append((changed, parties[1] if inside[0] else told))
    return made


def _filler(portion: _Portion, claim: Claim, context: Context) -> Filler | None:
    """Return the place or party of a figure: the name of a party in full, a place in its own words."""
    a, doc = arrays(context.doc), context.doc
    named = [i for i in range(portion.first, portion.last) if a.label[i]]
    head = named[-1] if named else portion.first
    if claim.kind not in _BY_PLACE:
        told = name_of(doc[head], context)
        if told is not None or not named:
            return told
    first, last = portion.first, portion.last
    while first < last - 1 and a.pos[first] in ("DET", "PRON"):
        first += 1
    while last - 1 > first and last - 1 in context.inside_time:
        last -= 1  # "9,000 jobs in Britain this year"
    text = a.text[a.idx[first] : a.end(last - 1)]
    return Filler(text, a.label[head] or None, doc[head])


def _of_others(
    claim: Claim, a: Arrays, own: AmountMention, told: list[AmountMention], context: Context
) -> list[Claim]:
    """Return a claim with those of other firms that leave its verb out: "Acme sold 9,000 cars and Zenith 4,000"."""
    end = a.sents[a.sent[_after(a, own) - 1]][1]
    at = past_time(a, _after(a, own), end, context)
    found = [claim]
    while 0 <= (first := _joined(a, at, end)) < end and a.label[first] == claim.subject_type:
        following = _figure(a, past_name(a, a.name(first)[1]), own, told, end)
        if following is None or a.lower[min(following[1], end - 1)] in _OF_THING:
            break
        quantity, at = following
        name = name_of(context.doc[a.name(first)[1] - 1], context)
        if name is None or quantity.unit != own.quantity.unit:
            break
        sign = -1 if claim.amount is not None and claim.amount.value < 0 else 1
        amount = dataclasses.replace(quantity, value=abs(quantity.value) * sign)
        thing, behind = _without_figure(claim.object), past_time(a, at, end, context)
        time = claim.time if behind == at else _time_in(at, behind, context)
        one = dataclasses.replace(claim, subject=name.text, amount=amount, object=thing, time=time)
        found, at = [*found, one], behind
    return found if len(found) > 1 else []


def _time_in(first: int, last: int, context: Context) -> TimeSpan | None:
    """Return the time that some words tell."""
    a = arrays(context.doc)
    told = (p.mention for p in context.times_near(context.doc[first - 1]))
    return next((t.value for t in told if first <= a.at_offset(t.core.start) < last), None)


def _of_owners(
    claim: Claim, a: Arrays, own: AmountMention, told: list[AmountMention], context: Context
) -> list[Claim]:
    """Return a holding with those of other owners: "Acme holds 45% of Zenith, Halden 40% and the government 15%"."""
    at = _after(a, own)
    end = a.sents[a.sent[at - 1]][1]
    if at < end and a.lower[at] == "of":
        at = _phrase_end(a, at + 1, end)
    found = [claim]
    while 0 <= (first := _joined(a, at, end)) < end:
        first += a.pos[first] == "DET" and first + 1 < end
        if a.label[first] not in _OWNERS and a.lower[first] not in _STATES:
            break
        last = a.name(first)[1]
        following = _figure(a, last, own, told, end)
        if following is None or a.lower[min(following[1], end - 1)] in _OF_THING:
            break
        amount, at = following
        head = context.doc[last - 1]
        owner = name_of(head, context) or Filler(head.lower_, None, head)
        if amount.unit != own.quantity.unit:
            break
        found.append(
            dataclasses.replace(claim, subject=owner.text, subject_type=owner.label, amount=amount)
        )
    return found if len(found) > 1 else []


def _without_figure(thing: str | None) -> str | None:
    """Return what is counted without its number.

    Example:
        >>> _without_figure("101 million passengers")
        'passengers'
    """
    return _COUNT.sub("", thing) if thing else thing


def _priced(
    claim: Claim,
    thing: Filler | None,
    own: AmountMention,
    told: list[AmountMention],
    context: Context,
) -> list[tuple[Claim, Filler | None]]:
    """Return the prices of all things of a list: "the small one costs $9 and the large one $12"."""
    a = arrays(context.doc)
    at, end = _after(a, own), a.sents[a.sent[a.at_offset(own.span.start)]][1]
    found: list[tuple[Claim, Filler | None]] = [(claim, thing)]
    while 0 <= (first := _joined(a, at, end)) < end:
        i = first
        while i < end and i < first + _LENGTH and a.pos[i] in (*_PHRASE, "NUM"):
            i += 1
        last = i
        i += i < end and a.lower[i] in ("for", "at")
        named = a.pos[first] == "DET" or a.label[first] == "PRODUCT"
        nouns = [k for k in range(first, last) if a.pos[k] in ("NOUN", "PROPN")]
        following = _figure(a, i, own, told, end) if named and nouns else None
        if following is None or following[0].unit != own.quantity.unit or a.word[i].isdigit():
            break
        other = _thing(context, first, last)
        told_too = dataclasses.replace(
            claim, amount=following[0], object=other.text, object_type=other.label
        )
        found.append((told_too, other))
        at = following[1]
    return found if len(found) > 1 else []


def _thing(context: Context, first: int, last: int) -> Filler:
    """Return a product by its own words without the article, or by its name where it has nothing else."""
    a, doc = arrays(context.doc), context.doc
    start = first + (a.pos[first] == "DET")
    if all(a.label[i] == "PRODUCT" for i in range(start, last)):
        return name_of(doc[last - 1], context) or Filler("", None, doc[last - 1])
    return Filler(a.text[a.idx[start] : a.end(last - 1)], None, doc[last - 1])
