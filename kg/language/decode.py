"""From the network's scores for a window to sentences, trees and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.language.labels import ENTITY_TYPES
from kg.language.trees import best_tree, is_tree

if TYPE_CHECKING:
    from kg.language.network import Network, Output


@dataclass(slots=True)
class Name:
    """A named entity: tokens [start, end) of its window and a score for each type."""

    start: int
    end: int
    scores: np.ndarray[tuple[int], np.dtype[np.float64]]

    @property
    def type(self) -> int:
        """Position of the best type in `ENTITY_TYPES`."""
        return int(self.scores.argmax())


def sentences(output: Output) -> list[tuple[int, int]]:
    """Return the sentences of a window as ranges of tokens."""
    starts = [int(i) for i in np.flatnonzero(output.start) if i > 0]
    ends = [*starts, len(output.start)]
    return list(zip([0, *starts], ends, strict=True))


def trees(network: Network, output: Output) -> tuple[list[int], list[int]]:
    """Return heads (from 1 within the window, 0 the root) and relations; one tree per sentence.

    Args:
        network: For the relations of arcs that the search changed.
        output: The window.
    """
    heads: list[int] = output.head.tolist()
    relations: list[int] = output.dep.tolist()
    root = network.deps.index("root")
    for start, end in sentences(output):
        local = [h - start if h else 0 for h in heads[start:end]]
        if not is_tree(local):
            scores = output.arc[start:end, [0, *range(start + 1, end + 1)]]
            for i, head in enumerate(best_tree(scores)):
                if head != local[i]:
                    at = start + i
                    heads[at] = head + start if head else 0
                    relations[at] = network.relation(output, at, heads[at])
        for i in range(start, end):
            if heads[i] == 0:
                relations[i] = root
            elif relations[i] == root:
                relations[i] = network.deps.index("parataxis")
    return heads, relations


def names(output: Output) -> list[Name]:
    """Return the named entities of a window, never across a sentence start.

    Extent first: outside, begin and inside are compared as sums over the types; then
    the type is the one with the highest sum of log-probabilities over the tokens.
    """
    p = np.exp(output.bio.astype(np.float64))
    begin, inside = p[:, 1::2], p[:, 2::2]
    kinds = np.stack([p[:, 0], begin.sum(1), inside.sum(1)], 1).argmax(1)
    by_type = np.log(begin + inside + 1e-9)
    found: list[Name] = []
    opened = -1
    starts = output.start
    for i in range(len(kinds)):
        if opened >= 0 and (kinds[i] != 2 or starts[i]):
            found.append(Name(opened, i, by_type[opened:i].sum(0)))
            opened = -1
        if opened < 0 and kinds[i] != 0:
            opened = i
    if opened >= 0:
        found.append(Name(opened, len(kinds), by_type[opened:].sum(0)))
    assert len(ENTITY_TYPES) == by_type.shape[1]  # noqa: S101 - guards the order of columns
    return found
