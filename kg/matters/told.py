"""Claims as the matters of many articles need them: who, what, when told, due when.

`kg.rdf` and `kg.ledger` make them, the one from what a build has in memory,
the other from a store; both give the same matters.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from kg.matters.marks import (
    INTENDED,
    LOOKS_AHEAD,
    LOOKS_BACK,
    MADE_THEN,
    NOT_YET,
    TOLD_THEN,
    speaks_of_end,
)
from kg.matters.words import settings, tokens
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan

HEARSAY = frozenset({Modality.REPORTED, Modality.RUMOURED})
"""Modalities of what is passed on without a named first source."""

_UNDUE = frozenset({Modality.UNKNOWN, Modality.DENIED, Modality.HYPOTHETICAL})
_LASTING = frozenset({Kind.INVESTMENT, Kind.FUNDING})
"""Kinds of what goes on through the whole of its time."""

_A_YEAR = 366
_YEARS = re.compile(r"P(\d{1,2})Y")
_RATES = frozenset({"PT1H", "P1D", "P1W", "P1M", "P1Y"})  # of "4 million a year", which sets no end
_NO = frozenset({"no", "not", "never", "neither", "nor"})


def not_at_all(aim: str) -> bool:
    """Tell whether an aim is to leave something undone.

    Example:
        >>> not_at_all("build no cars"), not_at_all("mass production")
        (True, False)
    """
    return bool(_NO & set(aim.casefold().split()))


def is_earliest(words: str) -> bool:
    """Tell whether words of time name the earliest day of something, and not the one when it is due.

    Example:
        >>> is_earliest("until 2027"), is_earliest("from 2027")
        (True, False)
    """
    plain = f"{' '.join(tokens(words))} "
    return any(plain.startswith(f"{opening} ") for opening in settings()["words"]["earliest"])


def is_hearsay(told: Told) -> bool:
    """Tell whether a claim passes on what others tell of its subject's plans, or only hear of it."""
    heard = told.claim.modality in HEARSAY or (told.intended and not told.own)
    return heard and told.claim.kind is not Kind.STANCE


def _over(period: str | None, said: dt.date | None) -> TimeSpan | None:
    """Return the days of "over ten years", counted from the day on which it was said."""
    match = _YEARS.fullmatch(period or "")
    if match is None or said is None or period in _RATES:
        return None
    year = said.year + int(match[1])
    if year > dt.MAXYEAR:
        return None
    last = calendar.monthrange(year, said.month)[1]  # 29 February has no like in most years
    return TimeSpan(earliest=said, latest=dt.date(year, said.month, min(said.day, last)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim with what stands behind its names, and the day on which it was told.

    `subject` and `speaker` are IRIs; `object` is the IRI of an entity, None
    for a description and where the claim names none. `own` says that the
    speaker may speak for the subject. `said` is the latest day on which it can
    have been said, None where neither the claim nor its article has a date.
    `origin` is what the claim comes from: the outlet that first had it.
    `sorts` are the sorts of things that its sentences speak of, or the rate
    that an aim is set by. `stance_on`
    are IRIs of claims of the same article that a stance is on. `marks` tell how
    its sentences tell a plan or what was done (`kg.matters.marks`). `copied` says that its article is a copy.
    """

    claim: Claim
    iri: str
    subject: str
    object: str | None = None
    speaker: str | None = None
    own: bool = True
    published: dt.date | None = None
    said: dt.date | None = None
    origin: str = ""
    sorts: frozenset[str] = frozenset()
    stance_on: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    copied: bool = False

    @property
    def denies(self) -> bool:
        """True where the claim says that something is not so, or no longer.

        Who denies that a plan was dropped stands by it.
        """
        claim = self.claim
        if claim.kind is Kind.STANCE:
            return claim.action == "denies" and not speaks_of_end(claim.object or "")
        if claim.kind is Kind.PRODUCT and claim.action == "withdraws":
            return claim.polarity is Polarity.AFFIRMED and claim.modality is not Modality.DENIED
        if claim.kind is Kind.TARGET and not_at_all(claim.object or ""):
            return claim.polarity is Polarity.AFFIRMED
        return (claim.modality is Modality.DENIED) != (claim.polarity is Polarity.NEGATED)

    @property
    def is_future(self) -> bool:
        """True where what the claim states as a fact lies after the day on which it was printed.

        "Invests 10 billion over ten years" is a plan, however firmly it is said; what was
        launched "this month" is not, though the month is not over. A figure that was
        reported, and an aim of which it is said that it was reached, have no more to come.
        """
        time, printed = self.claim.time, self.published or self.said
        if time is None or time.latest is None or printed is None or time.latest <= printed:
            return False
        if self.claim.kind in (Kind.TARGET, Kind.RESULT):
            return False
        if time.earliest is None or time.earliest > printed:
            return True
        period = self.claim.period
        lasts = (period is not None and period not in _RATES) or self.claim.kind in _LASTING
        return lasts or (time.latest - time.earliest).days > _A_YEAR

    @property
    def pending(self) -> bool:
        """True where a negation only says that something was not done yet."""
        return NOT_YET in self.sorts and self.denies and self.happened

    @property
    def intended(self) -> bool:
        """True for plans, aims and what is stated of the future."""
        claim = self.claim
        return claim.modality in INTENDED or (
            claim.modality is Modality.ASSERTED and self.is_future
        )

    @property
    def happened(self) -> bool:
        """True where the claim states something as done or so."""
        return self.claim.modality is Modality.ASSERTED and not self.is_future

    @property
    def due(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day on which what is planned, aimed at or expected is due.

        What is to hold from a day on is due on that day; what is to come at that day at the
        earliest ("not until 2027") may come at any time from then on. Hearsay of what lies
        in the past tells of a happening, and the time of a plan that was over
        when the plan was told is that of the news.
        """
        time = self.claim.time or _over(self.claim.period, self.said)
        if not time or self.happened or self.claim.modality in _UNDUE or self._of_news(time):
            return None, None
        end = time.latest or time.earliest
        if self.claim.modality in HEARSAY and self.said and end and end <= self.said:
            return None, None
        if time.latest is None and is_earliest(time.words or ""):
            return time.earliest, None
        return time.earliest, time.latest or time.earliest

    def _of_news(self, time: TimeSpan) -> bool:
        """Tell whether the time of a plan says when it was told or signed, as no plan is due before.

        A sentence that looks back ("had wanted to launch it last year") has the time of a plan that
        was made earlier.
        """
        if self.claim.modality not in INTENDED:
            return False
        if any(mark.startswith(TOLD_THEN) for mark in self.marks):
            return True
        end = time.latest or time.earliest
        over = bool(end and self.said and end < self.said)
        made = time.earliest == end == self.said and any(
            m.startswith(MADE_THEN) for m in self.marks
        )
        over = over or bool(end and made)  # "agreed on Monday to buy it", told on that Monday
        return over and LOOKS_AHEAD in self.marks and LOOKS_BACK not in self.marks
