"""Figures that analysts or others expected, told beside those that came.

"Profit rose to $3 million, above the $2 million that analysts had expected" tells two figures of
profit; the second is a forecast, whoever it is of, and no result.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.extract import tree
from kg.extract.amounts import AmountMention
from kg.extract.answers import once
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed
from kg.extract.times.words import load_toml
from kg.extract.undone import is_compared
from kg.model import Quantity

_FURTHEST = 8  # tokens between who expects and the verb
_FURTHEST_BACK = 10  # tokens between an outlook and what it is for
_BETWEEN = ("NOUN", "PROPN", "AUX", "ADJ", "ADV", "PART")
_BEFORE_MEASURE = ("ADJ", "NOUN", "PROPN", "NUM", "DET", "PRON", "PART", "PUNCT")
_FIRM = frozenset({"it", "they", "he", "she"})
_PARTICIPLES = ("VBN", "VBD", "VB")


@dataclass(frozen=True, slots=True)
class Expectation:
    """That a figure is only expected, and by whom, where it is told."""

    speaker: str | None


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "expected.toml")
    return {key: frozenset(value) for key, value in found.items()}


def _forecaster(tokens: Sequence[Token]) -> str | None:
    """Return who among some words expects things, by the last of them that can."""
    words = _words()
    for token in reversed(tokens):
        pair = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else token.lower_
        if pair in words["names"]:
            return f"{token.nbor(-1).text} {token.text}" if pair == "wall street" else token.text
        if token.lemma_.lower() in words["forecasters"] and token.pos_ in ("NOUN", "PROPN"):
            return "analysts" if token.lemma_.lower() == "analyst" else token.text
    return None


def _bounds(placed: Placed[AmountMention], sent: Span) -> tuple[int, int]:
    """Return the first token of a figure and the one after it."""
    span = placed.mention.span
    inside = [t.i for t in sent if span.start <= t.idx < span.end]
    return (inside[0], inside[-1] + 1) if inside else (placed.root.i, placed.root.i + 1)


def _told_before(sent: Span, first: int) -> Expectation | None:
    """Return the expectation that the words before a figure tell: "estimates of", "analysts expected"."""
    words, doc, at = _words(), sent.doc, first - 1
    while at > sent.start and doc[at].lower_ in words["soft"]:
        at -= 1
    token = doc[at]
    near = [doc[k] for k in range(max(sent.start, at - _FURTHEST), at)]
    if token.lemma_.lower() in words["nouns"] and token.pos_ == "NOUN":
        tied = doc[at + 1].lower_ in ("of", "for", "at") or at == first - 1
        return Expectation(_forecaster([*near[-3:], token])) if tied else None
    if token.pos_ != "VERB" or token.lemma_.lower() not in words["verbs"]:
        return None
    stops = [n for n, t in enumerate(near) if t.text in (";", ",") or t.lower_ in ("but", "and")]
    who = _forecaster(near[stops[-1] + 1 :] if stops else near)
    return None if who is None else Expectation(who)


def _told_after(sent: Span, after: int) -> Expectation | None:
    """Return the expectation that the words after a figure tell: "that analysts had expected"."""
    words, doc = _words(), sent.doc
    seen: list[Token] = []
    for at in range(after, min(after + _FURTHEST, sent.end)):
        token = doc[at]
        if token.lemma_.lower() in words["own"] | words["verbs"] and _is_own(seen):
            return Expectation(None)
        if token.pos_ == "VERB" and token.lemma_.lower() in words["verbs"]:
            who = _forecaster(seen) or _forecaster(
                [doc[k] for k in range(at, min(at + 4, sent.end))]
            )
            return None if who is None else Expectation(who)
        known = token.lower_ in words["between"] or token.pos_ in _BETWEEN
        known = known or (token.lower_ in _FIRM and at - after < 2)
        if not known:
            return None
        seen.append(token)
    return None


def _is_own(seen: Sequence[Token]) -> bool:
    """Tell whether words between a figure and a verb say that the firm itself foresaw it: "it had (targeted)"."""
    told = [token.lower_ for token in seen]
    return "had" in told and not _FIRM.isdisjoint(told[:2])


def expectation(placed: Placed[AmountMention], sent: Span) -> Expectation | None:
    """Return by whom a figure is only expected, or None if it is not."""
    first, after = _bounds(placed, sent)
    return _told_before(sent, first) or _told_after(sent, after)


def of_figure(quantity: Quantity, sent: Span, context: Context) -> Expectation | None:
    """Return by whom a figure of a sentence is only expected; None if it is told without that, too."""
    same = [
        p
        for p in context.amounts_in(sent)
        if abs(p.mention.quantity.value) == abs(quantity.value)
        and p.mention.quantity.unit == quantity.unit
    ]
    found = [expectation(p, sent) for p in same]
    return found[0] if found and all(found) else None


@once
def of_outlook(measure: Token) -> bool:
    """Tell whether a measure is what an outlook is for: sales, in "lifted its forecast for annual sales".

    So is one right after a verb of expecting, wherever the tree hangs it: "and forecast sales of $3 million".
    """
    doc, words = measure.doc, _words()
    for at in range(measure.i - 1, max(tree.starts(measure), measure.i - _FURTHEST_BACK), -1):
        if "-" in (doc[at - 1].text, doc[at + 1].text):
            continue  # "like-for-like sales"
        if doc[at].lower_ in ("for", "of", "on"):
            return _follows_outlook(doc, at, tree.starts(measure))
        if doc[at].lemma_.lower() in words["foreseeing"]:
            told = doc[at].pos_ == "VERB" or doc[at + 1].pos_ == "DET"  # "which forecast a loss"
            return told and not is_compared(arrays(doc), at)
        # "Its forecast for adjusted profit", "for operating profit"
        described = doc[at].tag_ in ("VBN", "VBG")
        if doc[at].pos_ not in _BEFORE_MEASURE and not described:
            return False
    return False


def _follows_outlook(doc: Doc, at: int, first: int) -> bool:
    """Tell whether a preposition follows an outlook, or the period of one: "its forecast (for)", "its guidance for 2024 (of)".

    Args:
        doc: The text.
        at: The preposition.
        first: Where its sentence begins.
    """
    before, words = at - 1, _words()
    if before > first and (doc[before].lower_ in words["periods"] or doc[before].like_num):
        while before > first and doc[before].pos_ in _BEFORE_MEASURE:
            before -= 1
        before -= doc[before].lower_ == "for"
    return before >= first and doc[before].lemma_.lower() in words["outlooks"]


def beyond(
    measure: Token,
    known: Sequence[AmountMention | None],
    amounts: Sequence[Placed[AmountMention]],
    measures: Collection[str],
) -> list[AmountMention]:
    """Return further figures of a measure that were expected of it: "while analysts had expected $2 million".

    Args:
        measure: The noun.
        known: The figures that it has by the order of words.
        amounts: Those of its sentence.
        measures: Lemmas of measures; another one between parts a figure from this one.
    """
    units = {(m.kind, m.quantity.unit) for m in known if m is not None}
    doc, sent = measure.doc, measure.sent
    found = []
    for placed in amounts:
        mention = placed.mention
        if mention in known or (mention.kind, mention.quantity.unit) not in units:
            continue
        first, _ = _bounds(placed, sent)
        between = doc[measure.i + 1 : first] if first > measure.i else None
        if between is None or any(t.pos_ == "NOUN" and t.lower_ in measures for t in between):
            continue
        if expectation(placed, sent) is not None:
            found.append(mention)
    return found
