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
_FORMS = frozenset({"Inc.", "Ltd.", "Corp.", "Co.", "Bros.", "S.A.", "N.V.", "A.G.", "S.p.A."})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ADP, _ADJ, _DET, _NOUN, _PROPN = (UPOS.index(x) for x in ("ADP", "ADJ", "DET", "NOUN", "PROPN"))
_BEFORE = (_ADJ, _DET, _NOUN, _PROPN)


def hidden_starts(words: Sequence[str], output: Output, xpos: Sequence[str]) -> list[int]:
    """Return the tokens of a window at which a sentence begins that the network did not see.

    Args:
        words: The tokens.
        output: What the network says of them.
        xpos: The network's Penn tags, for `output.xpos`.
    """
    if not any(_INITIALS.fullmatch(word) or word in _FORMS for word in words):
        return []
    tags = [xpos[i] for i in output.xpos.tolist()]
    upos = output.upos.tolist()
    sentences = decode.sentences(output)
    found = []
    for name in decode.names(output):
        for i in _seams(words, name.start, name.end):
            start, end = next((s, e) for s, e in sentences if s <= i < e)
            if i == start or name.end >= end:
                continue
            parted = tags[name.end] in _FINITE and any(t in _FINITE for t in tags[start:i])
            if i > name.start:  # "a spokesman for the brewer Halden S.A. Robaina was"
                closes = _preposed(upos, start, name.start - 1, _BEFORE)
            else:
                closes = _closes(upos, tags, start, i - 1)
            if parted and closes:
                found.append(i)
    return found


def _seams(words: Sequence[str], start: int, end: int) -> list[int]:
    """Return where a name may begin anew: at its start behind initials, or behind a firm's legal form in it."""
    found = [start] if start and _INITIALS.fullmatch(words[start - 1]) else []
    return found + [i for i in range(start + 2, end) if words[i - 1] in _FORMS]


def _closes(upos: Sequence[int], tags: Sequence[str], start: int, at: int) -> bool:
    """Tell whether an abbreviation can end a clause: after a preposition, or as a time of day."""
    if tags[at] == "NN":
        return True  # "4 p.m."
    return _preposed(upos, start, at - 1, (_DET, _PROPN))


def _preposed(upos: Sequence[int], start: int, at: int, between: Sequence[int]) -> bool:
    """Tell whether a preposition stands before a phrase: at a token, or before words of some kinds that end there."""
    while at > start and upos[at] in between:
        at -= 1
    return upos[at] == _ADP


def with_starts(stops: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Return what the network is told of sentence starts, with further ones.

    Example:
        >>> with_starts([1, 0, 0, 0], [2])
        [1, 0, 1, 0]
    """
    return [1 if i in starts else stop for i, stop in enumerate(stops)]
