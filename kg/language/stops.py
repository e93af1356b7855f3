"""Sentence ends that the network does not see: "in the U.S. Halden will open a plant", "to £780m. Chief executive Ann Lee".

A stop that the tokenizer left alone closes a sentence where a plain word, a number or a legal form stands before
it and a capital follows. Where an end hides in the stop of an abbreviation, the network takes the next name for more of
the same phrase: where it starts a name of its own that is followed at once by a finite verb, and the words before
have a finite verb too, a sentence has ended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.language import decode, layout
from kg.language.labels import UPOS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.language.network import Output

_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_FORMS = frozenset(
    {"Inc.", "Ltd.", "Corp.", "Co.", "Bros.", "S.A.", "N.V.", "A.G.", "S.p.A.", "o.o."}
    | {"d.o.o.", "s.r.o."}
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PLAIN = re.compile(r"[^\W\d_]{3,}")
"""A word written out; shorter ones may be cut off: "no. 5"."""
_WRITTEN = 6
"""Letters from which on a word with a capital is written out, too: "on Monday. Halden's chairman"."""
_FIGURE = re.compile(r"\d[\d.,]*|[^\W\d_]{1,3}")
"""A number, or the unit right behind one."""
_ADP, _ADJ, _DET, _NOUN, _PROPN = (UPOS.index(x) for x in ("ADP", "ADJ", "DET", "NOUN", "PROPN"))
_BEFORE = (_ADJ, _DET, _NOUN, _PROPN)


def after_stop(words: Sequence[str], gaps: Sequence[int], i: int) -> bool:
    """Tell whether a sentence surely begins at a token, by the words before it alone.

    Args:
        words: The tokens, without white space.
        gaps: 0 where nothing stands before a token, more where white space does.
        i: The token.

    Example:
        >>> after_stop(["sold", "the", "mill", ".", "Halden"], [3, 1, 1, 0, 1], 4)
        True
        >>> after_stop(["on", "Elm", "Ave", ".", "Halden"], [3, 1, 1, 0, 1], 4)
        False
    """
    if i < 3 or words[i - 1] != "." or not gaps[i] or gaps[i - 1] or not words[i][:1].isupper():
        return False
    last = words[i - 2]
    if _PLAIN.fullmatch(last) and (last.islower() or len(last) >= _WRITTEN):
        return last.lower() not in layout.abbreviations()
    if last in layout.whole_forms() and words[i - 3][:1].isupper():
        return True
    if not _FIGURE.fullmatch(last):
        return False
    at = i - 2 if last[0].isdigit() else i - 3
    # "1. Acme" numbers an item; "No. 7" is a number that a capital cuts short.
    numbers = words[at][:1].isdigit() and not words[at - 1].endswith((".", ":", ";"))
    return numbers and at > 0


def hidden_starts(
    words: Sequence[str], gaps: Sequence[int], output: Output, xpos: Sequence[str]
) -> list[int]:
    """Return the tokens of a window at which a sentence begins that the network did not see.

    Args:
        words: The tokens.
        gaps: 1 where white space stands before a token, else 0.
        output: What the network says of them.
        xpos: The network's Penn tags, for `output.xpos`.
    """
    seen = output.start.tolist()
    sure = [i for i in range(1, len(words)) if not seen[i] and after_stop(words, gaps, i)]
    if not any(_INITIALS.fullmatch(word) or word in _FORMS for word in words):
        return sure
    tags = [xpos[i] for i in output.xpos.tolist()]
    upos = output.upos.tolist()
    sentences = decode.sentences(output)
    found = sure
    names = decode.names(output)
    firsts = {n.end + (n.end < len(words) and words[n.end] in _FORMS): n.start for n in names}
    for name in names:
        for i in _seams(words, name.start, name.end):
            first = firsts.get(i, name.start)  # of the name that a name here would follow on
            start, end = next((s, e) for s, e in sentences if s <= i < e)
            if i == start or name.end >= end:
                continue
            parted = tags[name.end] in _FINITE and any(t in _FINITE for t in tags[start:i])
            if i > first and words[i] == words[first]:
                closes = True  # "bought Halden Ltd. Halden makes"
            elif i > name.start:  # "a spokesman for the brewer Halden S.A. Robaina was"
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
