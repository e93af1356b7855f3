"""Units that matter stay; the network does what it did where the others were silent."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="torch, of the extra 'train', is not installed")


def test_units_that_never_act_are_the_first_to_go() -> None:
    from types import SimpleNamespace

    from kg.language.train.model import HIDDEN, Analyser, Sizes
    from kg.language.train.prune import pruned

    torch.manual_seed(0)
    whole = Analyser(Sizes(3, 3, 3), inner=16).eval()
    silent = [1, 4, 9, 15]
    with torch.no_grad():
        for layer in whole.layers:
            layer.up.weight[silent] = 0
            layer.up.bias[silent] = 0
    batch = SimpleNamespace(
        ids=torch.randint(0, 1000, (2, 7)), forms=torch.zeros(2, 7, dtype=torch.long), padding=None
    )
    smaller = pruned(whole, [batch], keep=12).eval()
    assert smaller.layers[0].up.weight.shape == (12, HIDDEN)
    with torch.no_grad():
        before = whole.encode(batch.ids, batch.forms, None)
        after = smaller.encode(batch.ids, batch.forms, None)
    assert torch.allclose(before, after, atol=1e-5)
