"""Short forms of a name: its initials, its capitals, the letters that a text puts in brackets."""

from __future__ import annotations

from collections.abc import Iterator

LINKING = frozenset({"of", "and", "the", "for", "de", "&", "in", "on", "y", "et", "und", "to"})
"""Small words of names, which acronyms may leave out."""
_FEWEST_CAPITALS = 3  # "ExxonMobil" is not EM


def capitals(text: str) -> str:
    """Return the capitals of a name in one word in lower case, or nothing where they are no acronym.

    Example:
        >>> capitals("PriceWaterhouseCoopers"), capitals("ExxonMobil"), capitals("NATO")
        ('pwc', '', '')
    """
    found = "".join(c for c in text if c.isupper())
    return found.casefold() if _FEWEST_CAPITALS <= len(found) <= len(text) // 2 else ""


def initials(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the first letters of the words of a name, with and without the small ones."""
    plain = [w for w in words if w not in LINKING]
    yield "".join(w[0] for w in words)
    yield "".join(w[0] for w in plain)
    yield "".join(w[0] for w in words if w != "&")


def abbreviates(alias: str, words: tuple[str, ...]) -> bool:
    """Tell whether the letters of an alias occur in order in a name that begins like it.

    What stands before the words that the letters begin is left out: "United States Transportation
    Security Administration (TSA)".
    """
    letters = [c for c in alias.casefold() if c.isalnum()]
    short = "".join(letters)
    if len(short) > 1 and any(short in initials(words[n:]) for n in range(1, len(words) - 1)):
        return True
    if not letters or not words or letters[0] != words[0][0]:
        return False
    rest = iter("".join(words))
    return all(c in rest for c in letters)
