"""Names of a parent and of its units that begin alike: "Volta Chile" and "Volta Group" are two firms.

"Group" and "Holding" add nothing to the name of a firm that stands alone, but are a part of it where another
firm's name begins alike, or the text tells that the one owns the other: "Volta belongs to Volta Holding".
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import Lists
from kg.extract.coref.parted import are_kin
from kg.extract.coref.screening import Spelt
from kg.extract.coref.spelling import name_words

_WHOLE = frozenset({"group", "holding", "holdings"})
_FIRMS = frozenset({"COMPANY", "ORG"})

Key = tuple[str, ...]


def wholes(a: Arrays, found: Sequence[Spelt], words: Lists) -> frozenset[Key]:
    """Return the names of parents in which "Group" or "Holding" tells them from others of the article.

    Args:
        a: The analysed body.
        found: The mentions of names, of the title too.
        words: The word lists.
    """
    firms = [n for n in found if n.label in _FIRMS]
    keys = {key for n in firms if (key := whole(n.text, words))}
    parents = {key for key in keys if key[-1] in _WHOLE}
    kept = {p for p in parents for key in keys if _is_of_family(key, p) and key not in parents}
    return frozenset(kept | set(_told(a, [n for n in firms if not n.title], parents, words)))


def whole(text: str, words: Lists) -> Key:
    """Return the words of a name without legal forms, but for "Group" and "Holding"."""
    key = name_words(text)
    key = key[1:] if len(key) > 1 and key[0] == "the" else key
    while len(key) > 1 and key[-1] in words.legal_forms - _WHOLE:
        key = key[:-1]
    return key


def _is_of_family(key: Key, parent: Key) -> bool:
    """Tell whether a name goes on otherwise than a parent's: "Volta Chile" beside "Volta Group"."""
    stem = parent[:-1]
    return len(key) > len(stem) and key[: len(stem)] == stem and key != parent


def _told(
    a: Arrays, names: Sequence[Spelt], parents: Collection[Key], words: Lists
) -> Iterator[Key]:
    """Yield parents of which the text tells that they own a firm of the same name: "Volta, a unit of Volta Group"."""
    for one, two in itertools.pairwise(names):
        first, second = whole(one.text, words), whole(two.text, words)
        for parent, unit in ((first, second), (second, first)):
            if parent in parents and unit == parent[:-1] and are_kin(a, one, two):
                yield parent


def families(
    kept: Collection[Key], firsts: Mapping[Key, int], headline: Collection[Key]
) -> Iterator[tuple[Key, Key]]:
    """Yield the names that are two firms' though they begin alike.

    What both have in common is short for the unit where that alone was named before it; where the parent was, too,
    it may mean either, and is left a name of its own. Else it means the parent.

    Args:
        kept: From `wholes`.
        firsts: The names of organizations, with where each stands first in the body.
        headline: Those that only the headline has.
    """
    units: dict[Key, list[Key]] = defaultdict(list)
    for parent in kept:
        units[parent] = [key for key in firsts if _is_of_family(key, parent) and key not in kept]
    for parent, own in units.items():
        yield from ((unit, parent) for unit in own)
        short = parent[:-1]
        if short not in firsts or parent not in firsts:
            continue
        if not own:
            yield short, parent
            continue
        yield from _short_for(short, parent, own, firsts, headline)


def _short_for(
    short: Key,
    parent: Key,
    own: Iterable[Key],
    firsts: Mapping[Key, int],
    headline: Collection[Key],
) -> Iterator[tuple[Key, Key]]:
    """Yield a short name with those of the longer ones that it is not short for."""
    own = list(own)
    unit = min(firsts[key] for key in own)
    # A headline tells of the one that the body names first.
    here = min(unit, firsts[parent]) + 1 if short in headline else firsts[short]
    if unit < min(here, firsts[parent]):
        yield short, parent
    if firsts[parent] < here:
        yield from ((short, key) for key in own)
