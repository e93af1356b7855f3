"""Where the body bears out what only a headline has told, and what it adds.

A headline is short and loose: "Acme buys Zeta" stands over "Acme said on Monday
that it would buy Zeta for $3 billion". A claim that rests on the headline alone
gets the first sentence that tells of the same parties, with the time, the amount, the
speaker and the certainty that this sentence gives.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import modality
from kg.extract.arrays import worded
from kg.extract.context import Context, sentence_span
from kg.extract.scope import pick_time
from kg.extract.sums import pick_amounts
from kg.model import Claim, Kind, Modality
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from kg.extract.attribution import Attribution
    from kg.extract.frame import FrameSet

REACH = 4
"""Sentences of the body in which a headline is looked for: the lead and what follows it."""

_MONEY = frozenset({"money"})
_AMOUNTS: Mapping[Kind, frozenset[str]] = {
    Kind.ACQUISITION: _MONEY,
    Kind.DIVESTITURE: _MONEY,
    Kind.MERGER: _MONEY,
    Kind.FUNDING: _MONEY,
    Kind.INVESTMENT: _MONEY,
    Kind.SUPPLY: _MONEY,
    Kind.LAYOFF: frozenset({"people"}),
    Kind.HIRING: frozenset({"people"}),
    Kind.MARKET_MOVE: frozenset({"percent"}),
}
"""Kinds of amount that a lead can add."""

_LOOSE = frozenset({Modality.ASSERTED, Modality.PLANNED})
"""What a headline's present and infinitive may stand for."""


def tells_of(name: str, sentence: Sentence, context: Context, *, thing: bool) -> bool:
    """Tell whether a sentence names or refers to a participant.

    Args:
        name: The participant.
        sentence: The sentence.
        context: Its text.
        thing: Whether it is a thing, of which some words do.
    """
    entries = (entry for token in sentence for entry in context.chains.all(token))
    if any(same_name(entry.name, name) for entry in entries):
        return True
    return thing and same_name(sentence.text, name, is_object=True)


def _words_of(name: str) -> set[str]:
    return {word.casefold().strip("\"'“”‘’.,") for word in name.split() if len(word) > 2}


def has_object(claim: Claim, sentence: Sentence, context: Context) -> bool:
    """Tell whether a sentence tells of a claim's object, or of half of the words for it."""
    if claim.object is None or tells_of(claim.object, sentence, context, thing=False):
        return True
    wanted = _words_of(claim.object)
    said = {form for token in sentence for form in (token.lower_, token.lemma_.lower())}
    return bool(wanted) and 2 * len(wanted & said) >= len(wanted)


def _triggers(claim: Claim, sentence: Sentence, frames: FrameSet) -> Iterator[Token]:
    """Yield the words of a sentence that can tell a claim of this kind, verbs first."""
    for wanted in ("VERB", "NOUN"):
        for token in sentence:
            if token.pos_ == wanted:
                known = frames.by_lemma.get(token.lemma_.lower(), ())
                if any(frame.kind is claim.kind for frame in known):
                    yield token


def _amount(claim: Claim, trigger: Token, context: Context) -> Claim:
    kinds = _AMOUNTS.get(claim.kind)
    if claim.amount is not None or kinds is None:
        return claim
    found = pick_amounts(trigger, context, kinds=kinds)
    return dataclasses.replace(claim, amount=found[0].mention.quantity) if found else claim


def _reading(
    claim: Claim, trigger: Token, source: Attribution, frames: FrameSet
) -> modality.Reading:
    """Return how the sentence of a trigger means a claim, as the frame of its word reads it.

    Who "has delayed" a thing plans it still: by themselves such words tell a plan. Of several
    frames it is the one that read the headline.
    """
    known = [
        frame
        for frame in frames.by_lemma.get(trigger.lemma_.lower(), ())
        if frame.kind is claim.kind
    ]
    frame = next((each for each in known if each.id == claim.found_by), known[0])
    reading = modality.of(trigger, source, default=frame.modality)
    if frame.fixed_modality:
        return dataclasses.replace(reading, modality=frame.modality)
    if frame.only and reading.modality not in frame.only:
        return dataclasses.replace(reading, modality=claim.modality)
    return reading


def _grounded(claim: Claim, trigger: Token, context: Context, frames: FrameSet) -> Claim:
    """Return a claim with the sentence of a trigger as evidence and what that adds."""
    source = context.attributions.of(trigger)
    reading = _reading(claim, trigger, source, frames)
    loose = claim.modality in _LOOSE and reading.polarity == claim.polarity
    time = claim.time
    if time is None and (mention := pick_time(trigger, context)) is not None:
        time = mention.value
    claim = _amount(claim, trigger, context)
    return dataclasses.replace(
        claim,
        time=time,
        modality=reading.modality if loose else claim.modality,
        speaker=claim.speaker or source.speaker,
        speaker_type=claim.speaker_type if claim.speaker else source.speaker_type,
        said=claim.said or source.said,
        relayed_by=claim.relayed_by or source.relayed_by,
        evidence=(sentence_span(trigger),),
    )


def _in_body(claim: Claim, context: Context, frames: FrameSet) -> Claim:
    sentences = worded(context.doc)[:REACH]
    for sentence in sentences:
        if any(token.i in context.skip for token in sentence):
            continue
        if not tells_of(claim.subject, sentence, context, thing=False):
            continue
        if not has_object(claim, sentence, context):
            continue
        trigger = next(_triggers(claim, sentence, frames), None)
        if trigger is not None:
            return _grounded(claim, trigger, context, frames)
    return claim


def ground(claims: Iterable[Claim], body: Context, frames: FrameSet) -> tuple[Claim, ...]:
    """Return claims, those of the headline alone with what the body says of the same.

    Args:
        claims: The claims of one article.
        body: Its body.
        frames: The words that tell of each kind.
    """
    return tuple(
        claim if claim.evidence or not claim.title_evidence else _in_body(claim, body, frames)
        for claim in claims
    )
