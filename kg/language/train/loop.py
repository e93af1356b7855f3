"""The training loop: passes over the data, a checkpoint after each and now and then."""

from __future__ import annotations

import json
import logging
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from kg.language import features
from kg.language.train import batches, data
from kg.language.train.model import Analyser, Sizes, from_encoder
from kg.language.train.prune import pruned

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

BATCH = 800
"""Word pieces of a batch."""
PARTS = 2
"""Parts of a batch, each the work of one thread at a time."""
RATE_ENCODER, RATE_HEADS = 1.3e-4, 1e-3
"""Highest learning rates."""
WARM_UP = 0.05
"""Share of all steps over which the rates rise."""
PIECES_MASKED = 0.04
"""Share of word pieces that training hides."""
SAMPLE = 40
"""Batches on which the units to be pruned are chosen."""
WEIGHTS = {
    "arc": 1.0,
    "dep": 0.6,
    "upos": 0.6,
    "xpos": 0.5,
    "script": 0.4,
    "start": 0.4,
    "bio": 1.0,
}
"""Weight of each layer's loss."""


def losses(
    model: Analyser, batch: batches.Batch, chance: torch.Generator | None
) -> dict[str, Tensor]:
    """Return the loss of each layer, summed over the tokens of which the layer is known."""
    states = model.encode(batch.ids, batch.forms, batch.padding, chance)
    out = model.heads(model.words(states, batch.first, batch.word_forms), chance)
    result = {}
    for name in ("upos", "xpos", "script"):
        target = getattr(batch, name)
        known = target >= 0
        result[name] = functional.cross_entropy(
            out[name][known], target[known], reduction="sum", label_smoothing=0.03
        )
    known = batch.start >= 0
    result["start"] = functional.binary_cross_entropy_with_logits(
        out["start"][known], batch.start[known].float(), reduction="sum"
    )
    scores = out["bio"][batch.real]
    allowed = batch.allowed[batch.real]
    inside = torch.logsumexp(scores.masked_fill(~allowed, -1e4), -1)
    result["bio"] = (torch.logsumexp(scores, -1) - inside).sum()
    same = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    known = batch.head >= 0
    arcs = out["arc"].masked_fill(~same, -1e4)
    result["arc"] = functional.cross_entropy(arcs[known], batch.head[known], reduction="sum")
    row = torch.arange(len(batch.head))[:, None].expand_as(batch.head)[known]
    relation = model.relations(out["dep_dep"][known], out["dep_head"][row, batch.head[known]])
    result["dep"] = functional.cross_entropy(
        relation, batch.dep[known], reduction="sum", label_smoothing=0.03
    )
    return result


def gradients(
    model: Analyser, batch: batches.Batch, words: int, seed: int
) -> tuple[list[Tensor], dict[str, float]]:
    """Return the gradients of a part of a batch, and its losses per word of the batch.

    Args:
        model: The network.
        batch: The part.
        words: Number of tokens of the whole batch.
        seed: Decides dropout and hidden pieces of this part.
    """
    chance = torch.Generator().manual_seed(seed)
    hide = torch.rand(batch.ids.shape, generator=chance) < PIECES_MASKED
    batch.ids[hide & (batch.ids > 999)] = features.MASK
    parts = losses(model, batch, chance)
    loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(())) / words
    grads = torch.autograd.grad(loss, [p for p in model.parameters() if p.requires_grad])
    return list(grads), {k: float(v.detach()) / words for k, v in parts.items()}


@dataclass
class State:
    """What a checkpoint holds."""

    model: Analyser
    optimizer: torch.optim.Optimizer
    labels: batches.Inventory
    done: int = 0


def _optimizer(model: Analyser) -> torch.optim.Optimizer:
    model.word.weight.requires_grad_(False)
    encoder = [
        p
        for n, p in model.named_parameters()
        if n.split(".")[0] in ("position", "kind", "norm", "layers")
    ]
    own = {id(p) for p in encoder}
    rest = [p for p in model.parameters() if p.requires_grad and id(p) not in own]
    return torch.optim.AdamW(
        [{"params": encoder, "top": RATE_ENCODER}, {"params": rest, "top": RATE_HEADS}],
        lr=1e-4,
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )


def _save(state: State, path: Path) -> None:
    temporary = path.with_suffix(".tmp")
    torch.save(
        {
            "model": state.model.state_dict(),
            "optimizer": state.optimizer.state_dict(),
            "sizes": state.model.sizes.as_dict(),
            "labels": {
                "xpos": state.labels.xpos, "deps": state.labels.deps, "scripts": state.labels.scripts,
            },
            "done": state.done,
        },
        temporary,
    )  # fmt: skip
    temporary.replace(path)


def restore(path: Path) -> State:
    """Return the state that a checkpoint holds."""
    held = torch.load(path, map_location="cpu", weights_only=True)
    model = Analyser(Sizes(**held["sizes"]))
    model.load_state_dict(held["model"])
    optimizer = _optimizer(model)
    optimizer.load_state_dict(held["optimizer"])
    labels = batches.Inventory(**{k: tuple(v) for k, v in held["labels"].items()})
    return State(model, optimizer, labels, held["done"])


