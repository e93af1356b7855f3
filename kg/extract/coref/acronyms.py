"""Short forms of a name: its initials, its capitals, the letters that a text puts in brackets."""

from __future__ import annotations

from collections.abc import Collection, Iterator

LINKING = frozenset({"of", "and", "the", "for", "de", "&", "in", "on", "y", "et", "und", "to"})
"""Small words of names, which acronyms may leave out."""
_COUNTRIES = frozenset({"us", "u.s", "u.s.", "american", "uk", "u.k.", "british", "eu"})
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


def forms(words: tuple[str, ...], endings: Collection[str]) -> set[str]:
    """Return what may stand for a name of several words: its initials, also without what ends it.

    Args:
        words: The words of the name, also one with hyphens.
        endings: Words that short forms may leave out at the end ("International Union").

    Example:
        >>> sorted(forms(("hewlett-packard",), ()))
        ['hp']
        >>> "ufcw" in forms(("united", "food", "and", "commercial", "workers", "union"), ("union",))
        True
    """
    parts = tuple(part for word in words for part in word.split("-") if part)
    found = set(initials(words)) if len(words) > 1 else set()
    if len(parts) > len(words):
        found |= set(initials(parts))
    while len(parts) > _FEWEST_CAPITALS and parts[-1] in endings:
        parts = parts[:-1]
        found |= {short for short in initials(parts) if len(short) >= _FEWEST_CAPITALS}
    if words and words[0] in _COUNTRIES:  # "the US Food and Drug Administration", or FDA
        found |= {short for short in initials(words[1:]) if len(short) >= _FEWEST_CAPITALS}
    return found


def abbreviates(alias: str, words: tuple[str, ...]) -> bool:
    """Tell whether the letters of an alias occur in order in a name that begins like it.

    What stands before the words that the letters begin is left out: "United States Transportation
    Security Administration (TSA)".
    """
    words = tuple(part for word in words for part in word.split("-") if part)
    letters = [c for c in alias.casefold() if c.isalnum()]
    short = "".join(letters)
    if len(short) > 1 and any(short in initials(words[n:]) for n in range(1, len(words) - 1)):
        return True
    if len(short) >= _FEWEST_CAPITALS and any(
        whole.startswith(short) for n in range(len(words)) for whole in initials(words[n:])
    ):
        return True  # "National Union of Rail, Maritime and Transport Workers (RMT)"
    if not letters or not words or letters[0] != words[0][0]:
        return False
    rest = iter("".join(words))
    return all(c in rest for c in letters)
