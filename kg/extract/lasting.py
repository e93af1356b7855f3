"""How long a thing lasts: "over ten years", "a ten-year contract", and the time that a rate counts by.

"Spends $3 million a year" holds for each year: its period is one. The words are in `scope.toml`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.context import Context, Placed
from kg.extract.frame import Frame
from kg.extract.scope import PATH, distance, governors
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind

_PATH = PATH | {"obj", "nsubj:pass", "xcomp", "advcl", "acl", "conj"}
_CLAUSES = ("advcl", "conj", "parataxis")
_SPENT = (Kind.INVESTMENT, Kind.FUNDING, Kind.RESULT, Kind.SUPPLY)
_UNRATED = (Kind.MARKET_MOVE, Kind.ROLE, Kind.STANCE)
_BACK = 5  # words from "for" to a length: "for more than the ten years"
_RATE = re.compile(
    r"(\s+of(\s+[\w-]+){1,3}?)?\s+(a|an|per|each|every)\s+(hour|day|week|month|year)\b"
    r"(?!\s+(ago|earlier|before|later|after|old|long)\b)",
    re.IGNORECASE,
)
_PERIODS = {"hour": "PT1H", "day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y"}


@cache
def _words() -> dict[str, Any]:
    """Return the lists of `scope.toml` that tell of lengths."""
    found = load_toml("kg.extract", "scope.toml")["periods"]
    return {name: frozenset(value) for name, value in found.items()}


def pick_period(trigger: Token, frame: Frame, context: Context) -> str | None:
    """Return the ISO 8601 duration that belongs to a trigger, as in "over ten years".

    A length that only tells how far apart two things are has no part in it ("two years after
    it opened"), nor has one in another clause ("cut jobs and will pay wages for a month").
    """
    told = [p for p in context.times_near(trigger) if p.mention.period]
    if not told:
        return None
    places = governors(trigger)
    around = {t.i for t in (*places, *tree.children(trigger, "obj", "obl", "nsubj:pass"))}
    if trigger.dep_ in ("advcl", "xcomp") and any(c.lower_ == "to" for c in trigger.children):
        around |= {t.i for t in tree.children(trigger.head, "obj")}  # "signed a deal to supply it"
    for placed in told:
        mention = placed.mention
        if mention.recurring:
            continue
        noun = placed.root.head
        runs = noun.lemma_.lower() in _words()["nouns"] and noun.i in around
        if runs and placed.root.i < noun.i and mention.value is None:
            return mention.period
        counts = mention.value is not None or _lasts(placed, frame, context)
        counts = counts and not _of_first(placed.root, trigger)
        near = counts and distance(placed.root, places, _PATH) is not None
        if near and mention.qualifier not in ("by", "until") and not _apart(placed.root, trigger):
            return mention.period
    return None


def _lasts(placed: Placed[TimeMention], frame: Frame, context: Context) -> bool:
    """Tell whether a bare length stands after "over" or "for": not in "opened two months late".

    "Has spent $3 million in two years" tells how long it took; "the two months" are told before.
    """
    a, words = arrays(context.doc), _words()
    start = a.at_offset(placed.mention.span.start)
    if placed.mention.qualifier == "in":
        return frame.kind in _SPENT
    if placed.mention.qualifier not in words["qualifiers"]:
        return False
    if a.lower[start] in words["prepositions"]:
        return a.lower[start - 1] not in words["counting"] if start else True
    for k in range(start - 1, max(start - _BACK, -1), -1):
        if a.lower[k] in words["prepositions"]:
            return True
        if a.lower[k] not in words["soft"] and a.pos[k] != "NUM":
            return False
    return False


def _of_first(root: Token, trigger: Token) -> bool:
    """Tell whether a length stands before the second of two verbs: "will cut jobs over two years and close a mill"."""
    second = trigger.dep_ == "conj" and trigger.pos_ in ("VERB", "AUX")
    return second and trigger.head.i < root.i < trigger.i


def _apart(root: Token, trigger: Token) -> bool:
    """Tell whether a length hangs on another verb than a trigger does, in a clause of its own.

    "Raise $5 million by selling shares over two years" tells of one act, and so does "put in
    $5 million, spread over two years".
    """
    token = root
    while token.i not in (trigger.i, token.head.i) and not token.is_ancestor(trigger):
        if token.dep_ in _CLAUSES and token.pos_ in ("VERB", "AUX"):
            spread = token.tag_ == "VBN" and not tree.has_subject(token)
            return not spread and all(c.lower_ != "by" for c in tree.children(token, "mark"))
        token = token.head
    return False


def with_rates(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims with the period that their figure is told for: "65 million passengers a year".

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    text, rates = arrays(body.doc).text, []
    for placed in body.amounts:
        mention = placed.mention
        unit = mention.per if mention.per in _PERIODS else None
        after = None if unit else _RATE.match(text, mention.span.end)
        if unit or after:
            period = _PERIODS[unit or (after.group(4).lower() if after else "")]
            rates.append((mention.span, mention.quantity, period))
    if not rates:
        return tuple(claims)
    found = []
    for claim in claims:
        quantity, free = claim.amount, claim.period is None and claim.kind not in _UNRATED
        told: Iterable[str] = ()
        if quantity is not None and free and claim.evidence:
            told = (
                period
                for span, rate, period in rates
                if abs(rate.value) == abs(quantity.value)
                and any(span.overlaps(evidence) for evidence in claim.evidence)
            )
        rated = next(iter(told), None)
        found.append(dataclasses.replace(claim, period=rated) if rated else claim)
    return tuple(found)