def _set_rate(optimizer: torch.optim.Optimizer, progress: float) -> None:
    """Set the learning rates for a share of the whole training: up, then down to zero."""
    factor = min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * factor


def _parts(group: list[data.Window]) -> list[list[data.Window]]:
    """Cut a batch into `PARTS` of about equal size."""
    parts: list[list[data.Window]] = [[] for _ in range(PARTS)]
    sizes = [0] * PARTS
    for window in sorted(group, key=lambda w: -w.size):
        smallest = sizes.index(min(sizes))
        parts[smallest].append(window)
        sizes[smallest] += window.size
    return [p for p in parts if p]


def _step(
    state: State,
    maker: batches.Maker,
    pool: ThreadPoolExecutor,
    group: list[data.Window],
    seed: int,
) -> dict[str, float]:
    """Take one step; the parts' gradients are summed in order, whichever thread made them."""
    parts = _parts(group)
    words = sum(len(u.words) for w in group for u in w.units)

    def work(n: int) -> tuple[list[Tensor], dict[str, float]]:
        return gradients(state.model, maker.make(parts[n]), words, seed * 1000 + n)

    sums: dict[str, float] = {}
    parameters = [p for p in state.model.parameters() if p.requires_grad]
    for parameter in parameters:
        parameter.grad = None
    for grads, losses_ in pool.map(work, range(len(parts))):
        for parameter, grad in zip(parameters, grads, strict=True):
            parameter.grad = grad if parameter.grad is None else parameter.grad.add_(grad)
        for name, value in losses_.items():
            sums[name] = sums.get(name, 0.0) + value
    torch.nn.utils.clip_grad_norm_(parameters, 2.0)
    state.optimizer.step()
    return sums


def _one_pass(
    state: State,
    groups: list[list[data.Window]],
    maker: batches.Maker,
    passes: int,
    pool: ThreadPoolExecutor,
) -> None:
    began, pieces = time.perf_counter(), 0
    sums: dict[str, float] = {}
    for n, group in enumerate(groups, 1):
        _set_rate(state.optimizer, (state.done + n / len(groups)) / passes)
        for name, value in _step(state, maker, pool, group, state.done * 100_000 + n).items():
            sums[name] = sums.get(name, 0.0) + value
        pieces += sum(w.size for w in group)
        if n % 40 == 0:
            text = " ".join(f"{k} {v / 40:.3f}" for k, v in sums.items())
            speed = pieces / (time.perf_counter() - began)
            now = f"pass {state.done + 1} step {n}/{len(groups)}"
            log.info("%s %s | %.0f pieces/s", now, text, speed)
            sums = {}


def train(
    folder: Path,
    here: Path,
    encoder: Path,
    out: Path,
    *,
    passes: int,
    seed: int,
    resume: bool,
    threads: int = 2,
) -> None:
    """Train for a number of passes; `out` gets `last.pt` and `pass-N.pt` after each pass.

    The data of pass n and the order of its batches depend on the seed, n and the files alone, so an
    interrupted run that is resumed sees the same batches as one that was not.

    Args:
        folder: The training data.
        here: This project's own annotations and lists.
        encoder: The folder of the pre-trained encoder.
        out: Where checkpoints go.
        passes: How many passes in all.
        seed: Decides sampling, order and dropout.
        resume: Whether to go on from `last.pt`.
        threads: How many parts of a batch are computed at a time; the result is the same.
    """
    from spacy.vocab import Vocab

    from kg.language.tokenizer import make_tokenizer

    out.mkdir(parents=True, exist_ok=True)
    pieces = features.Pieces(encoder / "tokenizer.json")
    tokenizer = make_tokenizer(Vocab())
    documents = data.load(folder, here, pieces, tokenizer)
    torch.manual_seed(seed)
    last = out / "last.pt"
    if resume and last.exists():
        state = restore(last)
    else:
        labels = batches.inventory(documents)
        sizes = Sizes(len(labels.xpos), len(labels.scripts), len(labels.deps))
        whole = from_encoder(encoder, sizes)
        sample = _groups(documents, seed, 0)[:SAMPLE]
        maker = batches.Maker(labels, pieces)
        model = pruned(whole, (maker.make(group) for group in sample), Analyser(sizes))
        state = State(model, _optimizer(model), labels)
    maker = batches.Maker(state.labels, pieces)
    log.info("%d parameters", sum(p.numel() for p in state.model.parameters()))
    # Threads that each take whole parts wait for each other once a step, not at every
    # product, so another program on one of the cores costs its share and no more.
    with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        while state.done < passes:
            documents["gold"] = data.load_gold(folder, here, pieces, tokenizer)
            _one_pass(state, _groups(documents, seed, state.done), maker, passes, pool)
            state.done += 1
            _save(state, last)
            _save(state, out / f"pass-{state.done}.pt")
    (out / "done.json").write_text(json.dumps({"passes": passes, "seed": seed}), encoding="utf-8")


def _groups(documents: data.Documents, seed: int, n: int) -> list[list[data.Window]]:
    rng = random.Random(f"{seed}:{n}")  # noqa: S311 - sampling, not secrets
    return list(batches.batches(data.windows_of_pass(documents, rng), BATCH, rng))
