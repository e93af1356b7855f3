"""The network in PyTorch: which words announce which claims, and whose they are."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.learned.reading import ACTED, KINDS, PAIR_SIZES, WORD_SIZES
from kg.language.train.model import HIDDEN, Layer
from kg.model import Modality

LAYERS = 2
"""Transformer layers over the analyser's states."""
INNER_WORD, INNER_PAIR, INNER_LAST = 192, 128, 64
DROP = 0.2
PRODUCTS = {"kl": 0, "ky": 3, "kf": 4}
"""Numbers of a pair (role, label, form) that have a score of their own with each kind."""


def _gelu(x: Tensor) -> Tensor:
    return functional.gelu(x, approximate="tanh")


class Pairs(nn.Module):
    """Scores of parties beside a word that announces a claim of a kind."""

    def __init__(self) -> None:
        super().__init__()
        self.a = nn.Linear(HIDDEN, INNER_PAIR)
        self.b = nn.Linear(HIDDEN, INNER_PAIR, bias=False)
        self.k = nn.Embedding(len(KINDS), INNER_PAIR)
        self.f = nn.ModuleList(nn.Embedding(n, INNER_PAIR) for n in PAIR_SIZES)
        self.h = nn.Linear(INNER_PAIR, INNER_LAST)
        self.o = nn.Linear(INNER_LAST, 1)
        for table in self.f:
            nn.init.normal_(table.weight, std=0.3)  # type: ignore[arg-type]
        for name, n in PRODUCTS.items():
            table = nn.Embedding(len(KINDS) * PAIR_SIZES[n], 1)
            nn.init.zeros_(table.weight)
            setattr(self, name, table)

    def forward(self, word: Tensor, kind: Tensor, party: Tensor, numbers: Tensor) -> Tensor:
        """Return scores (words, parties).

        Args:
            word: Vectors of the words (words, 1, hidden).
            kind: Numbers of the kinds (words, parties).
            party: Vectors of the parties (words, parties, hidden).
            numbers: Of each pair (words, parties, numbers).
        """
        z = self.a(word) + self.b(party) + self.k(kind)
        for n, table in enumerate(self.f):
            z = z + table(numbers[..., n])
        z = functional.dropout(_gelu(z), DROP, self.training)
        found: Tensor = self.o(_gelu(self.h(z)))[..., 0]
        for name, n in PRODUCTS.items():
            table = getattr(self, name)
            found = found + table(kind * PAIR_SIZES[n] + numbers[..., n])[..., 0]
        return found


class Net(nn.Module):
    """Words that announce claims, their actions, modality and polarity, and parties."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = nn.ModuleList(nn.Embedding(n, HIDDEN) for n in WORD_SIZES)
        for table in self.numbers:
            nn.init.normal_(table.weight, std=0.02)  # type: ignore[arg-type]
        self.bits = nn.Linear(len(KINDS), HIDDEN, bias=False)
        nn.init.normal_(self.bits.weight, std=0.02)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.word = nn.Linear(HIDDEN, INNER_WORD)
        self.trigger = nn.Linear(INNER_WORD, len(KINDS))
        nn.init.constant_(self.trigger.bias, -4.0)
        self.known = nn.Parameter(torch.tensor(1.0))
        self.action = nn.Linear(HIDDEN, len(ACTED))
        # Not used for claims: rules read these better. To tell them teaches the layers.
        self.modality = nn.Linear(HIDDEN, len(Modality))
        self.negated = nn.Linear(HIDDEN, 1)
        self.s, self.o = Pairs(), Pairs()
        self.special = nn.Parameter(torch.zeros(3, HIDDEN))

    def forward(
        self,
        states: Tensor,
        numbers: Tensor,
        bits: Tensor,
        there: Tensor,
        chance: torch.Generator | None = None,
    ) -> Tensor:
        """Return a vector for each word (texts, words, hidden).

        Args:
            states: The analyser's.
            numbers: `kg.extract.learned.reading.word_numbers`.
            bits: `kg.extract.learned.reading.frame_bits`.
            there: False where a shorter text has no word.
            chance: Source of dropout.
        """
        z = states + self.bits(bits)
        for n, table in enumerate(self.numbers):
            z = z + table(numbers[..., n])
        z = functional.dropout(self.norm(z), DROP, self.training)
        for layer in self.layers:
            z = layer(z, there[:, None, None, :], DROP, chance)
        return z

    def triggers(self, vectors: Tensor, bits: Tensor) -> Tensor:
        """Return the score of each kind for each word."""
        z = functional.dropout(vectors, DROP, self.training)
        found: Tensor = self.trigger(_gelu(self.word(z))) + self.known * bits
        return found
