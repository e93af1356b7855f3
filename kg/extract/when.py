"""Times that "when" ties to a clause: "In 2012, when it ordered 30 jets", "raised $9 million when it floated in 2004"."""

from __future__ import annotations

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
_AT_ONCE = re.compile(r"\b(?:with immediate effect|effective immediately)\b", re.IGNORECASE)


def _opener(verb: Token) -> Token | None:
    """Return the "when" that opens the clause of a verb."""
    found = (c for c in tree.children(verb, "advmod", "mark") if c.lower_ == "when")
    return next((c for c in found if c.i < verb.i), None)


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


def of_post(
    trigger: Token, kind: Kind, person: Token, said: TimeSpan | None, context: Context
) -> TimeSpan | None:
    """Return when somebody goes or comes, as a clause on the name or "with immediate effect" tells, or None.

    "She replaces Ann Lee, who retired in May"; what takes effect at once does so when it is said, else
    on the article's day.

    Args:
        trigger: The word that announces the claim.
        kind: Its kind.
        person: Whose post it is.
        said: When it is said.
        context: Its text.
    """
    if kind not in _POSTS:
        return None
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
