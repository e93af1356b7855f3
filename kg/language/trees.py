"""Turn arc scores into a tree with one root.

The best head of each token is a tree nearly always. Where it is not, the maximum spanning
tree is found by the algorithm of Chu and Liu (1965) and Edmonds (1967). That exactly
one word hangs on the root is made sure of by a penalty on the arcs from the root
larger than any gain, which keeps the optimum exact (Gabow and Tarjan 1984; see Zmigrod,
Vieira and Cotterell 2020 on why it matters).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float64]


def is_tree(heads: Sequence[int]) -> bool:
    """Return whether heads (from 1, 0 is the root) form a tree with one root.

    Example:
        >>> is_tree([2, 0, 2]), is_tree([2, 1, 0]), is_tree([0, 0])
        (True, False, False)
    """
    if sum(h == 0 for h in heads) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i - 1]  # noqa: PLW2901 - walks up from the token
        if state[i] == 1:
            return False
        for j in path:
            state[j] = 2
    return True


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    """Return the nodes of one cycle, or nothing; node 0 is the root."""
    state = np.zeros(len(heads), np.int8)
    state[0] = 2
    for i in range(1, len(heads)):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = int(heads[j])
        if state[j] == 1:
            return path[path.index(j) :]
        state[path] = 2
    return []


def _arborescence(scores: Scores) -> NDArray[np.int64]:
    """Return the best heads for scores[dependent, head]; node 0 is the root, its head is 0."""
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    nodes = np.array(cycle)
    kept = scores[nodes, heads[nodes]]
    # One node, the last, stands for the cycle.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(nodes, outside)] - kept[:, None]
    small[-1, :-1] = into.max(0)
    enter = nodes[into.argmax(0)]
    leaving = scores[np.ix_(outside, nodes)]
    small[:-1, -1] = leaving.max(1)
    leave = nodes[leaving.argmax(1)]
    solved = _arborescence(small)
    result: NDArray[np.int64] = heads.copy()
    for i, node in enumerate(outside):
        if node:
            result[node] = leave[i] if solved[i] == len(outside) else outside[solved[i]]
    above = solved[-1]
    result[enter[above]] = outside[above]
    return result


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Return the heads of the best tree with one root; heads count from 1, 0 is the root.

    Args:
        scores: (tokens, 1 + tokens): score of each head for each token, column 0 is the root.

    Example:
        >>> best_tree(np.array([[2, 0, 3], [2.5, 3, 0]], np.float32))
        [2, 0]
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -1e9)
    full[1:] = scores
    free = _arborescence(full)[1:]
    if np.count_nonzero(free == 0) != 1:
        # Only now, since the penalty makes every search contract most of the sentence.
        finite = full[1:]
        full[1:, 0] -= (finite.max() - finite.min() + 1.0) * (n + 1)
        free = _arborescence(full)[1:]
    return [int(h) for h in free]
