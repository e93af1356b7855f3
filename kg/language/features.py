"""What the network sees of a token: its word pieces, its shape and the gap before it.

The encoder is uncased, so case reaches it only through the shape. Training and
run time share this module: both must see the same features.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLS, SEP, UNK, MASK, PAD = 101, 102, 100, 103, 0
"""Ids of the special word pieces in the vocabulary of BERT (Devlin et al. 2019)."""
LAST_MARK = 998
"""The last id that is not a word piece of text."""

SHAPES = (
    "other",
    "lower",
    "title",
    "upper",
    "single-upper",
    "mixed",
    "title-dot",
    "upper-dot",
    "lower-dot",
    "digits",
    "number",
    "alnum",
    "alnum-upper",
    "punct",
    "quote",
    "at-or-url",
)
"""Classes of written form; the position in this tuple is the id."""
_SHAPE = {name: i for i, name in enumerate(SHAPES)}

GAPS = ("none", "space", "line", "paragraph")
"""What stands before a token: nothing, blanks, one line break, or a blank line."""

N_FORMS = len(SHAPES) * len(GAPS)
"""Number of combinations of shape and gap."""

_QUOTES = frozenset("\"'`“”‘’«»")


def _alphabetic(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper():
        return "single-upper" if len(word) == 1 else "upper"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed"


def shape(word: str) -> int:  # noqa: PLR0911 - one return a class reads best
    """Return the id of the written form of a token.

    Example:
        >>> [SHAPES[shape(w)] for w in ("Xiaomi", "iPhone", "U.S.", "$", "1.5", "A380", "VAT")]
        ['title', 'mixed', 'upper-dot', 'punct', 'number', 'alnum-upper', 'upper']
    """
    if word.isalpha():
        return _SHAPE[_alphabetic(word)]
    if word.isdigit():
        return _SHAPE["digits"]
    if word in _QUOTES or word in ("''", "``"):
        return _SHAPE["quote"]
    has_alpha = any(c.isalpha() for c in word)
    has_digit = any(c.isdigit() for c in word)
    if not has_alpha:
        name = "number" if has_digit else "punct" if not word.isspace() else "other"
        return _SHAPE[name]
    if word[0] in "@#" or "://" in word or "www." in word.lower() or "@" in word:
        return _SHAPE["at-or-url"]
    if has_digit:
        return _SHAPE["alnum-upper" if any(c.isupper() for c in word) else "alnum"]
    kind = "lower" if word.islower() else "upper" if word.isupper() else "title"
    if "." in word:
        return _SHAPE[f"{kind}-dot"]
    return _SHAPE[{"lower": "lower", "upper": "upper", "title": "mixed"}[kind]]


_shape_of = lru_cache(maxsize=65_536)(shape)


def gap(whitespace: str) -> int:
    r"""Return the id of the white space before a token.

    Example:
        >>> [GAPS[gap(w)] for w in ("", " ", "\n", "\n \n")]
        ['none', 'space', 'line', 'paragraph']
    """
    if not whitespace:
        return 0
    breaks = whitespace.count("\n")
    return 1 if breaks == 0 else 2 if breaks == 1 else 3


class Pieces:
    """Word pieces of single tokens, with a memory of bounded size.

    Args:
        path: A `tokenizer.json` of the `tokenizers` library.
        memory: Number of token forms kept; reaching it empties the memory.
    """

    def __init__(self, path: Path, memory: int = 200_000) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._memory = memory
        self._known: dict[str, tuple[int, ...]] = {}

    def is_word(self, text: str) -> bool:
        """Return whether the vocabulary has this string as a whole word."""
        return self._tokenizer.token_to_id(text) is not None

    def ids(self, word: str) -> tuple[int, ...]:
        """Return the ids of the pieces of one token: at least one, at most eight."""
        found = self._known.get(word)
        if found is None:
            raw = self._tokenizer.encode(word[:200], add_special_tokens=False).ids
            found = tuple(raw[:8]) or (UNK,)
            if len(self._known) >= self._memory:
                self._known.clear()
            self._known[word] = found
        return found


@lru_cache(maxsize=2)
def pieces_of(path: Path) -> Pieces:
    """Return the word pieces of a `tokenizer.json`; the same object for the same file."""
    return Pieces(path)


def forms(words: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """Return the combined id of shape and gap of each token, below `N_FORMS`."""
    return [_shape_of(w) * len(GAPS) + g for w, g in zip(words, gaps, strict=True)]
