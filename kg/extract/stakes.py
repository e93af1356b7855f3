"""A stake that is raised or cut, and the one before: "lifted its stake in Acme from 9 to 20 percent".

Both are told of the same owner: the new one holds from then on, the other held until then. Only the words
right before a figure say which it is. The verbs are in `former.toml`.
"""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from functools import cache

from spacy.tokens import Token

from kg.extract.amounts import AmountMention
from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Context
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, Quantity, TimeSpan

_REACH = 24  # tokens from the verb to its figures
_NUMBER = re.compile(r"\d{1,2}(?:\.\d+)?")
_SOFT = frozenset({"about", "around", "nearly", "almost", "some", "just", "only", "over", "the"})


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "former.toml")["stakes"])


def with_former_stake(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a claim of a stake that is moved, at its new size, with that of the stake before.

    Args:
        claim: A claim.
        trigger: The word that announces it.
        context: Its text.
    """
    if trigger.dep_ == "obj":
        trigger = trigger.head  # "raised its stake": the stake is told of by either word
    if claim.kind is not Kind.OWNERSHIP or trigger.lemma_.lower() not in _verbs():
        return [claim]
    told = [p.mention for p in context.amounts_near(trigger) if p.mention.kind == "percent"]
    sizes = _sizes(arrays(context.doc), trigger, told)
    if "to" not in sizes:
        return [claim]
    time = claim.time if claim.time is not None and claim.time.words else None
    new = dataclasses.replace(claim, amount=sizes["to"], time=time)
    if "from" not in sizes or claim.polarity is Polarity.NEGATED:
        return [new]
    over = claim.modality is Modality.ASSERTED and not _goes_on(trigger)
    until = TimeSpan(latest=context.article.date) if over and context.article.date else None
    old = dataclasses.replace(
        claim, amount=sizes["from"], time=until, modality=Modality.ASSERTED, period=None
    )
    return [new, old]


def _goes_on(trigger: Token) -> bool:
    """Tell whether an act is not over yet: "is lifting its stake"."""
    return trigger.tag_ == "VBG" and any(c.lemma_.lower() == "be" for c in trigger.children)


def _sizes(a: Arrays, trigger: Token, told: list[AmountMention]) -> dict[str, Quantity]:
    """Return the shares in per cent behind "to" and "from", one of them at least with its sign."""
    found: dict[str, Quantity] = {}
    end = min(a.sents[a.sent[trigger.i]][1], trigger.i + _REACH)
    for i in range(trigger.i + 1, end - 1):
        if a.lower[i] not in ("to", "from") or a.lower[i] in found:
            continue
        at = i + 1
        while at < end - 1 and a.lower[at] in _SOFT:
            at += 1
        start = a.idx[at]
        mention = next((m for m in told if m.span.start <= start < m.span.end), None)
        if mention is not None:
            found[a.lower[i]] = mention.quantity
        elif told and _NUMBER.fullmatch(a.word[at]):
            found[a.lower[i]] = Quantity(value=Decimal(a.word[at]), unit="percent")
    return found
