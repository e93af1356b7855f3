"""The network: MiniLM encoder, word shapes, and one head per layer of analysis."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.language.features import N_FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VOCABULARY, HIDDEN, HEADS, LAYERS, POSITIONS = 30522, 384, 12, 6, 512
EPSILON, LOW = 1e-12, -1e4
INNER_WHOLE = 1536
"""Inner units of a layer as pre-trained."""
INNER = 1024
"""Inner units that are kept: speed asks for it (`prune.py`)."""


@dataclass(frozen=True)
class Sizes:
    """Sizes of the output layers and of what feeds them."""

    xpos: int
    scripts: int
    deps: int
    upos: int = 17
    bio: int = 21
    form: int = 48
    tag: int = 256
    arc: int = 320
    dep: int = 64

    def as_dict(self) -> dict[str, int]:
        """Return the sizes by name."""
        return asdict(self)


def lock_drop(x: Tensor, share: float, chance: torch.Generator | None) -> Tensor:
    """Return x with some features zeroed, the same ones at all places of a sequence.

    One mask per sequence (Gal and Ghahramani 2016) costs next to nothing on a CPU,
    where drawing one per element takes a tenth of the training time. Without a source
    of chance x is returned as it is.
    """
    if chance is None:
        return x
    mask = x.new_empty(len(x), 1, x.shape[-1]).bernoulli_(1 - share, generator=chance)
    return x * mask.div_(1 - share)


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Return what places see of each other; on a processor it is faster backwards than PyTorch's fused one."""
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    if mask is not None:
        scores = scores.masked_fill(~mask, LOW) if mask.dtype is torch.bool else scores + mask
    return torch.softmax(scores, -1, dtype=scores.dtype) @ v


class Layer(nn.Module):
    """One transformer layer of BERT, layer norm after each part (Devlin et al. 2019).

    Args:
        inner: Inner units.
        hidden: Size of a state.
        epsilon: What is added to variances.
    """

    def __init__(self, inner: int = INNER, hidden: int = HIDDEN, epsilon: float = EPSILON) -> None:
        super().__init__()
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=epsilon)

    def forward(
        self, x: Tensor, mask: Tensor | None, drop: float, chance: torch.Generator | None
    ) -> Tensor:
        """Return the states after the layer.

        Args:
            x: The states before it (texts, places, size).
            mask: Which places are seen, or what is added to how much each sees each.
            drop: Share of states that are dropped.
            chance: The source of that; None drops nothing.
        """
        b, t, size = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, size // HEADS).permute(2, 0, 3, 1, 4)
        a = _attend(q, k, v, mask)
        a = self.out(a.transpose(1, 2).reshape(b, t, size))
        x = self.norm1(x + lock_drop(a, drop, chance))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + lock_drop(y, drop, chance))  # type: ignore[no-any-return]


