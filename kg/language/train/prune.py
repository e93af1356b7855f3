"""Take inner units out of a pre-trained encoder before it is trained further.

Two thirds of the encoder's products are those into and out of the inner units of its layers. A
unit counts by how strongly it acts on real text times how far it reaches: the root mean square of
its activation times the norm of its outgoing weights (the score of Sun et al. 2024, "A Simple and
Effective Pruning Approach for Large Language Models", summed over a unit).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import torch
from torch import nn
from torch.nn import functional

from kg.language.train.model import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from torch import Tensor

    class Batch(Protocol):
        """Word pieces of some windows, filled up."""

        ids: Tensor
        forms: Tensor
        padding: Tensor


class Encoding(Protocol):
    """A network with layers, that reads word pieces."""

    layers: nn.ModuleList

    def encode(self, ids: Tensor, forms: Tensor, padding: Tensor | None) -> object:
        """Let the word pieces through the layers."""

    def state_dict(self) -> Mapping[str, Tensor]:
        """Return the weights."""


_N = TypeVar("_N", bound=Encoding)


def _layers(model: Encoding) -> list[Layer]:
    return [cast("Layer", layer) for layer in model.layers]


def _sums(model: Encoding, batches: Iterable[Batch]) -> list[Tensor]:
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


def pruned(model: _N, batches: Iterable[Batch], result: _N) -> _N:
    """Return a network with those inner units of each layer that count most, in their order.

    Args:
        model: The network with all its units.
        batches: Text on which the units act.
        result: One with fewer; it gets their weights and all others.
    """
    sums = _sums(model, batches)
    for name, value in model.state_dict().items():
        if ".up." not in name and ".down." not in name:
            result.state_dict()[name].copy_(value)
    for total, old, new in zip(sums, _layers(model), _layers(result), strict=True):
        score = total.sqrt() * old.down.weight.detach().norm(dim=0)
        kept = score.topk(new.up.out_features).indices.sort().values
        with torch.no_grad():
            new.up.weight.copy_(old.up.weight[kept])
            new.up.bias.copy_(old.up.bias[kept])
            new.down.weight.copy_(old.down.weight[:, kept])
            new.down.bias.copy_(old.down.bias)
    return result
