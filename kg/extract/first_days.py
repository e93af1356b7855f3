"""When somebody takes up a post, where one of the next sentences says so: "Acme named Jane Doe chief executive. She starts on May 3"."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context, joined_evidence, sentence_span
from kg.extract.following import completed
from kg.extract.scope import pick_time
from kg.extract.times.words import load_toml
from kg.model import Claim, Kind, Polarity, TimeSpan
from kg.resolve.names import same_name

_PAST = ("VBD", "VBN")
_TO_COME = frozenset({"will", "'ll", "shall"})
_PARTICLES = frozenset({"over", "up"})


@cache
def _words() -> dict[str, Any]:
    """Return the table of `carried.toml` that tells of posts, lists as sets."""
    found = load_toml("kg.extract", "carried.toml")["posts"]
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in found.items()}


def _wants(claim: Claim) -> bool:
    """Tell whether a claim gives somebody a post, and when is not told."""
    given = claim.kind is Kind.APPOINTMENT and claim.polarity is Polarity.AFFIRMED
    return given and claim.time is None and bool(claim.evidence)


def _is_same_post(verb: Token, claim: Claim) -> bool:
    """Tell whether what a verb says of a post may be of that of a claim: no other follows "as", and no other thing is begun."""
    things = [t for t in tree.children(verb, "obj") if t.lower_ not in _PARTICLES]
    posts = _words()["nouns"]
    if any(t.lemma_.lower() not in posts for t in things):
        return False
    role = {word.lower() for word in (claim.role or "").split()}
    return all(t.lower_ in role or t.lemma_.lower() in posts for t in _after_as(verb))


def _after_as(verb: Token) -> list[Token]:
    """Return the nouns of the post that is told after a verb: "took over as (finance chief)"."""
    doc, end = verb.doc, tree.ends(verb)
    at = next((k for k in range(verb.i + 1, end) if doc[k].lower_ == "as"), end) + 1
    found = []
    while at < end and doc[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
        found += [doc[at]] if doc[at].pos_ in ("NOUN", "PROPN") else []
        at += 1
    return found


def _begins(verb: Token, claim: Claim) -> bool:
    """Tell whether a verb says that somebody takes up a post: "will take over", "starts", "took up the job"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in _words()["begin"] or not _is_same_post(verb, claim):
        return False
    ahead = any(t.lower_ in _TO_COME for t in tree.children(verb, "aux"))
    own = bool(tree.children(verb, "obj"))
    if lemma in _words()["taking"]:  # "takes a break", "takes to the stage"
        with_particle = any(t.lower_ in _PARTICLES for t in verb.children)
        return own or with_particle
    return ahead or verb.tag_ not in _PAST  # "she started at Acme in 1998"


def _time_told(verb: Token, context: Context) -> TimeSpan | None:
    """Return the time of a verb where it is to come, or was shortly before the article."""
    mention, day = pick_time(verb, context), context.article.date
    value = mention.value if mention is not None else None
    if value is None or day is None or value.earliest is None:
        return None
    near = day - dt.timedelta(days=int(_words()["days"]))
    past = verb.tag_ in _PAST
    return value if (near <= value.earliest <= day if past else value.earliest > near) else None


def _is_holder(token: Token, claim: Claim, context: Context) -> bool:
    entry = context.chains.at(token)
    return entry is not None and same_name(entry.name, claim.subject)


def with_first_days(claims: Iterable[Claim], body: Context) -> tuple[Claim, ...]:
    """Return claims of posts given, with the time at which the next sentences say that they are taken up.

    Args:
        claims: The claims of one article.
        body: Its body.
    """
    return completed(claims, body, _wants, _dated) if body.article.date else tuple(claims)


def _dated(
    claim: Claim, _known: Sequence[Claim], sentences: Sequence[Sentence], body: Context
) -> Claim:
    start = claim.evidence[-1].end
    later = [s for s in sentences if s.start_char >= start]
    for sentence in later[: int(_words()["reach"])]:
        for verb in sentence:
            if not _begins(verb, claim):
                continue
            if not any(_is_holder(t, claim, body) for t in tree.surface_subject(verb)):
                continue
            time = _time_told(verb, body)
            if time is not None:
                evidence = joined_evidence(claim, sentence_span(sentence[0]))
                return dataclasses.replace(claim, time=time, evidence=evidence)
    return claim
