"""What a Stance is about where it does not say so itself: "declined to comment", "denied it", "the deal".

What "the deal" is, is what was told last before: a deal, a suit, a thing announced. What somebody was
asked about who denies it or says nothing, `asked` chooses.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.asked import asked_after, content_of, matter_near, saying
from kg.extract.context import Context
from kg.extract.match import Candidate
from kg.extract.wording import Filler
from kg.model import Claim, Kind, Modality
from kg.resolve.names import same_name

_CLAUSES = frozenset({"ccomp", "acl", "advcl"})
_HEDGED = frozenset({Modality.REPORTED, Modality.RUMOURED})
_ANSWERS = frozenset({"denies", "confirms"})
_ASKED = frozenset({"denies", "declines"})
_DOUBTED = 0.4
"""How far what was told last of somebody is believed to be what they were asked about."""


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


def _before(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], reach: int
) -> Iterator[Candidate]:
    """Yield the claims told before, the nearest first, as far as a number of sentences back."""
    here = numbers[tree.starts(candidate.trigger)]
    for other in reversed(earlier):
        if here - numbers[tree.starts(other.trigger)] > reach:
            return
        if other.trigger.i != candidate.trigger.i and not _is_aside(other, candidate):
            yield other


def _is_aside(other: Candidate, candidate: Candidate) -> bool:
    """Tell whether a claim only says of somebody who they are: "Acme, which bought Zeta, declined"."""
    told = other.trigger
    return told.dep_ == "acl:relcl" and tree.starts(told) == tree.starts(candidate.trigger)


def _called(claim: Claim, holder: str) -> str | None:
    """Return what a deal or suit is called by one who has to do with it: "merger with Acme", "fine for Acme"."""
    known = _words()["called"]
    pattern = known.get(f"{claim.kind.value}/{claim.action}") or known.get(claim.kind.value)
    if pattern is None or not claim.subject:
        return None
    own = claim.object is not None and same_name(claim.object, holder)
    names = {"subject": claim.subject, "object": claim.object, "other": claim.object}
    if own:
        names["other"] = claim.subject
    for key, name in names.items():
        if "{" + key + "}" in pattern and not name:
            return None
        pattern = pattern.replace("{" + key + "}", name or "")
    return str(pattern)


def _announced(claim: Claim) -> str | None:
    """Return the thing that a claim tells of, where that is what was announced."""
    return claim.object if claim.kind.value in _words()["about"] else None


def _thing(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], reach: int
) -> tuple[str, str | None] | None:
    for other in _before(candidate, earlier, numbers, reach):
        if text := _announced(other.claim):
            return text, other.claim.object_type
    return None


def _own_news(
    candidate: Candidate,
    earlier: Sequence[Candidate],
    numbers: dict[int, int],
    *,
    hedged: bool = False,
) -> str | None:
    """Return what was told of somebody just before: "job cuts at Acme", in "Acme will cut jobs. It won't comment".

    Hedged news may stand further back.
    """
    holder, words = candidate.claim.subject, _words()
    for other in _before(candidate, earlier, numbers, words["reach" if hedged else "near"]):
        told = other.claim
        if hedged and told.modality not in _HEDGED:
            continue
        if any(name and same_name(holder, name) for name in (told.subject, told.object)):
            text = _called(told, holder) or _announced(told)
            if text and text != holder:
                return text
    return None


def _matter(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], context: Context
) -> tuple[str, str | None, float] | None:
    """Return what somebody who says no more than that they deny or decline was asked about.

    With its label and how far to believe it.
    """
    own = candidate.claim.confidence
    if text := asked_after(candidate.trigger):
        return text, None, own
    if candidate.claim.action == "declines":
        # "Zeta denied it. Acme declined to comment": on the same.
        for other in _before(candidate, earlier, numbers, _words()["near"]):
            if other.claim.action in _ANSWERS and other.claim.object:
                return other.claim.object, other.claim.object_type, own
    # What is denied is what others are said to know.
    elif text := _own_news(candidate, earlier, numbers, hedged=True):
        return text, None, own
    found = matter_near(candidate, context)
    if found is not None:
        return found[0], None, min(own, found[1])
    text = _own_news(candidate, earlier, numbers)
    if text is None and candidate.claim.action == "declines":
        text = _only_news(candidate, earlier, numbers)
    return None if text is None else (text, None, min(own, _DOUBTED))


def _only_news(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int]
) -> str | None:
    """Return the insolvency that the sentence before tells of: creditors are asked about it whom it does not name."""
    near = _before(candidate, earlier, numbers, _words()["near"])
    told = [other.claim for other in near if other.claim.kind.value in _words()["open"]]
    found = {_called(claim, candidate.claim.subject) for claim in told} - {None}
    return found.pop() if len(found) == 1 else None


def completed(
    candidate: Candidate, earlier: Sequence[Candidate], numbers: dict[int, int], context: Context
) -> Candidate:
    """Give "denied it" and "declined to comment" the thing told before as their object.

    Args:
        candidate: A claim; what is no Stance, or names its matter, is returned as it is.
        earlier: What was told before it.
        numbers: The numbers of sentences, by their first tokens.
        context: Its text.
    """
    claim, obj = candidate.claim, candidate.object
    if claim.kind is not Kind.STANCE or (obj is None and claim.action not in _ASKED):
        return candidate
    if obj is not None and _is_next(obj.token):
        return _without_object(candidate)
    if obj is not None and (obj.token.pos_ != "PRON" or claim.action not in _ASKED):
        said = content_of(obj.token) if claim.action in _ASKED else None
        said = said or (saying(obj.token) if _is_told(obj.token) else None)
        return candidate if said is None else with_object(candidate, said, None)
    found = _matter(candidate, earlier, numbers, context)
    if found is None:
        return _without_object(candidate)
    bare = dataclasses.replace(candidate, object=None)
    text, label, belief = found
    bare = dataclasses.replace(bare, claim=dataclasses.replace(claim, confidence=belief))
    return with_object(bare, text, label)


def _without_object(candidate: Candidate) -> Candidate:
    claim = dataclasses.replace(candidate.claim, object=None, object_type=None)
    return dataclasses.replace(candidate, object=None, claim=claim)


def _is_next(told: Token) -> bool:
    """Tell whether a verb is what somebody does besides: "confirmed that it had bid but would not say more"."""
    if told.dep_ != "conj" or told.pos_ != "VERB" or told.head.dep_ not in _CLAUSES:
        return False
    return not any(
        c.dep_ in ("mark", "nsubj", "nsubj:pass") or c.lower_ in ("or", "nor")
        for c in told.children
    )


def _is_told(said: Token) -> bool:
    """Tell whether an object is a clause: "that it would close", not a thing."""
    return said.dep_ in _CLAUSES and any(
        c.dep_ in ("mark", "nsubj", "nsubj:pass") and c.i < said.i for c in said.children
    )


_SELF = frozenset({"he", "she"})
_TOLD = frozenset({"ccomp", "xcomp", "advcl"})


def _is_personal(told: Token) -> bool:
    """Tell whether what somebody denies is their own doing: "that he had offered to go", "having paid bribes"."""
    if told.lemma_.lower() in _words()["personal"]:
        return True
    if told.pos_ not in ("VERB", "AUX", "ADJ", "NOUN") or told.dep_ not in _TOLD:
        return False
    subjects = [c for c in told.children if c.dep_ in ("nsubj", "nsubj:pass")]
    if not subjects:
        return told.tag_ == "VBG" or any(c.tag_ == "VBG" for c in told.children)
    return all(c.lower_ in _SELF for c in subjects)


def in_person(candidate: Candidate) -> Candidate:
    """Let a person deny in person what is told of him or her: "Doe of Acme denied that he would go".

    What a person says for an organization stays a stance of the organization.
    """
    claim, obj = candidate.claim, candidate.object
    if claim.action != "denies" or claim.speaker_type != "PERSON" or obj is None:
        return candidate
    if claim.subject_type == "PERSON" or not claim.speaker or not _is_personal(obj.token):
        return candidate
    claim = dataclasses.replace(claim, subject=claim.speaker, subject_type="PERSON")
    subject = dataclasses.replace(candidate.subject, text=claim.subject, label="PERSON")
    return dataclasses.replace(candidate, claim=claim, subject=subject)


def _is_of_sort(claim: Claim, noun: Token) -> bool:
    """Tell whether a claim tells of such a deal as a noun names: "the closure" is that of a plant."""
    words = _words()
    sorts = words["sorts"].get(noun.lemma_.lower())
    if sorts is None:
        return claim.kind.value in words["called"]
    return claim.kind.value in sorts or f"{claim.kind.value}/{claim.action}" in sorts


def _tied(noun: Token, claim: Claim, holder: str) -> str | None:
    """Return a noun with whom or what it is of: "takeover of Zeta", "deal for Zeta", "merger with Acme".

    The text's own word stays; a name that would make it long is left out.
    """
    words, kind, lemma = _words(), claim.kind.value, noun.lemma_.lower()
    sort = lemma if lemma in words["sorts"] else kind
    other = claim.object
    if words["ties"].get(sort) == "with" and other and same_name(other, holder):
        other = claim.subject
    if not other or sort not in words["ties"] or len(other.split()) > words["longest"]:
        return None
    return f"{noun.text} {words['ties'][sort]} {other}"


def called_so(
    candidate: Candidate, noun: Token, earlier: Sequence[Candidate], numbers: dict[int, int]
) -> Candidate:
    """Give "the news" what it stands for, and "the deal" the name of what it is about."""
    words, forms = _words(), {noun.lemma_.lower(), noun.lower_}
    asked = candidate.claim.action == "declines" and forms & set(words["times"])
    if forms & set(words["announced"]) and not asked:
        found = _thing(candidate, earlier, numbers, words["reach"])
        if found is not None:
            return with_object(candidate, *found)
    if not forms & set(words["deals"]):
        return candidate
    holder, bare = candidate.claim.subject, noun.pos_ not in ("NOUN", "PROPN")
    for other in _before(candidate, earlier, numbers, words["reach"]):
        if _is_of_sort(other.claim, noun):
            name = _called(other.claim, holder) if bare else _tied(noun, other.claim, holder)
            if name is not None or not bare:
                return candidate if name is None else with_object(candidate, name, None)
    return candidate
