"""Who says a claim: the source of its clause, its own subject, or who speaks for that."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.extract import tree
from kg.extract.attribution import Attribution
from kg.extract.sources import UNNAMED, describe
from kg.extract.voices import first_named, person_of, speaks
from kg.model import Claim, Kind, Modality
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import Context
    from kg.extract.frame import Frame
    from kg.extract.wording import Filler

_TOLD_BY_ACTS = (Kind.RESULT, Kind.TARGET, Kind.PRODUCT)
_TWO_SIDED = (Kind.ACQUISITION, Kind.DIVESTITURE)
_FIRMS = ("COMPANY", "ORG")
_NEGATIONS = ("not", "n't", "n’t", "never", "neither")


@cache
def _words() -> dict[str, frozenset[str]]:
    text = resources.files("kg.extract").joinpath("match.toml").read_text(encoding="utf-8")
    return {key: frozenset(found) for key, found in tomllib.loads(text).items()}


@cache
def _bare() -> re.Pattern[str]:
    """Return a pattern of those who speak for a firm that the words do not name: "a spokesman"."""
    return re.compile(rf"(?:an?|the) (?P<who>{'|'.join(sorted(_words()['mouthpieces']))})")


def unsaid(source: Attribution, trigger: Token) -> bool:
    """Tell whether the cue of saying is negated, or is the trigger itself.

    What nobody has said has no speaker; that somebody announced a thing is
    said by the article.

    Args:
        source: Who speaks in the sentence.
        trigger: The word that tells the claim.
    """
    cue = source.cue
    return cue is not None and (
        (cue.i == trigger.i and trigger.lemma_.lower() not in _words()["voiced"])
        or any(c.lemma_.lower() in _NEGATIONS for c in cue.children)
    )


def is_unspoken(cue: Token) -> bool:
    """Tell whether a word of saying stands under "would" or "could"; who "would only say" a thing has said it.

    Args:
        cue: The word.
    """
    beside = [(c.tag_, c.lower_) for c in cue.children]
    return any(tag == "MD" for tag, _ in beside) and not any(word == "only" for _, word in beside)


def relays(source: Attribution, speaker: str | None) -> tuple[str, ...]:
    """Return the outlets that pass a claim on, without one that speaks itself.

    Args:
        source: Who speaks in the sentence.
        speaker: Who says the claim.
    """
    return tuple(name for name in source.relayed_by if name != speaker)


def told_unspoken(one: Claim, two: Claim) -> Claim | None:
    """Return that of two tellings of one fact which the article gives in its own voice, before others speak of it.

    "Acme sued Zenith on Monday. (...) Analysts said Acme sued because": they only come back to what was told.
    None where the party speaks itself, or the article comes back to what others said.

    Args:
        one: A claim with evidence in the body.
        two: The same proposition, told elsewhere.
    """
    first, second = (one, two) if one.evidence < two.evidence else (two, one)
    if first.speaker is not None or second.speaker is None or first.relayed_by:
        return None
    apart = bool(first.evidence) and first.evidence[0] not in second.evidence
    facts = first.modality is second.modality is Modality.ASSERTED
    parties = [name for name in (first.subject, first.object) if name is not None]
    if not apart or not facts or any(same_name(second.speaker, name) for name in parties):
        return None
    return first


def speaker_of(
    trigger: Token, frame: Frame, subject: Filler, source: Attribution, context: Context
) -> tuple[str | None, str | None]:
    """Return who says a claim, with the label; its subject where the frame says that it speaks.

    A person who speaks for the subject is the speaker, by name or, as a spokesman, by
    what the article calls him.

    Args:
        trigger: The word that tells the claim.
        frame: What the word is taken for.
        subject: The subject of the claim.
        source: Who speaks in the sentence.
        context: Its text.
    """
    if frame.own_voice:
        return None, None
    if frame.speaker_is_subject and (holder := _holder(trigger, subject, source, context)):
        return holder
    if _unsaid_here(trigger, frame, source) or _is_of_others(
        trigger, frame, subject, source, context
    ):
        return None, None
    party = first_named(source, context)
    if party is None and speaks(subject, source, context):
        return subject.text, subject.label
    speaker = party or source.speaker
    if speaker is not None and source.speaker_type == UNNAMED:
        speaker = _of_firm(speaker, subject)
    return speaker, source.speaker_type


def _holder(
    trigger: Token, subject: Filler, source: Attribution, context: Context
) -> tuple[str, str | None] | None:
    """Return who voices a stance, where that is nobody who merely tells of it."""
    if (person := person_of(trigger, subject, context)) is not None:
        return person, "PERSON"
    by_others = source.speaker_type == "PERSON"  # "reports said Acme denied it": Acme voices that
    by_others = by_others or (source.speaker_type == UNNAMED and not source.hedged)
    if by_others and source.cue is not None and source.cue.i != trigger.i:
        return None
    for agent in tree.agents(trigger):  # "a spokesman for Acme denied"
        if agent.pos_ == "NOUN" and agent.lemma_.lower() in _words()["mouthpieces"]:
            times = context.inside_time
            said = describe(context.doc, context.chains, agent.i, times, cue=trigger.i)
            return _of_firm(said, subject), UNNAMED
    return subject.text, subject.label


def _is_of_others(
    trigger: Token, frame: Frame, subject: Filler, source: Attribution, context: Context
) -> bool:
    """Tell whether a claim that follows a firm's announcement is none of it.

    What others do, and what somebody owns, the article tells itself; who gets a post the firm said.
    """
    if not source.carried or source.cue is None or source.cue.i > trigger.i:
        return False
    if source.speaker_type not in _FIRMS or frame.kind is Kind.APPOINTMENT:
        return False
    own = same_name(source.speaker or "", subject.text) or subject.text in (source.speaker or "")
    if frame.kind is Kind.OWNERSHIP:
        return True
    return not own and not _is_deal_of(source, trigger, frame, context)


def _is_deal_of(source: Attribution, trigger: Token, frame: Frame, context: Context) -> bool:
    """Tell whether who acts in a clause is who speaks, though it is another's deal, too: "it will sell the mill to Zenith"."""
    if frame.kind not in _TWO_SIDED or tree.children(trigger, "aux:pass"):
        return False
    entries = (context.chains.at(agent) for agent in tree.agents(trigger))
    return any(e is not None and e.name == source.speaker for e in entries)


def _of_firm(speaker: str, subject: Filler) -> str:
    """Return the description of an unnamed speaker with the firm's name, where it has none: "a spokesman"."""
    bare = _bare().fullmatch(speaker)
    if bare is None or subject.label not in _FIRMS:
        return speaker
    article = "an" if subject.text[:1].lower() in "aeio" else "a"
    return f"{article} {subject.text} {bare['who']}"


def _unsaid_here(trigger: Token, frame: Frame, source: Attribution) -> bool:
    """Tell whether nobody says a claim, since its word is the saying or what is told was never said.

    Some acts are the saying: a forecast, figures announced, a product or an aim that a person presents.
    """
    acts = _words()["voiced_figures" if frame.kind is Kind.RESULT else "voiced_aims"]
    lemma = trigger.lemma_.lower()
    if frame.kind in _TOLD_BY_ACTS and lemma in acts:
        return False
    presents = frame.kind in (Kind.PRODUCT, Kind.TARGET) and lemma in _words()["presenting"]
    if presents and source.speaker_type == "PERSON":
        return False
    return unsaid(source, trigger)
