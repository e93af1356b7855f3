"""Firms that have a figure of their own and no verb: "Acme made a profit of $9 million, Zenith one of $4 million".

What is left out is the verb, and at times the measure, of what was told just before. Trees hang such a name
anywhere; that it stands between two figures tells that the second one is its own, and nobody else's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.arrays import arrays
from kg.extract.stretch import figure_words
from kg.extract.times.words import load_toml

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.amounts import AmountMention
    from kg.extract.arrays import Arrays
    from kg.extract.context import Context
    from kg.extract.in_order import Stated

_LIST = 2  # names with a figure behind them that make a list
_COUNTED = 3  # tokens of what counts behind a figure: "400 (electric cars) and Zenith 200"


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `without_verb.toml`."""
    return frozenset(load_toml("kg.extract", "without_verb.toml")[name])


def past_name(a: Arrays, at: int) -> int:
    """Return where the figure behind a name begins, past what takes up a measure: "Zenith (one of) $4 million"."""
    while at < len(a) and a.lower[at] in _words("taking_up"):
        at += 1
    return at


def past_time(a: Arrays, at: int, end: int, context: Context) -> int:
    """Return the token after a time that begins at a token, with its preposition: "$9 million (in 2009) and"."""
    while at < end and (at in context.inside_time or at + 1 in context.inside_time):
        if at not in context.inside_time and a.pos[at] not in ("ADP", "DET"):
            break
        at += 1
    return at


def _figure_before(
    figure: AmountMention, told: Sequence[AmountMention], context: Context
) -> tuple[int, AmountMention] | None:
    """Return the firm without a verb that a figure stands behind, and the figure before that firm, or None."""
    a = arrays(context.doc)
    at = a.at_offset(figure.span.start) - 1
    first = a.sents[a.sent[max(at, 0)]][0]
    while at > first and a.lower[at] in _words("taking_up"):
        at -= 1
    named = at > first and a.word[at][:1].isupper() and at not in context.inside_time
    start = a.name(at)[0] if named and a.label[at] else at
    joint = start
    while joint - 1 > first and a.lower[joint - 1] in _words("joints"):
        joint -= 1
    if not named or joint == start:
        return None
    for other in told:
        after = end = a.at_offset(other.span.end - 1) + 1
        while after < min(joint, end + _COUNTED) and after not in context.inside_time:
            if a.pos[after] not in ("NOUN", "ADJ"):
                break
            after += 1
        same = other.kind == figure.kind or figure.quantity.unit is None
        if same and end <= joint and past_time(a, after, joint, context) == joint:
            return start, other
    return None


def _beside_names(
    told: Sequence[Stated], figures: Sequence[AmountMention], a: Arrays
) -> list[Stated]:
    """Return what is stated, a firm of a list with the figure behind its name: "more than Acme ($9m) and Zenith ($4m)"."""
    beside: dict[int, AmountMention] = {}
    for figure in figures:
        at = a.at_offset(figure.span.start) - 1
        at -= at > 0 and a.word[at] in _words("marks")
        if at >= 0 and a.label[at] in ("COMPANY", "ORG"):
            beside.setdefault(a.name(at)[0], figure)
    if len(beside) < _LIST:
        return list(told)
    kept: list[Stated] = []
    for subject, thing, amount in told:
        own = beside.get(a.name(subject.token.i)[0])
        same = [m for m in figures if m.quantity == amount]
        others = own is not None and any(
            m.span.start < own.span.start or (m in beside.values() and m != own) for m in same
        )
        if own is not None and others and {m.kind for m in same} == {own.kind}:
            kept.append((subject, thing, own.quantity))
        else:
            kept.append((subject, thing, amount))
    return kept


def with_own_figures(told: Sequence[Stated], trigger: Token, context: Context) -> list[Stated]:
    """Return what is stated without figures that are another firm's, whose verb is left out.

    Of "Acme was fined $9 million and Zenith $4 million" Acme has the first one, and Zenith fined nobody.

    Args:
        told: Parties and figures.
        trigger: The word that announces them.
        context: Its text.
    """
    figures = [p.mention for p in context.amounts_near(trigger)]
    figures = [m for m in figures if m.converted_from is None]
    if len(figures) < 2:
        return list(told)
    a = arrays(context.doc)
    told = _beside_names(told, figures, a)
    owners = {m.span: found for m in figures if (found := _figure_before(m, figures, context))}
    if not owners:
        return list(told)
    known = figure_words()["measures"]
    measures = {start for start, _ in owners.values() if a.lower[start] in known}
    kept: list[Stated] = []
    for subject, thing, amount in told:
        same = [
            m for m in figures if amount is not None and abs(m.quantity.value) == abs(amount.value)
        ]
        own = {a.name(p.token.i)[0] for p in (subject, thing) if p is not None}
        given = {owners[m.span][0] for m in same if m.span in owners}
        others = {start for start, _ in owners.values()} - given
        if a.name(subject.token.i)[0] in others and amount is not None:
            continue
        if thing is not None and thing.label is None and thing.token.i in given - measures:
            continue  # an abbreviated firm is no measure
        figure = amount
        alone = bool(same) and all(m.span in owners for m in same)
        if amount is not None and alone and not given & own:
            first = same[-1]
            while first.span in owners:
                first = owners[first.span][1]
            sign = -1 if amount.value < 0 else 1
            figure = dataclasses.replace(first.quantity, value=abs(first.quantity.value) * sign)
        if (subject, thing, figure) not in kept:
            kept.append((subject, thing, figure))
    return kept
