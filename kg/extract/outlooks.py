"""Figures of a firm's own outlook: an aim, of the period that the outlook is for.

"Lowered its forecast for 2024 sales to $3 million" aims at $3 million in the whole of 2024, and "reported
sales of $1 million and kept its full-year outlook of $5 million" tells no second figure of the quarter.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.comparing import forecast_for, of_figure
from kg.extract.context import Context
from kg.extract.dating import time_of
from kg.extract.expected import of_outlook
from kg.extract.frame import Frame
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler
from kg.model import Kind, Modality, Quantity, TimeSpan

_MOVED = ("obj", "nsubj:pass")
_OWN = ("ADJ", "NOUN", "NUM", "DET", "PRON", "PUNCT", "PART")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `expected.toml`."""
    return frozenset(load_toml("kg.extract", "expected.toml")[name])


def _outlook_before(amount: Quantity, sentence: Sentence, context: Context) -> Token | None:
    """Return the outlook that a figure is of, without a measure between: "its outlook of (3)", "from (3)"."""
    told = [p.mention for p in context.amounts_in(sentence)]
    inside = {
        t.i for t in sentence for m in told if m.span.start <= t.idx < m.span.end
    } | context.inside_time
    for mention in told:
        quantity = mention.quantity
        if abs(quantity.value) != abs(amount.value) or quantity.unit != amount.unit:
            continue
        before = [t for t in sentence if t.idx < mention.span.start]
        while before and (before[-1].i in inside or before[-1].lower_ in _words("leading")):
            before.pop()
        if before and before[-1].pos_ == "NOUN" and before[-1].lemma_.lower() in _words("outlooks"):
            return before[-1]
    return None


def _outlook_near(trigger: Token, amount: Quantity | None, context: Context) -> Token | None:
    return None if amount is None else _outlook_before(amount, trigger.sent, context)


def is_outlook(
    trigger: Token,
    frame: Frame,
    measure: Filler | None,
    amount: Quantity | None,
    context: Context,
) -> bool:
    """Tell whether a figure is one of a firm's own outlook: "lowered its forecast for sales to $3 million"."""
    if frame.kind is not Kind.RESULT or amount is None:
        return False
    of_measure = of_outlook(trigger) or (measure is not None and of_outlook(measure.token))
    return of_measure or _outlook_before(amount, trigger.sent, context) is not None


def time_told(
    trigger: Token,
    frame: Frame,
    measure: Filler | None,
    certainty: Modality,
    context: Context,
    *,
    amount: Quantity | None = None,
) -> TimeSpan | None:
    """Return when the thing that a trigger announces happens, as `time_of` does, of an outlook its own period.

    The year of an outlook is the whole one, and what the outlook was before is of no year before.
    """
    aimed = certainty is Modality.ASSERTED and is_outlook(trigger, frame, measure, amount, context)
    as_aim = Modality.TARGETED if aimed else certainty
    time = time_of(trigger, frame, measure, as_aim, context, amount=amount)
    outlook = None if frame.kind is not Kind.RESULT else _outlook_near(trigger, amount, context)
    if outlook is None or amount is None:
        return time
    return _of_outlook(time, outlook, amount, context, sure=certainty is Modality.ASSERTED)


def _of_outlook(
    time: TimeSpan | None, outlook: Token, amount: Quantity, context: Context, *, sure: bool
) -> TimeSpan | None:
    """Return the time of a figure of an outlook: that of the outlook, "full-year" or "for 2024".

    Where it has none, the time of a figure told before it as so (`sure`) is not its own.
    """
    sentence, first = outlook.sent, outlook.i
    while first > tree.starts(outlook) and outlook.doc[first - 1].pos_ in _OWN:
        first -= 1
    start = outlook.doc[first].idx
    told = [p.mention for p in context.amounts_in(sentence)]
    figure = next(m for m in told if abs(m.quantity.value) == abs(amount.value))
    own = (
        p.mention
        for p in context.times_in(sentence)
        if start <= p.mention.core.start < figure.span.start and p.mention.value is not None
    )
    mention = next(own, None) or of_figure(sentence, context, amount)
    if mention is None or mention.value is None:
        its = outlook.dep_ in _MOVED and any(
            t.tag_ == "PRP$" for t in outlook.doc[first : outlook.i]
        )  # not "below its own forecast of $3 million"
        apart = its and sure and any(m.span.end <= start for m in told)
        return None if apart else time
    return forecast_for(mention, mention.value, context.article.date)
