"""What a claim's own day, held against that of the article, says of the claim.

What begins after the article was written is not done yet, and a goal that is moved is not due
on a day that is over.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extract.not_until import turned
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.context import Context
    from kg.extract.match import Candidate


@cache
def _words() -> dict[str, Any]:
    return load_toml("kg.extract", "calendar_sense.toml")


def settle(candidate: Candidate, context: Context) -> Candidate:
    """Return a candidate whose claim agrees with the date of its article."""
    candidate = turned(candidate)
    claim, today = candidate.claim, context.article.date
    if claim.time is None or today is None:
        return candidate
    if _is_moved_and_over(claim, candidate.trigger, claim.time, today):
        return dataclasses.replace(candidate, claim=dataclasses.replace(claim, time=None))
    if _is_done_ahead(claim, claim.time, today):
        planned = dataclasses.replace(claim, modality=Modality.PLANNED)
        return dataclasses.replace(candidate, claim=planned)
    return candidate


def _is_moved_and_over(claim: Claim, trigger: Token, time: TimeSpan, today: dt.date) -> bool:
    """Tell whether a goal is moved and its day lies back: "raised its target in November".

    That is when it was moved, or the goal of a time that is over: nothing that is yet due.
    """
    verbs = {trigger.lemma_.lower(), trigger.head.lemma_.lower()}
    over = time.latest is not None and time.latest < today
    return claim.kind is Kind.TARGET and over and bool(verbs & set(_words()["revising"]))


def _is_done_ahead(claim: Claim, time: TimeSpan, today: dt.date) -> bool:
    """Tell whether an act is told as done though its day lies ahead: "said it was closing shops next month"."""
    acts = _words()["acts"]
    act = claim.kind.value in acts["kinds"] or claim.action in acts["products"]
    ahead = time.earliest is not None and time.earliest > today
    return act and ahead and claim.modality is Modality.ASSERTED
