"""What will not be done until a day: a plan from that day on, or a promise that holds up to it.

"Will not open its plant until 2027" tells when it is to open, as "will open it in 2027 at the
earliest" does. "Will not cut jobs until 2027" promises something for the time before. Which of
the two is meant depends on what is done; the lists are in `calendar_sense.toml`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extract.times.words import load_toml
from kg.model import Claim, Modality, Polarity, TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.match import Candidate

_AHEAD = frozenset(
    {Modality.PLANNED, Modality.TARGETED, Modality.REPORTED, Modality.RUMOURED, Modality.HYPOTHETICAL}
)  # fmt: skip
_DAY = dt.timedelta(days=1)


@cache
def _words() -> dict[str, Any]:
    return dict(load_toml("kg.extract", "calendar_sense.toml")["not_until"])


@cache
def _limit() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what opens the words of a time up to which something is not done, and what stands before them."""
    listed = "|".join(_words()["limits"])
    within = re.compile(rf"(?:any ?time )?(?:{listed})\b", re.IGNORECASE)
    return within, re.compile(rf"\b(?:{'|'.join(_words()['clauses'])})\s+$", re.IGNORECASE)


def turned(candidate: Candidate) -> Candidate:
    """Return a candidate that tells from when on, or up to when, where its claim says "not until".

    Example:
        "Will not launch it until May" is a plan for May or later; "will not close it before
        2030" a promise for the years up to 2029.
    """
    claim = candidate.claim
    if claim.polarity is not Polarity.NEGATED or claim.modality not in _AHEAD:
        return candidate
    if claim.time is not None:
        day = _first_day(claim.time, candidate.trigger.sent.text)
        if day is None:
            return candidate
        span = (day, None) if _comes(claim) else (None, day - _DAY)
        time = dataclasses.replace(claim.time, earliest=span[0], latest=span[1])
    elif _comes(claim) and _waits(candidate.trigger):
        time = None
    else:
        return candidate
    polarity = Polarity.AFFIRMED if _comes(claim) else Polarity.NEGATED
    return dataclasses.replace(
        candidate, claim=dataclasses.replace(claim, time=time, polarity=polarity)
    )


def _first_day(time: TimeSpan, sentence: str) -> dt.date | None:
    """Return the day from which on what is denied may be done, None where the time is no such limit."""
    words = time.words or ""
    within, before = _limit()
    place = sentence.find(words)
    if not words or not (within.match(words) or before.search(sentence[: max(place, 0)])):
        return None
    if time.latest is None:
        return time.earliest
    return time.latest + _DAY if time.earliest is None else None


def _comes(claim: Claim) -> bool:
    """Tell whether a claim is of what a company sets out to bring about, and only holds back for a time."""
    listed = _words()["comes"]
    name = f"{claim.kind.value} {claim.action}" if claim.action else claim.kind.value
    return name in listed


def _waits(trigger: Token) -> bool:
    """Tell whether a clause says up to what nothing is done: "will not buy it until the court agrees"."""
    marks = {
        mark.lower_
        for clause in trigger.children
        if clause.dep_ == "advcl"
        for mark in clause.children
        if mark.dep_ == "mark"
    }
    return not marks.isdisjoint(_words()["clauses"])
