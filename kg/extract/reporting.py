"""The quarter or year that figures are told for, where another sentence names it.

A report names its quarter once for all the figures that it tells, at times with a noun of
account and no figure at all ("beat second-quarter forecasts"), and a forecast is for the year
that was named with the one before. The words are in `carried.toml`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Span as Sentence

from kg.extract.arrays import arrays, sentence_spans
from kg.extract.comparing import (
    compared,
    is_before,
    is_fresh,
    is_from,
    is_long,
    is_part,
    is_year_ago,
    year_before,
    year_on,
)
from kg.extract.context import Context
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan
from kg.resolve.names import same_name

_PERIODS = ("year", "quarter")
_DAYS = 20  # quarters differ by a day or two
_MILLION = 1_000_000
_WEEKS = 75  # days that a quarter lasts at least, as told


@cache
def _words() -> dict[str, Any]:
    """Return the table of `carried.toml` that tells of periods, lists as sets."""
    found = load_toml("kg.extract", "carried.toml")["periods"]
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in found.items()}


@cache
def _told_by(name: str) -> re.Pattern[str]:
    """Return a pattern of the phrases of a list of `carried.toml`, in which `*` is any word."""
    phrases = load_toml("kg.extract", "carried.toml")["periods"][name]
    any_of = "|".join(re.escape(phrase).replace(r"\*", r"\w+") for phrase in phrases)
    return re.compile(rf"\b(?:{any_of})\b", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class _Report:
    """The claims and sentences of an article."""

    known: Sequence[Claim]
    context: Context
    sentences: Sequence[Sentence]

    def at(self, claim: Claim) -> int:
        """Return the number of the sentence that a claim is told in, 0 where none holds it."""
        start = claim.evidence[0].start if claim.evidence else 0
        told = (n for n, s in enumerate(self.sentences) if s.start_char <= start < s.end_char)
        return next(told, 0)

    def in_sentence(self, n: int) -> list[Claim]:
        """Return the claims whose evidence begins in a sentence."""
        first, last = self.sentences[n].start_char, self.sentences[n].end_char
        return [c for c in self.known if c.evidence and first <= c.evidence[0].start < last]

    def is_about(self, n: int, subject: str) -> bool:
        """Tell whether a sentence tells something of a subject, or at least names it where it tells nothing."""
        told = {c.subject for c in self.in_sentence(n)}
        if told:
            return any(same_name(name, subject) for name in told)
        entries = (self.context.chains.at(t) for t in self.sentences[n])
        return any(e is not None and same_name(e.name, subject) for e in entries)

    def periods(self, n: int, *, ahead: bool) -> set[TimeSpan]:
        """Return the quarters and years that a sentence names: just over, or `ahead` not over yet."""
        day, sentence = self.context.article.date, self.sentences[n]
        apart = compared(sentence, self.context)
        found: dict[tuple[dt.date | None, dt.date | None], TimeSpan] = {}
        for placed in self.context.times_in(sentence):
            mention, value = placed.mention, placed.mention.value
            if value is None or day is None or mention.recurring or not is_long(value):
                continue
            if mention.span.start in apart or mention.qualifier in ("by", "since", "until"):
                continue
            if value.latest is None or value.earliest is None:
                continue
            if (value.latest - value.earliest).days < _WEEKS or mention.in_name:
                continue
            if (value.latest >= day) if ahead else is_fresh(mention, day):
                found.setdefault((value.earliest, value.latest), value)
        return set(found.values())


def _is_period(time: TimeSpan | None, day: dt.date | None) -> bool:
    """Tell whether a time is a quarter, half or year that is over, as figures are told for."""
    if time is None or time.earliest is None or time.latest is None or day is None:
        return False
    days = (time.latest - time.earliest).days
    return int(_words()["least"]) <= days <= int(_words()["most"])


def _period_of(claim: Claim, report: _Report) -> TimeSpan | None:
    """Return the quarter or year of a figure: of those in its sentence, or of the one told last."""
    here, context = report.at(claim), report.context
    sentence, day = report.sentences[here], report.context.article.date
    others = compared(sentence, context)
    told = [p.mention for p in context.times_in(sentence)]
    if (
        claim.modality is Modality.ASSERTED
    ):  # "has saved 4 of the 9 million promised for 2018 to 2020"
        told = [m for m in told if not _is_open(m, day)]
    if any(_is_told(m) and m.span.start not in others and not _is_day(m) for m in told):
        return _of_others(claim, report, {m.value for m in told if m.span.start in others})
    compared_with = [m.value for m in told if m.value and m.span.start in others]
    if len(compared_with) == 1 and (time := year_on(compared_with[0], day)):
        return time
    for n in range(here - 1, max(-1, here - 1 - int(_words()["back"])), -1):
        shared = [c for c in report.in_sentence(n) if _may_share(claim, c)]
        times = [
            c.time
            for c in shared
            if c.time and not is_before(c.time) and same_name(c.subject, claim.subject)
        ]
        over = _own_periods(times, report, n)
        if over:
            return max(over, key=_when)  # not that of a year before
        if (named := _named(claim, report, n)) is not None:
            return named
    return None


def _own_periods(times: Sequence[TimeSpan], report: _Report, n: int) -> list[TimeSpan]:
    """Return the periods of a sentence's figures; for one only compared with, that of the year after.

    "Profit was $9 million, compared with $6 million in the second quarter of 2019", said in August 2020.
    """
    day, context = report.context.article.date, report.context
    apart = compared(report.sentences[n], context)
    before = {
        (p.mention.value.earliest, p.mention.value.latest)
        for p in context.times_in(report.sentences[n])
        if p.mention.value is not None and p.mention.span.start in apart
    }
    found = []
    for time in times:
        own = time if (time.earliest, time.latest) not in before else year_on(time, day)
        if own is not None and _is_period(own, day):
            found.append(own)
    return found


def _may_share(claim: Claim, other: Claim) -> bool:
    """Tell whether a figure may be of the period of another: what came is not of one only foreseen."""
    foreseen = claim.modality is Modality.ASSERTED and other.modality is not Modality.ASSERTED
    return other.kind is Kind.RESULT and not foreseen


def _named(claim: Claim, report: _Report, n: int) -> TimeSpan | None:
    """Return the one period just over that a sentence names without a figure, where it is about the same subject."""
    periods = report.periods(n, ahead=False)
    one = len(periods) == 1 and report.is_about(n, claim.subject)
    return periods.pop() if one else None


def _of_others(claim: Claim, report: _Report, before: set[TimeSpan | None]) -> TimeSpan | None:
    """Return the one period of the other figures of a sentence, but for those compared with."""
    start, day = claim.evidence[0].start, report.context.article.date
    shared = [c for c in report.known if _may_share(claim, c) and c.subject == claim.subject]
    shared = [c for c in shared if c.evidence and c.evidence[0].start == start]
    periods = {c.time for c in shared if _is_period(c.time, day)} - before
    known = {time for time in periods if time is not None}
    lengths = {(t.latest - t.earliest).days // _DAYS for t in known if t.latest and t.earliest}
    return None if len(lengths) > 1 else max(known, key=_when, default=None)


def _of_headline(claim: Claim, report: _Report) -> TimeSpan | None:
    """Return the period of "quarterly profit" or "annual profit", where the article names just one."""
    text = report.sentences[report.at(claim)].text
    yearly = _told_by("yearly").search(text)
    lasts = (250, 400) if yearly else (_WEEKS, 100)
    if not (yearly or _told_by("quarterly").search(text)):
        return None
    found: dict[tuple[dt.date | None, dt.date | None], TimeSpan] = {}
    for n in range(len(report.sentences)):
        for time in report.periods(n, ahead=False):
            if time.latest and time.earliest:
                days = (time.latest - time.earliest).days
                if lasts[0] <= days <= lasts[1]:
                    found[time.earliest, time.latest] = time
    return next(iter(found.values())) if len(found) == 1 else None


def _of_forecast(claim: Claim, report: _Report) -> TimeSpan | None:
    """Return the year that a forecast is for, where the sentence before names it: "now sees revenue of $9 million"."""
    here = report.at(claim)
    if report.periods(here, ahead=True) or report.periods(here, ahead=False):
        return None
    for n in range(here - 1, max(-1, here - 1 - int(_words()["forecast_back"])), -1):
        periods = report.periods(n, ahead=True)
        if periods:
            one = len(periods) == 1 and report.is_about(n, claim.subject)
            return periods.pop() if one else None
    return None


def _of_year_ago(claim: Claim, report: _Report) -> Claim:
    """Return a figure told for "a year ago" beside or after those of a quarter as one of that quarter.

    What the same measure is now says so first, whatever lends it its quarter.
    """
    here = report.at(claim)
    told = [
        c
        for n in range(max(0, here - 2), here + 1)
        for c in report.in_sentence(n)
        if c.kind is Kind.RESULT and c.subject == claim.subject and not is_year_ago(c.time)
    ]
    beside = [c for c in told if report.at(c) == here and c.object == claim.object and c.time]
    before = [c for c in told if report.at(c) < here]
    last = max(beside or before, key=lambda c: c.evidence[0].start, default=None)
    if last is None or last.time is None or not is_part(last.time):
        return claim
    return dataclasses.replace(claim, time=year_before(last.time) or claim.time)


def _is_told(mention: TimeMention) -> bool:
    """Tell whether a time names a day or period, though it may be unknown when it begins: "last financial year"."""
    known = mention.value is not None or mention.precision in _PERIODS
    return known and not mention.recurring


def _is_open(mention: TimeMention, day: dt.date | None) -> bool:
    """Tell whether a period is not over yet, in which no figure has been reported for it."""
    value = mention.value
    last = value.latest if value is not None and value.earliest is not None else None
    return last is not None and day is not None and last > day


def _is_day(mention: TimeMention) -> bool:
    """Tell whether a time is one day, on which figures are reported and not earned: "it said on Thursday"."""
    value = mention.value
    return value is not None and value.earliest is not None and value.earliest == value.latest


def _when(time: TimeSpan) -> tuple[dt.date, dt.date]:
    """Return what times are sorted by: when they end, then when they begin."""
    return time.latest or dt.date.max, time.earliest or dt.date.min


def _wants_period(claim: Claim) -> bool:
    if claim.kind is not Kind.RESULT or claim.time is not None or claim.period is not None:
        return False
    told = {w.lower() for w in (claim.object or "").split()}
    lasts = not told & _words()["standing"]
    return claim.polarity is Polarity.AFFIRMED and bool(claim.evidence) and lasts


def _with_period(claim: Claim, report: _Report) -> Claim:
    """Return a figure with the period that goes with it, or without one."""
    sentence = report.sentences[report.at(claim)]
    if claim.modality is Modality.ASSERTED:
        time = _period_of(claim, report) or _of_headline(claim, report)
        if time and claim.amount and is_from(sentence, report.context, claim.amount):
            time = year_before(time)
    elif claim.modality is Modality.TARGETED and _told_by("awaited").search(sentence.text):
        time = _period_of(claim, report)
    elif claim.modality in (Modality.TARGETED, Modality.PLANNED):
        time = _of_forecast(claim, report)
    else:
        return claim
    return dataclasses.replace(claim, time=time) if time else claim


def with_periods(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of figures with the quarter or year that other sentences give for them.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    known = tuple(claims)
    wanting = [
        c for c in known if c.kind is Kind.RESULT and (_wants_period(c) or is_year_ago(c.time))
    ]
    if not wanting or not len(arrays(body.doc)):
        return known
    report = _Report(known, body, sentence_spans(body.doc))
    now = tuple(_with_period(c, report) if _wants_period(c) else c for c in known)
    report = dataclasses.replace(report, known=now)
    return tuple(
        _of_year_ago(c, report) if c.kind is Kind.RESULT and is_year_ago(c.time) else c for c in now
    )


def with_currency(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims with the currency of a sum that is told without one, as the text told it before.

    "It earned 9 million euros. It still sees sales of 4 million this year."

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    known = tuple(claims)
    if not any(_lacks_currency(claim) for claim in known):
        return known
    told = [
        (p.mention.span.start, p.mention.quantity.unit)
        for p in body.amounts
        if p.mention.kind == "money"
        and p.mention.quantity.unit
        and p.mention.converted_from is None
    ]
    found = []
    for claim in known:
        before = (
            [unit for start, unit in told if start < claim.evidence[-1].end]
            if _lacks_currency(claim)
            else []
        )
        amount = claim.amount
        if amount is not None and before:
            amount = dataclasses.replace(amount, unit=before[-1])
        found.append(dataclasses.replace(claim, amount=amount))
    return tuple(found)


def _lacks_currency(claim: Claim) -> bool:
    """Tell whether a figure of a measure of money has no unit at all."""
    amount, words = claim.amount, {w.lower() for w in (claim.object or "").split()}
    sums = claim.kind is Kind.RESULT and amount is not None and amount.unit is None
    large = sums and amount is not None and abs(amount.value) >= _MILLION
    return large and bool(claim.evidence) and bool(words & _words()["money"])
