"""Everything known about one text before frames look at it: names, times, amounts, who speaks."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from spacy.tokens import Doc, Token

from kg.extract import attribution, coref
from kg.extract.amounts import AmountMention, find_amounts
from kg.extract.times import TimeMention, find_times, infer_year
from kg.model import Article, Span

Field = Literal["text", "title"]
M = TypeVar("M", TimeMention, AmountMention)


@dataclass(frozen=True, slots=True)
class Placed(Generic[M]):
    """A time or amount, with the token that ties it to the rest of its sentence."""

    mention: M
    root: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One field of one article, ready for frames.

    `skip` are token positions in captions, which say nothing that counts.
    """

    article: Article
    field: Field
    doc: Doc
    chains: coref.Chains
    attributions: attribution.Attributions
    times: tuple[Placed[TimeMention], ...]
    amounts: tuple[Placed[AmountMention], ...]
    skip: frozenset[int] = frozenset()
    inside_time: frozenset[int] = frozenset()


def _tokens(doc: Doc, starts: Sequence[int], span: Span) -> list[Token]:
    first = max(0, bisect.bisect_right(starts, span.start) - 1)
    found = []
    for token in doc[first:]:
        if token.idx >= span.end:
            break
        if token.idx + len(token) > span.start and not token.is_space:
            found.append(token)
    return found


def _root(tokens: Sequence[Token]) -> Token:
    """Return the token of a run whose head lies outside it; the first where there are several."""
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i == t.i or t.head.i not in inside), tokens[0])


def sentence_span(token: Token) -> Span:
    """Return the characters of a token's sentence, without the white space around it.

    A sentence is the analyser's; a run of quotation marks belongs to it.
    """
    sent = token.sent
    start, end = sent.start_char, sent.end_char
    text = token.doc.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _tense(doc: Doc, starts: Sequence[int], position: int) -> str | None:
    """Return `past` or `future` for the verb that governs the token at an offset."""
    found = _tokens(doc, starts, Span(position, position + 1))
    if not found:
        return None
    for token in [found[0], *found[0].ancestors]:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        helpers = {c.lower_ for c in token.children if c.dep_.startswith("aux")}
        if helpers & {"will", "shall", "'ll", "would", "may", "could", "might", "should"}:
            return "future"
        if token.tag_ == "VBD" or helpers & {"had", "was", "were", "has", "have", "did"}:
            return "past"
        if token.dep_ in ("xcomp", "acl") or token.tag_ == "VB":
            return "future"
    return None


def prepare(
    article: Article, doc: Doc, title_doc: Doc, *, field_: Field, chains: coref.Chains | None = None
) -> Context:
    """Return the context of a body or a title.

    Args:
        article: Gives the date that relative expressions count from.
        doc: The analysed body or title, whichever `field_` names.
        title_doc: The analysed title, whose names count for the body too.
        field_: Which of the two `doc` is.
        chains: Chains made before, to share work.
    """
    starts = [token.idx for token in doc]
    anchor, inferred = article.date, None
    if anchor is None:
        guess = infer_year(article.text)
        if guess is not None:
            anchor, inferred = dt.date(guess[0], 12, 31), guess[1]
    times = find_times(
        doc.text,
        anchor,
        anchor_inferred=inferred,
        tense=lambda position: _tense(doc, starts, position),
    )
    amounts = find_amounts(doc.text)
    if chains is None:
        chains = coref.chains(doc, None if field_ == "title" else title_doc, article=article)
    placed_times = []
    inside: set[int] = set()
    for time in times:
        tokens = _tokens(doc, starts, time.span)
        if tokens:
            core = _tokens(doc, starts, time.core)
            placed_times.append(Placed(time, _root(core or tokens)))
            inside.update(t.i for t in tokens)
    placed_amounts = []
    for amount in amounts:
        tokens = _tokens(doc, starts, amount.span)
        if tokens:
            placed_amounts.append(Placed(amount, _root(tokens)))
    captions = doc.spans.get("caption", ())
    return Context(
        article=article,
        field=field_,
        doc=doc,
        chains=chains,
        attributions=attribution.attribute(doc, chains, times),
        times=tuple(placed_times),
        amounts=tuple(placed_amounts),
        skip=frozenset(t.i for span in captions for t in span),
        inside_time=frozenset(inside),
    )
