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
from kg.extract.act_days import with_act_days
from kg.extract.arrays import arrays, worded
from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.reporting import with_periods
from kg.extract.scope import pick_time
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan
from kg.resolve.names import same_name

_RECENT = dt.timedelta(10)
DEALS = (Kind.ACQUISITION, Kind.MERGER, Kind.DIVESTITURE)


@cache
def _words() -> dict[str, Any]:
    found = load_toml("kg.extract", "carried.toml")
    return {
        f"{table}.{name}": frozenset(value) if isinstance(value, list) else value
        for table in ("dues", "suits")
        for name, value in found[table].items()
    }


def _around(claim: Claim, context: Context, reach: int) -> Iterator[Sentence]:
    """Yield the sentences from the first evidence of a claim on, as far as a time may be."""
    start = claim.evidence[0].start
    later = (s for s in worded(context.doc) if s.end_char > start)
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
            about = _closed(verb)
            if _is_closing(verb) and (time := _still_to_come(verb, context)):
                return time
        elif verb.pos_ in ("NOUN", "VERB") and {lemma, verb.lower_} & words["dues.completion"]:
            about = [c for c in tree.children(verb, "nmod") if tree.case_of(c) == "of"]
        elif lemma in words["dues.set"] and verb.pos_ in ("VERB", "ADJ"):
            about = tree.surface_subject(verb)
            if any(_is_completion(t) for t in about) and (time := _still_to_come(verb, context)):
                return time
        else:
            continue
        whole = verb.tag_ == "VBG" and _is_completion(verb)
        if not (whole or any(_is_one(t, "dues.deals") for t in about)):
            continue
        if (time := _set_for(verb, context)) is not None:
            return time
        above = verb.head if verb.dep_.startswith("nsubj") else verb  # "completion is due in May"
        time = None if whole else _still_to_come(verb, context) or _still_to_come(above, context)
        if time is not None:
            return time
    return None


def _closed(verb: Token) -> list[Token]:
    """Return what a verb of closing is about: its object, else its subject: "the deal is expected to close".

    Mills are finished, too: "it" then is no deal.
    """
    over = verb.head if verb.dep_ == "xcomp" else verb
    about = tree.children(verb, "obj")
    if not about:
        about = [*tree.patients(verb), *tree.agents(verb), *tree.surface_subject(over)]
    return [t for t in about if t.pos_ == "NOUN" or verb.lemma_.lower() != "finish"]


def _is_closing(verb: Token) -> bool:
    """Tell whether a verb of closing without an object is what parties hope for: "they expect to close in May"."""
    hoped = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _words()["dues.hopes"]
    return hoped and not tree.children(verb, "obj") and not tree.children(verb, "obl:agent")


def _set_for(closing: Token, context: Context) -> TimeSpan | None:
    """Return the time of a relative clause on a deal's end: "when it closes, which is expected in May"."""
    doc, after = closing.doc, closing.i + 2  # wherever the tree hangs the clause
    if after >= tree.ends(closing) or (doc[after - 1].text, doc[after].lower_) != (",", "which"):
        return None
    verb = doc[after].head
    known = verb.lemma_.lower() in _words()["dues.set"] | _words()["dues.hopes"]
    return _still_to_come(verb, context) if known else None


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
    gerund = token.tag_ == "VBG"  # "after closing", which trees take for a verb
    known = {token.lower_} if gerund else {token.lemma_.lower()} if token.pos_ == "NOUN" else set()
    return bool(known & _words()["dues.completion"]) and not tree.children(
        token, "nmod", "compound"
    )


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
            evidence = joined_evidence(claim, span)
            return dataclasses.replace(claim, time=time, evidence=evidence)
    return claim


def sold_and_bought(one: Claim, two: Claim) -> bool:
    """Tell whether two claims tell of one deal in one sentence, as the one who sells and the one who buys."""
    if {one.kind, two.kind} != {Kind.ACQUISITION, Kind.DIVESTITURE}:
        return False
    return any(a.overlaps(b) for a in one.evidence for b in two.evidence)


def _is_signed(claim: Claim, context: Context) -> bool:
    """Tell whether the time of a deal or investment to come is a day gone by: that on which it was agreed."""
    day, last = context.article.date, claim.time.latest if claim.time else None
    over = day is not None and last is not None and last <= day
    said = claim.said.latest if claim.said else None
    if said is not None and last is not None and last > said:
        return False  # "said in 2023 that it would sell it the next year" is due, not agreed
    signed = claim.kind in (*DEALS, Kind.INVESTMENT) and claim.modality is Modality.PLANNED
    return signed and over and not _is_tried(claim, context)


def _is_tried(claim: Claim, context: Context) -> bool:
    """Tell whether a sentence tells of an attempt, whose day is the day of the deal: "tried to buy it in May"."""
    a, words = arrays(context.doc), _words()["dues.attempts"]
    return any(
        a.lemma[i] in words
        for span in claim.evidence
        for i in range(a.at_offset(span.start), a.at_offset(span.end - 1) + 1)
    )


def _is_news(claim: Claim, context: Context) -> bool:
    """Tell whether a deal to come was agreed just before the article's day, which dates it where nothing else does."""
    day, last = context.article.date, claim.time.latest if claim.time else None
    return day is not None and last is not None and day - last <= _RECENT


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
        affirmed = claim.polarity is Polarity.AFFIRMED and bool(claim.evidence)
        signed = affirmed and _is_signed(claim, body)
        affirmed = affirmed and (claim.time is None or signed)
        if claim.kind in DEALS and affirmed:
            others = [o for o in known if o.kind in DEALS and not _same_deal(claim, o)]
            undated = dataclasses.replace(claim, time=None)
            due = _with_time(undated, body, others)
            found.append(due if due.time or not _is_news(claim, body) else claim)
        elif claim.kind is Kind.INVESTMENT and signed and not _is_news(claim, body):
            found.append(dataclasses.replace(claim, time=None))
        elif claim.kind is Kind.LEGAL and claim.action == "sues" and affirmed:
            others = [o for o in known if o.kind is Kind.LEGAL and o.subject != claim.subject]
            found.append(_with_time(claim, body, others))
        else:
            found.append(claim)
    return with_periods(with_act_days(found, body), body)
