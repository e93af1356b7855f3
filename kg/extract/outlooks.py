"""Figures of a firm's own outlook: an aim, of the period that the outlook is for.

"Lowered its forecast for 2024 sales to $3 million" aims at $3 million in the whole of 2024, and "reported
sales of $1 million and kept its full-year outlook of $5 million" tells no second figure of the quarter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import Arrays, arrays
from kg.extract.comparing import forecast_for, is_from, is_long, of_figure
from kg.extract.context import Context
from kg.extract.dating import time_of
from kg.extract.expected import of_outlook
from kg.extract.frame import Frame
from kg.extract.in_order import Stated
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler
from kg.model import Kind, Modality, Quantity, TimeSpan

_MOVED = ("obj", "nsubj:pass")
_NOW = frozenset({"is", "are", "'s"})
_OWN = ("ADJ", "NOUN", "NUM", "DET", "PRON", "PUNCT", "PART")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `expected.toml`."""
    return frozenset(load_toml("kg.extract", "expected.toml")[name])


def _led_by(amount: Quantity, sentence: Sentence, context: Context) -> Iterator[Token]:
    """Yield the words that a figure hangs on, before its "of about", "at" or "from 2 to"."""
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
        first = next((t for t in sentence if t.idx >= mention.span.start), None)
        if first is not None and first.tag_ == "VBN":
            yield first  # "estimated at $3 million" is a figure with its bound
        elif before:
            yield before[-1]


def _outlook_before(amount: Quantity, sentence: Sentence, context: Context) -> Token | None:
    """Return the outlook that a figure is of, without a measure between: "its outlook of (3)", "from (3)"."""
    for token in _led_by(amount, sentence, context):
        if token.pos_ == "NOUN" and token.lemma_.lower() in _words("outlooks"):
            return token
    return None


def is_replaced(
    trigger: Token,
    frame: Frame,
    told: tuple[Filler | None, Quantity | None, Sequence[Stated]],
    certainty: Modality,
    context: Context,
) -> bool:
    """Tell whether a figure is one of an outlook that another has taken the place of: "from a previous forecast of 2".

    So is what an outlook is changed from: "cut its profit forecast to 1 from 2".

    What came is only measured by an outlook before: "made 3, above its earlier forecast of 2".

    Args:
        trigger: The word that announces the figure.
        frame: What it is read by.
        told: Its measure, the figure, and all that is stated with it.
        certainty: How certain they are.
        context: The text.
    """
    measure, amount, stated = told
    if frame.kind is not Kind.RESULT or amount is None:
        return False
    a, sentence = arrays(trigger.doc), trigger.sent
    nouns = [t.i for t in _led_by(amount, sentence, context)]
    others = [q for *_, q in stated if q is not None and q != amount]
    aimed = certainty is Modality.TARGETED or is_outlook(trigger, frame, measure, amount, context)
    if aimed and others and _is_changed(a, sentence) and is_from(sentence, context, amount):
        return True
    if not any(_is_former_outlook(a, i, sentence.start) for i in nouns):
        return False
    if certainty is Modality.TARGETED:
        return bool(others)
    return any(is_outlook(trigger, frame, measure, q, context) for q in others)


def _is_changed(a: Arrays, sentence: Sentence) -> bool:
    """Tell whether a sentence tells that an outlook is changed, and not only kept: "cut its profit forecast"."""
    return any(
        a.lemma[i] in _words("outlooks")
        and a.dep[i] in _MOVED
        and a.lemma[a.head[i]] in _words("changing")
        for i in range(sentence.start, sentence.end)
    )


def _is_former_outlook(a: Arrays, noun: int, first: int) -> bool:
    """Tell whether a noun is an outlook told as that before, which another is compared with: "against an earlier range"."""
    # "A previous range of": the range is part of the figure.
    noun += a.lower[noun] in _words("former")
    if a.lemma[noun] not in _words("outlooks") | _words("spans"):
        return False
    at = noun - 1
    while at > first and a.pos[at] in _OWN:
        at -= 1
    described = set(a.lower[at + 1 : noun])
    led = {a.lower[at], f"{a.lower[max(at - 1, first)]} {a.lower[at]}"}
    return bool(described & _words("former") and led & _words("instead_of"))


def _is_seen_at(amount: Quantity, sentence: Sentence, context: Context) -> bool:
    """Tell whether a figure is what a measure "is seen at", or is "put at" for a time that is not over.

    A bare "sales are estimated at 3" may be a guess at what a firm makes as it is.
    """
    a = arrays(sentence.doc)
    for verb in _led_by(amount, sentence, context):
        helpers = {a.lower[k] for k in a.children(verb.i, "aux", "aux:pass", "cop")}
        at = verb.i + 1 < len(a) and a.lower[verb.i + 1] == "at"
        if verb.tag_ != "VBN" or not at or not helpers & _NOW:
            continue
        if a.lemma[verb.i] in _words("seen_at"):
            return True
        if a.lemma[verb.i] in _words("put_at") and _has_time_ahead(verb, amount, context):
            return True
    return False


def _has_time_ahead(verb: Token, amount: Quantity, context: Context) -> bool:
    """Tell whether the subject of a verb, or what follows its figure, tells a time that is not over."""
    a, day = arrays(verb.doc), context.article.date
    subject = a.subject(verb.i)
    first = verb.i if subject is None else a.left[subject]
    told = [
        p.mention
        for p in context.times_in(verb.sent)
        if a.idx[first] <= p.mention.core.start < verb.idx
    ]
    beside = of_figure(verb.sent, context, amount)
    times = (m.value for m in (*told, beside) if m is not None)
    last = [t.latest for t in times if t is not None and is_long(t)]
    return day is not None and any(d is not None and d > day for d in last)


def _outlook_near(trigger: Token, amount: Quantity | None, context: Context) -> Token | None:
    return None if amount is None else _outlook_before(amount, trigger.sent, context)


def is_outlook(
    trigger: Token,
    frame: Frame,
    measure: Filler | None,
    amount: Quantity | None,
    context: Context,
) -> bool:
    """Tell whether a figure is one of an outlook: "lowered its forecast for sales to $3 million", "is seen at $3 million"."""
    if frame.kind is not Kind.RESULT or amount is None:
        return False
    of_measure = of_outlook(trigger) or (measure is not None and of_outlook(measure.token))
    sentence = trigger.sent
    outlook = _outlook_before(amount, sentence, context) is not None
    return of_measure or outlook or _is_seen_at(amount, sentence, context)


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
