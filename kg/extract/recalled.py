"""How many things a recall is of, where a sentence beside it tells: "The recall covers (7,000) mugs".

A notice may also tell first how many were made or sold: "About 7,000 were sold. The reason for the recall is".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Span as Sentence

from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.following import completed
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Polarity, Quantity

_REACH = 2  # sentences after a recall that may tell it


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "carried.toml")["recalls"]
    return {name: frozenset(words) for name, words in found.items()}


def _wants_count(claim: Claim) -> bool:
    told = claim.kind is Kind.PRODUCT and claim.action == "recalls" and claim.amount is None
    return told and claim.polarity is Polarity.AFFIRMED and bool(claim.evidence)


def _count_told(sentence: Sentence, thing: set[str], context: Context) -> Quantity | None:
    """Return the only number of things that a sentence says were recalled, made or sold, or None."""
    if not any(t.lemma_.lower() in _words()["telling"] for t in sentence):
        return None
    told = []
    for placed in context.amounts_in(sentence):
        mention = placed.mention
        unit = (mention.quantity.unit or "").lower().rpartition(" ")[2]
        known = not unit or unit in _words()["units"] or unit in thing or unit[:-1] in thing
        if mention.kind == "count" and known:
            told.append(mention.quantity)
    return told[0] if len(told) == 1 else None


def with_counts(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims, of which recalls without a number of things have the one that a sentence beside them tells.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    return completed(claims, body, _wants_count, _counted)


def _beside(claim: Claim, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that may tell the number: those after a recall that name it again, and the one before "the recall"."""
    start = claim.evidence[0].start
    at = next((n for n, s in enumerate(sentences) if s.end_char > start), len(sentences))
    own = sentences[at : at + 1]
    again = [s for s in sentences[at + 1 : at + _REACH + 1] if _takes_up(s)]
    return [*own, *again, *(sentences[max(at - 1, 0) : at] if own and _takes_up(own[0]) else ())]


def _takes_up(sentence: Sentence) -> bool:
    """Tell whether a sentence goes on about a recall told before: "the recall"."""
    return any(
        t.lower_ == "recall" and t.i > sentence.start and t.nbor(-1).lower_ in ("the", "this")
        for t in sentence
    )


def _counted(
    claim: Claim, known: Sequence[Claim], sentences: Sequence[Sentence], body: Context
) -> Claim:
    others = [e for c in known if c.action == "recalls" and c is not claim for e in c.evidence]
    thing = set((claim.object or "").lower().split())
    for sentence in _beside(claim, sentences):
        span = sentence_span(sentence[0])
        if any(span.overlaps(e) and e not in claim.evidence for e in others):
            continue
        amount = _count_told(sentence, thing, body)
        if amount is not None:
            evidence = joined_evidence(claim, span)
            return dataclasses.replace(claim, amount=amount, evidence=evidence)
    return claim
