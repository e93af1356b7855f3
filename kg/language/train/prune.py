"""Take inner units out of a pre-trained encoder before it is trained further.

Two thirds of the encoder's products are those into and out of the inner units of its layers. A
unit counts by how strongly it acts on real text times how far it reaches: the root mean square of
its activation times the norm of its outgoing weights (the score of Sun et al. 2024, "A Simple and
Effective Pruning Approach for Large Language Models", summed over a unit).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import torch
from torch import nn
from torch.nn import functional

from kg.language.train.model import INNER, Analyser, Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torch import Tensor

    from kg.language.train.batches import Batch


def _layers(model: Analyser) -> list[Layer]:
    return [cast("Layer", layer) for layer in model.layers]


def _sums(model: Analyser, batches: Iterable[Batch]) -> list[Tensor]:
    """Return for each layer the sum of squares of each inner unit's activation."""
    sums: list[Tensor] = []
    hooks = []
    for n, layer in enumerate(_layers(model)):
        sums.append(torch.zeros(layer.up.out_features))

        def add(_m: nn.Module, _i: object, out: Tensor, n: int = n) -> None:
            sums[n] += functional.gelu(out).square().sum((0, 1))

        hooks.append(layer.up.register_forward_hook(add))
    with torch.no_grad():
        for batch in batches:
            model.encode(batch.ids, batch.forms, batch.padding)
    for hook in hooks:
        hook.remove()
    return sums


def pruned(model: Analyser, batches: Iterable[Batch], keep: int = INNER) -> Analyser:
    """Return a network with the `keep` inner units of each layer that count most.

    Args:
        model: The network with all its units.
        batches: Text on which the units act.
        keep: Units of each layer that stay, in their order.
    """
    sums = _sums(model, batches)
    result = Analyser(model.sizes, model.drop, keep)
    for name, value in model.state_dict().items():
        if ".up." not in name and ".down." not in name:
            result.state_dict()[name].copy_(value)
    for total, old, new in zip(sums, _layers(model), _layers(result), strict=True):
        score = total.sqrt() * old.down.weight.detach().norm(dim=0)
        kept = score.topk(keep).indices.sort().values
        with torch.no_grad():
            new.up.weight.copy_(old.up.weight[kept])
            new.up.bias.copy_(old.up.bias[kept])
            new.down.weight.copy_(old.down.weight[:, kept])
            new.down.bias.copy_(old.down.bias)
    return result
