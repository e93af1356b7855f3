"""To when a thing is put off or brought forward: its new day, not the one that it had.

"Acme delayed the launch from March to June 2025" tells of a launch in June 2025, and so does
"postponed the opening, first planned for March, to June 2025". The words are in `moved.toml`.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.extract.times import TimeMention, find_times
from kg.extract.times.words import load_toml
from kg.model import TimeSpan

_MOST_STEPS = 4


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `moved.toml`."""
    return frozenset(load_toml("kg.extract", "moved.toml")[name])


def _mover(trigger: Token) -> Token | None:
    """Return the verb that moves what a trigger tells of: "delayed", over "the launch"."""
    token = trigger
    for _ in range(_MOST_STEPS):
        if token.pos_ == "VERB" and _moves(token):
            return token
        if token.dep_ not in _words("moved") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _moves(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    after = {c.lower_ for c in verb.children if c.i > verb.i}
    return any(
        lemma == first and (not particle or particle in after)
        for first, _, particle in (words.partition(" ") for words in _words("verbs"))
    )


def moved_to(trigger: Token, context: Context) -> TimeSpan | None:
    """Return the days that a thing is moved to, None where it is not moved or they are not told.

    A month or weekday alone is the next one.

    Args:
        trigger: The word that announces the thing.
        context: Its text.
    """
    verb = _mover(trigger)
    if verb is None:
        return None
    for placed in context.times_near(verb):
        if placed.mention.span.start > verb.idx and (found := _new(placed.mention, context)):
            return found
    return _season(verb, context)


def _season(verb: Token, context: Context) -> TimeSpan | None:
    """Return the next season that a thing is moved to: "put off the start of sales to the autumn".

    A season alone is no time elsewhere; after "to" of such a verb it can be nothing else.
    """
    a = arrays(context.doc)
    end = min(a.sents[a.sent[verb.i]][1], len(a))
    for k in range(verb.i + 1, end - 1):
        if a.lower[k] not in _words("to"):
            continue
        at = k + 1
        while at < end - 1 and a.lower[at] in _words("before_season"):
            at += 1
        # "to the Fall River estate", "to its winter palace"
        if a.word[at] in _words("seasons") and a.pos[at + 1] not in ("NOUN", "PROPN", "ADJ"):
            start = a.idx[k + 1]
            words = a.text[start : a.idx[at] + len(a.word[at])]
            told = find_times(f"in {words}", context.article.date, tense=lambda _: "future")
            value = told[0].value if told else None
            return None if value is None else dataclasses.replace(value, words=words)
    return None


def _new(mention: TimeMention, context: Context) -> TimeSpan | None:
    """Return the days behind "to" or "until", before a time or in it ("from March to June")."""
    a = arrays(context.doc)
    first, start = a.at_offset(mention.span.start), None
    for k in range(first, len(a)):
        if a.idx[k] >= mention.span.end:
            break
        if a.lower[k] in _words("to"):
            start = a.idx[k + 1]
    if start is None and first and a.lower[first - 1] in _words("to"):
        start = mention.span.start
    if start is None:
        return None
    words = a.text[start : mention.span.end]
    told = find_times(f"in {words}", context.article.date, tense=lambda _: "future")
    value = told[0].value if told else None
    return None if value is None else dataclasses.replace(value, words=words)
