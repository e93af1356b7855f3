"""What frames say and the model contradicts: where both read one word or one sentence, the surer one is right.

In "Mexico approved the plane, allowing Acme to fly it" a frame may take one thing for what is
approved and the model another. Both can't be meant; what the model tells, and is surer of, stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract import gate
from kg.model import Kind, Modality, Polarity
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from kg.extract.match import Candidate
    from kg.model import Claim

MARGIN = 0.15
"""How much surer than a frame the model must be. Of 34 claims of frames so contradicted on the 249 held-out and 64
recent articles 10 were right, and 26 of the model's were; at 0.05 wrong ones won in plain sentences."""
DOUBTFUL = 0.5
"""Belief below which a claim of a frame is given up for one that another word of its sentence announces."""

_COUNTED = frozenset({Kind.LAYOFF, Kind.HIRING})

Place = tuple[bool, int]


def without_contradicted(
    found: Sequence[Candidate],
    proposed: Iterable[Candidate],
    belief: Callable[[Claim], float],
    floor: Callable[[Claim], float],
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the candidates of frames that the model does not contradict, and those that it does.

    Args:
        found: What frames propose.
        proposed: What the model proposes.
        belief: Gives the chance that the article says what a claim says.
        floor: Gives the least chance at which a claim is told: the model's others contradict nothing.
    """
    here: dict[Place, list[Candidate]] = {}
    for one in found:
        here.setdefault(_place(one), []).append(one)
    otherwise: set[int] = set()
    for other in proposed:
        beside = here.get(_place(other), ())
        rivals = list(_contradicting(other, beside))
        if not rivals or _is_told(other, beside) or gate.problem(other):
            continue
        sure = belief(other.claim)
        if sure >= floor(other.claim):
            otherwise |= {
                id(one) for one, least in rivals if belief(one.claim) < min(sure - MARGIN, least)
            }
    return (
        [one for one in found if id(one) not in otherwise],
        [one for one in found if id(one) in otherwise],
    )


def _place(one: Candidate) -> Place:
    """Return where a candidate is told: whether in the title, and the first word of its sentence."""
    return one.claim.title_evidence, one.trigger.sent.start


def _contradicting(
    other: Candidate, beside: Sequence[Candidate]
) -> Iterator[tuple[Candidate, float]]:
    """Yield what frames tell otherwise in a sentence, with the belief from which on it stays anyway."""
    for one in beside:
        if one.claim.kind is not other.claim.kind:
            continue
        shared = gate.same_object(one.claim, other.claim)
        if is_within(one.claim.object, other.claim.object):
            continue  # "a tablet", "producing a tablet": one thing in more words or fewer
        if denies_both(one.claim, other.claim):
            continue
        if one.trigger.i != other.trigger.i:
            if not shared and not _is_other_cut(one.claim, other.claim):
                yield one, DOUBTFUL
        elif shared or same_name(one.claim.subject, other.claim.subject):
            yield one, 1.0


def _is_other_cut(one: Claim, two: Claim) -> bool:
    """Tell whether two words tell of so many people each: "laid off 90 people in March, and is cutting another 60"."""
    if one.kind not in _COUNTED or one.amount is None or two.amount is None:
        return False
    return one.amount.unit == two.amount.unit and one.amount.value != two.amount.value


def denies_both(one: Claim, other: Claim) -> bool:
    """Tell whether both say that it is not so, one as what somebody denies: "said that it holds no stake"."""
    denied = one.modality is Modality.DENIED and other.polarity is Polarity.NEGATED
    return denied and one.kind is other.kind and same_name(one.subject, other.subject)


def _is_told(other: Candidate, beside: Sequence[Candidate]) -> bool:
    """Tell whether a frame tells what the model tells."""
    return any(
        one.claim.kind is other.claim.kind
        and same_name(one.claim.subject, other.claim.subject)
        and gate.same_object(one.claim, other.claim)
        for one in beside
    )


def is_within(one: str | None, other: str | None) -> bool:
    """Tell whether one of two descriptions has all words of the other and more."""
    words, others = set((one or "").casefold().split()), set((other or "").casefold().split())
    return bool(words and others) and (words < others or others < words)
