"""Whose post goes to whom: Bo Ek's to Jane Doe, in "Jane Doe becomes chief executive. She succeeds Bo Ek".

Who succeeds takes up the post that the other leaves, so that what the text says of the
one's post is that of the other, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract import modality, tree
from kg.extract.context import Context
from kg.extract.leaving import leaves_when
from kg.extract.match import Candidate
from kg.extract.posts import posts
from kg.extract.wording import name_of
from kg.model import Kind, Modality
from kg.resolve.names import same_name

_FOLLOWERS = frozenset({"successor", "replacement"})
_FORMER = "predecessor"
_VERBS = frozenset({"succeed", "replace", "take"}) | _FOLLOWERS
_HANDING = frozenset({"hand", "make", "give"})
_WAY = frozenset({"make", "give"})
_BESIDE = ("advcl", "acl")
_JOINTS = frozenset({"while", "and", "with"})
_OWN = "Appointment/took-over"
"""Who took over, without a word of what, took up the post that the text gives them."""
_KEPT = frozenset({"founder", "co-founder", "cofounder", "founders"})
"""What somebody stays whoever succeeds them."""
_SO_FAR = frozenset({"now", "currently", "presently", "previously", "formerly", "until", "former"})
_SURE = 0.3
"""Confidence from which on a candidate, of the model too, is believed to tell somebody's post."""
_OTHER_SIDE = {
    Kind.DEPARTURE: (Kind.APPOINTMENT, Kind.ROLE),
    Kind.APPOINTMENT: (Kind.DEPARTURE, Kind.ROLE),
}


def hands_over(verb: Token) -> bool:
    """Tell whether somebody gives up a post to another: "will hand over to Ann Lee", "makes way for Ann Lee"."""
    beside = {t.lower_ for t in tree.children(verb, "compound:prt", "advmod", "obj")}
    return beside >= {"way"} if verb.lemma_ in _WAY else verb.lemma_ == "hand" and "over" in beside


def _others(candidate: Candidate, context: Context) -> list[str]:
    """Return the names on the other side of "succeed": who succeeds, of whom is succeeded.

    Who hands over leaves the post that is his own.
    """
    verb = candidate.trigger
    if hands_over(verb):
        return _persons(tree.agents(verb), context)
    if verb.lemma_ in _FOLLOWERS:
        return _persons(tree.possessors(verb), context)
    if (former := _predecessor(candidate)) is not None:
        return _persons(tree.possessors(former), context)
    leaves = candidate.claim.kind is Kind.DEPARTURE
    heads = tree.agents(verb) if leaves else tree.patients(verb) or tree.obliques(verb, "from")
    told = [name for name in _persons(heads, context) if name != candidate.claim.subject]
    # "Acme named Jane Doe as its head, replacing Bo Ek": she replaces him, though Acme acts.
    above = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    named = (
        leaves and verb.tag_ == "VBG" and verb.dep_ in _BESIDE and above.lemma_ in posts("naming")
    )
    return told or (_persons(tree.patients(above), context) if named else [])


def _predecessor(candidate: Candidate) -> Token | None:
    """Return the noun that says whose post somebody had who leaves: "his (predecessor), Ann Lee, was forced out"."""
    person = candidate.subject.token
    beside = [person, person.head, *tree.children(person, "appos", "nmod:desc", "compound")]
    told = (t for t in beside if t.lemma_ == _FORMER and tree.possessors(t))
    return next(told, None) if candidate.claim.kind is Kind.DEPARTURE else None


def _persons(heads: Sequence[Token], context: Context) -> list[str]:
    """Return the names of the persons among nominals and what is coordinated with them."""
    found = [name_of(one, context) for head in heads for one in tree.conjuncts(head)]
    return [one.text for one in found if one is not None and one.label == "PERSON"]


def _whose(candidate: Candidate, others: Sequence[Candidate], context: Context) -> Sequence[str]:
    """Return the names of those whose post a candidate may be of: of "named as her replacement" hers who leaves."""
    if candidate.frame.id == _OWN:
        return [candidate.claim.subject]
    names = _others(candidate, context)
    if candidate.trigger.lemma_ in _FOLLOWERS and set(names) <= {candidate.claim.subject}:
        return [o.claim.subject for o in others if o.claim.kind is Kind.DEPARTURE][:1]
    return names


