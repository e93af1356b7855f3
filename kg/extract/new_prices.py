"""The price that a thing has after it was raised or cut by so much: "raised the price of its plan by $2 to ($15.99)"."""

from __future__ import annotations

import dataclasses
import itertools

from spacy.tokens import Token

from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.model import Claim, Kind


def with_new_price(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a claim of a price that changed by so much with that of the price that it came to.

    Args:
        claim: The claim.
        trigger: The word that announces it.
        context: Its text.
    """
    if claim.kind is not Kind.PRODUCT or claim.action != "prices" or claim.amount is None:
        return [claim]
    text, start = arrays(context.doc).text, trigger.sent.start_char
    told = [p.mention for p in context.amounts_near(trigger) if p.mention.converted_from is None]
    for change, price in itertools.pairwise(told):
        by = text[start : change.span.start].rstrip().lower().endswith(" by")
        to = text[change.span.end : price.span.start].strip().lower() == "to"
        own = change.quantity.unit == claim.amount.unit and by and to
        same = own and abs(change.quantity.value) == abs(claim.amount.value)
        if same and price.kind in ("money", "per_share"):
            return [claim, dataclasses.replace(claim, amount=price.quantity)]
    return [claim]
