"""How far the figures of a measure reach: past what describes it, and on over places and shared verbs.

"Sales at Acme, the carmaker, rose 5 percent in Europe and 3 percent in Asia": what stands between a
measure and its verb describes it, and figures told by place are all of one measure. The words are in
`figures.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from spacy.tokens import Doc, Token

from kg.extract import tree
from kg.extract.amounts import AmountMention
from kg.extract.context import Context, Placed

REACH = 24  # tokens after a measure in which its figures may stand
_OF_NAME = ("ADP", "PROPN", "DET")  # between shares and the comma after their owner
_SUBJECTS = ("nsubj", "nsubj:pass")
_PLACES = frozenset({"PLACE"})
_PLACE_WORDS = ("DET", "ADJ", "PROPN", "NOUN")
_PLACE_REACH = 6  # tokens from "in" to the end of its place
_SOMEWHERE = frozenset({"home", "abroad", "overseas"})
_JOINING = frozenset({",", "and", "but"})
_GAP = 4  # tokens between a measure and a figure whose verb is left out


@cache
def figure_words() -> dict[str, frozenset[str]]:
    """Return the lists of `figures.toml`."""
    text = resources.files("kg.extract").joinpath("figures.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return {key: frozenset(found) for key, found in lists.items() if isinstance(found, list)}


def moves(token: Token) -> int:
    """Return which way a word moves: -1 for "decrease", 1 for "growth", else 0."""
    forms, words = {token.lemma_.lower(), token.lower_}, figure_words()
    return -1 if forms & words["falls"] else int(bool(forms & words["rises"]))


def is_at(token: Token, placed: Placed[AmountMention]) -> bool:
    """Tell whether a token is part of a figure."""
    span = placed.mention.span
    return span.start <= token.idx < span.end


def past_aside(measure: Token, amounts: list[Placed[AmountMention]]) -> int:
    """Return where a measure is told on, past what commas set off: "shares in Acme, issued at $9, fell".

    Only a participle or a relative clause without a change of its own is passed over; what has no
    figures is passed whatever it is, up to the verb of the measure.
    """
    doc, after, end = measure.doc, measure.i + 1, tree.ends(measure)
    verb = measure.head
    if measure.dep_ in _SUBJECTS and verb.pos_ == "VERB" and after < verb.i < after + REACH:
        told = moves(verb) or verb.lemma_.lower() in figure_words()["levels"]
        between = doc[after : verb.i]
        others = any(t.lower_ in figure_words()["measures"] for t in between)
        if told and not (others or any(is_at(t, p) for t in between for p in amounts)):
            return verb.i
    at = after
    while at + 1 < end and at < after + REACH and doc[at].pos_ in _OF_NAME:
        at += 1
    if at + 1 >= end or doc[at].text != "," or doc[at + 1].tag_ not in ("VBN", "WDT"):
        return after
    for i in range(at + 2, min(end, at + REACH)):
        if any(is_at(doc[i], p) for p in amounts if p.mention.kind in ("percent", "ratio")):
            return after
        if doc[i].text == ",":
            return i + 1
    return after


def is_own_move(token: Token) -> bool:
    """Tell whether a relative clause tells how a figure moved: "rose above $9 million, which is up 5 percent"."""
    after = token.doc[token.i + 1 : min(token.i + 3, tree.ends(token))]
    if token.lower_ != "which" or len(after) < 2 or after[0].lemma_.lower() != "be":
        return False
    return after[1].lower_ in figure_words()["changed"]


def past_conversions(doc: Doc, at: int, placed: Placed[AmountMention], context: Context) -> int:
    """Return where it goes on behind brackets that say a sum in other money: "3 francs ($2; €1.7), (up)".

    Args:
        doc: The text.
        at: The token after a figure.
        placed: The figure.
        context: Its text.
    """
    if at >= len(doc) or doc[at].text != "(":
        return at
    told = (p.mention for p in context.amounts_near(doc[at]))
    spans = [m.span for m in told if m.converted_from == placed.mention.span]
    last = max((s.end for s in spans), default=0)
    if not any(0 <= s.start - doc[at].idx <= 2 for s in spans):
        return at
    behind = at
    while behind < len(doc) and doc[behind].idx < last:
        behind += 1
    return behind + 1 if behind < len(doc) and doc[behind].text == ")" else at


def past_place(doc: Doc, at: int, end: int, amounts: list[Placed[AmountMention]]) -> int | None:
    """Return where the figure of another place stands: "5 percent in Europe and (3 percent) in Asia".

    A verb between that moves is passed to, as it may go the other way: "but (fell) 2 percent in Asia".

    Args:
        doc: The text.
        at: The token after a figure.
        end: The last token to look at.
        amounts: The figures that count.
    """
    i = joined = _after_place(doc, at, end)
    while i < end and doc[i].lower_ in _JOINING:
        i += 1
    if joined in (at, i):
        return None
    start, i = i, _past_soft(doc, i, end)
    if i < end and doc[i].pos_ == "VERB" and moves(doc[i]):
        start, i = i, _past_soft(doc, i + 1, end)
    here = next((p for p in amounts if i < end and is_at(doc[i], p)), None)
    if here is None:
        return None
    while i < end and is_at(doc[i], here):
        i += 1
    of_thing = i < len(doc) and doc[i].lower_ == "of"
    return None if of_thing else start  # "20 percent of its market" is no change


def _after_place(doc: Doc, at: int, end: int) -> int:
    """Return the token after a place that begins at a token, or that token: "in Europe", "overseas"."""
    i = at
    if i < end and doc[i].lower_ in ("in", "at", "across"):
        last = min(end, i + _PLACE_REACH)
        i += 1
        while i < last and doc[i].pos_ in _PLACE_WORDS:
            i += 1
    elif i < end and doc[i].lower_ in _SOMEWHERE:
        i += 1
    placed = any(t.ent_type_ in _PLACES or t.lower_ in _SOMEWHERE for t in doc[at:i])
    return i if placed else at


def _past_soft(doc: Doc, i: int, end: int) -> int:
    """Return the first token that is no word of softening or preposition of measure: "by about (9)"."""
    soft = figure_words()["soft"]
    while i < end and (doc[i].lower_ in soft or doc[i].lower_ == "by" or doc[i].pos_ == "ADV"):
        i += 1
    return i


def shared_move(
    measure: Token, placed: Placed[AmountMention], amounts: list[Placed[AmountMention]]
) -> int:
    """Return which way a verb moves that a second measure leaves out: "sales fell 2 percent and profit 9 percent"."""
    doc, start = measure.doc, placed.mention.span.start
    between = [t for t in doc[measure.i + 1 : measure.i + 1 + _GAP] if t.idx < start]
    last = between[-1] if between else measure
    if start - last.idx - len(last) > 1 or any(t.pos_ in ("VERB", "AUX") for t in between):
        return 0
    joined = told = False
    for at in range(measure.i - 1, tree.starts(measure) - 1, -1):
        token = doc[at]
        joined = joined or token.lower_ in ("and", ",")
        told = told or any(is_at(token, p) for p in amounts if p.mention.kind == "percent")
        if token.head.i != measure.i and (token.pos_ == "VERB" or token.text == ";"):
            return moves(token) if joined and told else 0
    return 0
