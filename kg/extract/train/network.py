"""The network in PyTorch: which words announce which claims, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.learned.model import SPECIAL
from kg.extract.learned.reading import ACTED, KINDS, PAIR_SIZES, WORD_SIZES
from kg.extract.train.encoder import EPSILON, TOLD, Encoder
from kg.language.train.model import Layer
from kg.model import Modality

LAYERS, INNER = 2, 1024
"""Transformer layers over words, and their inner units."""
INNER_WORD, INNER_PAIR, INNER_LAST, INNER_PRODUCT = 192, 128, 64, 96
DROP = 0.2
SHORT = 48
"""Word pieces up to which a window is a short one."""
PRODUCTS = {"kl": 0, "ky": 3, "kf": 4}
"""Numbers of a pair (role, label, form) that have a score of their own with each kind."""


@dataclass(frozen=True, slots=True)
class Read:
    """Texts as the network reads them, the shorter ones filled up.

    `pieces` and `forms` are those of the windows in which the analyser sees them, False in `pieces_there` where a
    window has fewer. Each word is in a `window` at a `place`, if it is `seen`, which white space is not;
    `numbers` and `bits` say what is known of it (`kg.extract.learned.reading`), and `words_there` is False
    where a text has fewer. `invented` is 1 for texts written for training.
    """

    pieces: Tensor
    forms: Tensor
    pieces_there: Tensor
    window: Tensor
    place: Tensor
    seen: Tensor
    words_there: Tensor
    numbers: Tensor
    bits: Tensor
    invented: Tensor


def _gelu(x: Tensor) -> Tensor:
    return functional.gelu(x, approximate="tanh")


class Pairs(nn.Module):
    """Scores of parties beside a word that announces a claim of a kind.

    A layer over the sum of what both and their relation are, and the product of both, as arcs of
    trees are scored (Dozat and Manning 2017).

    Args:
        hidden: Size of the vectors of words.
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.a = nn.Linear(hidden, INNER_PAIR)
        self.b = nn.Linear(hidden, INNER_PAIR, bias=False)
        self.k = nn.Embedding(len(KINDS), INNER_PAIR)
        self.f = nn.ModuleList(nn.Embedding(n, INNER_PAIR) for n in PAIR_SIZES)
        self.h = nn.Linear(INNER_PAIR, INNER_LAST)
        self.o = nn.Linear(INNER_LAST, 1)
        self.p, self.q = nn.Linear(hidden, INNER_PRODUCT), nn.Linear(hidden, INNER_PRODUCT)
        self.t = nn.Embedding(len(KINDS), INNER_PRODUCT)
        nn.init.zeros_(self.q.weight)
        nn.init.zeros_(self.q.bias)
        for table in self.f:
            nn.init.normal_(table.weight, std=0.3)  # type: ignore[arg-type]
        for name, n in PRODUCTS.items():
            table = nn.Embedding(len(KINDS) * PAIR_SIZES[n], 1)
            nn.init.zeros_(table.weight)
            setattr(self, name, table)

    def forward(
        self, word: Tensor, kind: Tensor, party: Tensor, other: Tensor, numbers: Tensor
    ) -> Tensor:
        """Return scores (words, parties).

        Args:
            word: Vectors of the words (words, 1, hidden).
            kind: Numbers of the kinds (words, parties).
            party: What `b` makes of the parties (words, parties, inner units).
            other: What `q` makes of them without its bias, likewise.
            numbers: Of each pair (words, parties, numbers).
        """
        z = self.a(word) + party + self.k(kind)
        for n, table in enumerate(self.f):
            z = z + table(numbers[..., n])
        z = functional.dropout(_gelu(z), DROP, self.training)
        found: Tensor = self.o(_gelu(self.h(z)))[..., 0]
        product = (self.p(word) + self.t(kind)) * (other + self.q.bias)
        found = found + product.sum(-1) * INNER_PRODUCT**-0.5
        for name, n in PRODUCTS.items():
            table = getattr(self, name)
            found = found + table(kind * PAIR_SIZES[n] + numbers[..., n])[..., 0]
        return found


class Features(nn.Module):
    """A vector for each word of what is known of it besides its text: its numbers and bits."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.numbers = nn.ModuleList(nn.Embedding(n, hidden) for n in WORD_SIZES)
        for table in self.numbers:
            nn.init.normal_(table.weight, std=0.02)  # type: ignore[arg-type]
        self.bits = nn.Linear(len(KINDS), hidden, bias=False)
        nn.init.normal_(self.bits.weight, std=0.02)

    def forward(self, read: Read) -> Tensor:
        """Return the vectors (texts, words, hidden)."""
        z: Tensor = self.bits(read.bits)
        for n, table in enumerate(self.numbers):
            z = z + table(read.numbers[..., n])
        return z


class Net(nn.Module):
    """What is said of words: which claims they announce, of what action and modality, and of whom.

    Layers over words, from what the reader tells of them and what is known besides.

    Args:
        layers: How many.
    """

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.known_of = Features(TOLD)
        self.norm = nn.LayerNorm(TOLD, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(INNER, TOLD, EPSILON) for _ in range(layers))
        self.word = nn.Linear(TOLD, INNER_WORD)
        self.trigger = nn.Linear(INNER_WORD, len(KINDS))
        nn.init.constant_(self.trigger.bias, -4.0)
        self.known = nn.Parameter(torch.tensor(1.0))
        # Articles written for training are denser in claims than news; this takes it up.
        self.invented = nn.Parameter(torch.zeros(len(KINDS)))
        self.action = nn.Linear(TOLD, len(ACTED))
        # Not used for claims: rules read these better. To tell them teaches the layers.
        self.modality = nn.Linear(TOLD, len(Modality))
        self.negated = nn.Linear(TOLD, 1)
        self.s, self.o = Pairs(TOLD), Pairs(TOLD)
        self.special = nn.Parameter(torch.zeros(len(SPECIAL), TOLD))

    def forward(self, read: Read, told: Tensor, chance: torch.Generator | None = None) -> Tensor:
        """Return a vector for each word (texts, words, size).

        Args:
            read: The texts.
            told: What the reader tells of the word pieces of their windows.
            chance: Source of dropout.
        """
        states = told[read.window, read.place].float() * read.seen[..., None]
        z = self.norm(states + self.known_of(read))
        z = functional.dropout(z, DROP, self.training)
        for layer in self.layers:
            z = layer(z, read.words_there[:, None, None, :], DROP, chance)
        return z

    def triggers(self, vectors: Tensor, read: Read) -> Tensor:
        """Return the score of each kind for each word."""
        z = functional.dropout(vectors, DROP, self.training)
        found: Tensor = self.trigger(_gelu(self.word(z))) + self.known * read.bits
        return found + read.invented[:, None, None] * self.invented


def vectors_of(
    model: Encoder, net: Net, read: Read, chance: torch.Generator | None = None
) -> Tensor:
    """Return what both networks make of words (texts, words, size).

    Args:
        model: The reader.
        net: What reads claims of what it tells.
        read: The texts.
        chance: Source of dropout.
    """
    lengths = read.pieces_there.sum(1)
    told = torch.zeros(*read.pieces.shape, TOLD)
    # Titles are short: apart from the rest they cost little.
    for of in (lengths <= SHORT, lengths > SHORT):
        own = of.nonzero()[:, 0]
        if len(own):
            end = int(lengths[own].max())
            pieces, there = read.pieces[own, :end], read.pieces_there[own, :end]
            told[own, :end] = model.encode(pieces, read.forms[own, :end], there, chance).float()
    vectors: Tensor = net(read, told, chance)
    return vectors
