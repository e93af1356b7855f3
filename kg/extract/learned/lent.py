"""What the model knows of a claim that a frame tells without its amount.

A frame may take no amount, or look for it beside a word that has none: "Its largest owner, Acme, which
holds 19 percent, declined to comment" tells a holding by "owner" and its size by "holds". Of two tellings
of one proposition in one sentence only one is told in the end, and it has the amount of either.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.model import Claim, Kind, Polarity
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from kg.extract.match import Candidate

_APART = frozenset({Kind.RESULT, Kind.MARKET_MOVE, Kind.TARGET, Kind.PRODUCT, Kind.STANCE})
"""Kinds of which each figure or price is a claim of its own, or that have none."""


def _key(one: Candidate) -> tuple[object, ...]:
    """Return what two tellings of one proposition in one sentence surely have in common."""
    claim = one.claim
    return (
        claim.kind,
        claim.action,
        claim.polarity,
        claim.polarity is Polarity.NEGATED or claim.modality,
        claim.subject,
        claim.title_evidence,
        one.trigger.sent.start,
    )


def _same_object(one: Claim, two: Claim) -> bool:
    if not (one.object and two.object):
        return one.object == two.object
    return one.object == two.object or same_name(one.object, two.object, is_object=True)


def with_amounts(found: Iterable[Candidate], proposed: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of frames, those without an amount with the one that the model gives them.

    Args:
        found: The candidates of frames.
        proposed: Those of the model.
    """
    known: dict[tuple[object, ...], list[Candidate]] = {}
    for one in proposed:
        if one.claim.amount is not None and one.claim.kind not in _APART:
            known.setdefault(_key(one), []).append(one)
    return [_lent(one, known.get(_key(one), ())) for one in found]


def _lent(one: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Return a candidate with the amount that others of its sentence agree on."""
    if one.claim.amount is not None:
        return one
    told = {o.claim.amount for o in others if _same_object(one.claim, o.claim)}
    if len(told) != 1:
        return one
    return dataclasses.replace(one, claim=dataclasses.replace(one.claim, amount=told.pop()))
