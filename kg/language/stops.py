"""Sentence ends that hide in the stop of an abbreviation: "in the U.S. Halden will open a plant".

The network takes the next name for more of the same phrase. Where it starts a name of its own
that is followed at once by a finite verb, and the words before have a finite verb too, a
sentence has ended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.language import decode
from kg.language.labels import UPOS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.language.network import Output

_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ADP, _DET, _PROPN = (UPOS.index(x) for x in ("ADP", "DET", "PROPN"))


def hidden_starts(words: Sequence[str], output: Output, xpos: Sequence[str]) -> list[int]:
    """Return the tokens of a window at which a sentence begins that the network did not see.

    Args:
        words: The tokens.
        output: What the network says of them.
        xpos: The network's Penn tags, for `output.xpos`.
    """
    if not any(_INITIALS.fullmatch(word) for word in words):
        return []
    tags = [xpos[i] for i in output.xpos.tolist()]
    upos = output.upos.tolist()
    sentences = decode.sentences(output)
    found = []
    for name in decode.names(output):
        i = name.start
        start, end = next((s, e) for s, e in sentences if s <= i < e)
        if i == start or name.end >= end or not _INITIALS.fullmatch(words[i - 1]):
            continue
        parted = tags[name.end] in _FINITE and any(t in _FINITE for t in tags[start:i])
        if parted and _closes(upos, tags, start, i - 1):
            found.append(i)
    return found


def _closes(upos: Sequence[int], tags: Sequence[str], start: int, at: int) -> bool:
    """Tell whether an abbreviation can end a clause: after a preposition, or as a time of day."""
    if tags[at] == "NN":
        return True  # "4 p.m."
    before = at - 1
    while before > start and upos[before] in (_DET, _PROPN):
        before -= 1
    return upos[before] == _ADP


def with_starts(stops: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Return what the network is told of sentence starts, with further ones.

    Example:
        >>> with_starts([1, 0, 0, 0], [2])
        [1, 0, 1, 0]
    """
    return [1 if i in starts else stop for i, stop in enumerate(stops)]
