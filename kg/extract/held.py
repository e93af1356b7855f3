"""For how long a position or a holding lasts: "chairman of Acme from 1988 to 1997", "a unit of Acme until 1998"."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.times import TimeMention
from kg.model import TimeSpan

_JOINED = frozenset({"ADP", "ADJ", "DET", "NOUN", "PROPN", "NUM", "PART"})
_NOUNS = ("NOUN", "PROPN")
_POSTS = frozenset({"post", "job", "role", "position", "office", "seat"})
_HOLDING = frozenset({"have", "hold", "be", "occupy"})


def is_held(mention: TimeMention, day: dt.date | None) -> bool:
    """Tell whether a time is that of a holding: since when it goes on, or until when it went on.

    Args:
        mention: The time.
        day: The article's day: what has ended by then is over.
    """
    if mention.qualifier == "since":
        return True
    last = mention.value.latest if mention.value else None
    return (
        mention.qualifier in ("until", "from")
        and last is not None
        and day is not None
        and last < day
    )


def held_for(trigger: Token, context: Context) -> TimeSpan | None:
    """Return how long a position or holding lasts, told right after the noun and what it is of.

    Trees often hang such a time on the verb of the sentence: "The death of Ann Lee, chairman of
    Acme (from 1988 to 1997), was announced".

    Args:
        trigger: The noun of the position, or of the holding.
        context: Its text.
    """
    if trigger.pos_ not in _NOUNS:
        return None
    day = context.article.date
    for placed in context.times_near(trigger):
        mention = placed.mention
        if mention.span.start <= trigger.idx:
            continue
        value = mention.value
        between = (
            t for t in trigger.doc[trigger.i + 1 : placed.root.i] if t.idx < mention.span.start
        )
        if value is None or any(t.pos_ not in _JOINED or t.dep_ == "mark" for t in between):
            return _in_post(trigger, context)
        if mention.qualifier == "since" or is_held(mention, day):
            return value
        return None
    return None


def _in_post(trigger: Token, context: Context) -> TimeSpan | None:
    """Return since when a post is held that is told as such: "chairman Ann Lee, who has held the post since 2003"."""
    doc = trigger.doc
    for placed in context.times_near(trigger):
        mention = placed.mention
        at = next((t.i for t in trigger.sent if t.idx >= mention.span.start), trigger.i)
        post = doc[at - 1]
        if mention.qualifier != "since" or post.i <= trigger.i or post.lower_ not in _POSTS:
            continue
        between = doc[trigger.i + 1 : post.i]
        if all(t.lemma_.lower() in _HOLDING for t in between if t.pos_ in ("VERB", "AUX")):
            return mention.value
    return None
