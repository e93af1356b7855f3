"""Train a network on passages."""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.learned.reading import KINDS
from kg.extract.train.network import Heads, Pairs
from kg.extract.train.shelf import SIDES, Batch, Shelf, batch_of, lots

DECAY, LONGEST_STEP = 0.01, 5.0
LOW = -1e4
_log = logging.getLogger(__name__)
_Network = TypeVar("_Network", bound=Heads)


@dataclass(frozen=True, slots=True)
class Course:
    """How a network learns.

    Attributes:
        passes: How often it sees each passage.
        batch: Passages that go through it together.
        rate: Rate of learning at its height, times what the network says of a parameter (`share`).
        warm: Steps until that height.
        half: Whether products are taken in half precision (bfloat16), as graphics cards like it.
        seed: Start of the random numbers; the same seed gives the same network.
        trust: Weight of what a teacher says against what readers annotated, from 0 to 1.
    """

    passes: int
    batch: int = 12
    rate: float = 5e-4
    warm: int = 100
    half: bool = False
    seed: int = 0
    trust: float = 0.5


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teacher says of a shelf.

    `announced` is the chance of each word to announce each kind (words, kinds), `sides` that of
    each party, given the claim.
    """

    announced: Tensor
    sides: dict[str, Tensor]


def _chances(net: Heads, side: str, vectors: Tensor, batch: Batch) -> Tensor:
    """Return the log chance of each party of one side (claims, parties)."""
    beside, claims = batch.sides[side], batch.claims
    kinds = claims["kind"][:, None].expand_as(beside.at)
    known, special = beside.known[..., None], (beside.special >= 0)[..., None]
    own = beside.special.clamp(min=0)
    pairs: Pairs = getattr(net, side)

    def seen(layer: nn.Linear) -> Tensor:
        """Return what a layer makes of the parties: of their words first, since many share one."""
        of_words = functional.linear(vectors, layer.weight)[beside.text, beside.at] * known
        of_forms = functional.linear(net.special, layer.weight)[own] * special
        return of_words + of_forms

    words = vectors[batch.text, claims["trigger"]][:, None]
    scores = pairs(words, kinds, seen(pairs.b), seen(pairs.q), beside.numbers).float()
    return torch.log_softmax(scores.masked_fill(~beside.there, LOW), -1)


def _mixed(told: Tensor, taught: Tensor, trust: Tensor) -> Tensor:
    return (1 - trust) * told + trust * taught


def _loss(
    net: Heads, batch: Batch, course: Course, vectors: Tensor, taught: Taught | None
) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch."""
    trust = torch.where(batch.unread, 1.0, course.trust)
    target = batch.announces
    theirs = None if taught is None else taught.announced[batch.words].float()
    if theirs is not None:
        target = _mixed(target, theirs, trust[:, None, None])
    scores = net.triggers(vectors, batch.read).float()
    wrong = functional.binary_cross_entropy_with_logits(scores, target, reduction="none")
    losses = {"triggers": (wrong * batch.counts).sum() / 4}
    if not len(batch.text):
        return losses
    claims, unread = batch.claims, batch.unread[batch.text]
    for side in SIDES:
        beside = batch.sides[side]
        if not beside.at.shape[1]:
            continue  # no claim of the batch has anybody to choose from
        chances = _chances(net, side, vectors, batch)
        known = beside.right.any(1).float()
        missed = -torch.logsumexp(chances.masked_fill(~beside.right, LOW), -1)
        if taught is not None and theirs is not None:
            told = taught.sides[side][beside.index].float() * beside.there
            missed = _mixed(missed, -(told * chances).sum(-1), trust[batch.text])
            # Where nobody read, a claim counts as far as the teacher believes that there is one.
            believed = theirs[batch.text, claims["trigger"], claims["kind"]]
            known = torch.where(unread, believed, known)
        losses[side] = (missed * known).sum() / 2
    words = vectors[batch.text, claims["trigger"]]
    acted = functional.cross_entropy(
        net.action(words).float(), claims["action"], reduction="sum", ignore_index=-1
    )
    certain = functional.cross_entropy(
        net.modality(words).float(), claims["modality"], reduction="sum", ignore_index=-1
    )
    signed = functional.binary_cross_entropy_with_logits(
        net.negated(words).float()[:, 0],
        claims["negated"].float(),
        weight=(~unread).float(),
        reduction="sum",
    )
    return losses | {"action": acted / 2, "certainty": (certain + signed) / 4}


