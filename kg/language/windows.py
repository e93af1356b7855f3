"""Cut a text's tokens into windows that the encoder takes; a pure function of the tokens."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SOFT = 126
"""Word pieces that a window holds where the text lets it: the length seen in training."""
HARD = 250
"""Word pieces that a window never goes beyond."""

_FINAL = frozenset((".", "?", "!", "…", "...", "。"))
_CLOSING = frozenset(('"', "”", "'", "’", "''", ")", "]", "»"))
_PAUSE = frozenset((",", ";", ":", "-", "–", "—", ")"))


def _after_final(words: Sequence[str], i: int) -> bool:
    """Return whether a sentence may begin at token i: a full stop, then closing marks, stand before it."""
    j = i - 1
    while j >= 0 and words[j] in _CLOSING and i - j < 4:
        j -= 1
    return j >= 0 and words[j] in _FINAL and words[i] not in _CLOSING


def _cut(words: Sequence[str], sizes: Sequence[int], start: int, end: int) -> int:
    """Return where a block that is too long is to be cut: past `start`, at most `end`."""
    size, best_soft, best_hard, best_pause = 0, 0, 0, 0
    for i in range(start, end):
        if i > start:
            if _after_final(words, i):
                if size <= SOFT:
                    best_soft = i
                elif not best_hard:
                    best_hard = i
            elif words[i - 1] in _PAUSE:
                best_pause = i
        size += sizes[i]
        if size > HARD or (size > SOFT and best_soft):
            return best_soft or best_hard or best_pause or max(i, start + 1)
        if best_hard:
            return best_hard
    return end


def split(
    words: Sequence[str], sizes: Sequence[int], forced: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the windows as ranges of tokens, in order and without gaps.

    Blocks between forced sentence starts are kept together where they fit and joined up to
    `SOFT` pieces; a longer block is cut after a full stop, else at a pause, else anywhere.

    Args:
        words: The tokens.
        sizes: Word pieces of each token, at least 1 each.
        forced: 1 where a sentence must begin.

    Example:
        >>> split(["a"] * 6, [60] * 6, [1, 0, 1, 0, 1, 0])
        [(0, 2), (2, 4), (4, 6)]
    """
    if not words:
        return []
    upto = [0, *accumulate(sizes)]
    starts = [i for i, f in enumerate(forced) if f > 0 or i == 0]
    ranges: list[tuple[int, int]] = []
    held_from, held = 0, 0
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        size = upto[end] - upto[start]
        if held and held + size > SOFT:
            ranges.append((held_from, start))
            held_from, held = start, 0
        if size <= SOFT:
            held += size
            continue
        while held_from < end and upto[end] - upto[held_from] > SOFT:
            at = _cut(words, sizes, held_from, end)
            ranges.append((held_from, at))
            held_from = at
        held = upto[end] - upto[held_from]
    if held_from < len(words):
        ranges.append((held_from, len(words)))
    return ranges
