"""Positions that one person takes up or leaves together: "was named president and chief executive"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.leading import post_of
from kg.extract.wording import title_of
from kg.model import Claim, Kind

_MOVES = frozenset({Kind.APPOINTMENT, Kind.DEPARTURE})


def titles_of(tokens: Sequence[Token], context: Context) -> str:
    """Return a position, with what is coordinated with it where no name and no verb stands between.

    Args:
        tokens: The nouns of positions; the first counts, others only as far as they go with it.
            A verb may stand for one: "to run its battery unit".
        context: Its text.
    """
    first = tokens[0]
    if first.pos_ == "VERB" and (post := post_of(first, context)):
        return post
    title = title_of(first, context)
    last = next((t for t in tokens[1:] if t.dep_ == "conj" and t.head.i == first.i), None)
    if last is None or last.i < first.i or not title:
        return title
    between = first.doc[first.i + 1 : last.i]
    plain = all(not t.ent_type_ and (t.pos_ != "VERB" or t.tag_ == "VBG") for t in between)
    joined = any(t.lower_ == "and" for t in between) and not any(t.text == "," for t in between)
    second = title_of(last, context)
    if not (plain and joined and second) or second in title:
        return title
    return f"{title} and {second}"


def is_part_of(one: Claim, other: Claim) -> bool:
    """Tell whether a position held is one of two that the same words say somebody takes up or leaves."""
    if one.kind is not Kind.ROLE or other.kind not in _MOVES or not (one.role and other.role):
        return False
    same = (one.subject, one.object, one.evidence, one.title_evidence) == (
        (other.subject, other.object, other.evidence, other.title_evidence)
    )
    return same and other.role.endswith(f" and {one.role}")
