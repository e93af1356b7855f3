"""Sentences that may tell what came of something announced before ("I have struck it off").

News tells outcomes in a thousand ways that make no claim of their own. Which
sentence does so is read from what the reader tells of its words: a logistic
function of their mean and of their highest values, learned from articles in
which all such sentences were marked (`kg.extract.train.outcomes`). Which
promise it is about is found where promises are known (`kg.matters.leads`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.extract.arrays import arrays
from kg.extract.context import sentence_span
from kg.extract.discourse import centre, organization_about
from kg.extract.times.words import load_toml
from kg.language.analyser import STATES
from kg.model import Remark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.context import Context

FILE = Path(__file__).with_name("model") / "remarks.npz"
DIGITS = 2
"""Decimals of a likelihood: more would only tell processors apart."""


class Weights(NamedTuple):
    """The logistic function: a weight for each number of `traits`, and what is added."""

    weights: NDArray[np.float32]
    bias: float


@cache
def _settings() -> dict[str, float]:
    return load_toml("kg.extract", "remarks.toml")


@cache
def shipped() -> Weights:
    """Return the weights of the package."""
    with np.load(FILE) as found:
        return Weights(found["weights"], float(found["bias"]))


def traits(states: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return what a sentence is judged by: the mean of its words' numbers, then their highest.

    Args:
        states: What the reader tells of its tokens, a row for each.
    """
    wide = states.astype(np.float32)
    return np.concatenate([wide.mean(0), wide.max(0)])


def sentences(context: Context) -> list[tuple[int, int]]:
    """Return the sentences of a body that may tell an outcome, as ranges of tokens.

    Headings, captions, questions and remnants can't.
    """
    a, fewest = arrays(context.doc), _settings()["fewest_words"]
    return [
        (start, end)
        for start, end in a.sents
        if not any(i in context.skip for i in range(start, end))
        and sum(a.pos[i] not in ("PUNCT", "SPACE", "SYM") for i in range(start, end)) >= fewest
        and "?" not in a.word[max(start, end - 3) : end]
    ]


def remarks(context: Context, weights: Weights | None = None) -> tuple[Remark, ...]:
    """Return the sentences of a body that may tell an outcome, in order.

    Args:
        context: The body; one that no reader has seen gives none.
        weights: The logistic function; by default that of the package.
    """
    states = context.doc.user_data.get(STATES)
    if states is None:
        return ()
    weights = weights or shipped()
    least = _settings()["least"]
    found = []
    for start, end in sentences(context):
        score = float(traits(states[start:end]) @ weights.weights) + weights.bias
        likelihood = round(1 / (1 + float(np.exp(-score))), DIGITS)
        if likelihood >= least:
            found.append(
                Remark(
                    article=context.article.id,
                    span=sentence_span(context.doc[start]),
                    likelihood=likelihood,
                    about=about(context, start, end),
                )
            )
    return tuple(found)


def about(context: Context, start: int, end: int) -> str | None:
    """Return the name of the organization that a sentence is about: its centre, or what was told of before."""
    doc = context.doc
    entry = centre(start, end, context, doc) or organization_about(doc[start], context)
    return entry.name if entry else None