def _groups(net: Heads, rate: float) -> list[dict[str, object]]:
    """Return the parameters by their rate of learning; those whose share is 0 stay as they are."""
    by_share: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        share = net.share(name)
        parameter.requires_grad_(share > 0)
        if share > 0:
            by_share.setdefault(share, []).append(parameter)
    return [{"params": some, "lr": 0.0, "most": rate * share} for share, some in by_share.items()]


def height(step: int, done: float, warm: int) -> float:
    """Return the share of the highest rate of learning at a step: up, and then down to nothing.

    Args:
        step: Number of the step, from 1.
        done: Share of all passages that were seen before it, passes together; below 1.
        warm: Steps until the height.

    Example:
        >>> height(50, 0.0, 100), height(200, 0.75, 100)
        (0.5, 0.25)
    """
    return min(1.0, step / warm) * (1 - done)


def fit(
    net: _Network,
    shelf: Shelf,
    some: Sequence[int],
    course: Course,
    *,
    taught: Taught | None = None,
    after: Callable[[_Network], str] | None = None,
) -> _Network:
    """Train a network, where the passages are, and return it.

    Args:
        net: The network with the weights that it starts from.
        shelf: Passages.
        some: Numbers of those to learn from.
        course: How.
        taught: What a teacher says of the shelf.
        after: Called after each pass; what it returns is told.
    """
    torch.manual_seed(course.seed)
    draw, device = random.Random(course.seed), shelf.pieces.device  # noqa: S311
    chance = torch.Generator(device).manual_seed(course.seed)
    net.to(device).train()
    fused = device.type == "cuda"
    optimizer = torch.optim.AdamW(_groups(net, course.rate), weight_decay=DECAY, fused=fused)
    step = 0
    for number in range(course.passes):
        began, sums = time.monotonic(), Counter[str]()
        parts: list[dict[str, Tensor]] = []
        planned = list(lots(shelf, some, course.batch, draw))
        for n, lot in enumerate(planned):
            batch = batch_of(shelf, lot)
            with torch.autocast(device.type, torch.bfloat16, enabled=course.half):
                losses = _loss(net, batch, course, net(batch.read, chance), taught)
            total = torch.stack(list(losses.values())).sum() / len(batch)
            optimizer.zero_grad()
            total.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), LONGEST_STEP)
            step += 1
            done = (number + n / len(planned)) / course.passes
            for group in optimizer.param_groups:
                group["lr"] = group["most"] * height(step, done, course.warm)
            optimizer.step()
            parts.append({name: loss.detach() for name, loss in losses.items()})
        for part in parts:
            sums.update({name: loss.item() for name, loss in part.items()})  # type: ignore[arg-type]
        told = "  ".join(f"{name} {sums[name] / len(some):.3f}" for name in sorted(sums))
        seconds = time.monotonic() - began
        _log.info("pass %d of %d: %s  %.0f s", number + 1, course.passes, told, seconds)
        if after is not None:
            _log.info("  %s", after(net))
            net.train()
    return net.eval()


def teach(
    net: Heads, shelf: Shelf, some: Sequence[int], taught: Taught, *, half: bool, batch: int
) -> None:
    """Write what a network says of passages into `taught`.

    Args:
        net: The trained network.
        shelf: Passages.
        some: Numbers of those that it has not learned from.
        taught: Filled in for them.
        half: Whether products are taken in half precision.
        batch: Passages that go through the network together.
    """
    net.eval()
    device = shelf.pieces.device
    for lot in lots(shelf, some, batch, random.Random(0)):  # noqa: S311
        own = batch_of(shelf, lot)
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16, enabled=half):
            vectors = net(own.read)
            scores = net.triggers(vectors, own.read).float()
            there = own.read.words_there
            chances = torch.sigmoid(scores)[there].to(taught.announced.dtype)
            taught.announced[own.words[there]] = chances
            for side in SIDES if len(own.text) else ():
                beside = own.sides[side]
                found = _chances(net, side, vectors, own).exp()[beside.there]
                taught.sides[side][beside.index[beside.there]] = found.to(taught.sides[side].dtype)


def unknown(shelf: Shelf) -> Taught:
    """Return what a teacher that knows nothing says of a shelf, to be filled in."""
    device, words = shelf.pieces.device, len(shelf.words["first"])
    return Taught(
        torch.zeros(words, len(KINDS), dtype=torch.float16, device=device),
        {
            side: torch.zeros(len(shelf.sides[side]["at"]), dtype=torch.float16, device=device)
            for side in SIDES
        },
    )
