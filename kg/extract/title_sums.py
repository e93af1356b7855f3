"""The price of a deal that only the headline tells: "Acme buys Zenith for $3 billion" over a body without the sum.

The body is asked first, here and in the sentences after the claim: a headline rounds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kg.extract.arrays import sentence_spans
from kg.extract.context import Context
from kg.extract.headlines import has_object, tells_of
from kg.model import Claim, Kind, Quantity

_PRICED = frozenset(
    {Kind.ACQUISITION, Kind.DIVESTITURE, Kind.MERGER, Kind.FUNDING, Kind.INVESTMENT}
)


def _only_sum(title: Context) -> Quantity | None:
    """Return the money that a headline names, where it names one sum."""
    told = [
        p.mention.quantity
        for p in title.amounts
        if p.mention.kind == "money" and p.mention.converted_from is None
    ]
    return told[0] if len(told) == 1 else None


def _is_told(claim: Claim, title: Context) -> bool:
    """Tell whether a headline names both parties of a deal."""
    return any(
        tells_of(claim.subject, sentence, title, thing=False) and has_object(claim, sentence, title)
        for sentence in sentence_spans(title.doc)
    )


def with_title_sums(claims: Iterable[Claim], title: Context) -> tuple[Claim, ...]:
    """Return claims, of which deals without a sum have the one that the headline tells of the same parties.

    Args:
        claims: The claims of one article.
        title: Its headline.
    """
    price = _only_sum(title)
    if price is None:
        return tuple(claims)
    return tuple(
        dataclasses.replace(claim, amount=price, title_evidence=True)
        if claim.kind in _PRICED
        and claim.amount is None
        and claim.object
        and _is_told(claim, title)
        else claim
        for claim in claims
    )
