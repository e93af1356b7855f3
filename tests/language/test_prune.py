"""Units that matter stay; the network does what it did where the others were silent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from kg.language.train.batches import Batch
    from kg.language.train.model import Analyser, Layer

torch = pytest.importorskip("torch", reason="torch, of the extra 'train', is not installed")


def layers(model: Analyser) -> list[Layer]:
    return [cast("Layer", layer) for layer in model.layers]


def test_units_that_never_act_are_the_first_to_go() -> None:
    from kg.language.train.model import HIDDEN, Analyser, Sizes
    from kg.language.train.prune import pruned

    torch.manual_seed(0)
    whole = Analyser(Sizes(3, 3, 3), inner=16).eval()
    silent = [1, 4, 9, 15]
    with torch.no_grad():
        for layer in layers(whole):
            layer.up.weight[silent] = 0
            layer.up.bias[silent] = 0
    batch = SimpleNamespace(
        ids=torch.randint(0, 1000, (2, 7)), forms=torch.zeros(2, 7, dtype=torch.long), padding=None
    )
    smaller = pruned(whole, [cast("Batch", batch)], Analyser(whole.sizes, inner=12)).eval()
    assert layers(smaller)[0].up.weight.shape == (12, HIDDEN)
    with torch.no_grad():
        before = whole.encode(batch.ids, batch.forms, None)
        after = smaller.encode(batch.ids, batch.forms, None)
    assert torch.allclose(before, after, atol=1e-5)
