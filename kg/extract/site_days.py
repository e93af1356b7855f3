"""When a plant or shop that was told is to be ready, where one of the next sentences says so.

"Acme will build a battery plant in Ohio. The plant is due to open in 2026."
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.following import completed
from kg.extract.scope import pick_time
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Modality, Polarity, TimeSpan


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "carried.toml")["sites"]
    return {name: frozenset(words) for name, words in found.items() if isinstance(words, list)}


@cache
def _reach() -> int:
    return int(load_toml("kg.extract", "carried.toml")["sites"]["reach"])


def _wants(claim: Claim) -> bool:
    """Tell whether a claim is of a site that is to be built, opened or grown, and when is not told."""
    planned = claim.modality is Modality.PLANNED and claim.polarity is Polarity.AFFIRMED
    site = claim.kind is Kind.FACILITY and claim.action in _words()["actions"]
    return planned and site and claim.time is None and bool(claim.evidence and claim.object)


def _takes_up(token: Token, thing: set[str]) -> bool:
    """Tell whether a subject is the site told before: "the plant", "it" at the start of a sentence."""
    if token.lower_ == "it":
        return token.i == token.sent.start
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or not (lemma in thing or lemma in _words()["projects"]):
        return False
    if any(t.ent_type_ in ("COMPANY", "ORG") for t in tree.children(token, "nmod", "compound")):
        return False
    if token.i == token.sent.start and lemma in _words()["works"]:
        return True  # "Construction is to be completed in May"
    return any(t.lower_ in ("the", "this") for t in tree.children(token, "det"))


def _ready_told(sentence: Sentence, thing: set[str], context: Context) -> TimeSpan | None:
    """Return when a sentence says that the site told before is to be ready, or None."""
    for token in sentence:
        if token.dep_ not in ("nsubj", "nsubj:pass") or not _takes_up(token, thing):
            continue
        above = token.head
        verbs = [above, *tree.children(above, "xcomp")]
        verbs += [c for v in verbs for c in tree.children(v, "conj") if not tree.has_subject(c)]
        verbs += [c for v in verbs for c in tree.children(v, "advcl") if _is_when_done(c)]
        begun = token.lemma_.lower() in _words()["works"]  # "construction is to begin in May"
        for verb in verbs:
            told = {verb.lemma_.lower(), verb.lower_}
            if not told & _words()["ready"] or (begun and told & _words()["begin"]):
                continue
            mention, day = pick_time(verb, context), context.article.date
            value = mention.value if mention is not None else None
            if value is not None and value.latest is not None and day and value.latest > day:
                return value
    return None


def _is_when_done(verb: Token) -> bool:
    """Tell whether a clause tells what a site will be like once it is ready: "will hold 90 vans when completed in 2022"."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    return verb.tag_ == "VBN" and not tree.has_subject(verb) and bool(marks & {"when", "once"})


def with_site_days(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of planned sites with the time at which the next sentences say that they are ready.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    return completed(claims, body, _wants, _dated) if body.article.date else tuple(claims)


def _is_same(one: str | None, other: str | None) -> bool:
    """Tell whether two descriptions may be of one site: "factory", "factory in Leeds"."""
    words, others = set((one or "").casefold().split()), set((other or "").casefold().split())
    return words <= others or others <= words


def _dated(
    claim: Claim, known: Sequence[Claim], sentences: Sequence[Sentence], body: Context
) -> Claim:
    start = claim.evidence[-1].end
    others = [
        span.start
        for c in known
        if c.kind is Kind.FACILITY and not _is_same(c.object, claim.object)
        for span in c.evidence
        if span.start >= start
    ]
    end = min(others, default=None)
    thing = {word.lower() for word in (claim.object or "").split()}
    for sentence in [s for s in sentences if s.start_char >= start][: _reach()]:
        if end is not None and sentence.start_char >= end:
            break
        if (time := _ready_told(sentence, thing, body)) is not None:
            evidence = joined_evidence(claim, sentence_span(sentence[0]))
            return dataclasses.replace(claim, time=time, evidence=evidence)
    return claim
