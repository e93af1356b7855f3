"""A larger network that the one that ships learns from: MPNet's twelve layers.

MPNet (Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding") has
ten times the products of the shipped network. Its word pieces are BERT's, moved up by four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.train.network import Features, Heads, Read
from kg.language.features import CLS, SEP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HIDDEN, HEADS, LAYERS, INNER, PIECES, POSITIONS = 768, 12, 12, 3072, 30527, 514
BUCKETS, FARTHEST = 32, 128
MOVED, STARTS, FILLS, ENDS = 4, 0, 1, 2
"""What is added to the number of a word piece, and the marks that differ."""
INFORMED = 6
"""The layer that what the analyser makes of the words goes into."""
DROP = 0.1
TOP_SHARE, LOWER = 0.1, 0.9
"""What the rate of learning is multiplied by for the last layer, and for each layer under another
(Howard and Ruder 2018)."""


def _buckets(length: int) -> Tensor:
    """Return the class of the distance of each two places, as in T5 (Raffel et al. 2020, 2.1)."""
    places = torch.arange(length)
    away = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = away.abs()
    scale = torch.log(far.clamp(min=1).float() / exact) / torch.log(torch.tensor(FARTHEST / exact))
    large = (exact + (scale * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(away < 0, half, 0) + torch.where(far < exact, far, large)


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-5)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-5)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the states after the layer."""
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        drop = DROP if self.training else 0.0
        a = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=drop)
        a = self.out(a.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + functional.dropout(a, DROP, self.training))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(y, DROP, self.training))  # type: ignore[no-any-return]


class Teacher(Heads):
    """Twelve layers over word pieces; what the analyser makes of the words goes in halfway."""

    def __init__(self) -> None:
        super().__init__(HIDDEN)
        self.pieces = nn.Embedding(PIECES, HIDDEN)
        self.places = nn.Embedding(POSITIONS, HIDDEN)
        self.entered = nn.LayerNorm(HIDDEN, eps=1e-5)
        self.near = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))
        self.known_of = Features(HIDDEN)

    def forward(self, read: Read, chance: torch.Generator | None = None) -> Tensor:  # noqa: ARG002
        """Return a vector for each word (texts, words, hidden)."""
        pieces = read.pieces + MOVED
        for theirs, own in ((CLS, STARTS), (SEP, ENDS)):
            pieces = torch.where(read.pieces == theirs, own, pieces)
        pieces = torch.where(read.pieces_there, pieces, FILLS)
        length = pieces.shape[1]
        z = self.entered(self.pieces(pieces) + self.places.weight[FILLS + 1 :][:length])
        z = functional.dropout(z, DROP, self.training)
        bias = self.near(_buckets(length).to(z.device)).permute(2, 0, 1)[None]
        away = torch.where(read.pieces_there, 0.0, -1e4)[:, None, None, :]
        kind = z.device.type
        half = torch.is_autocast_enabled(kind)
        bias = (bias + away).to(torch.get_autocast_dtype(kind) if half else z.dtype)
        for n, layer in enumerate(self.layers):
            if n == INFORMED:
                first = read.first[:, :, None].expand(-1, -1, HIDDEN)
                told = self.known_of(read) * read.words_there[..., None]
                z = z.scatter_add(1, first, told.to(z.dtype))
            z = layer(z, bias)
        return z.gather(1, read.first[:, :, None].expand(-1, -1, HIDDEN))

    def share(self, name: str) -> float:
        """Return what the rate of learning is multiplied by for a parameter."""
        if name.startswith("pieces."):
            return 0.0
        if name.startswith("layers."):
            return TOP_SHARE * LOWER ** (LAYERS - 1 - int(name.split(".")[1]))
        if name.startswith(("places.", "entered.", "near.")):
            return TOP_SHARE * LOWER**LAYERS
        return 1.0


def weights(folder: Path) -> dict[str, Tensor]:
    """Return what a teacher starts from.

    Args:
        folder: Holds `model.safetensors` of MPNet, all-mpnet-base-v2 say.
    """
    from safetensors.torch import load_file

    return renamed(load_file(str(folder / "model.safetensors")))


def renamed(source: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights of MPNet under our names."""
    clean = {name.removeprefix("mpnet."): x for name, x in source.items()}
    found = {
        "pieces.weight": clean["embeddings.word_embeddings.weight"],
        "places.weight": clean["embeddings.position_embeddings.weight"],
        "near.weight": clean["encoder.relative_attention_bias.weight"],
    }
    for kind in ("weight", "bias"):
        found[f"entered.{kind}"] = clean[f"embeddings.LayerNorm.{kind}"]
        for n in range(LAYERS):
            at, ours = f"encoder.layer.{n}", f"layers.{n}"
            found[f"{ours}.qkv.{kind}"] = torch.cat(
                [clean[f"{at}.attention.attn.{part}.{kind}"] for part in "qkv"]
            )
            found[f"{ours}.out.{kind}"] = clean[f"{at}.attention.attn.o.{kind}"]
            found[f"{ours}.norm1.{kind}"] = clean[f"{at}.attention.LayerNorm.{kind}"]
            found[f"{ours}.up.{kind}"] = clean[f"{at}.intermediate.dense.{kind}"]
            found[f"{ours}.down.{kind}"] = clean[f"{at}.output.dense.{kind}"]
            found[f"{ours}.norm2.{kind}"] = clean[f"{at}.output.LayerNorm.{kind}"]
    return found
