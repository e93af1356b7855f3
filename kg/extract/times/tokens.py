"""Tokens of running text for the time and amount grammars.

Letters, digits and every other printing character are kept apart, so that
`Q1`, `30th`, `US$2bn` and `2008-2012` need no patterns of their own: a token
knows whether it touches the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|[^\s]")
_APOSTROPHES = "'’ʼ"
_DIGITS = frozenset("0123456789")


class Token(NamedTuple):
    """A run of letters, a run of digits, or one other character.

    `glued` is true where nothing stands between it and the token before it;
    `breaks` where a blank line stands before it.
    """

    start: int
    end: int
    text: str
    low: str
    glued: bool
    breaks: bool


_NOWHERE = 1 << 40
_NONE = Token(0, 0, "", "", glued=False, breaks=True)


class _Words(dict[int, str]):
    """Words by their index, empty where there is none."""

    def __missing__(self, index: int) -> str:
        return ""


class Tokens(dict[int, Token]):
    """The tokens of one text by their index, readable past both ends.

    `low(i)` is a token in lower case, empty outside the text; `digits(i)` tells whether it is a
    run of ASCII digits. The grammars ask for them so often that both are look-ups without a
    frame of their own. Of most tokens they ask nothing else, so that these are made when asked for.

    Example:
        >>> t = Tokens("since May 12, 2021")
        >>> [t.low(i) for i in range(len(t))]
        ['since', 'may', '12', ',', '2021']
        >>> t.low(99), t.digits(2), t[2].start
        ('', True, 10)
    """

    __slots__ = ("_ends", "_starts", "cores", "digits", "low", "lows", "opens_time", "text")

    low: Callable[[int], str]
    digits: Callable[[object], bool]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.opens_time: frozenset[int] | None = None  # kept for `kg.extract.times.opening`
        self.cores: dict[int, Any] = {}  # likewise, for `kg.extract.times.compose`
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.lows: list[str] = []
        for match in _TOKEN.finditer(text):
            self._starts.append(match.start())
            self._ends.append(match.end())
            self.lows.append(match.group().lower())
        self.low = _Words(enumerate(self.lows)).__getitem__
        self.digits = frozenset(
            i for i, low in enumerate(self.lows) if low[0] in _DIGITS
        ).__contains__

    def __len__(self) -> int:
        return len(self.lows)

    def __missing__(self, index: int) -> Token:
        if not 0 <= index < len(self.lows):
            return _NONE
        start, end = self._starts[index], self._ends[index]
        before = self._ends[index - 1] if index else 0
        glued = start == before and start > 0
        breaks = start == 0 or (start > before + 1 and self.text.count("\n", before, start) > 1)
        word = self.text[start:end]
        made = (start, end, word, self.lows[index], glued, breaks)
        self[index] = found = tuple.__new__(Token, made)
        return found

    def glued(self, index: int) -> bool:
        """Tell whether the token touches the one before it."""
        return self[index].glued

    def capital(self, index: int) -> bool:
        """Tell whether the token begins with a capital letter."""
        return self[index].text[:1].isupper()

    def opens(self, index: int) -> bool:
        """Tell whether a sentence, list item or quotation begins with the token."""
        if index <= 0 or self[index].breaks:
            return True
        return self[index - 1].text in {".", "!", "?", ":", ";", '"', "“", "=", "*", "•"}

    def phrase(self, index: int, words: tuple[str, ...]) -> int:
        """The index after `words` if they begin at `index`, else -1."""
        for word in words:
            if self.low(index) != word:
                return -1
            index += 1
        return index

    def distances(self, telling: AbstractSet[int]) -> list[int]:
        """How many tokens each token has to the next one of some, itself at 0.

        Behind the last of them the numbers are larger than any text is long.

        Example:
            >>> t = Tokens("about 20 of its plants")
            >>> t.distances({1})[:2]
            [1, 0]
        """
        found, ahead = [], _NOWHERE
        for i in reversed(range(len(self))):
            ahead = 0 if i in telling else ahead + 1
            found.append(ahead)
        found.reverse()
        return found

    def past(self, offset: int, low: int = 0) -> int:
        """The index of the first token that begins at or after `offset`."""
        high = len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=4)
def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text; times, amounts and cues of one text share them."""
    return Tokens(text)


def split_words(phrase: str) -> tuple[str, ...]:
    """Split a phrase of a word list as the tokenizer splits text.

    Example:
        >>> split_words("new year's eve")
        ('new', 'year', "'", 's', 'eve')
    """
    tokens = Tokens(phrase)
    return tuple(tokens.low(i) for i in range(len(tokens)))


def is_apostrophe(text: str) -> bool:
    """Tell whether a token is a straight or typographic apostrophe.

    Example:
        >>> is_apostrophe("’"), is_apostrophe("s")
        (True, False)
    """
    return len(text) == 1 and text in _APOSTROPHES
