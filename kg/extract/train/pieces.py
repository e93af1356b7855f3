"""Word pieces of the words of a text, which teachers read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from kg.language.features import CLS, SEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.learned.text import Text

MOST_PIECES = 510
"""Word pieces that a teacher takes at once, besides the marks at both ends."""


def word_pieces(t: Text, ids: Callable[[str], Sequence[int]]) -> list[Sequence[int]]:
    """Return the word pieces of each token; white space reads as the mark between texts.

    Args:
        t: The text.
        ids: Returns the pieces of a word (`kg.language.features.Pieces.ids`).
    """
    return [(SEP,) if word.isspace() else ids(word) for word in t.a.word]


def laid_out(pieces: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the word pieces of a window in a row, and the place of each token's first one.

    Where there are more than the network takes, each token keeps its first piece only.

    Example:
        >>> row, first = laid_out([(7, 8), (9,)])
        >>> row.tolist(), first.tolist()
        ([101, 7, 8, 9, 102], [1, 3])
    """
    if sum(map(len, pieces)) > MOST_PIECES:
        pieces = [one[:1] for one in pieces]
    ends = np.cumsum([1, *map(len, pieces)])
    row = np.array([CLS, *chain.from_iterable(pieces), SEP], np.int64)
    return row, ends[:-1]
