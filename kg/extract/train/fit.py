"""Train the reader and what says claims of what it tells."""

from __future__ import annotations

import dataclasses
import logging
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import torch
from torch import Tensor, nn

from kg.extract.train.encoder import LAYERS, Encoder, from_pretrained
from kg.extract.train.losses import losses
from kg.extract.train.measure import measure
from kg.extract.train.network import Net, vectors_of
from kg.extract.train.recipe import HELD_OUT
from kg.extract.train.shelf import Batch, Shelf, batch_of, lots
from kg.language import features
from kg.language.train.prune import pruned

if TYPE_CHECKING:
    from pathlib import Path

WORDS = 2000
"""Words of a batch, where passages are filled up to the longest."""
EACH = 80
"""Words that the loss is told for."""
WRITTEN = 2
"""Of five parts of the passages written for training, how many a pass sees; it sees all real passages."""
RATES = {"encoder": 1e-4, "layers": 3e-4, "heads": 6e-4}
"""Highest rates of learning: of the encoder's last layer, of the layers over it, and of the rest."""
LOWER = 0.92
"""What the rate of a layer of the encoder is multiplied by for the one under it (Howard and Ruder 2018)."""
WARM_UP, DECAY, LONGEST_STEP = 0.05, 0.01, 8.0
MASKED = 0.04
"""Share of word pieces that training hides."""
SAMPLE = 30
"""Batches on which the units to be pruned are chosen."""
TOLD_EACH = 50
_log = logging.getLogger(__name__)


class Both(nn.Module):
    """The reader, and what says claims of what it tells."""

    def __init__(self, reader: Encoder, net: Net) -> None:
        super().__init__()
        self.reader, self.net = reader, net


@dataclass
class State:
    """What a checkpoint holds; `done` passes were taken."""

    both: Both
    optimizer: torch.optim.Optimizer
    chance: torch.Generator
    done: int = 0


def height(progress: float) -> float:
    """Return the share of the highest rate of learning: up, and then down to nothing.

    Args:
        progress: Share of the whole training that is done, below 1.

    Example:
        >>> height(WARM_UP / 2), height(WARM_UP), height(1.0)
        (0.5, 1.0, 0.0)
    """
    return min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))


def rate(name: str) -> float:
    """Return the highest rate of learning of a parameter of `Both`."""
    if name.startswith("reader.layers."):
        return RATES["encoder"] * LOWER ** (LAYERS - 1 - int(name.split(".")[2]))
    if name.startswith(("reader.position", "reader.norm")):
        return RATES["encoder"] * LOWER**LAYERS
    return RATES["layers" if name.startswith("net.layers.") else "heads"]


def optimizer_of(both: Both) -> torch.optim.Optimizer:
    """Return what changes the weights; tables of word pieces and of distances stay as they are."""
    for table in (both.reader.word, both.reader.near):
        table.weight.requires_grad_(False)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in both.named_parameters():
        if parameter.requires_grad:
            key = rate(name), DECAY if parameter.dim() > 1 else 0.0
            groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [{"params": x, "top": top, "weight_decay": w} for (top, w), x in groups.items()],
        lr=0.0,
        betas=(0.9, 0.98),
        fused=True,
    )


def _hidden(ids: Tensor, chance: torch.Generator) -> Tensor:
    """Return word pieces with some hidden, none of the marks."""
    hide = torch.rand(ids.shape, generator=chance) < MASKED
    return torch.where(hide & (ids > features.LAST_MARK), features.MASK, ids)


def chosen(shelf: Shelf, number: int) -> list[int]:
    """Return the passages of a pass; those written for training take turns.

    Args:
        shelf: All passages.
        number: Number of the pass.
    """
    group, text, invented = shelf.group.tolist(), shelf.text.tolist(), shelf.invented.tolist()
    return [
        n
        for n in range(len(shelf))
        if group[n] != HELD_OUT and (not invented[n] or (text[n] + WRITTEN * number) % 5 < WRITTEN)
    ]


def step(state: State, batch: Batch) -> dict[str, float]:
    """Take a step of learning and return the parts of the loss, for so many words each.

    Args:
        state: Changed.
        batch: Passages.
    """
    both, chance = state.both, state.chance
    state.optimizer.zero_grad(set_to_none=True)
    read = dataclasses.replace(batch.read, pieces=_hidden(batch.read.pieces, chance))
    with torch.autocast("cpu", torch.bfloat16):
        parts = losses(both.net, batch, vectors_of(both.reader, both.net, read, chance))
    share = EACH / int(batch.read.words_there.sum())
    (torch.stack(list(parts.values())).sum() * share).backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(both.parameters(), LONGEST_STEP)
    state.optimizer.step()
    return {name: float(loss.detach()) * share for name, loss in parts.items()}


