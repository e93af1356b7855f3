"""What the network should say of a batch, and how far off it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.train.shelf import SIDES, Batch

if TYPE_CHECKING:
    from kg.extract.train.network import Net, Pairs

LOW = -1e4


def chances(net: Net, side: str, vectors: Tensor, batch: Batch) -> Tensor:
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


def losses(net: Net, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch, each summed over its words or claims.

    Args:
        net: The network.
        batch: Passages with what should be said of them.
        vectors: What the network makes of their words.
    """
    scores = net.triggers(vectors, batch.read).float()
    wrong = functional.binary_cross_entropy_with_logits(scores, batch.announces, reduction="none")
    found = {"triggers": (wrong * batch.counts).sum() / 4}
    if not len(batch.text):
        return found
    claims = batch.claims
    for side in SIDES:
        beside = batch.sides[side]
        if not beside.at.shape[1]:
            continue  # no claim of the batch has anybody to choose from
        said = chances(net, side, vectors, batch)
        missed = -torch.logsumexp(said.masked_fill(~beside.right, LOW), -1)
        found[side] = (missed * beside.right.any(1).float()).sum() / 2
    words = vectors[batch.text, claims["trigger"]]
    acted = functional.cross_entropy(
        net.action(words).float(), claims["action"], reduction="sum", ignore_index=-1
    )
    certain = functional.cross_entropy(
        net.modality(words).float(), claims["modality"], reduction="sum"
    )
    signed = functional.binary_cross_entropy_with_logits(
        net.negated(words).float()[:, 0], claims["negated"].float(), reduction="sum"
    )
    return found | {"action": acted / 2, "certainty": (certain + signed) / 4}
