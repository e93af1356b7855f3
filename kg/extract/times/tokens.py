"""Tokens of running text for the time and amount grammars.

Letters, digits and every other printing character are kept apart, so that
`Q1`, `30th`, `US$2bn` and `2008-2012` need no patterns of their own: a token
knows whether it touches the one before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|[^\s]")
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Token:
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


_NONE = Token(0, 0, "", "", glued=False, breaks=True)


class Tokens:
    """The tokens of one text, readable past both ends.

    Example:
        >>> t = Tokens("since May 12, 2021")
        >>> [t.low(i) for i in range(len(t))]
        ['since', 'may', '12', ',', '2021']
        >>> t.low(99)
        ''
    """

    __slots__ = ("_items", "_low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._items: list[Token] = []
        before = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            word = match.group()
            gap = text[before:start]
            self._items.append(
                Token(
                    start,
                    end,
                    word,
                    word.lower(),
                    glued=not gap and start > 0,
                    breaks=gap.count("\n") > 1 or start == 0,
                )
            )
            before = end
        self._low = [item.low for item in self._items]

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Token:
        return self._items[index] if 0 <= index < len(self._items) else _NONE

    def low(self, index: int) -> str:
        """The token in lower case; empty outside the text."""
        return self._low[index] if 0 <= index < len(self._low) else ""

    def glued(self, index: int) -> bool:
        """Tell whether the token touches the one before it."""
        return self[index].glued

    def digits(self, index: int) -> bool:
        """Tell whether the token is a run of ASCII digits."""
        text = self[index].text
        return text.isascii() and text.isdigit()

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
        for offset, word in enumerate(words):
            if self.low(index + offset) != word:
                return -1
        return index + len(words)

    def past(self, offset: int, low: int = 0) -> int:
        """The index of the first token that begins at or after `offset`."""
        high = len(self._items)
        while low < high:
            middle = (low + high) // 2
            if self._items[middle].start < offset:
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
