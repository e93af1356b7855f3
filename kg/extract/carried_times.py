"""When a thing happens that the text dates in another sentence: a deal's close, a quarter, a suit's day.

"The deal is expected to close in May" follows the news of the deal; a report names its
quarter once for all the figures that it tells.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.comparing import compared, is_part, is_year_ago, year_before, year_on
from kg.extract.context import Context, sentence_span
from kg.extract.scope import pick_time
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan
from kg.resolve.names import same_name

_PERIODS = ("year", "quarter")
_DAYS = 20  # quarters differ by a day or two
DEALS = (Kind.ACQUISITION, Kind.MERGER, Kind.DIVESTITURE)


@cache
def _words() -> dict[str, Any]:
    found = load_toml("kg.extract", "carried.toml")
    return {
        f"{table}.{name}": frozenset(value) if isinstance(value, list) else value
        for table in ("dues", "suits", "periods")
        for name, value in found[table].items()
    }


def _around(claim: Claim, context: Context, reach: int) -> Iterator[Sentence]:
    """Yield the sentences from the first evidence of a claim on, as far as a time may be."""
    start = claim.evidence[0].start
    later = (s for s in context.doc.sents if s.end_char > start and any(t.is_alpha for t in s))
    for sentence, _ in zip(later, range(reach + 1), strict=False):
        yield sentence


def _is_one(token: Token, nouns: str) -> bool:
    """Tell whether a nominal takes a thing up again: "the deal", "this suit", "it"."""
    if token.lower_ in ("it", "which"):
        return True
    known = token.pos_ == "NOUN" and token.lemma_.lower() in _words()[nouns]
    marks = ("the", "this", "that", "its", "their")
    return known and any(c.lower_ in marks for c in token.children)


def _due_told(sentence: Sentence, context: Context) -> TimeSpan | None:
    """Return when a sentence says that "the deal" closes, or None."""
    words = _words()
    for verb in sentence:
        lemma = verb.lemma_.lower()
        if verb.pos_ == "VERB" and lemma in words["dues.closes"]:
            over = (
                verb.head if verb.dep_ == "xcomp" else verb
            )  # "is expected to close this quarter"
            about = [*tree.patients(verb), *tree.agents(verb), *tree.surface_subject(over)]
        elif verb.pos_ == "NOUN" and lemma in words["dues.completion"]:
            about = [c for c in tree.children(verb, "nmod") if tree.case_of(c) == "of"]
        elif lemma in words["dues.set"] and verb.pos_ in ("VERB", "ADJ"):
            about = tree.surface_subject(verb)
            if any(_is_completion(t) for t in about) and (time := _still_to_come(verb, context)):
                return time
        else:
            continue
        if not any(_is_one(t, "dues.deals") for t in about):
            continue
        above = verb.head if verb.dep_.startswith("nsubj") else verb  # "completion is due in May"
        time = _still_to_come(verb, context) or _still_to_come(above, context)
        if time is not None:
            return time
    return None


def _done_told(sentence: Sentence, context: Context) -> TimeSpan | None:
    """Return the day on which a sentence says that "the deal" was done: "the sale was completed on May 1"."""
    day = context.article.date
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _words()["dues.closes"]:
            continue
        marks = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "advmod")}
        past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and marks & _words()["dues.done"])
        if not past or marks & _words()["dues.undone"] or verb.dep_ in ("advcl", "xcomp", "acl"):
            continue
        about = [*tree.patients(verb), *tree.agents(verb)]
        mention = pick_time(verb, context)
        value = mention.value if mention is not None else None
        over = value is not None and value.latest is not None and day and value.latest <= day
        if over and any(_is_one(t, "dues.deals") for t in about):
            return value
    return None


def _completed(claim: Claim, context: Context, others: Sequence[Claim]) -> Claim:
    """Return a deal that was agreed as done where a sentence soon after tells the day of its end."""
    start, own = claim.evidence[0].start, claim.evidence
    told = sorted(s.start for o in others for s in o.evidence if s.start > start and s not in own)
    end = told[0] if told else len(arrays(context.doc).text)
    for sentence in _around(claim, context, int(_words()["dues.back"])):
        if sentence.start_char <= start or sentence.start_char >= end:
            continue
        time = _done_told(sentence, context)
        if time is not None:
            evidence = tuple(sorted({*own, sentence_span(sentence[0])}))
            done = Modality.ASSERTED
            return dataclasses.replace(claim, time=time, modality=done, evidence=evidence)
    return claim


def _still_to_come(word: Token, context: Context) -> TimeSpan | None:
    """Return the time of a word where it ends after the article's day."""
    mention, day = pick_time(word, context), context.article.date
    value = mention.value if mention is not None else None
    ahead = value is not None and value.latest is not None and day and value.latest > day
    return value if ahead else None


