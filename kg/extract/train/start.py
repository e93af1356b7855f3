"""The weights that the network starts from: those of a pre-trained encoder."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import torch

from kg.extract.train.network import ABOVE, BELOW
from kg.extract.train.shelf import Shelf, batch_of
from kg.language.train.model import LAYERS, Sizes, from_encoder
from kg.language.train.prune import pruned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from torch import Tensor

    from kg.language.train.batches import Batch

LOOKED_AT, TOGETHER = 480, 12
"""Passages on which the inner units that stay are chosen, and how many go in at once."""
_NAMES = {
    "word.weight": "pieces.weight",
    "norm.weight": "entered.weight",
    "norm.bias": "entered.bias",
}


def _batches(shelf: Shelf) -> Iterator[Any]:
    last = min(LOOKED_AT, len(shelf))
    for at in range(0, last, TOGETHER):
        texts = batch_of(shelf, range(at, min(at + TOGETHER, last))).read
        forms = torch.zeros_like(texts.pieces)
        yield SimpleNamespace(ids=texts.pieces, forms=forms, padding=texts.pieces_there)


def taken(count: int) -> list[int]:
    """Return which layers of the encoder a network with fewer starts from: the ends, and between.

    Example:
        >>> taken(3), taken(6)
        ([0, 2, 5], [0, 1, 2, 3, 4, 5])
    """
    return [n * (LAYERS - 1) // max(count - 1, 1) for n in range(count)]


def weights(
    encoder: Path, shelf: Shelf, below: int = BELOW, above: int = ABOVE
) -> dict[str, Tensor]:
    """Return the weights that parts of the network start from.

    The inner units that count least on the passages are left out, as in the analyser
    (`kg.language.train.prune`).

    Args:
        encoder: The folder of all-MiniLM-L6-v2 (`kg.language.train.model.from_encoder`).
        shelf: Passages.
        below: Layers of the network that read word pieces.
        above: Its layers that read words.
    """
    whole = from_encoder(encoder, Sizes(xpos=1, scripts=1, deps=1))
    own = pruned(whole, cast("Iterator[Batch]", _batches(shelf))).state_dict()
    return picked(own, taken(below + above))


def picked(own: dict[str, Tensor], layers: list[int]) -> dict[str, Tensor]:
    """Return weights of an encoder with some of its layers under the names of our network."""
    found = {
        f"layers.{n}.{name.split('.', 2)[2]}": tensor
        for n, layer in enumerate(layers)
        for name, tensor in own.items()
        if name.startswith(f"layers.{layer}.")
    }
    found |= {ours: own[theirs] for theirs, ours in _NAMES.items()}
    return {**found, "places.weight": own["position.weight"] + own["kind"]}
