"""Firms that a noun before their name tells, whatever the network takes them for: "the battery maker Daeyon".

Unusual names of one word are often taken for persons or products, and "Brewer" at the start of a
sentence for a part of the name. What all of a text's mentions say together is settled afterwards.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.labels import ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.language.decode import Name

_COMPANY = ENTITY_TYPES.index("COMPANY")
_SURE = 50.0
"""Log-probability that outweighs what the network says of a few mentions."""
_HYPHENS = ("-", "‑", "–")


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("firms.toml").read_text(encoding="utf-8")
    return {name: frozenset(found) for name, found in tomllib.loads(text).items()}


def _noun_before(words: Sequence[str], at: int) -> str:
    """Return the noun right before a token, with what a hyphen ties to it: "start-up"."""
    if at < 1 or not words[at - 1].islower():
        return ""
    if at > 2 and words[at - 2] in _HYPHENS:
        joined = f"{words[at - 3].lower()}-{words[at - 1]}"
        return joined if joined in _lists()["firms"] else words[at - 1]
    return words[at - 1]


def _is_firm(words: Sequence[str], first: int, name: Name) -> bool:
    """Tell whether the noun before a name says that it is a firm's."""
    noun = _noun_before(words, first)
    return noun in _lists()["firms"] or (name.end - name.start == 1 and noun in _lists()["trades"])


def _opens_with_trade(name: Sequence[str]) -> bool:
    """Tell whether a trade stands before a name of at least two words more: "Brewer Kastner Gold"."""
    forms = _lists()["forms"]
    rest = [w for w in name[1:] if w[:1].isupper() and w.lower().rstrip(".") not in forms]
    return name[0].lower() in _lists()["openers"] and len(rest) > 1 and name[1][:1].isupper()


def _is_thing(words: Sequence[str], starts: Collection[int], start: int, name: Name) -> bool:
    """Tell whether a name is only what an owner has, at the start of a sentence: "Trawler" owner Halden."""
    first, after = start + name.start, start + name.end
    alone = name.end - name.start == 1 and first in starts and after < len(words)
    lists = _lists()
    return alone and words[after] in lists["owners"] and words[first].lower() in lists["things"]


def name_firms(
    words: Sequence[str], starts: Collection[int], found: list[tuple[int, Name]]
) -> None:
    """Make names firms' that a noun before them says to be, and part what opens a sentence from them.

    Args:
        words: The tokens of a text, without white space.
        starts: Where sentences begin among them.
        found: The names with the start of their window; they are changed in place.
    """
    wrong = {ENTITY_TYPES.index(label) for label in _lists()["mistaken"]}
    found[:] = [one for one in found if not _is_thing(words, starts, *one)]
    for start, name in found:
        first = start + name.start
        known = name.type == _COMPANY
        if not known and name.type not in wrong:
            continue
        if first in starts and _opens_with_trade(words[first : start + name.end]):
            name.start += 1
            if name.type in wrong and ENTITY_TYPES[name.type] != "PERSON":
                name.scores[_COMPANY] += _SURE
        elif _is_firm(words, first, name):
            name.scores[_COMPANY] += _SURE
