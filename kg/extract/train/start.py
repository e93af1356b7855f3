"""The weights that the network starts from: upper layers of a pre-trained encoder."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import onnx
import torch
from onnx import numpy_helper

from kg.extract.train.network import LAYERS, STATE
from kg.extract.train.shelf import Shelf, batch_of
from kg.language.analyser import MODEL
from kg.language.train.export import LOWER
from kg.language.train.model import HIDDEN, Sizes, from_encoder
from kg.language.train.model import LAYERS as OF_ENCODER
from kg.language.train.prune import pruned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from torch import Tensor

    from kg.language.train.batches import Batch

LOOKED_AT, TOGETHER = 480, 12
"""Passages on which the inner units that stay are chosen, and how many go in at once."""


def _batches(shelf: Shelf) -> Iterator[Any]:
    last = min(LOOKED_AT, len(shelf))
    for at in range(0, last, TOGETHER):
        texts = batch_of(shelf, range(at, min(at + TOGETHER, last))).read
        forms = torch.zeros_like(texts.pieces)
        yield SimpleNamespace(ids=texts.pieces, forms=forms, padding=texts.pieces_there)


def taken(count: int) -> list[int]:
    """Return which layers of the encoder a network of so many starts from: those above the analyser's states.

    Example:
        >>> taken(4), taken(2)
        ([2, 3, 4, 5], [2, 5])
    """
    first, last = LOWER + 1, OF_ENCODER - 1
    return [first + n * (last - first) // max(count - 1, 1) for n in range(count)]


def weights(encoder: Path, shelf: Shelf, layers: int = LAYERS) -> dict[str, Tensor]:
    """Return the weights that parts of the network start from.

    The inner units that count least on the passages are left out, as in the analyser
    (`kg.language.train.prune`).

    Args:
        encoder: The folder of all-MiniLM-L6-v2 (`kg.language.train.model.from_encoder`).
        shelf: Passages.
        layers: Layers of the network.
    """
    whole = from_encoder(encoder, Sizes(xpos=1, scripts=1, deps=1))
    own = pruned(whole, cast("Iterator[Batch]", _batches(shelf))).state_dict()
    return {**picked(own, taken(layers)), **entered()}


def picked(own: Mapping[str, Tensor], layers: list[int]) -> dict[str, Tensor]:
    """Return weights of an encoder with some of its layers under the names of our network."""
    return {
        f"layers.{n}.{name.split('.', 2)[2]}": tensor
        for n, layer in enumerate(layers)
        for name, tensor in own.items()
        if name.startswith(f"layers.{layer}.")
    }


def entered() -> dict[str, Tensor]:
    """Return weights by which the analyser's lower states go into the first layer as they are."""
    norm = f"layers.{LOWER}.norm2"
    shipped = onnx.load(str(MODEL / "model.onnx")).graph.initializer
    theirs = {x.name: numpy_helper.to_array(x).copy() for x in shipped if x.name.startswith(norm)}
    kinds = ("weight", "bias")
    found = {f"norm.{kind}": torch.from_numpy(theirs[f"{norm}.{kind}"]) for kind in kinds}
    return {**found, "states.weight": torch.eye(HIDDEN, STATE)}
