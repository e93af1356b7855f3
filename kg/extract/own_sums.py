"""The one amount of a claim: the nearest that can be its own, with the sign that the words give it."""

from __future__ import annotations

import dataclasses
from functools import cache

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.context import Context, Placed
from kg.extract.customers_counted import counts_no_goods
from kg.extract.differences import is_difference
from kg.extract.figures import as_told, word_before
from kg.extract.forfeits import is_no_price
from kg.extract.frame import Frame
from kg.extract.owners_shares import is_of_owner
from kg.extract.prices import price_told
from kg.extract.second_sums import of_all, of_second_act
from kg.extract.sums import (
    amount_touching,
    counted,
    cut_by,
    equal_share,
    figure_of,
    is_beside,
    of_deal_before,
    part_of_which,
    people_told,
    pick_amounts,
    prices_a_deal,
    signed,
    whole_holding,
)
from kg.extract.sums_beside import sum_beside
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler
from kg.model import Kind, Quantity

_OF_PEOPLE = (Kind.LAYOFF, Kind.HIRING)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Return the lists of `match.toml`."""
    return {key: frozenset(found) for key, found in load_toml("kg.extract", "match.toml").items()}


def amount_of(
    trigger: Token, frame: Frame, obj: Filler | None, context: Context, used: set[int]
) -> Quantity | None:
    """Return the amount of one claim; a list of parties shares out a list of amounts."""
    if not frame.amount:
        return counted(frame, obj, context)
    near = obj.token if obj is not None and obj.token.i != trigger.i else None
    amounts = pick_amounts(trigger, context, near, kinds=frame.amount, units=frame.amount_units)
    amounts = [a for a in amounts if not of_second_act(a, trigger, near, frame.kind, context)]
    if near is not None and near.dep_ == "nmod":  # "(45 percent) of Zenith, Halden 40 percent"
        told = near.head if near.head.head.i == trigger.i else near
        above = [a for a in context.amounts_near(trigger) if a.root.i == told.i]
        amounts = [a for a in above if a.mention.kind in frame.amount] or amounts
    amounts = [a for a in amounts if _counts_for(a, frame, obj) and not is_difference(a, context)]
    amounts = [a for a in amounts if _is_held(a, frame, trigger, obj)]
    fresh = [a for a in amounts if a.mention.span.start not in used] or amounts
    if frame.kind in _OF_PEOPLE:  # "10 percent or 14,500 of its staff"
        fresh.sort(key=lambda a: a.mention.quantity.unit == "percent")
    if frame.kind in (Kind.ACQUISITION, Kind.DIVESTITURE):
        fresh = [a for a in fresh if not of_deal_before(a.root, trigger)] or fresh
    if frame.kind is Kind.ACQUISITION and any(word_before(a) in ("to", "at") for a in fresh):
        fresh = [a for a in fresh if word_before(a) != "from"]  # "raised its bid from $7 to $9"
    fresh = fresh or _by_order(trigger, frame, obj, context)
    if frame.kind in (Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER):
        fresh = [a for a in fresh if not is_no_price(a.root, trigger)]
    fresh = [a for a in fresh if not of_all(a, trigger, near, frame.kind)]
    if not fresh:
        return _told_otherwise(trigger, frame, obj, context)
    used.add(fresh[0].mention.span.start)
    if frame.kind in _OF_PEOPLE and fresh[0].mention.kind == "count":  # "200 welders"
        return dataclasses.replace(fresh[0].mention.quantity, unit="people")
    if frame.kind is Kind.RESULT and not frame.sign:
        return as_told(fresh[0])
    level = word_before(fresh[0]) in _lists()["levels"]
    # "closed 2 percent lower": the words beside a move say which way it went
    sign = frame.sign or (fresh[0].mention.sign if frame.kind is Kind.MARKET_MOVE else 0)
    return signed(fresh[0].mention.quantity, 0 if level else sign)


def _told_otherwise(
    trigger: Token, frame: Frame, obj: Filler | None, context: Context
) -> Quantity | None:
    """Return the amount that no path in the tree leads to: by a word or clause of its own, or as that of the object."""
    amount = amount_touching(trigger, frame, context)
    if amount is None and frame.kind is Kind.OWNERSHIP:
        amount = part_of_which(trigger, context) or whole_holding(trigger, context)
        amount = amount or equal_share(trigger, context)
    if amount is None and frame.kind is Kind.RESULT:
        amount = figure_of(trigger if obj is None else obj.token, context)
    return amount or counted(frame, obj, context)


def _is_held(
    placed: Placed[AmountMention], frame: Frame, trigger: Token, obj: Filler | None
) -> bool:
    """Tell whether a share may be a holding, where a claim is of one."""
    return frame.kind is not Kind.OWNERSHIP or is_of_owner(placed.root, trigger, obj)


def _by_order(
    trigger: Token, frame: Frame, obj: Filler | None, context: Context
) -> list[Placed[AmountMention]]:
    """Return the amount that the order of words gives where the tree gives none: of people, or a price."""
    if frame.kind in _OF_PEOPLE:
        told_of = [] if frame.needs_amount else people_told(trigger, obj, context)
        return cut_by(trigger, context) or told_of
    if "money" not in frame.amount:
        return []
    price = price_told(trigger, frame.kind, context)
    if price is not None and _counts_for(price, frame, obj):
        return [] if is_difference(price, context) else [price]
    beside = sum_beside(trigger, frame.kind, frame.action, obj.text if obj else None, context)
    return [] if beside is None or is_difference(beside, context) else [beside]


def _counts_for(placed: Placed[AmountMention], frame: Frame, obj: Filler | None) -> bool:
    """Tell whether an amount can be that of a claim.

    Shares that "rose to $9" did not move by that much; of "a workforce of 9,000" not all go.
    """
    if is_beside(frame.kind, obj.text if obj else None, placed.root):
        return False
    count = placed.mention.kind == "count"
    if frame.kind is Kind.SUPPLY and count and counts_no_goods(placed):
        return False
    if frame.kind is Kind.LEGAL and prices_a_deal(placed.root):
        return False
    if frame.kind in _OF_PEOPLE and word_before(placed) == "of":
        return word_before(placed, 1) not in _lists()["workforces"]
    return frame.kind is not Kind.MARKET_MOVE or not _is_level(placed)


def _is_level(placed: Placed[AmountMention]) -> bool:
    """Tell whether a figure is where shares came to, and not how far they moved: "rose to (9)", "fell to (40 percent) of".

    "Trades between $7 and $9" tells no move either.
    """
    if placed.mention.words.startswith("between "):
        return True
    if word_before(placed) not in _lists()["levels"]:
        return False
    end, doc = placed.mention.span.end, placed.root.doc
    part = any(t.lower_ == "of" for t in doc[placed.root.i + 1 : placed.root.i + 3] if t.idx >= end)
    return placed.mention.kind in ("money", "per_share") or part
