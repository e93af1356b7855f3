"""The learned extractor: what it reads in a text beside the frames, and how far it believes them.

A network over the analyser's inner states tells which words announce a claim of which
kind; trees tell which mention does it to what. Both are trained on the annotated articles
(`kg.extract.train`) and run in NumPy.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.learned import claims as making
from kg.extract.learned.features import matrix, sentence_spans, told
from kg.extract.learned.model import TRIGGER, Model, read
from kg.extract.learned.rows import Allowed, Row, fillers, rows
from kg.extract.learned.text import Text
from kg.extract.learned.words import KINDS, lexicon_of, words
from kg.language.analyser import STATES
from kg.model import Claim, Kind
from kg.resolve.names import same_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.context import Context
    from kg.extract.frame import FrameSet
    from kg.extract.match import Candidate

FOLDER = Path(__file__).parent.parent / "model"
"""The folder of the shipped weights."""
LEAST = 0.08
"""Chance below which a row is no proposal, whatever the kind."""

_SYMMETRIC = frozenset({Kind.MERGER, Kind.PARTNERSHIP})


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of an article as the model reads it: rows and their chances."""

    text: Text
    rows: list[Row]
    chances: list[float]


@dataclass(frozen=True, slots=True)
class Learned:
    """A model with the frames that its claims take their fields from."""

    model: Model
    frames: FrameSet
    allowed: Allowed
    positions: frozenset[str]

    def read(self, contexts: Sequence[Context], claims: Sequence[Claim]) -> list[Reading]:
        """Return what the model reads in the body and title of an article.

        Args:
            contexts: Body and title; one without inner states gives nothing.
            claims: What the frames say.
        """
        found = []
        for context in contexts:
            states = context.doc.user_data.get(STATES)
            if states is None:
                continue
            text = Text(context)
            own = words(text, self.model.lexicon)
            scores = self.model.word_logits(own, states)
            logits = dict(zip(own.places, scores, strict=True))
            these = rows(text, triggers(text, logits, claims), self.allowed)
            numbers, keys = matrix(text, these, logits, claims)
            found.append(Reading(text, these, self.model.chances(numbers, keys).tolist()))
        return found

    def propose(self, readings: Sequence[Reading]) -> Iterator[Candidate]:
        """Yield candidates for the gate from what the model believes."""
        floors = dict.fromkeys(range(len(KINDS)), LEAST)
        for reading in readings:
            found = making.believed(reading.text, reading.rows, reading.chances, floors)
            name = f"model/{self.model.version}"
            yield from making.candidates(reading.text, found, self.frames, name, self.positions)

    def belief(self, claim: Claim, readings: Sequence[Reading]) -> float:
        """Return the calibrated chance that the article says what a claim says."""
        weights: Mapping[str, float] = self.model.settings["calibration"]
        return round(calibrated(evidence(claim, readings), weights), 4)


def triggers(
    text: Text, logits: Mapping[int, NDArray[np.float32]], claims: Sequence[Claim]
) -> dict[int, dict[int, list[int]]]:
    """Return the words that may announce a claim, by number of sentence and of kind.

    Kinds of which the frames tell something in a sentence are left to them: what they find
    is right far more often.
    """
    least = math.log(TRIGGER / (1 - TRIGGER))
    known = {n: {c.kind for c in some} for n, some in told(text, claims).items()}
    found: dict[int, dict[int, list[int]]] = {}
    for i, scores in logits.items():
        sentence = text.a.sent[i]
        for kind in np.flatnonzero(scores > least).tolist():
            if KINDS[kind] not in known.get(sentence, ()):
                found.setdefault(sentence, {}).setdefault(kind, []).append(i)
    return found


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.005), 0.995)
    return math.log(chance / (1 - chance))


def chance_of(claim: Claim, readings: Sequence[Reading]) -> float | None:
    """Return the chance of the best row that says what a claim says, or None without such a row."""
    best: float | None = None
    for reading in readings:
        text, title = reading.text, reading.text.context.field == "title"
        if title and not claim.title_evidence:
            continue
        here = {
            n
            for n, span in enumerate(sentence_spans(text))
            if title or any(e.overlaps(span) for e in claim.evidence)
        }
        for row, chance in zip(reading.rows, reading.chances, strict=True):
            if KINDS[row.kind] is not claim.kind or text.a.sent[row.trigger] not in here:
                continue
            if (best is None or chance > best) and _says(row, claim, text.context):
                best = chance
    return best


def _says(row: Row, claim: Claim, context: Context) -> bool:
    subjects = [f.text for f in fillers(row.subject, context)]
    objects = [f.text for f in fillers(row.object, context)] if row.object is not None else []

    def fits(subject: list[str], obj: list[str]) -> bool:
        if not any(same_name(claim.subject, x) for x in subject):
            return False
        if claim.object is None:
            return not objects
        return any(same_name(claim.object, x, is_object=True) for x in obj)

    return fits(subjects, objects) or (claim.kind in _SYMMETRIC and fits(objects, subjects))


def evidence(claim: Claim, readings: Sequence[Reading]) -> dict[str, float]:
    """Return what the belief in a claim rests on, as numbers by name."""
    framed = not claim.found_by.startswith("model/")
    chance = None if framed else chance_of(claim, readings)
    return {
        "chance": 0.0 if chance is None else _logit(chance),
        "model": float(not framed),
        "frame belief": _logit(claim.confidence) if framed else 0.0,
        "frame": float(framed),
    }


def calibrated(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return a chance from evidence by a logistic function (Platt 1999)."""
    total = sum(value * weights[name] for name, value in sorted(found.items()))
    return 1 / (1 + math.exp(-min(max(total, -30.0), 30.0)))


def load(frames: FrameSet, allowed: Allowed, folder: Path | None = None) -> Learned | None:
    """Return the learned extractor, or None where no model is shipped.

    Args:
        frames: All frames.
        allowed: Which subjects each kind may have.
        folder: The model folder; the shipped one if not given.

    Raises:
        ModelError: The model is broken or of another version.
    """
    model = read(folder or FOLDER, lexicon_of(frames))
    return None if model is None else Learned(model, frames, allowed, positions(frames))


def positions(frames: FrameSet) -> frozenset[str]:
    """Return the lemmas of positions that the frames of Role know."""
    return frozenset(
        lemma
        for f in frames.frames
        if f.kind is Kind.ROLE
        for lemma in f.lemmas
        if f.pos & {"NOUN"}
    )
