"""The day of an act that the next sentences take up again: "the ruling came on Monday", "the deal, signed on Friday".

News tells first what was decided or agreed, and then when: by the noun of the act, or by what the
judge who decided found.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.following import completed
from kg.extract.scope import pick_time
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan

_ACTED = ("VBD", "VBN")
_MARKS = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_ONE = frozenset({"a", "an"})
_MONTH = 31


@cache
def _words() -> dict[str, Any]:
    """Return the table of `carried.toml` that tells of acts, lists as sets."""
    found = load_toml("kg.extract", "carried.toml")["acts"]
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in found.items()}


def _nouns(claim: Claim) -> frozenset[str]:
    """Return the nouns that take up what a claim tells."""
    found: frozenset[str] = _words().get(claim.action or claim.kind.value.lower(), frozenset())
    return found


def _wants(claim: Claim) -> bool:
    """Tell whether a claim is of an act that is done, and when is not told."""
    done = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
    return done and claim.time is None and bool(claim.evidence and _nouns(claim))


def _is_act(token: Token, nouns: frozenset[str]) -> bool:
    """Tell whether a noun takes up an act told before: "the ruling", "in a ruling"."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in nouns:
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in ("det", "nmod:poss")}
    return bool(marks & _MARKS) or (bool(marks & _ONE) and tree.case_of(token) == "in")


def _made(token: Token) -> list[Token]:
    """Return what tells that an act came about: "the deal, signed (...)", "it reached the decision", the act itself."""
    verbs = [v for v in tree.children(token, "acl", "acl:relcl") if v.tag_ in _ACTED]
    if token.dep_ in ("obj", "nsubj", "nsubj:pass") and token.head.tag_ in _ACTED:
        verbs.append(token.head)
    return [v for v in verbs if v.lemma_.lower() in _words()["made"]]


def _is_over(time: TimeSpan, context: Context) -> bool:
    """Tell whether a time is a day, week or month that is over by the article's day."""
    day, first, last = context.article.date, time.earliest, time.latest
    if day is None or first is None or last is None:
        return False
    return last <= day and (last - first).days < _MONTH


def _at(token: Token, context: Context) -> TimeSpan | None:
    """Return the time of a word where it is over."""
    mention = pick_time(token, context)
    value = mention.value if mention is not None else None
    return value if value is not None and _is_over(value, context) else None


def _beside(noun: Token, context: Context) -> TimeSpan | None:
    """Return the time right behind a noun, wherever the tree hangs it: "in a ruling on Monday, the court said"."""
    if noun.dep_ == "obj":
        return None  # "a paper reported the decision last week"
    end = noun.idx + len(noun.text_with_ws)
    for placed in context.times_near(noun):
        value = placed.mention.value
        if placed.mention.span.start == end and value is not None:
            return value if _is_over(value, context) else None
    return None


def _decided(token: Token, claim: Claim) -> bool:
    """Tell whether a verb says what the judge or office of a claim found: "Judge Lee found on Monday that"."""
    known = token.lemma_.lower() in _words()["found"] and token.tag_ == "VBD"
    if not known or claim.kind is not Kind.LEGAL or claim.action not in _words()["deciding"]:
        return False
    who = tree.surface_subject(token)
    subject = {word.lower() for word in claim.subject.split()} & _words()["offices"]
    a = arrays(token.doc)
    inside = (a.lower[k] for t in who for k in range(a.left[t.i], t.i + 1))
    return bool(subject & set(inside))


def _told(claim: Claim, sentence: Sentence, context: Context) -> TimeSpan | None:
    """Return when a sentence says that the act of a claim came about, or None."""
    nouns = _nouns(claim)
    for token in sentence:
        if _is_act(token, nouns):
            found = _beside(token, context)
            times = (_at(v, context) for v in _made(token))
            found = found or next((t for t in times if t is not None), None)
        else:
            found = _at(token, context) if _decided(token, claim) else None
        if found is not None:
            return found
    return None


def with_act_days(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of acts that are done with the day that the next sentences give for them.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    return completed(claims, body, _wants, _dated) if body.article.date else tuple(claims)


def _dated(
    claim: Claim, known: Sequence[Claim], sentences: Sequence[Sentence], body: Context
) -> Claim:
    start = claim.evidence[0].start
    others = [
        s.start
        for c in known
        if c.kind is claim.kind and (c.subject, c.object) != (claim.subject, claim.object)
        for s in c.evidence
        if s.start > start and s not in claim.evidence
    ]
    end = min(others, default=None)
    after = [s for s in sentences if s.end_char > start][: int(_words()["reach"]) + 1]
    for sentence in after:
        if end is not None and sentence.start_char > end:
            break
        if (time := _told(claim, sentence, body)) is not None:
            evidence = joined_evidence(claim, sentence_span(sentence[0]))
            return dataclasses.replace(claim, time=time, evidence=evidence)
    return claim
