"""Names of one word that the network takes for a person's or a place's, but a firm bears: "a 20 percent stake in Linden".

The network reads each mention by itself. Of a person news tells the full name, or a title; of a firm it tells
customers, shareholders and a board, and who is its chief executive.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.labels import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.language.decode import Name

_COMPANY = ENTITY_TYPES.index("COMPANY")
_WEIGHTS = {"PERSON": 8.0, "PLACE": 5.5}
"""Log-probability, by what the network says, of each mention of a name that is once told as a firm's. Unknown firms are
taken for persons and places by 2 (median) and hardly ever by more than 6, places that the network knows by 8 (training
articles, with names swapped for made-up ones)."""
_POSSESSIVE = ("'s", "’s", "'", "’")
_REACH = 3
"""Words after a name among which is what it has: "Linden's largest (shareholder)"."""

_ITS_WITHIN = 5
"""Words after a name among which "its" goes back to it."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("lone.toml").read_text(encoding="utf-8")
    return {name: frozenset(found) for name, found in tomllib.loads(text).items()}


def weigh_lone(words: Sequence[str], found: Iterable[tuple[int, Name]]) -> None:
    """Weigh what the words around names of one word tell, where nothing tells that they are persons'.

    Args:
        words: The tokens of a text, without white space.
        found: The names with the start of their window; their scores are changed in place.
    """
    names = [(start + name.start, start + name.end, name) for start, name in found]
    persons = _persons(words, names)
    single = [one for one in names if one[1] - one[0] == 1 and words[one[0]] not in persons]
    told = {words[first] for first, end, name in single if _is_firms(words, first, end, name)}
    for first, _, name in single:
        if words[first] in told:
            name.scores[_COMPANY] += _WEIGHTS.get(ENTITY_TYPES[name.type], 0.0)


def _is_firms(words: Sequence[str], first: int, end: int, name: Name) -> bool:
    place = ENTITY_TYPES[name.type] == "PLACE"
    if _has(words, end, place=place) or _is_led_to(words, first, end, place=place):
        return True
    return not place and _is_it(words, end)


def _persons(words: Sequence[str], names: Collection[tuple[int, int, Name]]) -> set[str]:
    """Return the words of persons' names that the text gives in full, or with a title."""
    titles = _lists()["titles"]
    full = {
        words[k]
        for first, end, name in names
        if end - first > 1 and ENTITY_TYPES[name.type] == "PERSON"
        for k in range(first, end)
    }
    titled = {
        words[first]
        for first, _, _ in names
        if first and words[first - 1].lower().rstrip(".") in titles
    }
    return full | titled


def _has(words: Sequence[str], end: int, *, place: bool) -> bool:
    """Tell whether what follows a name is what only a firm has: "Linden's customers", "Carmen executives"."""
    lists = _lists()
    owned = end < len(words) and words[end] in _POSSESSIVE
    start = end + owned
    near = words[start : start + (_REACH if owned else 1)]
    told = next((k for k, word in enumerate(near) if word.lower() in lists["had"]), None)
    if told is not None and all(word.isalpha() and word.islower() for word in near[:told]):
        # "Its American subsidiary" has the look of "its Linden subsidiary".
        return not place or (owned and near[told].lower() in lists["had_by_no_place"])
    return not place and bool(near) and not owned and near[0] in lists["does"]


def _is_it(words: Sequence[str], end: int) -> bool:
    """Tell whether "its" goes back to a name: "Carmen has begun selling its scooters", where nothing stands between."""
    near = words[end : end + _ITS_WITHIN]
    at = near.index("its") if "its" in near else 0
    return at > 0 and all(
        w.isalpha() and w.islower() and w not in _lists()["others"] for w in near[:at]
    )


def _is_led_to(words: Sequence[str], first: int, end: int, *, place: bool) -> bool:
    """Tell whether what stands before a name leads to firms alone: "a stake in Linden", "the takeover of Carmen".

    A name that goes on may only say where: "a stake in Linden mine".
    """
    behind = words[end] if end < len(words) else "."
    if behind in _POSSESSIVE or behind[:1].isupper():
        return False
    led = " ".join(words[max(0, first - 2) : first]).lower()
    if place and led not in _lists()["leads_to_no_place"]:
        return False
    return led in _lists()["leads"]
