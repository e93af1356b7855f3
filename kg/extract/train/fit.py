"""Train the network on passages."""

from __future__ import annotations

import logging
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from kg.extract.learned.model import SPECIAL
from kg.extract.learned.reading import PAIR_SIZES
from kg.extract.train.network import BELOW, Net, Read

if TYPE_CHECKING:
    from torch import Tensor

    from kg.extract.train.labels import Announced, Passage, Side

BATCH, RATE, DECAY, WARM = 12, 5e-4, 0.01, 100
BELOW_SHARES, ABOVE_SHARE, HEAD_SHARE = (0.24, 0.28, 0.32, 0.36), 0.5, 3.0
"""What the rate is multiplied by for the layers that read word pieces, from the lowest, for those
above, and for all that was not trained before. The word pieces themselves stay as they are."""
NEAR = 8
"""Batches are cut from this many at a time, sorted by length, to save padding."""
LOW = -1e4
_log = logging.getLogger(__name__)


def _batches(made: Sequence[Passage], draw: random.Random) -> Iterator[list[Passage]]:
    order = list(made)
    draw.shuffle(order)
    for start in range(0, len(order), BATCH * NEAR):
        near = sorted(order[start : start + BATCH * NEAR], key=lambda p: len(p.pieces))
        batches = [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
        draw.shuffle(batches)
        yield from batches


def _padded(batch: Sequence[Passage], name: str, dtype: type) -> Tensor:
    arrays = [getattr(p, name) for p in batch]
    longest = max(len(a) for a in arrays)
    out = np.zeros((len(batch), longest, arrays[0].shape[1]), dtype)
    for n, array in enumerate(arrays):
        out[n, : len(array)] = array
    return torch.from_numpy(out)


Told = list[tuple[int, int, "Announced"]]
"""Claims of a batch: number of the passage, token in it, claim."""


def _side(
    net: Net, name: str, vectors: Tensor, told: Told, sides: Sequence[Side]
) -> tuple[Tensor, Tensor]:
    """Return the log chance of each party, and which are right."""
    most = max(len(side.parties) for side in sides)
    shape = (len(told), most)
    at, numbers = np.zeros(shape, np.int64), np.zeros((*shape, len(PAIR_SIZES)), np.int64)
    there, right, special = np.zeros(shape, bool), np.zeros(shape, bool), np.full(shape, -1)
    for row, ((_, token, claim), side) in enumerate(zip(told, sides, strict=True)):
        own = len(side.parties)
        for column, party in enumerate(side.parties):
            special[row, column] = SPECIAL.get(party.form, -1)
            if party.form not in SPECIAL:
                # Sentences are whole in a passage but for tables that are cut.
                place = party.at - claim.trigger + token
                at[row, column] = min(max(place, 0), vectors.shape[1] - 1)
        numbers[row, :own], there[row, :own], right[row, :own] = side.numbers, True, side.right
    texts = torch.tensor([n for n, _, _ in told])
    words = torch.tensor([token for _, token, _ in told])
    kinds = torch.tensor([claim.kind for _, _, claim in told])[:, None].expand(shape)
    picked = vectors[texts[:, None], torch.from_numpy(at)]
    form = torch.from_numpy(special)
    picked = torch.where((form >= 0)[..., None], net.special[form.clamp(min=0)], picked)
    scores = getattr(net, name)(
        vectors[texts, words][:, None], kinds, picked, torch.from_numpy(numbers)
    )
    chances = torch.log_softmax(scores.masked_fill(~torch.from_numpy(there), LOW), -1)
    return chances, torch.from_numpy(right)


def read(batch: Sequence[Passage]) -> Read:
    """Return passages as one batch."""
    words = torch.zeros(len(batch), max(map(len, batch)), dtype=torch.bool)
    longest = max(len(p.pieces) for p in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.int64)
    there = torch.zeros(len(batch), longest, dtype=torch.bool)
    first = torch.zeros_like(words, dtype=torch.int64)
    for n, passage in enumerate(batch):
        words[n, : len(passage)] = True
        first[n, : len(passage)] = torch.from_numpy(passage.first)
        pieces[n, : len(passage.pieces)] = torch.from_numpy(passage.pieces)
        there[n, : len(passage.pieces)] = True
    return Read(
        pieces,
        there,
        first,
        words,
        _padded(batch, "states", np.float32),
        _padded(batch, "numbers", np.int64),
        _padded(batch, "bits", np.float32),
        torch.tensor([float(p.invented) for p in batch]),
    )


def _loss(net: Net, batch: Sequence[Passage], chance: torch.Generator | None) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch."""
    texts = read(batch)
    vectors = net(texts, chance)
    wrong = functional.binary_cross_entropy_with_logits(
        net.triggers(vectors, texts), _padded(batch, "announces", np.float32), reduction="none"
    )
    losses = {"triggers": (wrong * _padded(batch, "counts", np.float32)).sum() / 4}
    told = [(n, c.trigger - p.start, c) for n, p in enumerate(batch) for c in p.claims]
    if not told:
        return losses
    for name, sides in (
        ("s", [c.subjects for _, _, c in told]),
        ("o", [c.objects for _, _, c in told]),
    ):
        chances, right = _side(net, name, vectors, told, sides)
        known = right.any(1)
        if known.any():
            own = chances[known].masked_fill(~right[known], LOW)
            losses[name] = -torch.logsumexp(own, -1).sum() / 2
    words = vectors[torch.tensor([n for n, _, _ in told]), torch.tensor([i for _, i, _ in told])]
    actions = torch.tensor([c.action for _, _, c in told])
    if (actions >= 0).any():
        scores = net.action(words)[actions >= 0]
        losses["action"] = (
            functional.cross_entropy(scores, actions[actions >= 0], reduction="sum") / 2
        )
    modality = torch.tensor([c.modality for _, _, c in told])
    negated = torch.tensor([float(c.negated) for _, _, c in told])
    certain = functional.cross_entropy(net.modality(words), modality, reduction="sum")
    signed = functional.binary_cross_entropy_with_logits(
        net.negated(words)[:, 0], negated, reduction="sum"
    )
    losses["certainty"] = (certain + signed) / 4
    return losses


def _share(name: str) -> float:
    """Return what the rate is multiplied by for a parameter of the network."""
    if name.startswith(("places.", "entered.")):
        return BELOW_SHARES[0]
    if not name.startswith("layers."):
        return HEAD_SHARE
    layer = int(name.split(".")[1])
    return BELOW_SHARES[layer] if layer < BELOW else ABOVE_SHARE


def fit(made: Sequence[Passage], start: Mapping[str, Tensor], passes: int, seed: int = 0) -> Net:
    """Train a network.

    Args:
        made: Passages to learn from.
        start: Weights that parts of the network start from (`kg.extract.train.start`).
        passes: How often to see each.
        seed: Start of the random numbers; the same seed gives the same network.
    """
    torch.manual_seed(seed)
    draw, chance = random.Random(seed), torch.Generator().manual_seed(seed)  # noqa: S311
    net = Net()
    net.load_state_dict({**net.state_dict(), **start})
    made = [passage for passage in made if len(passage)]
    net.pieces.weight.requires_grad_(False)
    by_share: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            by_share.setdefault(_share(name), []).append(parameter)
    groups = [{"params": some, "lr": RATE * share} for share, some in by_share.items()]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps, step = passes * math.ceil(len(made) / BATCH), 0
    for number in range(passes):
        began, sums = time.monotonic(), Counter[str]()
        for batch in _batches(made, draw):
            losses = _loss(net, batch, chance)
            total = torch.stack(list(losses.values())).sum() / len(batch)
            optimizer.zero_grad()
            total.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            step += 1
            share = min(1.0, step / WARM) * (1 - step / (steps + 1))
            for group, own in zip(optimizer.param_groups, by_share, strict=True):
                group["lr"] = RATE * own * share
            optimizer.step()
            for name, loss in losses.items():
                sums[name] += loss.item()  # type: ignore[assignment]
        told = "  ".join(f"{name} {sums[name] / len(made):.3f}" for name in sorted(sums))
        _log.info("pass %d of %d: %s  %.0f s", number + 1, passes, told, time.monotonic() - began)
    return net.eval()
