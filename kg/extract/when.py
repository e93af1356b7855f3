"""Times that "when" ties to a clause: "In 2012, when it ordered 30 jets", "raised $9 million when it floated in 2004"."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from functools import cache

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.context import Context
from kg.extract.scope import pick_time
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml
from kg.model import Kind, TimeSpan

_PLAIN = frozenset({"in", "during"})
_POSTS = (Kind.APPOINTMENT, Kind.DEPARTURE)
_SOON = 182  # days by which a post may have been taken up before that is told
_YEAR = 366
_DAYS = 31  # no longer is the time at which news tells of a post
_STARTS = frozenset({"effective", "starting", "beginning", "commencing"})
_AT_ONCE = re.compile(r"\b(?:with immediate effect|effective immediately)\b", re.IGNORECASE)


def _opener(verb: Token) -> Token | None:
    """Return the "when" that opens the clause of a verb."""
    found = (c for c in tree.children(verb, "advmod", "mark") if c.lower_ == "when")
    return next((c for c in found if c.i < verb.i), None)


def is_when(clause: Token, trigger: Token) -> bool:
    """Tell whether a clause says when that was which a trigger tells: "when it failed in 2001, it had $3 million in debts"."""
    if clause.dep_ != "advcl" or _opener(clause) is None or clause.head.tag_ != "VBD":
        return False
    told = next((t for t in trigger.ancestors if t.pos_ in ("VERB", "AUX")), trigger)
    return told.i == clause.head.i


def _before_when(verb: Token, context: Context) -> TimeMention | None:
    """Return the time right before the clause of a verb: "In 2012, when it ordered 30 jets, Acme said"."""
    when = _opener(verb)
    if when is None or when.i < tree.starts(verb) + 2:
        return None
    before = when.nbor(-2) if when.nbor(-1).text == "," else when.nbor(-1)
    end = before.idx + len(before)
    told = (p.mention for p in context.times_near(verb))
    return next((m for m in told if m.span.end == end and _is_plain(m)), None)


def _inside_when(verb: Token, context: Context) -> TimeMention | None:
    """Return the time of what happened along with a past act: "raised $9 million when it floated in 2004"."""
    if verb.tag_ != "VBD":
        return None
    for clause in tree.children(verb, "advcl"):
        when = _opener(clause)
        past = clause.tag_ == "VBD" or any(
            c.tag_ == "VBD" for c in tree.children(clause, "aux:pass")
        )
        if when is None or when.i < verb.i or not past:
            continue
        told = (p for p in context.times_near(verb) if p.root.head.i == clause.i)
        return next((p.mention for p in told if _is_plain(p.mention)), None)
    return None


def _is_plain(mention: TimeMention) -> bool:
    """Tell whether a time is a day or period at which things happen."""
    known = mention.value is not None and not mention.recurring and not mention.in_name
    return known and mention.qualifier in _PLAIN


def when_time(trigger: Token, context: Context) -> TimeMention | None:
    """Return the time that a clause with "when" shares with what a trigger tells, or None.

    Args:
        trigger: The word that announces a claim.
        context: Its text.
    """
    verb = trigger
    if trigger.pos_ != "VERB":
        if trigger.dep_ not in ("obj", "nsubj:pass") or trigger.head.pos_ != "VERB":
            return None
        verb = trigger.head
    return _before_when(verb, context) or _inside_when(verb, context)


def _takes_effect(mention: TimeMention, before: str) -> bool:
    """Tell whether a time is that from which something holds: "effective July 1", "from August", "starting in May"."""
    value = mention.value
    if value is None or value.earliest is None or mention.recurring or mention.in_name:
        return False
    first = mention.words.split()[0].lower()
    return (
        first in _STARTS
        or before in _STARTS
        or (mention.qualifier == "from" and value.latest is None)
    )


def _is_from(mention: TimeMention, trigger: Token) -> bool:
    """Tell whether a time behind a trigger is that from which its act holds, with no other verb between."""
    after = trigger.doc[trigger.i + 1 : tree.ends(trigger)]
    words = [t for t in after if t.idx < mention.span.start]
    if not words or not _takes_effect(mention, words[-1].lower_):
        return False
    others = (t for t in words if t.lower_ not in _STARTS)
    return not any(t.tag_[:2] in ("VB", "MD") or t.lower_ in ("who", ";") for t in others)


def _from_told(value: TimeSpan, told: dt.date) -> TimeSpan:
    """Return a time without a year as the first of its kind that is not long before the day when it is told."""
    while value.earliest and (told - value.earliest).days > _SOON:
        value = _moved(value, 1)
    while value.earliest and (value.earliest - told).days > _YEAR - _SOON:
        value = _moved(value, -1)
    return value


def _moved(value: TimeSpan, years: int) -> TimeSpan:
    """Return a time some years on, without the 29th of February."""

    def on(day: dt.date | None) -> dt.date | None:
        leap = day is not None and (day.month, day.day) == (2, 29)
        return day and day.replace(year=day.year + years, day=28 if leap else day.day)

    return dataclasses.replace(value, earliest=on(value.earliest), latest=on(value.latest))


def _effective(trigger: Token, time: TimeSpan | None, context: Context) -> TimeSpan | None:
    """Return from when a post is held or given up that is told of on another day, or None.

    "On Monday it named Ann Lee chief executive, effective July 1": no other verb may stand between.
    """
    if time is None or time.earliest is None or time.latest is None:
        return None
    if (time.latest - time.earliest).days > _DAYS:
        return None
    found = next(
        (p.mention for p in context.times_near(trigger) if _is_from(p.mention, trigger)), None
    )
    if found is None or found.value is None or found.value.earliest is None:
        return None
    if found.relative:
        return _from_told(found.value, time.earliest)
    # "its president from 2019" is told of the past
    return found.value if (time.earliest - found.value.earliest).days <= _SOON else None


def of_post(
    trigger: Token,
    kind: Kind,
    person: Token,
    days: tuple[TimeSpan | None, TimeSpan | None],
    context: Context,
) -> TimeSpan | None:
    """Return when somebody goes or comes, as a clause on the name or "with immediate effect" tells, or None.

    Of two days it is that on which a post is taken up or given up, not that on which this is told.

    "She replaces Ann Lee, who retired in May"; what takes effect at once does so when it is said, else
    on the article's day.

    Args:
        trigger: The word that announces the claim.
        kind: Its kind.
        person: Whose post it is.
        days: The day that the tree gives, and when it is said.
        context: Its text.
    """
    time, said = days
    if kind not in _POSTS:
        return time
    if time is not None:
        return _effective(trigger, time, context) or time
    for clause in tree.children(person, "acl:relcl") if kind is Kind.DEPARTURE else ():
        if clause.lemma_.lower() in _leaving() and clause.i > person.i:
            mention = pick_time(clause, context)
            return mention.value if mention is not None else None
    day = context.article.date
    if day is None or not _AT_ONCE.search(trigger.sent.text):
        return None
    return said or TimeSpan(earliest=day, latest=day)


@cache
def _leaving() -> frozenset[str]:
    """Return the verbs of `dating.toml` that tell of a post given up."""
    return frozenset(load_toml("kg.extract", "dating.toml")["words"]["leaving"])
