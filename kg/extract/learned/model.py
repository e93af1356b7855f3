"""The weights of the learned extractor, and their application.

A transformer over what the reader tells of the words runs in ONNX Runtime; what it makes
of the words goes into small layers in NumPy that score each party beside a word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import ModelError
from kg.extract.learned.parties import Party
from kg.extract.learned.reading import ACTED, KINDS, PAIR_SIZES, WORD_SIZES

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 5
"""Version of the files of a model folder."""
DIGITS = 4
"""Decimals that chances are rounded to before anything is decided by them."""
SPECIAL = {"topic": 0, "none": 1, "article": 2, "later": 3}
"""Forms of parties that have no word in the sentence, by the row of the vector that is added to
that of the word where they are named."""

_WIDENED = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
"""All half-precision numbers by their bits: looking one up is faster than to convert it."""

Asked = tuple[tuple[int, int], Sequence[Party], "NDArray[np.int64]"]
"""A token and the number of a kind, the parties beside it, and their `pair_numbers`."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the network makes of the words of a text.

    `beside` has a row per token: what it is as the word that announces a claim and as a party,
    for the subject and for the object; `announced` the chance that it announces a claim of each
    kind; `actions` scores of all actions (`ACTED`).
    """

    beside: NDArray[np.float32]
    announced: NDArray[np.float64]
    actions: NDArray[np.float32]


def chance(logits: NDArray[Any]) -> NDArray[np.float64]:
    """Return chances of scores, rounded to `DIGITS`."""
    return np.round(1 / (1 + np.exp(-np.clip(logits.astype(np.float64), -30, 30))), DIGITS)


def _gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """The tanh form of the Gaussian error linear unit (Hendrycks and Gimpel 2016)."""
    inner = np.float32(0.044715) * x
    inner *= x
    inner *= x
    inner += x
    inner *= np.float32(0.7978845608)
    np.tanh(inner, inner)
    inner += 1
    inner *= np.float32(0.5) * x
    return inner


class Model:
    """A learned extractor; get one with `read`.

    Args:
        settings: What `claims.json` holds.
        pairs: The arrays of `pairs.npz`.
        session: The network.
    """

    def __init__(
        self, settings: Mapping[str, Any], pairs: Mapping[str, NDArray[np.float32]], session: Any
    ) -> None:
        self.settings = settings
        self.version: str = settings["version"]
        self._sides = {
            side: {n[2:]: value for n, value in pairs.items() if n.startswith(f"{side}.")}
            for side in "so"
        }
        self._session = session

    def words(
        self,
        states: NDArray[np.float16],
        numbers: NDArray[np.int64],
        bits: NDArray[np.float32],
        windows: Sequence[tuple[int, int]],
    ) -> Words:
        """Return what the network makes of the words of a text.

        Args:
            states: What the reader tells of all tokens (`kg.language.analyser.STATES`).
            numbers: From `kg.extract.learned.reading.word_numbers`.
            bits: From `kg.extract.learned.reading.frame_bits`.
            windows: Token ranges to look at together.
        """
        parts = []
        for start, end in windows:
            feed = {
                "states": _WIDENED.take(states[start:end].view(np.uint16)),
                "numbers": numbers[start:end],
                "bits": bits[start:end],
            }
            parts.append(self._session.run(["beside", "triggers", "actions"], feed))
        beside, triggers, actions = (
            found[0] if len(found) == 1 else np.concatenate(found)
            for found in zip(*parts, strict=True)
        )
        return Words(beside, chance(triggers), actions)

    def parties(
        self,
        side: str,
        words: Words,
        place: tuple[int, int],
        parties: Sequence[Party],
        numbers: NDArray[np.int64],
    ) -> NDArray[np.float64]:
        """Return the chance of each party to be the one of a claim; they add up to 1.

        Args:
            side: `s` for the subject, `o` for the object.
            words: From `words`.
            place: The token that announces the claim, and the number of the kind.
            parties: Who may be it.
            numbers: From `kg.extract.learned.reading.pair_numbers`.
        """
        return self.all_parties(side, words, [(place, parties, numbers)])[0]

    def all_parties(
        self, side: str, words: Words, asked: Sequence[Asked]
    ) -> list[NDArray[np.float64]]:
        """Return what `parties` does for many places, worked out together.

        Args:
            side: `s` for the subject, `o` for the object.
            words: From `words`.
            asked: Places, with parties and numbers of each.
        """
        sizes = [len(parties) for _, parties, _ in asked]
        ends = np.cumsum(sizes)
        if not sum(sizes):
            return [np.zeros(0) for _ in asked]
        trigger, kind = np.array([place for place, *_ in asked]).repeat(sizes, axis=0).T
        every = [p for _, parties, _ in asked for p in parties]
        places = np.array([p.seen for p in every])
        special = np.array([SPECIAL.get(p.form, -1) for p in every])
        numbers = np.concatenate([rows for _, _, rows in asked])
        w = self._sides[side]
        size, more = w["k.weight"].shape[1], w["t.weight"].shape[1]
        beside = words.beside[:, "so".index(side) * 2 * (size + more) :]
        one, two, three, four = accumulate((size, size, more, more))
        known, elsewhere = places[:, None] >= 0, special[:, None] >= 0
        found = np.where(known, beside[places, one:two], 0)
        other = np.where(known, beside[places, three:four], w["q.bias"])
        found += np.where(elsewhere, w["special.b"].take(special, 0), 0)
        other += np.where(elsewhere, w["special.q"].take(special, 0), 0)
        product = ((beside[trigger, two:three] + w["t.weight"].take(kind, 0)) * other).sum(1)
        z = beside[trigger, :one] + w["k.weight"].take(kind, 0) + found
        for n, column in enumerate(numbers.T):
            z += w[f"f.{n}.weight"].take(column, 0)
        z = _gelu(z)
        # Place by place, as sums of other shapes may differ in the last digit.
        ranges = [slice(end - n, end) for n, end in zip(sizes, ends.tolist(), strict=True)]
        z = _gelu(np.concatenate([z[r] @ w["h.weight"] for r in ranges]) + w["h.bias"])
        scores = np.concatenate([z[r] @ w["o.weight"] for r in ranges]) + w["o.bias"]
        scores = scores[:, 0] + product * more**-0.5
        for name, n in (("kl", 0), ("ky", 3), ("kf", 4)):
            scores = scores + w[f"{name}.weight"][kind * PAIR_SIZES[n] + numbers[:, n], 0]
        scores = scores.astype(np.float64)
        chances = np.concatenate([_shares(scores[r]) for r in ranges]).round(DIGITS)
        return [chances[r] for r in ranges]


def _shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return chances that add up to 1."""
    if not len(scores):
        return scores
    weights = np.exp(scores - scores.max())
    return np.asarray(weights / weights.sum(), np.float64)


