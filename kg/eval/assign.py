"""Which of two lists go together, one to one, so that the total weight is greatest."""

from __future__ import annotations

from collections.abc import Sequence


def assign(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of a one-to-one assignment of greatest total weight.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957; the
    shortest-path form of Jonker and Volgenant 1987), on integers, so that no
    rounding decides a tie. Time grows with rows² times columns.

    Args:
        weights: One row per item of the first list; 0 means that two items
            don't go together. No weight is negative.

    Returns:
        Pairs with a positive weight, sorted by row.

    Example:
        >>> assign([[5, 4], [4, 0]])
        [(0, 1), (1, 0)]
    """
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    if not columns:
        return []
    if rows > columns:
        turned = [[weights[r][c] for r in range(rows)] for c in range(columns)]
        return sorted((r, c) for c, r in assign(turned))
    owner = _owners(weights, rows, columns)
    pairs = [(owner[c] - 1, c - 1) for c in range(1, columns + 1) if owner[c]]
    return sorted((r, c) for r, c in pairs if weights[r][c] > 0)


class _Duals:
    """Prices of rows and columns, and who owns each column; all counted from 1."""

    def __init__(self, rows: int, columns: int) -> None:
        self.row_price = [0] * (rows + 1)
        self.column_price = [0] * (columns + 1)
        self.owner = [0] * (columns + 1)

    def reprice(self, delta: int, seen: list[bool], slack: list[int | None]) -> None:
        """Move the prices of all that was reached, so that one more column becomes free of cost."""
        for column, reached in enumerate(seen):
            if reached:
                self.row_price[self.owner[column]] += delta
                self.column_price[column] -= delta
            elif (known := slack[column]) is not None:
                slack[column] = known - delta


def _owners(weights: Sequence[Sequence[int]], rows: int, columns: int) -> list[int]:
    """The row that owns each column, counted from 1; 0 where none does."""
    duals = _Duals(rows, columns)
    owner = duals.owner
    for row in range(1, rows + 1):
        owner[0] = row
        slack: list[int | None] = [None] * (columns + 1)
        way = [0] * (columns + 1)
        seen = [False] * (columns + 1)
        at = 0
        while owner[at]:
            seen[at] = True
            prices, paid = weights[owner[at] - 1], duals.row_price[owner[at]]
            best, step = None, 0
            for c in range(1, columns + 1):
                if seen[c]:
                    continue
                cost = -prices[c - 1] - paid - duals.column_price[c]
                known = slack[c]
                if known is None or cost < known:
                    slack[c] = known = cost
                    way[c] = at
                if best is None or known < best:
                    best, step = known, c
            duals.reprice(best or 0, seen, slack)
            at = step
        while at:
            owner[at] = owner[way[at]]
            at = way[at]
    return owner
