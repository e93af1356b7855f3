"""The network of words in PyTorch: which words announce a claim, and of which kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.learned.words import AROUND, EXTRA, KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATES = 384
"""Inner states of the analyser for each token."""
HIDDEN = 128
PASSES, BATCH, RATE, DECAY, WARM = 12, 256, 1.5e-3, 0.05, 30
NEGATIVES = 0.4
"""Share of the words that announce nothing which a pass looks at, drawn anew each time."""
DROP_STATES, DROP_EXTRA, DROP_HIDDEN = 0.3, 0.2, 0.3


@dataclass(frozen=True, slots=True)
class Examples:
    """Words with what they announce.

    `states` has one row per token of all texts and a last row of zeros; `around` points
    into it. Where `counts` is 0 it is not known whether the word announces the kind.
    """

    states: NDArray[np.float16]
    around: NDArray[np.int64]
    extra: NDArray[np.float32]
    announces: NDArray[np.float32]
    counts: NDArray[np.float32]


class Net(nn.Module):
    """Scores of all kinds for each word."""

    def __init__(self) -> None:
        super().__init__()
        self.states = nn.Linear(AROUND * STATES, HIDDEN)
        self.beside = nn.Linear(EXTRA, HIDDEN, bias=False)
        self.norm = nn.LayerNorm(HIDDEN)
        self.hidden = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(KINDS))
        self.known = nn.Parameter(torch.tensor([1.0, 2.0]))
        nn.init.constant_(self.out.bias, -4.0)

    def forward(self, states: Tensor, extra: Tensor) -> Tensor:
        """Return scores (words, kinds)."""
        n = len(KINDS)
        z = self.states(functional.dropout(states, DROP_STATES, self.training))
        z = z + self.beside(functional.dropout(extra, DROP_EXTRA, self.training))
        z = functional.gelu(self.norm(z), approximate="tanh")
        z = functional.dropout(z, DROP_HIDDEN, self.training)
        y = functional.gelu(self.hidden(z), approximate="tanh")
        z = z + functional.dropout(y, DROP_HIDDEN, self.training)
        scores: Tensor = self.out(z)
        return scores + self.known[0] * extra[:, :n] + self.known[1] * extra[:, n : 2 * n]

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return the weights as `kg.extract.learned.model.word_logits` takes them."""
        w = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        return {
            "states": w["states.weight"].T.copy(),
            "bias": w["states.bias"],
            "extra": w["beside.weight"].T.copy(),
            "norm.scale": w["norm.weight"],
            "norm.bias": w["norm.bias"],
            "hidden": w["hidden.weight"].T.copy(),
            "hidden.bias": w["hidden.bias"],
            "out": w["out.weight"].T.copy(),
            "out.bias": w["out.bias"],
            "known": w["known"],
        }


def fit(examples: Examples, chosen: NDArray[np.int64], seed: int = 0) -> Net:
    """Train a network on some of the examples.

    Args:
        examples: All words.
        chosen: Which of them to train on.
        seed: Start of the random numbers; the same seed gives the same network.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    net = Net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    tells = examples.announces[chosen].any(1)
    positive, negative = chosen[tells], chosen[~tells]
    size = int(len(negative) * NEGATIVES)
    steps = PASSES * ((len(positive) + size) // BATCH + 1)
    step = 0
    for _ in range(PASSES):
        order = np.concatenate([positive, draw.choice(negative, size, replace=False)])
        draw.shuffle(order)
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            around = examples.states[examples.around[part]].reshape(len(part), -1)
            scores = net(
                torch.from_numpy(around.astype(np.float32)),
                torch.from_numpy(examples.extra[part]),
            )
            loss = functional.binary_cross_entropy_with_logits(
                scores, torch.from_numpy(examples.announces[part]), reduction="none"
            )
            total = (loss * torch.from_numpy(examples.counts[part])).sum() / BATCH
            optimizer.zero_grad()
            total.backward()  # type: ignore[no-untyped-call]
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARM) * (1 - step / (steps + 1))
            optimizer.step()
    return net.eval()
