"""A change told by a multiple or a part behind a figure: "sold 9,000 vans, three times as many as in 2023".

The words stand right behind a comma, and no verb and no other figure between it and the figure.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Quantity

_NEAR = 60  # characters after the words that say when the other figure was
_WHEN = re.compile(
    r"\b(?:years?|quarter|months?|half|ago|earlier|before|previous|last|(?:19|20)\d\d|spring|summer|autumn|winter)\b"
)
_AIMED = re.compile(
    r"\b(?:target|goal|forecast|plan|planned|expected|hoped|analysts|industry|average)\b"
)
_FAR = 12  # tokens between a figure and the comma
_ABOUT = (
    r"(?:and |or |some |about |nearly |almost |more than |over |just over |well over |roughly )*"
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Mapping[str, int]], ...]:
    """Return the patterns of multiples and of parts, with what each word means in per cent."""
    lists = load_toml("kg.extract", "figures.toml")
    multiples: Mapping[str, int] = lists["multiples"]
    parts: Mapping[str, int] = lists["parts"]
    times, part = ("|".join(words) for words in (multiples, parts))
    more, less = "more|higher", "fewer|less|lower"
    return (
        (re.compile(rf"\s*{_ABOUT}({times}) (?:as (?:much|many) as|the|that|what)\b"), multiples),
        (re.compile(rf"\s*{_ABOUT}({part}) (?:{more}) than\b"), parts),
        (re.compile(rf"\s*{_ABOUT}({part}) (?:{less}) than\b"), {w: -n for w, n in parts.items()}),
    )


def with_multiple(claim: Claim, trigger: Token, context: Context) -> list[Claim]:
    """Return a claim of a figure with that of its change, where a multiple or a part tells it.

    Args:
        claim: A claim.
        trigger: The word that announces it.
        context: Its text.
    """
    if claim.kind is not Kind.RESULT or claim.amount is None or claim.amount.unit == "percent":
        return [claim]
    a, told = arrays(context.doc), [p.mention for p in context.amounts_near(trigger)]
    own = next((n for n, m in enumerate(told) if m.quantity == claim.amount), None)
    if own is None:
        return [claim]
    end = a.sents[a.sent[trigger.i]][1]
    at = first = a.at_offset(told[own].span.end - 1) + 1
    while at < min(end, first + _FAR) and a.word[at] != "," and a.pos[at] not in ("VERB", "AUX"):
        at += 1
    if (
        at >= end
        or a.word[at] != ","
        or (own + 1 < len(told) and told[own + 1].span.start < a.idx[at])
    ):
        return [claim]
    rest = a.text[a.end(at) : a.end(end - 1)].lower()
    for pattern, means in _patterns():
        if (found := pattern.match(rest)) and _before(context, a.end(at) + found.end()):
            amount = Quantity(value=Decimal(means[found[1]]), unit="percent")
            return [claim, dataclasses.replace(claim, amount=amount)]
    return [claim]


def _before(context: Context, start: int) -> bool:
    """Tell whether a figure is compared with that of another time: not with a target or another firm's."""
    a = arrays(context.doc)
    text = a.text[start : start + _NEAR].lower()
    sentence = text.split(".")[0] if not re.search(r"\d\.\d", text) else text
    named = a.label[a.at_offset(start + 1)] in ("COMPANY", "ORG", "OUTLET", "PRODUCT")
    return not named and bool(_WHEN.search(sentence)) and not _AIMED.search(sentence)
