"""Sentences that gave no claim only because a name in them was not taken for an organization.

A frame that found no subject is tried again with whoever acts, whatever the name was read as.
Where that gives a claim, whoever reads the reasons learns which name stood in the way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache

from kg.extract.context import Context
from kg.extract.coref.knowledge import gender_of
from kg.extract.coref.lists import lists
from kg.extract.coref.spelling import name_words
from kg.extract.frame import TYPE_GROUPS, Frame, FrameSet
from kg.extract.match import NO_SUBJECT, with_parts
from kg.extract.slots import fill
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler
from kg.model import Dropped

REASON = "{name!r} is read as {what}, not as an organization"
_ACTING = ("agent", "subject")
"""Paths to who acts; any name will do at the end of others: Leeds, in "its Leeds plant"."""


def misnamed(
    tried: Iterable[Dropped],
    frames: FrameSet,
    places: Mapping[int, int],
    context: Context,
) -> tuple[Dropped, ...]:
    """Return what was dropped only for a name that was not taken for an organization, with that reason.

    Args:
        tried: What gave no claim in one sentence of the body.
        frames: All frames.
        places: Tokens by the character that they begin with.
        context: The body.
    """
    labels = _read_as()
    found = []
    for each in tried:
        frame, at = frames.by_id.get(each.found_by), places.get(each.span.start)
        if each.reason != NO_SUBJECT or at is None or frame is None or not _is_act(frame):
            continue
        name = _name_in_the_way(frame, at, context)
        what = labels.get(name.label or "") if name is not None else None
        if name is not None and what and not _is_persons(name):
            reason = REASON.format(name=name.text, what=what)
            found.append(dataclasses.replace(each, reason=reason))
    return tuple(found)


def _is_act(frame: Frame) -> bool:
    """Tell whether a frame is of acts that only organizations do."""
    types = frame.subject.types
    return frame.role is None and bool(types) and types <= TYPE_GROUPS["organization"]


@cache
def _read_as() -> Mapping[str, str]:
    """Return what a name of each label is called; once, as every sentence asks for it."""
    return dict(load_toml("kg.extract", "misses.toml")["read_as"])


def _is_persons(name: Filler) -> bool:
    """Tell whether a name is one of a person indeed, by a first name."""
    words = name_words(name.text)[:2]
    return name.label == "PERSON" and gender_of(words, lists()) is not None


def _name_in_the_way(frame: Frame, at: int, context: Context) -> Filler | None:
    """Return the name of who acts with which a frame would have given a claim at a word."""
    trigger, paths = context.doc[at], tuple(p for p in frame.subject.paths if p in _ACTING)
    if not paths:
        return None
    anyone = dataclasses.replace(frame.subject, paths=paths, types=frozenset(), form="name")
    names = [one for one in fill(anyone, trigger, context) if one.label is not None]
    things = fill(frame.object, trigger, context) if names else []
    if not names or (frame.object.required and not things):
        return None
    return names[0] if with_parts(trigger, frame, (names, things, None), context) else None
