"""The weights of the learned extractor, and their application in plain NumPy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import ModelError
from kg.extract.learned.features import KEY, KEYS, SCORE, WIDTH
from kg.extract.learned.words import KINDS, Lexicon, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 1
"""Version of the files of a model folder."""
DIGITS = 4
"""Decimals that chances are rounded to before anything is decided by them."""
TRIGGER = 0.1
"""Chance below which a word announces no claim of a kind."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Regression trees whose leaves add up to a logit; one row per tree, one column per node.

    `feature` is -1 at leaves; a row goes left where its number is at most `threshold`.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    base: float

    def logits(self, numbers: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the sum of the leaves that each row of numbers reaches."""
        rows = np.arange(len(numbers))[:, None]
        trees = np.arange(len(self.feature))[None, :]
        at = np.zeros((len(numbers), len(self.feature)), np.int64)
        while True:
            feature = self.feature[trees, at]
            if (feature < 0).all():
                break
            goes_left = numbers[rows, np.maximum(feature, 0)] <= self.threshold[trees, at]
            below = np.where(goes_left, self.left[trees, at], self.right[trees, at])
            at = np.where(feature < 0, at, below)
        total = self.value[trees, at].astype(np.float64).sum(1)
        return np.asarray(total + self.base, np.float64)


def _gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The tanh form of the Gaussian error linear unit (Hendrycks and Gimpel 2016)."""
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), np.float32)


def _chance(logits: NDArray[Any]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float64)


def joint(trees: Trees, numbers: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the chance of each row, rounded: that its kind is told there, times its parties'."""
    return np.round(_chance(trees.logits(numbers)) * _chance(numbers[:, SCORE]), DIGITS)


@dataclass(frozen=True, slots=True)
class Model:
    """A learned extractor; get one with `read`."""

    version: str
    lexicon: Lexicon
    net: Mapping[str, NDArray[np.float32]]
    tables: NDArray[np.float32]
    trees: Trees
    settings: Mapping[str, Any]

    def word_logits(self, words: Words, states: NDArray[np.float16]) -> NDArray[np.float32]:
        """Return the score of each kind for each word of a text.

        Args:
            words: The words.
            states: Inner states of all tokens of the text (`kg.language.analyser.STATES`).
        """
        return word_logits(self.net, words, states)

    def chances(self, numbers: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the chance of each row, rounded.

        Args:
            numbers: From `kg.extract.learned.features.matrix`; filled in from `keys` here.
            keys: From the same.
        """
        if not len(numbers):
            return np.zeros(0)
        for place in range(len(KEYS)):
            numbers[:, WIDTH - len(KEYS) + place] = self.tables[place][keys[:, place]]
        return joint(self.trees, numbers)


def word_logits(
    net: Mapping[str, NDArray[np.float32]], words: Words, states: NDArray[np.float16]
) -> NDArray[np.float32]:
    """Apply the network of words: one hidden layer, one residual layer, a score for each kind."""
    if not words.places:
        return np.zeros((0, len(KINDS)), np.float32)
    padded = np.concatenate([states, np.zeros((1, states.shape[1]), states.dtype)])
    x = padded[words.around].reshape(len(words.places), -1).astype(np.float32)
    z = x @ net["states"] + words.extra @ net["extra"] + net["bias"]
    z = z - z.mean(1, keepdims=True)
    z = z / np.sqrt((z * z).mean(1, keepdims=True) + np.float32(1e-5))
    z = _gelu(z * net["norm.scale"] + net["norm.bias"])
    z = z + _gelu(z @ net["hidden"] + net["hidden.bias"])
    known = words.extra[:, : len(KINDS)] * net["known"][0]
    shares = words.extra[:, len(KINDS) : 2 * len(KINDS)] * net["known"][1]
    return np.asarray(z @ net["out"] + net["out.bias"] + known + shares, np.float32)


def read(folder: Path, frames: Mapping[str, int]) -> Model | None:
    """Return the model of a folder, or None where there is none.

    Args:
        folder: Holds `claims.npz` and `claims.json`.
        frames: Lemmas of the frames (`kg.extract.learned.words.lexicon_of`).

    Raises:
        ModelError: The files are broken or of another version.
    """
    if not (folder / "claims.json").exists():
        return None
    try:
        settings: dict[str, Any] = json.loads((folder / "claims.json").read_text("utf-8"))
        with np.load(folder / "claims.npz", allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"Can't read the claim model in {folder}: {error}",
            "Install kg again, or make the model with: python -m kg.extract.train",
        ) from error
    fits = settings.get("format") == FORMAT and settings.get("kinds") == [str(k) for k in KINDS]
    if not fits or arrays["tables"].shape != (len(KEYS), len(KINDS) * KEY):
        raise ModelError(
            f"The claim model in {folder} was made for another version of kg.",
            "Make it anew with: python -m kg.extract.train",
        )
    shares = {
        lemma: {int(kind): float(share) for kind, share in found.items()}
        for lemma, found in settings["shares"].items()
    }
    trees = Trees(
        arrays["trees.feature"],
        arrays["trees.threshold"],
        arrays["trees.left"],
        arrays["trees.right"],
        arrays["trees.value"],
        float(settings["base"]),
    )
    net = {
        name.removeprefix("net."): value.astype(np.float32)
        for name, value in arrays.items()
        if name.startswith("net.")
    }
    return Model(
        settings["version"], Lexicon(frames, shares), net, arrays["tables"], trees, settings
    )