def _is_completion(token: Token) -> bool:
    """Tell whether a noun means the end of the deal without naming it: "closing is set for May"."""
    known = token.pos_ == "NOUN" and token.lemma_.lower() in _words()["dues.completion"]
    return known and not tree.children(token, "nmod", "compound")


def _of_merger(sentence: Sentence) -> bool:
    """Tell whether what a sentence takes up again is a merger, no purchase."""
    return any(t.lemma_.lower() == "merger" and _is_one(t, "dues.deals") for t in sentence)


def _filed_by(verb: Token, claim: Claim, context: Context) -> bool:
    """Tell whether a verb can tell of what a claim does: nobody else is named as who acts.

    What is only planned is no suit filed before, unless its subject is named.
    """
    names = [entry.name for t in tree.agents(verb) if (entry := context.chains.at(t)) is not None]
    if not names:
        return claim.modality is Modality.ASSERTED
    return any(same_name(name, claim.subject) for name in names)


def _suit_told(sentence: Sentence, claim: Claim, context: Context) -> TimeSpan | None:
    """Return when a sentence says that "the suit" of a claim was filed, or None.

    One that somebody else filed is another: "a complaint lodged in May by Acme".
    """
    for token in sentence:
        if not (token.pos_ == "NOUN" and token.lemma_.lower() in _words()["suits.nouns"]):
            continue
        above = [token.head] if token.dep_ in ("nsubj:pass", "obj") else []
        for verb in [*tree.children(token, "acl", "acl:relcl"), *above]:
            filed = verb.lemma_.lower() in _words()["suits.filed"]
            if filed and _filed_by(verb, claim, context):
                mention = pick_time(verb, context)
                if mention is not None:
                    return mention.value
    return None


def _with_time(claim: Claim, context: Context, others: Sequence[Claim]) -> Claim:
    """Return a deal or suit with the time that a sentence nearby gives for it.

    A merger keeps its own past a purchase told in between: "the merger" is no purchase.
    """
    deal = claim.kind in DEALS
    reach = int(_words()["dues.reach" if deal else "suits.reach"])
    between: set[Kind] = set()
    mergers = {Kind.MERGER} & {other.kind for other in (claim, *others)}
    for sentence in _around(claim, context, reach):
        span = sentence_span(sentence[0])
        for other in others:
            if any(span.overlaps(s) for s in other.evidence if s not in claim.evidence):
                between.add(other.kind)
        merger = bool(mergers) and _of_merger(sentence)
        if between and not (deal and merger and Kind.MERGER not in between):
            if not deal or Kind.MERGER in between or claim.kind is not Kind.MERGER:
                return claim
            continue
        if merger and claim.kind is not Kind.MERGER:
            continue
        time = _due_told(sentence, context) if deal else _suit_told(sentence, claim, context)
        if time is not None:
            evidence = tuple(sorted({*claim.evidence, span}))
            return dataclasses.replace(claim, time=time, evidence=evidence)
    return claim


def _is_period(time: TimeSpan | None, context: Context) -> bool:
    """Tell whether a time is a quarter, half or year that is over, as figures are told for."""
    day = context.article.date
    if time is None or time.earliest is None or time.latest is None or day is None:
        return False
    days = (time.latest - time.earliest).days
    return int(_words()["periods.least"]) <= days <= int(_words()["periods.most"])


def _period_before(claim: Claim, known: Sequence[Claim], context: Context) -> TimeSpan | None:
    """Return the quarter or year of the figure told last, in the sentence or the two before."""
    sentences = list(context.doc.sents)
    start = claim.evidence[0].start
    here = next((n for n, s in enumerate(sentences) if s.start_char <= start < s.end_char), None)
    if here is None:
        return None
    results = [c for c in known if c.kind is Kind.RESULT]
    others = compared(sentences[here], context)
    told = [p.mention for p in context.times_in(sentences[here])]
    if any(_is_told(m) and m.span.start not in others for m in told):
        before = {m.value for m in told if m.span.start in others}
        shared = [c for c in results if c.evidence and c.evidence[0].start == start]
        told_for = {c.time for c in shared if _is_period(c.time, context)} - before
        periods = {time for time in told_for if time is not None}
        lengths = {
            (t.latest - t.earliest).days // _DAYS for t in periods if t.latest and t.earliest
        }
        if len(lengths) > 1:
            return None
        return max(periods, key=_when, default=None)
    compared_with = [m.value for m in told if m.value and m.span.start in others]
    if len(compared_with) == 1 and (time := year_on(compared_with[0], context.article.date)):
        return time
    first = sentences[max(0, here - int(_words()["periods.back"]))].start_char
    earlier = [c for c in results if c.evidence and first <= c.evidence[0].start < start]
    told_of = (c for c in earlier if c.subject == claim.subject and not is_year_ago(c.time))
    figures = [c for c in told_of if _is_period(c.time, context)]
    if not figures:
        return None
    last = max(c.evidence[0].start for c in figures)
    times = [c.time for c in figures if c.evidence[0].start == last and c.time is not None]
    return max(times, key=_when)  # not that of a year before


