"""Goals that a party foresees to miss: "will miss its goal of 3,000 cars" is no aim but what comes of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity

_AHEAD = frozenset({Modality.PLANNED, Modality.TARGETED})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    found = load_toml("kg.extract", "shortfalls.toml")["words"]
    return re.compile(found["missing"], re.IGNORECASE), re.compile(found["goal"], re.IGNORECASE)


def without_missing(aim: str) -> str | None:
    """Return what is aimed at, of an aim to miss it; None where the words are no such aim.

    Example:
        >>> without_missing("miss its goal of 3,000 cars"), without_missing("fall short of the sales target")
        ('3,000 cars', 'sales target')
        >>> without_missing("fail to meet its target") , without_missing("build 3,000 cars")
        ('target', None)
    """
    missing, goal = _patterns()
    found = missing.match(aim)
    if found is None:
        return None
    rest = aim[found.end() :].strip()
    return goal.sub("", rest, count=1).strip() or rest or None


def with_shortfalls(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims in which no goal is to miss a goal: what is aimed at is not to be reached."""
    return [_turned(claim) for claim in claims]


def _turned(claim: Claim) -> Claim:
    if claim.kind is not Kind.TARGET or claim.polarity is Polarity.NEGATED:
        return claim
    aim = without_missing(claim.object or "")
    if aim is None:
        return claim
    modality = Modality.PLANNED if claim.modality in _AHEAD else claim.modality
    return replace(claim, object=aim, modality=modality, polarity=Polarity.NEGATED)
