"""Measures of account told by the share: "a profit of $300 million, or $1.20 a share" tells of two."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import cache

from kg.extract.amounts import AmountMention
from kg.extract.context import Context
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Quantity

_KIND = "per_share"


@cache
def _of_whole() -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "figures.toml")["of_whole"])


def with_shares(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims in which a figure by the share is one of a measure by the share.

    A figure that is also told as a whole in the same words stays as it is.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    told = [placed.mention for placed in body.amounts]
    if all(m.kind != _KIND for m in told):
        return tuple(claims)
    found = []
    for claim in claims:
        quantity, measure = claim.amount, claim.object
        only = quantity is not None and _only_by_share(claim, quantity, told)
        if only and measure and measure.lower().rpartition(" ")[2] in _of_whole():
            found.append(dataclasses.replace(claim, object=f"{measure} per share"))
        else:
            found.append(claim)
    return tuple(found)


def _only_by_share(claim: Claim, quantity: Quantity, told: Iterable[AmountMention]) -> bool:
    """Tell whether the words of a result tell its figure by the share alone."""
    kinds = {
        m.kind
        for m in told
        if m.quantity.unit == quantity.unit
        and abs(m.quantity.value) == abs(quantity.value)
        and any(m.span.overlaps(evidence) for evidence in claim.evidence)
    }
    return claim.kind is Kind.RESULT and kinds == {_KIND}