def _windows(shelf: Shelf, draw: random.Random) -> Iterator[Any]:
    """Yield some windows of word pieces by chance, as pruning takes them."""
    for lot in list(lots(shelf, chosen(shelf, 0), WORDS, draw))[:SAMPLE]:
        read = batch_of(shelf, lot).read
        yield SimpleNamespace(ids=read.pieces, forms=read.forms, padding=read.pieces_there)


def begin(encoder: Path, shelf: Shelf, seed: int) -> State:
    """Return networks that have learned nothing but what the encoder was pre-trained for.

    Args:
        encoder: Holds `model.safetensors` of MPNet.
        shelf: Passages, on which the units to be kept are chosen.
        seed: Decides what is random.
    """
    torch.manual_seed(seed)
    draw = random.Random(f"{seed}:sample")  # noqa: S311
    both = Both(pruned(from_pretrained(encoder), _windows(shelf, draw), Encoder()), Net())
    return State(both, optimizer_of(both), torch.Generator().manual_seed(seed))


def save(state: State, path: Path) -> None:
    """Write a checkpoint, by way of a temporary name."""
    temporary = path.with_suffix(".tmp")
    torch.save(
        {
            "both": state.both.state_dict(),
            "optimizer": state.optimizer.state_dict(),
            "chance": state.chance.get_state(),
            "done": state.done,
        },
        temporary,
    )
    temporary.replace(path)


def restore(path: Path) -> State:
    """Return the state that a checkpoint holds."""
    held = cast("dict[str, Any]", torch.load(path, map_location="cpu", weights_only=True))
    both = Both(Encoder(), Net())
    both.load_state_dict(held["both"])
    optimizer, chance = optimizer_of(both), torch.Generator()
    optimizer.load_state_dict(held["optimizer"])
    chance.set_state(held["chance"])
    return State(both, optimizer, chance, held["done"])


def train(
    shelf: Shelf, encoder: Path, out: Path, passes: int, *, seed: int = 0, resume: bool = False
) -> State:
    """Train for a number of passes and return the outcome; `out` gets `last.pt` after each.

    The order of the batches of a pass depends on the seed, its number and the passages alone, so an interrupted run
    that is resumed sees the same batches as one that was not.

    Args:
        shelf: Passages.
        encoder: Holds `model.safetensors` of the pre-trained encoder.
        out: Where checkpoints go.
        passes: How many passes in all.
        seed: Decides sampling, order and dropout.
        resume: Whether to go on from `last.pt`.
    """
    out.mkdir(parents=True, exist_ok=True)
    last = out / "last.pt"
    state = restore(last) if resume and last.exists() else begin(encoder, shelf, seed)
    held = [n for n, group in enumerate(shelf.group.tolist()) if group == HELD_OUT]
    while state.done < passes:
        draw = random.Random(f"{seed}:{state.done}")  # noqa: S311
        planned = list(lots(shelf, chosen(shelf, state.done), WORDS, draw))
        draw.shuffle(planned)
        one_pass(state, (batch_of(shelf, lot) for lot in planned), len(planned), passes)
        _log.info("  %s", measure(state.both.reader, state.both.net, shelf, held))
        save(state, last)
    return state


def one_pass(state: State, made: Iterable[Batch], steps: int, passes: int) -> None:
    """Take the steps of a pass.

    Args:
        state: Changed.
        made: The batches.
        steps: How many there are.
        passes: How many passes there are in all.
    """
    began, sums = time.monotonic(), Counter[str]()
    state.both.train()
    for n, batch in enumerate(made):
        factor = height((state.done + n / steps) / passes)
        for group in state.optimizer.param_groups:
            group["lr"] = group["top"] * factor
        sums.update(step(state, batch))  # type: ignore[arg-type]
        if (n + 1) % TOLD_EACH == 0:
            text = " ".join(f"{name} {sums[name] / TOLD_EACH:.3f}" for name in sorted(sums))
            each = (time.monotonic() - began) / (n + 1)
            now = f"pass {state.done + 1} of {passes}, step {n + 1} of {steps}"
            _log.info("%s: %s  %.2f s a step", now, text, each)
            sums.clear()
    state.both.eval()
    state.done += 1