class Analyser(nn.Module):
    """Scores for tags, lemma scripts, sentence starts, entities, arcs and relations.

    Arcs and relations are scored by biaffine functions of a dependent and a head
    representation (Dozat and Manning 2017).
    """

    def __init__(self, sizes: Sizes, drop: float = 0.1, inner: int = INNER) -> None:
        super().__init__()
        self.sizes, self.drop = sizes, drop
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(LAYERS))
        self.form_in = nn.Embedding(N_FORMS, HIDDEN)
        nn.init.zeros_(self.form_in.weight)
        self.form_out = nn.Embedding(N_FORMS, sizes.form)
        self.mix = nn.Parameter(torch.tensor([0.0, 0.0, 1.0]))
        width = HIDDEN + sizes.form
        self.tag = nn.Linear(width, sizes.tag)
        self.upos = nn.Linear(sizes.tag, sizes.upos)
        self.xpos = nn.Linear(sizes.tag, sizes.xpos)
        self.script = nn.Linear(sizes.tag, sizes.scripts)
        self.start = nn.Linear(width, 1)
        self.names = nn.Linear(width, sizes.tag)
        self.bio = nn.Linear(sizes.tag, sizes.bio)
        self.arc_dep = nn.Linear(width, sizes.arc)
        self.arc_head = nn.Linear(width, sizes.arc)
        self.arc_form = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.arc_root = nn.Parameter(torch.zeros(sizes.arc))
        self.dep_dep = nn.Linear(width, sizes.dep)
        self.dep_head = nn.Linear(width, sizes.dep)
        self.dep_root = nn.Parameter(torch.zeros(sizes.dep))
        self.dep_form = nn.Parameter(torch.zeros(sizes.deps, sizes.dep + 1, sizes.dep + 1))
        nn.init.normal_(self.arc_root, std=0.1)
        nn.init.normal_(self.dep_root, std=0.1)
        nn.init.eye_(self.arc_form[:-1])
        with torch.no_grad():
            self.arc_form.mul_(sizes.arc**-0.5)

    def encode(
        self,
        ids: Tensor,
        forms: Tensor,
        padding: Tensor | None,
        chance: torch.Generator | None = None,
    ) -> Tensor:
        """Return the mixed states of the last three layers, (batch, pieces, hidden)."""
        mask = None if padding is None else padding[:, None, None, :]
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind + self.form_in(forms)
        x = lock_drop(self.norm(x), self.drop, chance)
        states = []
        for layer in self.layers:
            x = layer(x, mask, self.drop, chance)
            states.append(x)
        weights = torch.softmax(self.mix, 0)
        return weights[0] * states[-3] + weights[1] * states[-2] + weights[2] * states[-1]  # type: ignore[no-any-return]

    def words(self, states: Tensor, first: Tensor, forms: Tensor) -> Tensor:
        """Return one vector per token: its first piece's state and its form."""
        picked = states.gather(1, first[:, :, None].expand(-1, -1, HIDDEN))
        return torch.cat([picked, self.form_out(forms)], -1)

    @staticmethod
    def _act(
        layer: nn.Linear, x: Tensor, chance: torch.Generator | None, share: float = 0.2
    ) -> Tensor:
        return lock_drop(functional.relu(layer(x)), share, chance)

    def heads(self, x: Tensor, chance: torch.Generator | None = None) -> dict[str, Tensor]:
        """Return the scores of all layers for token vectors (batch, tokens, width).

        `arc` is (batch, tokens, 1 + tokens): column 0 is the root.
        """
        x = lock_drop(x, 0.15, chance)
        tag, names = self._act(self.tag, x, chance), self._act(self.names, x, chance)
        dep, head = self._act(self.arc_dep, x, chance), self._act(self.arc_head, x, chance)
        batch = len(x)
        head = torch.cat([self.arc_root.expand(batch, 1, -1), head], 1)
        arc = (dep @ self.arc_form[:-1] + self.arc_form[-1]) @ head.transpose(1, 2)
        relation_head = self._act(self.dep_head, x, chance, 0.08)
        relation_head = torch.cat([self.dep_root.expand(batch, 1, -1), relation_head], 1)
        return {
            "upos": self.upos(tag),
            "xpos": self.xpos(tag),
            "script": self.script(tag),
            "start": self.start(x).squeeze(-1),
            "bio": self.bio(names),
            "arc": arc,
            "dep_dep": self._act(self.dep_dep, x, chance, 0.08),
            "dep_head": relation_head,
        }

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Return relation scores for pairs of representations, both (pairs, size)."""
        dep = functional.pad(dep, (0, 1), value=1.0)
        head = functional.pad(head, (0, 1), value=1.0)
        return torch.einsum("ni,rij,nj->nr", dep, self.dep_form, head)


def from_encoder(folder: Path, sizes: Sizes) -> Analyser:
    """Return a network whose encoder has the weights of a BERT checkpoint, with all inner units.

    Args:
        folder: Holds `model.safetensors` with the usual names of BERT.
        sizes: Sizes of the output layers.
    """
    from safetensors.torch import load_file

    model = Analyser(sizes, inner=INNER_WHOLE)
    copy_encoder(model, load_file(str(folder / "model.safetensors")))
    return model


def copy_encoder(model: Analyser, source: Mapping[str, Tensor]) -> None:
    """Copy the weights of a BERT encoder into the network."""
    clean = {k.removeprefix("bert."): v for k, v in source.items()}

    def copy(target: nn.Module, name: str) -> None:
        target.weight.data.copy_(clean[f"{name}.weight"])  # type: ignore[operator]
        target.bias.data.copy_(clean[f"{name}.bias"])  # type: ignore[operator]

    model.word.weight.data.copy_(clean["embeddings.word_embeddings.weight"])
    model.position.weight.data.copy_(clean["embeddings.position_embeddings.weight"])
    model.kind.data.copy_(clean["embeddings.token_type_embeddings.weight"][0])
    copy(model.norm, "embeddings.LayerNorm")
    for i, layer in enumerate(model.layers):
        at = f"encoder.layer.{i}"
        for kind in ("weight", "bias"):
            parts = [clean[f"{at}.attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        copy(layer.out, f"{at}.attention.output.dense")  # type: ignore[arg-type]
        copy(layer.norm1, f"{at}.attention.output.LayerNorm")  # type: ignore[arg-type]
        copy(layer.up, f"{at}.intermediate.dense")  # type: ignore[arg-type]
        copy(layer.down, f"{at}.output.dense")  # type: ignore[arg-type]
        copy(layer.norm2, f"{at}.output.LayerNorm")  # type: ignore[arg-type]
