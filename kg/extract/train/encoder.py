"""The reader: the lower layers of MPNet, and what they tell of words to those who read claims.

MPNet (Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding") sees how far apart
word pieces are. Of its twelve layers the lower ones are kept: what the upper ones add is mostly for the task that it
was pre-trained for (Sajjad et al. 2023, "On the Effect of Dropping Layers of Pre-trained Transformer Models").
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from kg.language import features
from kg.language.features import N_FORMS
from kg.language.train.model import Layer, lock_drop

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VOCABULARY, HIDDEN, HEADS, POSITIONS, EPSILON = 30522, 768, 12, 512, 1e-5
LAYERS = 8
"""Layers that are kept, from below."""
INNER_WHOLE = 3072
"""Inner units of a layer as pre-trained."""
INNER = 2048
"""Inner units that are kept (`kg.language.train.prune`): speed asks for it, as for the number of layers."""
BUCKETS, FARTHEST = 32, 128
"""Classes of distances between word pieces, and the distance from which on they are one."""
MIXED = 3
"""Layers, the last ones, of which words are told."""
TOLD = 384
"""Size of what is told of a word."""
DROP = 0.1
MOVED = 4
MARKS = {features.CLS: 0, features.PAD: 1, features.SEP: 2, features.MASK: 30526}
"""What is added to the number of a word piece of BERT to get MPNet's, and those that differ."""


def buckets(length: int) -> Tensor:
    """Return the class of the distance of each two places, as in T5 (Raffel et al. 2020, 2.1)."""
    places = torch.arange(length)
    away = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = away.abs()
    scale = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact)
    large = (exact + (scale * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(away < 0, half, 0) + torch.where(far < exact, far, large)


class Encoder(nn.Module):
    """The network.

    Args:
        inner: Inner units of a layer.
    """

    def __init__(self, inner: int = INNER) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.near = nn.Embedding(BUCKETS, HEADS)
        self.form_in = nn.Embedding(N_FORMS, HIDDEN)
        nn.init.zeros_(self.form_in.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(inner, HIDDEN, EPSILON) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(MIXED))
        self.told = nn.Linear(HIDDEN, TOLD)

    def encode(
        self,
        ids: Tensor,
        forms: Tensor,
        padding: Tensor | None,
        chance: torch.Generator | None = None,
    ) -> Tensor:
        """Return what is told of each word piece (windows, pieces, `TOLD`).

        Args:
            ids: Word pieces (windows, pieces).
            forms: Form of each one's token.
            padding: False where a window has fewer.
            chance: Source of dropout.
        """
        length = ids.shape[1]
        x = self.word(ids) + self.position.weight[:length] + self.form_in(forms)
        x = lock_drop(self.norm(x), DROP, chance)
        mask = self.near(buckets(length)).permute(2, 0, 1)[None]
        if padding is not None:
            mask = mask + torch.where(padding, 0.0, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled(x.device.type):
            mask = mask.to(torch.get_autocast_dtype(x.device.type))
        states = []
        for layer in self.layers:
            x = layer(x, mask, DROP, chance)
            states.append(x)
        weights = torch.softmax(self.mix, 0)
        parts = [w * state for w, state in zip(weights, states[-MIXED:], strict=True)]
        told: Tensor = self.told(torch.stack(parts).sum(0))
        return told


def from_pretrained(folder: Path) -> Encoder:
    """Return the network with the weights of an MPNet checkpoint, with all inner units.

    Args:
        folder: Holds `model.safetensors` with the usual names of MPNet.
    """
    from safetensors.torch import load_file

    model = Encoder(INNER_WHOLE)
    copy_weights(model, load_file(str(folder / "model.safetensors")))
    return model


def copy_weights(model: Encoder, source: Mapping[str, Tensor]) -> None:
    """Copy the weights of MPNet into the network.

    MPNet's word pieces are BERT's, moved up by four, but for the marks; here they are as in BERT.
    """
    clean = {name.removeprefix("mpnet."): tensor for name, tensor in source.items()}

    def copy(target: nn.Module, name: str) -> None:
        target.weight.data.copy_(clean[f"{name}.weight"])  # type: ignore[operator]
        target.bias.data.copy_(clean[f"{name}.bias"])  # type: ignore[operator]

    numbers = torch.arange(VOCABULARY) + MOVED
    for own, theirs in MARKS.items():
        numbers[own] = theirs
    model.word.weight.data.copy_(clean["embeddings.word_embeddings.weight"][numbers])
    places = clean["embeddings.position_embeddings.weight"]
    model.position.weight.data.copy_(places[len(places) - POSITIONS :])
    model.near.weight.data.copy_(clean["encoder.relative_attention_bias.weight"])
    copy(model.norm, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layers):
        at = f"encoder.layer.{i}"
        for kind in ("weight", "bias"):
            parts = [clean[f"{at}.attention.attn.{n}.{kind}"] for n in "qkv"]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        copy(layer.out, f"{at}.attention.attn.o")  # type: ignore[arg-type]
        copy(layer.norm1, f"{at}.attention.LayerNorm")  # type: ignore[arg-type]
        copy(layer.up, f"{at}.intermediate.dense")  # type: ignore[arg-type]
        copy(layer.down, f"{at}.output.dense")  # type: ignore[arg-type]
        copy(layer.norm2, f"{at}.output.LayerNorm")  # type: ignore[arg-type]
