"""Moves of others that one is measured by: "fell 9 percent, compared with a 2 percent drop in the index".

The figure stands between what compares and whose it is, and is none of the shares told of first. The words
are in `outdone.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.arrays import arrays
from kg.extract.stretch import moves
from kg.extract.times.words import load_toml

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.amounts import AmountMention
    from kg.extract.arrays import Arrays
    from kg.extract.context import Context
    from kg.model import Quantity


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `outdone.toml`."""
    return frozenset(load_toml("kg.extract", "outdone.toml")[name])


def is_of_another(amount: Quantity | None, trigger: Token, context: Context) -> bool:
    """Tell whether a figure is the move of what another move is compared with.

    Args:
        amount: The figure.
        trigger: The word that announces a move of shares.
        context: Its text.
    """
    if amount is None:
        return False
    told = [p.mention for p in context.amounts_near(trigger)]
    same = [m for m in told if abs(m.quantity.value) == abs(amount.value)]
    a = arrays(context.doc)
    return bool(same) and all(_is_compared(a, m, context) for m in same)


def _is_compared(a: Arrays, figure: AmountMention, context: Context) -> bool:
    """Tell whether what compares stands before a figure, and behind it what moved so much, which is no time."""
    first, at = a.at_offset(figure.span.start), a.at_offset(figure.span.end - 1) + 1
    start, end = a.sents[a.sent[first]]
    before = first - 1
    while before > start and a.lower[before] in _words("between"):
        before -= 1
    compares = a.lower[before] in _words("comparing") or a.lemma[before] in _words("outdoing")
    tied = a.lower[before] in _words("tying") and a.lemma[before - 1] in _words("tied")
    if not (compares or tied):
        return False
    moved = at
    while at < end and (a.pos[at] == "ADJ" or moves(context.doc[at])):
        at += 1
    if at == moved or at + 1 >= end or a.lower[at] not in _words("of_what"):
        return False
    own = a.tag[at + 1] == "PRP$"  # "a 2 percent rise in its other shares"
    return not own and at + 1 not in context.inside_time
