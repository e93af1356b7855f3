"""How far to believe a claim: what speaks for it, and a logistic function of that."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.extract.learned.reading import KINDS
from kg.model import SYMMETRIC, Claim, Modality, Polarity
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from kg.extract.learned.model import Words
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_LEAST = 0.005


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of an article as the model reads it."""

    text: Text
    words: Words
    rows: list[Row]
    _in_sentence: dict[int, list[int]] = field(init=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            self._in_sentence.setdefault(self.text.a.sent[row.trigger], []).append(number)

    def told_in(self, sentences: Iterable[int]) -> list[Row]:
        """Return the rows whose triggers stand in some sentences, in order."""
        return [
            self.rows[number]
            for number in sorted(n for one in sentences for n in self._in_sentence.get(one, ()))
        ]


def _logit(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


def _says(row: Row, claim: Claim) -> bool:
    def fits(subject: str, obj: str | None) -> bool:
        if not same_name(claim.subject, subject):
            return False
        if claim.object is None or obj is None:
            return claim.object is None and obj is None
        return same_name(claim.object, obj, is_object=True)

    one, two = row.actor.text, None if row.thing is None else row.thing.text
    if fits(one, two):
        return True
    return claim.kind in SYMMETRIC and two is not None and fits(two, one)


def _told(claim: Claim, readings: Sequence[Reading]) -> Iterator[Row]:
    """Yield the rows of a claim's kind in its sentences."""
    kind = KINDS.index(claim.kind)
    for reading in readings:
        for row in reading.told_in(reading.text.sentences_of(claim)):
            if row.kind == kind:
                yield row


def _announced(claim: Claim, readings: Sequence[Reading]) -> tuple[float, float]:
    """Return the best chance that a word of its sentences announces a claim's kind, and the sum of all."""
    kind, best, total = KINDS.index(claim.kind), 0.0, 0.0
    for reading in readings:
        for n in reading.text.sentences_of(claim):
            start, end = reading.text.a.sents[n]
            here = reading.words.announced[start:end, kind]
            best, total = max(best, float(here.max(initial=0.0))), total + float(here.sum())
    return best, total


def found_by(claim: Claim) -> str:
    """Return whether frames ("frame") or the model ("model") proposed a claim."""
    return "model" if claim.found_by.startswith("model/") else "frame"


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What `doubted.toml` holds: the belief that what frames tell needs, and that of doubted ones."""

    frames: frozenset[str]
    floor: float
    least: float
    spared: frozenset[str]

    def of(self, claim: Claim) -> float:
        """Return the belief that a claim of a frame needs."""
        if claim.found_by in self.frames:
            return self.floor
        done = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
        return self.least if done and claim.kind.value not in self.spared else 0.0


@cache
def _doubt() -> _Doubt:
    text = resources.files("kg.extract.learned").joinpath("doubted.toml").read_text("utf-8")
    found = tomllib.loads(text)
    spared = frozenset(found["spared"])
    return _Doubt(frozenset(found["frames"]), found["floor"], found["least"], spared)


def floor_of(claim: Claim, floors: Mapping[str, float]) -> float:
    """Return the belief below which a claim is not told.

    Args:
        claim: The claim.
        floors: By what proposed it (`found_by`).
    """
    by = found_by(claim)
    return max(floors[by], _doubt().of(claim)) if by == "frame" else floors[by]


def evidence(claim: Claim, readings: Sequence[Reading]) -> dict[str, float]:
    """Return what the belief in a claim rests on, as numbers by name.

    Args:
        claim: What frames or the model propose.
        readings: What the model makes of body and title.
    """
    rows = list(_told(claim, readings))
    said = [row for row in rows if _says(row, claim)]
    best = max(said, key=lambda row: row.chance, default=None)
    otherwise = max((row.chance for row in rows if row not in said), default=0.0)
    word, words = _announced(claim, readings)
    by = found_by(claim)
    found = {f"{by}": 1.0, f"{by} {claim.kind}": 1.0}
    found[f"{by} words"] = round(math.log(max(words, _LEAST)), 4)
    found[f"{by} otherwise"] = otherwise - (0.0 if best is None else best.chance)
    if by == "frame":
        found["frame belief"] = _logit(claim.confidence)
        found["frame word"] = _logit(word)
    if best is not None:
        found[f"{by} row"] = 1.0
        found[f"{by} announced"] = _logit(best.announced)
        found[f"{by} acting"] = math.log(max(best.acting, _LEAST))
        found[f"{by} acted"] = math.log(max(best.acted, _LEAST))
        found[f"{by} {best.subject.form}"] = 1.0
        if best.object is not None:
            found[f"{by} object {best.object.form}"] = 1.0
    if claim.object is None:
        found[f"{by} without object"] = 1.0
    if claim.title_evidence and not claim.evidence:
        found[f"{by} title only"] = 1.0
    if len(claim.evidence) > 1:
        found[f"{by} told again"] = 1.0
    if claim.modality in (Modality.HYPOTHETICAL, Modality.UNKNOWN):
        found[f"{by} unreal"] = 1.0
    if claim.polarity is Polarity.NEGATED:
        found[f"{by} negated"] = 1.0
    return found


def calibrated(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return a chance from evidence by a logistic function (Platt 1999); unknown evidence counts 0."""
    total = sum(value * weights.get(name, 0.0) for name, value in sorted(found.items()))
    return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))
