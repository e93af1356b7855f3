"""What a sale and the purchase that one sentence tells have in common: the price and the day.

"Acme last year sold 51 pubs to Zenith for 28 million pounds" is a sale by Acme and a purchase by
Zenith; where frames or the model found the price for one of them, it is that of the other, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kg.extract.carried_times import sold_and_bought
from kg.model import Claim
from kg.resolve.names import same_name


def _is_one_deal(one: Claim, two: Claim) -> bool:
    """Tell whether a sale and a purchase in one sentence are of the same thing, and told alike."""
    if not sold_and_bought(one, two) or one.evidence != two.evidence:
        return False
    if (one.modality, one.polarity) != (two.modality, two.polarity) or one.subject == two.subject:
        return False
    return bool(one.object and two.object) and same_name(
        one.object or "", two.object or "", is_object=True
    )


def shared_terms(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims, of which sales and purchases have the price and the time of each other.

    Args:
        claims: The claims of one article.
    """
    known = tuple(claims)
    found = []
    for claim in known:
        twins = [c for c in known if c.amount or c.time]
        twins = [c for c in twins if _is_one_deal(claim, c)]
        amount = claim.amount or next((c.amount for c in twins if c.amount), None)
        time = claim.time or next((c.time for c in twins if c.time), None)
        told = (amount, time) != (claim.amount, claim.time)
        found.append(dataclasses.replace(claim, amount=amount, time=time) if told else claim)
    return tuple(found)
