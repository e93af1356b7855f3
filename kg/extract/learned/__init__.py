"""The learned extractor: what it reads in a text beside the frames, and how far it believes them.

A small transformer over what the reader tells of the words says which announce a
claim of which kind and action, and which parties do it to what. It is trained on annotated
articles (`kg.extract.train`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.learned import claims as making
from kg.extract.learned.belief import Reading, calibrated, evidence, floor_of
from kg.extract.learned.model import Model, Words, read
from kg.extract.learned.parties import Allowed
from kg.extract.learned.reading import (
    frame_bits,
    lexicon_of,
    windows,
    word_numbers,
)
from kg.extract.learned.rows import rows
from kg.extract.learned.text import Text
from kg.language.analyser import STATES
from kg.model import Claim, Kind

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.frame import FrameSet
    from kg.extract.match import Candidate

FOLDER = Path(__file__).parent.parent / "model"
"""The folder of the shipped weights."""
BELIEVABLE = 0.65
"""Share of the square of a belief: rows of a lower chance are left out, since hardly any is believed as much (on the 249
held-out and 64 recent articles none of 410 claims believed at 0.5 or more, and 2 of 961 at 0.3)."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A model with the frames that its claims take their fields from."""

    model: Model
    frames: FrameSet
    allowed: Allowed
    lexicon: Mapping[str, int]
    positions: frozenset[str]

    def read(self, contexts: Sequence[Context]) -> list[Reading]:
        """Return what the model reads in the body and title of an article.

        Args:
            contexts: Body and title; one that no reader has seen gives nothing.
        """
        return [
            self.of(Text(context))
            for context in contexts
            if len(context.doc) and STATES in context.doc.user_data
        ]

    def of(self, text: Text) -> Reading:
        """Return what the model reads in one text that a reader has seen."""
        words = self.words(text)
        return Reading(text, words, rows(text, words, self.model, self.allowed))

    def words(self, text: Text) -> Words:
        """Return what the network makes of the words of one text that a reader has seen."""
        return self.model.words(
            text.context.doc.user_data[STATES],
            word_numbers(text),
            frame_bits(text, self.lexicon),
            windows(text),
        )

    def least(self, asked: float | None = None) -> float:
        """Return the chance below which no row is believed as much as is asked for.

        Args:
            asked: The belief; None for what the model's own claims need to be told.
        """
        floor = float(self.model.settings["floors"]["model"]) if asked is None else asked
        return BELIEVABLE * floor**2

    def propose(self, readings: Sequence[Reading], least: float) -> Iterator[Candidate]:
        """Yield candidates for the gate from what the model believes.

        Args:
            readings: What it reads in body and title.
            least: Chance below which a row is no proposal.
        """
        name = f"model/{self.model.version}"
        for reading in readings:
            found = making.believed(reading.text, reading.rows, least)
            yield from making.candidates(reading.text, found, self.frames, name, self.positions)

    def floor(self, claim: Claim) -> float:
        """Return the belief below which a claim is not told: more is asked of the model's own."""
        return floor_of(claim, self.model.settings["floors"])

    def belief(self, claim: Claim, readings: Sequence[Reading]) -> float:
        """Return the calibrated chance that the article says what a claim says."""
        weights: Mapping[str, float] = self.model.settings["calibration"]
        return round(calibrated(evidence(claim, readings), weights), 4)


def made(model: Model, frames: FrameSet, allowed: Allowed) -> Learned:
    """Return a learned extractor of a model.

    Args:
        model: The model.
        frames: All frames.
        allowed: Which subjects each kind may have.
    """
    return Learned(model, frames, allowed, lexicon_of(frames), positions(frames))


def load(frames: FrameSet, allowed: Allowed, folder: Path | None = None) -> Learned | None:
    """Return the learned extractor, or None where no model is shipped.

    Args:
        frames: All frames.
        allowed: Which subjects each kind may have.
        folder: The model folder; the shipped one if not given.

    Raises:
        ModelError: The model is broken or of another version.
    """
    model = read(folder or FOLDER)
    return None if model is None else made(model, frames, allowed)


def positions(frames: FrameSet) -> frozenset[str]:
    """Return the lemmas of positions that the frames of Role know."""
    return frozenset(
        lemma
        for f in frames.frames
        if f.kind is Kind.ROLE
        for lemma in f.lemmas
        if f.pos & {"NOUN"}
    )
