"""When a predicted claim is a gold claim, and which of its fields are right.

The rules are `docs/claims.md`, "Scoring". Names are compared by
`kg.resolve.names.same_name`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from kg.eval.assign import assign
from kg.model import SYMMETRIC, Claim, Kind, Quantity
from kg.resolve.names import same_name

FULL, HALF, NONE = 2, 1, 0
"""Halves of a match, so that sums stay whole numbers."""

HALF_PAIRS = frozenset(
    {
        frozenset({Kind.ACQUISITION, Kind.MERGER}),
        frozenset({Kind.PRODUCT, Kind.DEVELOPMENT}),
        frozenset({Kind.INVESTMENT, Kind.FACILITY}),
        frozenset({Kind.ROLE, Kind.APPOINTMENT}),
    }
)
"""Kinds so close that taking one for the other is half a match."""


AMOUNT_TOLERANCE = Decimal("0.01")
"""Largest share by which a value may differ from the gold value."""


def halves(gold: Claim, predicted: Claim) -> int:
    """Return FULL, HALF or NONE: how far a predicted claim is the gold claim.

    Example:
        >>> from kg.model import Claim, Kind
        >>> gold = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", object="Acme")
        >>> halves(gold, Claim(article="a", kind=Kind.APPOINTMENT, subject="Lee", object="Acme Inc."))
        1
    """
    if gold.article != predicted.article or gold.polarity != predicted.polarity:
        return NONE
    if gold.kind == predicted.kind:
        worth = FULL
    elif frozenset({gold.kind, predicted.kind}) in HALF_PAIRS:
        worth = HALF
    else:
        return NONE
    if gold.kind is Kind.STANCE and {gold.action, predicted.action} == {"confirms", "denies"}:
        return NONE
    if _same_parties(gold, predicted):
        return worth
    return NONE


def _same_parties(gold: Claim, predicted: Claim) -> bool:
    straight = same_name(gold.subject, predicted.subject) and (
        gold.object is None
        or (
            predicted.object is not None
            and same_name(gold.object, predicted.object, is_object=True)
        )
    )
    if straight or not {gold.kind, predicted.kind} & SYMMETRIC or predicted.object is None:
        return straight
    return same_name(gold.subject, predicted.object) and (
        gold.object is None or same_name(gold.object, predicted.subject, is_object=True)
    )


def _same_text(gold: str | None, predicted: str | None) -> bool:
    return bool(gold and predicted and same_name(gold, predicted))


def _same_amount(gold: Quantity | None, predicted: Quantity | None) -> bool:
    if gold is None or predicted is None:
        return False
    near = abs(gold.value - predicted.value) <= AMOUNT_TOLERANCE * abs(gold.value)
    return near and (gold.unit or "").casefold() == (predicted.unit or "").casefold()


def _same_relays(gold: tuple[str, ...], predicted: tuple[str, ...]) -> bool:
    return len(gold) == len(predicted) and all(map(same_name, gold, predicted))


def _overlap(gold: Claim, predicted: Claim) -> bool:
    if gold.title_evidence and predicted.title_evidence:
        return True
    return any(g.overlaps(p) for g in gold.evidence for p in predicted.evidence)


_Check = tuple[Callable[[Claim], object], Callable[[Claim, Claim], bool]]

CHECKS: dict[str, _Check] = {
    "modality": (lambda c: c.modality, lambda g, p: g.modality == p.modality),
    "speaker": (lambda c: c.speaker, lambda g, p: _same_text(g.speaker, p.speaker)),
    "time": (lambda c: c.time, lambda g, p: bool(p.time) and g.time == p.time),
    "amount": (lambda c: c.amount, lambda g, p: _same_amount(g.amount, p.amount)),
    "action": (lambda c: c.action, lambda g, p: g.action == p.action),
    "role": (lambda c: c.role, lambda g, p: _same_text(g.role, p.role)),
    "period": (lambda c: c.period, lambda g, p: g.period == p.period),
    "relayed_by": (lambda c: c.relayed_by, lambda g, p: _same_relays(g.relayed_by, p.relayed_by)),
    "evidence": (lambda c: c.evidence or c.title_evidence, _overlap),
}
"""Each field that is scored on matched claims: what it holds, and when it is right."""


def fields_right(gold: Claim, predicted: Claim) -> dict[str, bool]:
    """Return whether each field is right, for the fields that gold or prediction has.

    Example:
        >>> from kg.model import Claim, Kind
        >>> gold = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", role="CEO")
        >>> fields_right(gold, Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", role="chair"))
        {'modality': True, 'role': False}
    """
    return {
        name: right(gold, predicted)
        for name, (value, right) in CHECKS.items()
        if value(gold) or value(predicted)
    }


def evidence_order(claim: Claim) -> tuple[object, ...]:
    """Return what claims of one article are sorted by: where their words stand, then the rest."""
    return (
        tuple((span.start, span.end) for span in claim.evidence),
        claim.kind.value,
        claim.subject,
        claim.object or "",
        claim.action or "",
        claim.role or "",
        repr(claim),
    )


def pair(gold: Sequence[Claim], predicted: Sequence[Claim]) -> list[tuple[int, int, int]]:
    """Return the best one-to-one pairs of one article's claims: gold, predicted, halves.

    The total is greatest; among equal totals the most fields are right; among
    those the pairs follow the order of evidence.

    Args:
        gold: Gold claims in order of evidence.
        predicted: Predicted claims in order of evidence.

    Returns:
        Triples of indexes and FULL or HALF, sorted.
    """
    size = max(len(gold), len(predicted), 1)
    out_of_order = size * size  # no pair is further from the diagonal than this
    field_weight = size * out_of_order + 1
    match_weight = field_weight * (len(CHECKS) + 1) * (size + 1)
    worth = [[halves(g, p) for p in predicted] for g in gold]
    weights = [
        [
            worth[i][j] * match_weight
            + sum(fields_right(g, p).values()) * field_weight
            + out_of_order
            - (i - j) ** 2
            if worth[i][j]
            else 0
            for j, p in enumerate(predicted)
        ]
        for i, g in enumerate(gold)
    ]
    return [(i, j, worth[i][j]) for i, j in assign(weights)]