def _of_year_ago(claim: Claim, known: Sequence[Claim], context: Context) -> Claim:
    """Return a figure told for "a year ago" after those of a quarter as one of that quarter."""
    start = claim.evidence[0].start if claim.evidence else 0
    sentences = list(context.doc.sents)
    here = next((n for n, s in enumerate(sentences) if s.start_char <= start < s.end_char), 0)
    first = sentences[max(0, here - int(_words()["periods.back"]))].start_char
    told = [
        c
        for c in known
        if c.kind is Kind.RESULT and c.evidence and first <= c.evidence[0].start < start
    ]
    figures = [c for c in told if c.subject == claim.subject and not is_year_ago(c.time)]
    last = max(figures, key=lambda c: c.evidence[0].start, default=None)
    if last is None or last.time is None or not is_part(last.time):
        return claim
    return dataclasses.replace(claim, time=year_before(last.time) or claim.time)


def _is_told(mention: TimeMention) -> bool:
    """Tell whether a time names a day or period, though it may be unknown when it begins: "last financial year"."""
    known = mention.value is not None or mention.precision in _PERIODS
    return known and not mention.recurring


def _when(time: TimeSpan | None) -> tuple[dt.date, dt.date]:
    """Return what times are sorted by: when they end, then when they begin."""
    end = (time and time.latest) or dt.date.max
    return end, (time and time.earliest) or dt.date.min


def _wants_period(claim: Claim) -> bool:
    if claim.kind is not Kind.RESULT or claim.time is not None or claim.period is not None:
        return False
    told = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
    measured = {w.lower() for w in (claim.object or "").split()} & _words()["periods.measures"]
    return told and bool(claim.evidence) and bool(measured)


def sold_and_bought(one: Claim, two: Claim) -> bool:
    """Tell whether two claims tell of one deal in one sentence, as the one who sells and the one who buys."""
    kinds = {one.kind, two.kind}
    together = any(a.overlaps(b) for a in one.evidence for b in two.evidence)
    return kinds == {Kind.ACQUISITION, Kind.DIVESTITURE} and together


def _same_deal(one: Claim, two: Claim) -> bool:
    """Tell whether two claims are of one deal: bought and sold, or the same two who merge."""
    if {one.subject, one.object} == {two.subject, two.object} or sold_and_bought(one, two):
        return True
    named = one.object is not None and two.object is not None
    return named and same_name(one.object or "", two.object or "", is_object=True)


def carry_times(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims with the times that other sentences of the body give for them.

    A deal takes the day on which "the deal" is to close, a suit that on which it was
    filed, a figure of account the quarter or year of the one told just before. Nothing
    is taken over another deal that is told in between.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    known = tuple(claims)
    found: list[Claim] = []
    for claim in known:
        if claim.kind in DEALS and claim.modality is Modality.PLANNED and claim.evidence:
            others = [o for o in known if o.kind in DEALS and not _same_deal(claim, o)]
            done = _completed(claim, body, others)
            if done is not claim and claim.polarity is Polarity.AFFIRMED:
                found.append(done)
                continue
        affirmed = claim.polarity is Polarity.AFFIRMED and claim.time is None and claim.evidence
        if claim.kind in DEALS and affirmed:
            others = [o for o in known if o.kind in DEALS and not _same_deal(claim, o)]
            found.append(_with_time(claim, body, others))
        elif claim.kind is Kind.LEGAL and claim.action == "sues" and affirmed:
            others = [o for o in known if o.kind is Kind.LEGAL and o.subject != claim.subject]
            found.append(_with_time(claim, body, others))
        elif claim.kind is Kind.RESULT and is_year_ago(claim.time):
            found.append(_of_year_ago(claim, known, body))
        elif _wants_period(claim):
            time = _period_before(claim, known, body)
            found.append(dataclasses.replace(claim, time=time) if time else claim)
        else:
            found.append(claim)
    return tuple(found)
