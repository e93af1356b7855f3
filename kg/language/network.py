"""The ONNX network and the label sets beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import ModelError
from kg.language.features import pieces_of
from kg.language.labels import BIO, UPOS
from kg.language.lemmas import Lemmatizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 1
"""Version of the files of a model folder."""


@dataclass(frozen=True, slots=True)
class Output:
    """What the network says of one window; heads count its tokens from 1, 0 is the root."""

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    script: NDArray[np.int64]
    start: NDArray[np.int64]
    bio: NDArray[np.float32]
    head: NDArray[np.int64]
    dep: NDArray[np.int64]
    arc: NDArray[np.float32]
    dep_dep: NDArray[np.float32]
    dep_head: NDArray[np.float32]


class Network:
    """A model folder: `model.onnx`, `tokenizer.json`, `labels.json`, `lemmas.json`, `relations.npy`.

    Args:
        folder: The folder.

    Raises:
        ModelError: The folder is incomplete or of another version.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        try:
            labels: dict[str, Any] = json.loads((folder / "labels.json").read_text("utf-8"))
            self.pieces = pieces_of(folder / "tokenizer.json")
            table = (folder / "lemmas.json").read_text("utf-8")
            self._lemmatizer = Lemmatizer(table, self.pieces.is_word)
            self._relations = np.load(folder / "relations.npy").astype(np.float32)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(
                f"Can't read the language model in {folder}: {error}",
                "Install kg again, or make the model with: python -m kg.language.train",
            ) from error
        if labels["format"] != FORMAT or labels["upos"] != list(UPOS) or labels["bio"] != list(BIO):
            raise ModelError(
                f"The language model in {folder} was made for another version of kg.",
                "Make it anew with: python -m kg.language.train",
            )
        self.xpos: tuple[str, ...] = tuple(labels["xpos"])
        self.deps: tuple[str, ...] = tuple(labels["deps"])
        self.scripts: tuple[str, ...] = tuple(labels["scripts"])
        self.version: str = labels["version"]
        self._names = [field.name for field in fields(Output)]

    def run(
        self,
        ids: list[int],
        forms: list[int],
        first: list[int],
        word_forms: list[int],
        forced: list[int],
    ) -> Output:
        """Return the network's output for one window.

        Args:
            ids: Word pieces, with the special ones at both ends.
            forms: Form of each piece's token.
            first: Position of each token's first piece.
            word_forms: Form of each token.
            forced: 1 where a sentence must begin, -1 where it must not, else 0.
        """
        feed = {
            "ids": np.array(ids, np.int64),
            "forms": np.array(forms, np.int64),
            "first": np.array(first, np.int64),
            "word_forms": np.array(word_forms, np.int64),
            "forced": np.array(forced, np.int64),
        }
        values = self._session.run(self._names, feed)
        return Output(*values)

    def lemma(self, word: str, upos: int, xpos: int, script: int) -> str:
        """Return the lemma of a token, never empty, from the ids that the network chose."""
        tags = UPOS[upos], self.xpos[xpos]
        return self._lemmatizer.lemma(word, *tags, self.scripts[script]) or word

    def relation(self, output: Output, token: int, head: int) -> int:
        """Return the id of the best relation of one token (from 0) to a head (from 1, 0 the root)."""
        dep, above = output.dep_dep[token], output.dep_head[head]
        scores = np.einsum("rij,i,j->r", self._relations, dep, above)
        return int(scores.argmax())
