"""How well a network finds words that announce claims, and their parties, before any claim is made."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from kg.extract.train.losses import chances
from kg.extract.train.network import vectors_of
from kg.extract.train.shelf import SIDES, Shelf, batch_of, lots

if TYPE_CHECKING:
    from torch import Tensor

    from kg.extract.train.encoder import Encoder
    from kg.extract.train.network import Net

BATCH = 2500
FLOORS = (0.6, 0.7)
"""Precisions at which recall is told."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a network gets right on passages that it did not learn from.

    `f1`, `precision` and `recall` are those of words with their kinds at the chance `at` that
    gives the best F1, `recalls` the recall at each precision of `FLOORS`. `subjects` and `objects` are shares
    of claims whose right party is there and found, `both` that of all claims.
    """

    f1: float
    precision: float
    recall: float
    at: float
    recalls: tuple[float, ...]
    subjects: float
    objects: float
    both: float

    def __str__(self) -> str:
        recalls = "  ".join(
            f"R at P {floor} {recall:.3f}"
            for floor, recall in zip(FLOORS, self.recalls, strict=True)
        )
        return (
            f"words F1 {self.f1:.3f} (P {self.precision:.3f}, R {self.recall:.3f} at {self.at:.2f})"
            f"  {recalls}  subject {self.subjects:.3f}  object {self.objects:.3f}  both {self.both:.3f}"
        )


def measure(model: Encoder, net: Net, shelf: Shelf, some: Sequence[int]) -> Measure:
    """Return how well networks read passages with claims.

    Args:
        model: The reader.
        net: What reads claims of what it tells.
        shelf: Passages.
        some: Numbers of those to look at.
    """
    scores, right = [], []
    told: dict[str, list[Tensor]] = {side: [] for side in SIDES}
    known: dict[str, list[Tensor]] = {side: [] for side in SIDES}
    net.eval()
    for lot in lots(shelf, some, BATCH, random.Random(0)):  # noqa: S311
        batch = batch_of(shelf, lot)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            vectors = vectors_of(model, net, batch.read)
            said = torch.sigmoid(net.triggers(vectors, batch.read).float())
            counts = batch.counts > 0
            scores.append(said[counts].numpy())
            right.append(batch.announces[counts].numpy())
            for side, beside in batch.sides.items() if len(batch.text) else ():
                first = chances(net, side, vectors, batch).argmax(1)[:, None]
                told[side].append(beside.right.gather(1, first)[:, 0])
                known[side].append(beside.right.any(1))
    chance, yes = np.concatenate(scores), np.concatenate(right)
    order = np.argsort(-chance, kind="stable")
    hits, said_so = np.cumsum(yes[order]), np.arange(1, len(order) + 1)
    best = int(np.argmax(2 * hits / (said_so + yes.sum())))
    precisions = hits / said_so
    found = {side: torch.cat(x) for side, x in told.items()}
    there = {side: torch.cat(x) for side, x in known.items()}

    def recall_at(floor: float) -> float:
        above = np.flatnonzero(precisions >= floor)
        return float(hits[above[-1]] / yes.sum()) if len(above) else 0.0

    subjects, objects = (float(found[side][there[side]].float().mean()) for side in SIDES)
    return Measure(
        float(2 * hits[best] / (best + 1 + yes.sum())),
        float(precisions[best]),
        float(hits[best] / yes.sum()),
        float(chance[order[best]]),
        tuple(recall_at(floor) for floor in FLOORS),
        subjects,
        objects,
        float((found["s"] & found["o"]).float().mean()),
    )
