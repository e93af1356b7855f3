"""The weights that the network starts from: those of a pre-trained encoder."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import torch

from kg.extract.train.fit import read
from kg.language.train.model import Sizes, from_encoder
from kg.language.train.prune import pruned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from torch import Tensor

    from kg.extract.train.labels import Passage
    from kg.language.train.batches import Batch

LOOKED_AT, TOGETHER = 480, 12
"""Passages on which the inner units that stay are chosen, and how many go in at once."""
_NAMES = {
    "word.weight": "pieces.weight",
    "norm.weight": "entered.weight",
    "norm.bias": "entered.bias",
}


def _batches(made: Sequence[Passage]) -> Iterator[Any]:
    some = [p for p in made if len(p)][:LOOKED_AT]
    for at in range(0, len(some), TOGETHER):
        texts = read(some[at : at + TOGETHER])
        forms = torch.zeros_like(texts.pieces)
        yield SimpleNamespace(ids=texts.pieces, forms=forms, padding=texts.pieces_there)


def weights(encoder: Path, made: Sequence[Passage]) -> dict[str, Tensor]:
    """Return the weights that parts of the network start from.

    The inner units that count least on the passages are left out, as in the analyser
    (`kg.language.train.prune`).

    Args:
        encoder: The folder of all-MiniLM-L6-v2 (`kg.language.train.model.from_encoder`).
        made: Passages.
    """
    whole = from_encoder(encoder, Sizes(xpos=1, scripts=1, deps=1))
    own = pruned(whole, cast("Iterator[Batch]", _batches(made))).state_dict()
    found = {name: tensor for name, tensor in own.items() if name.startswith("layers.")}
    found |= {ours: own[theirs] for theirs, ours in _NAMES.items()}
    return {**found, "places.weight": own["position.weight"] + own["kind"]}