def read(folder: Path) -> Model | None:
    """Return the model of a folder, or None where there is none.

    Args:
        folder: Holds `claims.json`, `pairs.npz` and `claims.onnx`.

    Raises:
        ModelError: The files are broken or of another version.
    """
    if not (folder / "claims.json").exists():
        return None
    import onnxruntime

    try:
        settings: dict[str, Any] = json.loads((folder / "claims.json").read_text("utf-8"))
        with np.load(folder / "pairs.npz", allow_pickle=False) as file:
            pairs = {name: file[name].astype(np.float32) for name in file.files}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "claims.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise ModelError(
            f"Can't read the claim model in {folder}: {error}",
            "Install kg again, or make the model with: python -m kg.extract.train",
        ) from error
    if settings.get("format") != FORMAT or settings.get("reads") != reads():
        raise ModelError(
            f"The claim model in {folder} was made for another version of kg.",
            "Make it anew with: python -m kg.extract.train",
        )
    return Model(settings, pairs, session)


def reads() -> dict[str, Any]:
    """Return what a model must have been trained on to fit this version."""
    return {
        "kinds": [str(kind) for kind in KINDS],
        "actions": [action for _, action in ACTED],
        "words": list(WORD_SIZES),
        "pairs": list(PAIR_SIZES),
    }
