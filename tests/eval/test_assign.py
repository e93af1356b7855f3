from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.eval.assign import assign


def best_total(weights: list[list[int]]) -> int:
    """The greatest total by trying all ways to give each row a column or none."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    choices = [*range(columns), *([None] * rows)]
    return max(
        (
            sum(weights[r][c] for r, c in enumerate(chosen) if c is not None)
            for chosen in itertools.permutations(choices, rows)
        ),
        default=0,
    )


@st.composite
def matrices(draw: st.DrawFn) -> list[list[int]]:
    rows, columns = draw(st.integers(0, 4)), draw(st.integers(1, 4))
    return [
        [draw(st.sampled_from([0, 0, 1, 2, 3, 7])) for _ in range(columns)] for _ in range(rows)
    ]


@given(matrices())
@settings(derandomize=True, deadline=None, max_examples=200)
def test_total_is_the_greatest_and_no_item_is_used_twice(weights: list[list[int]]) -> None:
    pairs = assign(weights)
    assert sum(weights[r][c] for r, c in pairs) == best_total(weights)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    assert all(weights[r][c] > 0 for r, c in pairs)
    assert pairs == sorted(pairs)


def test_greedy_would_be_wrong() -> None:
    assert assign([[5, 4], [4, 0]]) == [(0, 1), (1, 0)]


def test_nothing_to_assign() -> None:
    assert assign([]) == []
    assert assign([[]]) == []
    assert assign([[0]]) == []


def test_large_weights_are_exact() -> None:
    huge = 10**30
    assert assign([[huge, huge + 1], [huge + 1, huge + 3]]) == [(0, 0), (1, 1)]
