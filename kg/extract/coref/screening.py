"""Which spans of the analyser are names, and how far they go.

The analyser sees one window; an article knows more: that EV was introduced as
short for "electric vehicle", or that a headline capitalizes every word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from kg.extract.arrays import Arrays, arrays
from kg.extract.coref.lists import Lists

_TITLE_SHARE = 0.75
"""Share of capitalized long words from which a headline counts as in title case."""

_LONG_WORD = 4


def singular(acronym: str) -> str:
    """Return an acronym without a plural s: `EVs` and `EV` are one.

    Example:
        >>> singular("EVs"), singular("IBM")
        ('EV', 'IBM')
    """
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def common_acronyms(doc: Doc) -> frozenset[str]:
    """Return the acronyms that a text introduces for common nouns: "electric vehicle (EV)"."""
    a = arrays(doc)
    found = set()
    for i in range(1, len(a) - 2):
        if a.word[i] != "(" or a.word[i + 2] != ")":
            continue
        letters = singular(a.word[i + 1])
        before = [k for k in range(max(0, i - 2 * len(letters)), i) if a.word[k].isalpha()]
        words = [a.word[k] for k in before][-len(letters) :]
        if letters.isupper() and "".join(w[0].upper() for w in words) == letters:
            capitals = sum(w[0].isupper() for w in words)
            if capitals == 0 or (capitals == 1 and words[0][0].isupper() and len(words) > 1):
                found.add(letters)
    return frozenset(found)


def is_common(span: Sequence[str], common: Collection[str], words: Lists) -> bool:
    """Tell whether a span names nobody: "EVs", "Chinese OEM"."""
    if singular(span[-1]) not in common:
        return False
    adjectives = {w for forms in words.demonyms.values() for w in forms}
    return all(w.casefold() in adjectives for w in span[:-1])


def widened(a: Arrays, end: int, taken: Collection[int]) -> int:
    """Return the end of a name with what a hyphen ties to it: "Model-S", "GSAT-7".

    Only a part that begins with a capital or digit belongs to the name, so
    "Leeds-based" stays apart, as does a name of its own ("Airbus-Boeing").
    """
    hyphens = ("-", "‑", "–")
    if a.word[end - 1] in hyphens:
        end -= 1  # the analyser's span may end on the hyphen
    while (
        end + 1 < len(a)
        and a.word[end] in hyphens
        and a.idx[end] == a.end(end - 1)
        and a.idx[end + 1] == a.end(end)
        and (a.word[end + 1][0].isupper() or a.word[end + 1][0].isdigit())
        and end + 1 not in taken
    ):
        end += 2
    return end


def is_title_case(doc: Doc) -> bool:
    """Tell whether a headline capitalizes its words, so that capitals mark no names in it."""
    words = [t.text for t in doc if t.is_alpha and len(t) >= _LONG_WORD]
    if len(words) < _LONG_WORD:
        return False
    return sum(w[0].isupper() for w in words) >= _TITLE_SHARE * len(words)


def known_length(key: tuple[str, ...], known: Collection[tuple[str, ...]]) -> int:
    """Return how many words of a name in a title-case headline the body knows as a name.

    All of them where the body has the name as it stands, or no beginning of it.
    """
    if key in known:
        return len(key)
    for length in range(len(key) - 1, 0, -1):
        if key[:length] in known:
            return length
    return len(key)