def complete(candidate: Candidate, others: Sequence[Candidate], context: Context) -> Candidate:
    """Take the post that somebody gets from, or leaves to, another from what is told of the other.

    Args:
        candidate: A claim of any kind; only those of succession without a post are completed.
        others: What else the text tells, nearest first.
        context: The text.
    """
    claim = candidate.claim
    if claim.kind not in _OTHER_SIDE or claim.role:
        return candidate
    if not _is_succession(candidate.trigger) and _predecessor(candidate) is None:
        return candidate
    names = _whose(candidate, others, context)
    for kind in _OTHER_SIDE[claim.kind]:
        for other in others:
            told = other.claim
            if (
                told.kind is not kind
                or not (told.role and told.object)
                or told.polarity != claim.polarity
            ):
                continue
            if not any(same_name(told.subject, name) for name in names):
                continue
            if claim.object and not same_name(claim.object, told.object):
                continue
            if told.role.lower() in _KEPT or _is_held_before(candidate, other):
                continue
            return _with_post(candidate, other)
    return candidate


def _is_held_before(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether the post of who is to succeed is only the one held so far: "will be replaced by Bo Ek, now head of Acme"."""
    told, word = other.claim, other.trigger
    if candidate.claim.kind is not Kind.DEPARTURE or told.kind is not Kind.ROLE:
        return False
    if word.sent != candidate.trigger.sent or word.i < candidate.trigger.i:
        return False
    ahead = candidate.claim.modality is not Modality.ASSERTED
    return ahead or any(c.lower_ in _SO_FAR for c in word.children)


def with_posts(
    found: Sequence[Candidate], known: Sequence[Candidate], body: Context, title: Context
) -> list[Candidate]:
    """Return candidates of a succession to come with the posts that other readings of the text give, the surest first.

    Args:
        found: Candidates of any kind.
        known: All candidates, by whomever they are proposed.
        body: The text.
        title: Its title.
    """
    wanting = {id(c) for c in found if _wants_post(c)}
    if not wanting:
        return list(found)
    sure = sorted(
        (c for c in known if c.claim.confidence >= _SURE), key=lambda c: -c.claim.confidence
    )
    return [
        complete(c, sure, title if c.claim.title_evidence else body) if id(c) in wanting else c
        for c in found
    ]


def _wants_post(candidate: Candidate) -> bool:
    """Tell whether a candidate is of somebody who is to succeed another, to what it does not say."""
    claim = candidate.claim
    ahead = claim.kind in _OTHER_SIDE and claim.modality is not Modality.ASSERTED
    return ahead and not claim.role and _is_succession(candidate.trigger)


def _is_succession(word: Token) -> bool:
    return word.lemma_ in _VERBS or (word.lemma_ in _HANDING and hands_over(word))


def beside(candidate: Candidate, earlier: Sequence[Candidate]) -> Candidate:
    """Give a post that a clause names without its place to the firm where another, before it, gets one.

    In "Ann Lee will be chief executive of Acme, while Zenith head Bo Ek will become chairman" he goes to Acme.

    Args:
        candidate: A claim of any kind; only posts taken up at a firm that its clause does not name are moved.
        earlier: What the text tells before.
    """
    claim, place = candidate.claim, candidate.object
    if claim.kind is not Kind.APPOINTMENT or place is None or place.token.ent_type_:
        return candidate
    for other in reversed(earlier):
        told, start = other.claim, other.object.token.i if other.object is not None else 0
        if other.trigger.sent != candidate.trigger.sent:
            break
        if told.kind is not claim.kind or told.subject == claim.subject or told.object is None:
            continue
        between = candidate.trigger.doc[start : candidate.subject.token.i]
        if any(t.lower_ in _JOINTS for t in between):
            moved = dataclasses.replace(claim, object=told.object, object_type=told.object_type)
            return dataclasses.replace(candidate, claim=moved, object=other.object)
    return candidate


def _with_post(candidate: Candidate, other: Candidate) -> Candidate:
    """Return a claim with the post of another, and with its time and certainty where it moves, too."""
    claim, told = candidate.claim, other.claim
    moves = told.kind is not Kind.ROLE and claim.modality is Modality.ASSERTED
    filled = dataclasses.replace(
        claim,
        role=told.role,
        object=told.object,
        object_type=told.object_type,
        time=claim.time or (told.time if told.kind is Kind.APPOINTMENT else None),
        modality=told.modality if moves else claim.modality,
    )
    if candidate.trigger.lemma_ in _FOLLOWERS and claim.modality is Modality.ASSERTED:
        going = modality.of(candidate.trigger.head).modality
        filled = dataclasses.replace(filled, modality=going)
    if claim.kind is Kind.DEPARTURE and (verb := leaves_when(candidate.trigger)) is not None:
        # "replacing Bo Ek, who is retiring": he has not left yet
        going = modality.of(verb).modality
        filled = dataclasses.replace(filled, modality=going) if moves else filled
    return dataclasses.replace(candidate, claim=filled, object=candidate.object or other.object)
