"""What a Stance is about where it does not say so itself: "declined to comment", "denied it", "the deal".

The matter is what was told last before: a deal, a suit, a thing announced. Who denies or declines
takes part in it; only what others have just denied may be asked of who declines.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from spacy.tokens import Token

from kg.extract.match import Candidate
from kg.extract.slots import Filler
from kg.model import Claim, Kind
from kg.resolve.names import same_name


@cache
def _words() -> dict[str, Any]:
    return loads(resources.files("kg.extract").joinpath("anaphora.toml").read_text("utf-8"))


def with_object(candidate: Candidate, text: str, label: str | None) -> Candidate:
    """Return a candidate with another object in the place of what stands there, or of its word."""
    token = candidate.object.token if candidate.object is not None else candidate.trigger
    claim = dataclasses.replace(candidate.claim, object=text, object_type=label)
    return dataclasses.replace(candidate, object=Filler(text, label, token), claim=claim)


def is_asking(thing: Token) -> bool:
    """Tell whether a word is that for what a comment is sought with: a request, an e-mail."""
    return thing.lemma_.lower() in _words()["asked"]


def _with_party(claim: Claim, earlier: Sequence[Candidate]) -> list[Candidate]:
    """Return the earlier claims that the subject of a claim takes part in."""
    return [
        other
        for other in earlier
        for told in [other.claim]
        if any(same_name(claim.subject, name) for name in (told.subject, told.object) if name)
    ]


def _before(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], reach: int
) -> Iterator[Candidate]:
    """Yield the claims told before, the nearest first, as far as a number of sentences back."""
    here = numbers[candidate.trigger.sent.start]
    for other in reversed(earlier):
        if here - numbers[other.trigger.sent.start] > reach:
            return
        if other.trigger.i != candidate.trigger.i and not _is_aside(other, candidate):
            yield other


def _is_aside(other: Candidate, candidate: Candidate) -> bool:
    """Tell whether a claim only says of somebody who they are: "Acme, which bought Zeta, declined"."""
    told = other.trigger
    return told.dep_ == "acl:relcl" and told.sent.start == candidate.trigger.sent.start


def _called(claim: Claim) -> str | None:
    """Return what a deal or suit is called: "acquisition of Zeta by Acme", "fine for Acme"."""
    known = _words()["called"]
    pattern = known.get(f"{claim.kind.value}/{claim.action}") or known.get(claim.kind.value)
    if pattern is None or not claim.subject or ("{object}" in pattern and not claim.object):
        return None
    return str(pattern).replace("{subject}", claim.subject).replace("{object}", claim.object or "")


def _announced(claim: Claim) -> str | None:
    """Return the thing that a claim tells of, where that is what was announced."""
    return claim.object if claim.kind.value in _words()["about"] else None


def _deal(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], reach: int
) -> tuple[str, None] | None:
    told = (_called(other.claim) for other in _before(candidate, earlier, numbers, reach))
    return next(((text, None) for text in told if text), None)


def _thing(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], reach: int
) -> tuple[str, str | None] | None:
    for other in _before(candidate, earlier, numbers, reach):
        if text := _announced(other.claim):
            return text, other.claim.object_type
    return None


def _nearest(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], reach: int
) -> tuple[str, str | None] | None:
    """Return the deal or the thing that was told last."""
    for other in _before(candidate, earlier, numbers, reach):
        if text := _called(other.claim):
            return text, None
        text = _announced(other.claim)
        if text and text != candidate.claim.subject:
            return text, other.claim.object_type
    return None


def _matter(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int]
) -> tuple[str, str | None] | None:
    """Return what somebody who says no more than that they deny or decline was asked about."""
    own, near = _with_party(candidate.claim, earlier), _words()["near"]
    if candidate.claim.action == "declines":
        # "Zeta denied it. Acme declined to comment": on the same.
        for other in _before(candidate, earlier, numbers, near):
            if other.claim.action == "denies" and other.claim.object:
                return other.claim.object, other.claim.object_type
    return _nearest(candidate, own, numbers, _words()["reach"])


def completed(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int]
) -> Candidate:
    """Give "denied it" and "declined to comment" the thing told before as their object.

    Args:
        candidate: A claim; what is no Stance, or names its matter, is returned as it is.
        earlier: What was told before it.
        numbers: The numbers of sentences, by their first tokens.
    """
    claim, obj = candidate.claim, candidate.object
    if claim.kind is not Kind.STANCE or (obj is not None and obj.token.pos_ != "PRON"):
        return candidate
    if claim.action not in ("denies", "declines"):
        return candidate
    found = _matter(candidate, earlier, numbers)
    bare = dataclasses.replace(candidate, object=None)
    if found is None:
        claim = dataclasses.replace(claim, object=None, object_type=None)
        return dataclasses.replace(bare, claim=claim)
    return with_object(bare, *found)


def _is_of_sort(claim: Claim, noun: Token) -> bool:
    """Tell whether a claim tells of such a deal as a noun names: "the closure" is that of a plant."""
    words = _words()
    sorts = words["sorts"].get(noun.lemma_.lower())
    if sorts is None:
        return claim.kind.value in words["called"]
    return claim.kind.value in sorts or f"{claim.kind.value}/{claim.action}" in sorts


def called_so(
    candidate: Candidate, noun: Token, earlier: Sequence[Candidate], numbers: dict[int, int]
) -> Candidate:
    """Give "the news" and "the deal" what they stand for."""
    words, forms = _words(), {noun.lemma_.lower(), noun.lower_}
    if forms & set(words["announced"]):
        found = _thing(candidate, earlier, numbers, words["reach"])
        if found is not None:
            return with_object(candidate, *found)
    if forms & set(words["deals"]):
        deals = [other for other in earlier if _is_of_sort(other.claim, noun)]
        deal = _deal(candidate, deals, numbers, words["reach"])
        if deal is not None:
            return with_object(candidate, *deal)
    return candidate
