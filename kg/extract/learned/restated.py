"""What the model tells only otherwise than a frame at the same place, where frames choose better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extract.arrays import arrays
from kg.extract.learned.contradicted import denies_both, is_within
from kg.model import Kind, Polarity

if TYPE_CHECKING:
    from kg.extract.match import Candidate


def without_restated(proposed: Iterable[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of the model without denials and confirmations that a frame tells at the same word.

    Frames take the whole clause that is denied; the network, that has only phrases to choose from, a part of it.
    """
    told: dict[tuple[tuple[bool, int], str | None], list[Candidate]] = {}
    for one in found:
        if one.claim.kind is Kind.STANCE:
            told.setdefault((_place(one), one.claim.action), []).append(one)

    def is_told(one: Candidate) -> bool:
        beside = (
            told.get((_place(one), one.claim.action), ()) if one.claim.kind is Kind.STANCE else ()
        )
        return any(
            other.claim.subject == one.claim.subject
            or is_within(one.claim.object, other.claim.object)
            for other in beside
        )

    # Only what its own sentence tells can tell it better; in a long list that is a small part of all.
    near: dict[tuple[bool, int], list[Candidate]] = {}
    for one in found:
        near.setdefault(_sentence(one), []).append(one)

    def is_better_told(one: Candidate) -> bool:
        beside = near.get(_sentence(one), ())
        return (
            any(denies_both(other.claim, one.claim) for other in beside)
            or _is_supplied(one, beside)
            or _is_site(one, beside)
            or _is_told_better(one, beside)
        )

    return [one for one in proposed if not (is_told(one) or is_better_told(one))]


def _sentence(candidate: Candidate) -> tuple[bool, int]:
    """Return the sentence of a candidate: whether it is the title, and its first token."""
    a = arrays(candidate.trigger.doc)
    return candidate.claim.title_evidence, a.sents[a.sent[candidate.trigger.i]][0]


def _is_told_better(candidate: Candidate, beside: Sequence[Candidate]) -> bool:
    """Tell whether a frame tells the same of a subject beside a candidate, and knows more of what it is about.

    That a project is ended, of what the model takes to go on; the site where people lose their jobs, not
    only the place; what is updated, not what is new in it.
    """
    claim, word = candidate.claim, candidate.trigger
    for one in beside:
        other = one.claim
        if (other.kind, other.subject) != (claim.kind, claim.subject):
            continue
        ended = other.polarity is Polarity.NEGATED and claim.polarity is Polarity.AFFIRMED
        if ended and is_within(claim.object, other.object):
            return True
        if claim.kind is Kind.LAYOFF and claim.object_type == "PLACE" and other.object:
            return True
        if claim.action == other.action == "updates" and word.i == one.trigger.i:
            return True
    return False


def _is_site(candidate: Candidate, beside: Sequence[Candidate]) -> bool:
    """Tell whether a frame tells what becomes of a site that the model names by a noun or at the same word.

    A hub that "plans for a hub" are of is to be built, and not yet to be opened besides.
    """
    claim, word = candidate.claim, candidate.trigger
    return claim.kind is Kind.FACILITY and any(
        one.claim.kind is claim.kind
        and (one.claim.subject, one.claim.object) == (claim.subject, claim.object)
        and (word.pos_ == "NOUN" or word.i in (one.trigger.i, one.trigger.head.i))
        for one in beside
    )


def _is_supplied(candidate: Candidate, beside: Sequence[Candidate]) -> bool:
    """Tell whether who should supply somebody is another's customer beside him: "counts Acme and Zenith among its clients"."""
    claim = candidate.claim
    clients = [
        one.claim
        for one in beside
        if one.claim.kind is claim.kind is Kind.SUPPLY and one.claim.subject != claim.subject
    ]
    return {claim.subject, claim.object} <= {one.object for one in clients}


def _place(candidate: Candidate) -> tuple[bool, int]:
    """Return where a candidate is told: whether in the title, and by which token."""
    return candidate.claim.title_evidence, candidate.trigger.i
