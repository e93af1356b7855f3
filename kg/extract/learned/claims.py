"""From rows that the model believes to candidates for the gate."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extract import match
from kg.extract.frame import Frame, FrameSet, Slot
from kg.extract.learned.rows import Row, fillers
from kg.extract.learned.words import KINDS
from kg.extract.slots import Filler, title_of
from kg.model import ACTIONS, Kind
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.learned.text import Text

BEHIND = 0.5
"""What a candidate's chance counts for in the gate: a frame of the same words knows the fields better."""

_HELD = frozenset({Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE})
_SYMMETRIC = frozenset({Kind.MERGER, Kind.PARTNERSHIP})
_FIGURES = frozenset({Kind.RESULT, Kind.MARKET_MOVE})
_FAR_ROLE = 4


def model_frames(frames: FrameSet, lemma: str, kind: Kind, found_by: str) -> Frame | None:
    """Return what a claim of a kind takes besides its parties, after the frames of its trigger.

    Amounts, action, sign and tense are those of the kind's frame for that word, or
    of its most usual frame; a kind with actions needs one of the word itself.

    Args:
        frames: All frames.
        lemma: The trigger.
        kind: The kind.
        found_by: What the claim will say that it was found by.
    """
    own = [f for f in frames.by_lemma.get(lemma, ()) if f.kind is kind]
    if not own and kind in ACTIONS:
        return None
    others = [f for f in frames.frames if f.kind is kind]
    if not own and not others:
        return None
    base = max(own or others, key=lambda f: (f.confidence, f.id))
    amounts = base.amount or frozenset(a for f in others for a in f.amount)
    return dataclasses.replace(
        base,
        id=found_by,
        amount=amounts,
        needs_amount=kind in _FIGURES,
        needs_time=False,
        without_time=False,
        only=frozenset(),
        object=Slot(form=base.object.form),
        role=None,
        distinct=True,
    )


def _role_of(t: Text, row: Row, positions: frozenset[str]) -> str | None:
    """Return the position that a row is about: its trigger, or the nearest one to its subject."""
    a = t.a
    start, end = a.sents[a.sent[row.trigger]]
    near = [
        i for i in range(start, end) if a.lemma[i] in positions and a.pos[i] in ("NOUN", "PROPN")
    ]
    ranked = sorted(
        (min(t.far(i, row.subject.at), t.far(i, row.trigger)), abs(i - row.subject.at), i)
        for i in near
    )
    if row.trigger in near:
        return title_of(t.tokens[row.trigger], t.context) or None
    if not ranked or ranked[0][0] > _FAR_ROLE:
        return None
    return title_of(t.tokens[ranked[0][2]], t.context) or None


@dataclasses.dataclass(frozen=True, slots=True)
class Believed:
    """A row with its chance and what its parties stand for."""

    chance: float
    row: Row
    subject: Filler
    object: Filler | None


def believed(
    t: Text, rows: Sequence[Row], chances: Sequence[float], floors: Mapping[int, float]
) -> list[Believed]:
    """Return the rows that are believed, best first, each proposition of a sentence once.

    Args:
        t: The text.
        rows: Its rows.
        chances: The chance of each.
        floors: The least chance by number of kind.
    """
    ranked = sorted(range(len(rows)), key=lambda n: (-chances[n], n))
    kept: list[Believed] = []
    for n in ranked:
        row = rows[n]
        if chances[n] < floors[row.kind]:
            continue
        for one in _each(row, chances[n], t.context):
            if not any(_again(t, known, one) for known in kept):
                kept.append(one)
    return kept


def _each(row: Row, chance: float, context: Context) -> Iterator[Believed]:
    objects: list[Filler | None] = [None]
    if row.object is not None:
        objects = [*fillers(row.object, context)]
    for subject in fillers(row.subject, context):
        for obj in objects:
            if obj is None or not same_name(subject.text, obj.text):
                yield Believed(chance, row, subject, obj)


def _again(t: Text, known: Believed, new: Believed) -> bool:
    """Tell whether a row says again, or otherwise, what a better one of the sentence says."""
    one, two = known.row, new.row
    if one.kind != two.kind:
        return False
    straight = same_name(known.subject.text, new.subject.text)
    if known.object is None or new.object is None:
        return straight
    if straight and same_name(known.object.text, new.object.text, is_object=True):
        return True
    crossed = KINDS[one.kind] in _SYMMETRIC
    if crossed and same_name(known.subject.text, new.object.text):
        return same_name(known.object.text, new.subject.text)
    assert one.object is not None and two.object is not None  # noqa: PT018, S101
    beside = t.base(one.object.at) == t.base(two.object.at)
    return straight and one.trigger == two.trigger and not beside


def candidates(
    t: Text, found: Sequence[Believed], frames: FrameSet, found_by: str, positions: frozenset[str]
) -> Iterator[match.Candidate]:
    """Yield the candidates of believed rows, their confidence the chance.

    Args:
        t: The text.
        found: From `believed`.
        frames: For what a claim takes besides its parties.
        found_by: Name and version of the model.
        positions: Lemmas of positions that persons hold.
    """
    for one in found:
        kind, row = KINDS[one.row.kind], one.row
        frame = model_frames(frames, t.a.lemma[row.trigger], kind, found_by)
        if frame is None:
            continue
        role = _role_of(t, row, positions) if kind in _HELD else None
        frame = dataclasses.replace(frame, confidence=one.chance * BEHIND)
        parts = [one.subject], [] if one.object is None else [one.object], role
        yield from match.with_parts(t.tokens[row.trigger], frame, parts, t.context)
