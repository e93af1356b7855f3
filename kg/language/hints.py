"""What the words around a name tell of what it is: "the battery maker Daeyon" is a firm, whatever the network says.

Unusual names are often taken for persons, products or buildings, and "Brewer" at the start of a
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

_COMPANY, _GROUP, _PERSON, _PLACE, _PRODUCT = (
    ENTITY_TYPES.index(x) for x in ("COMPANY", "GROUP", "PERSON", "PLACE", "PRODUCT")
)
_SURE = 50.0
"""Log-probability that outweighs what the network says of a few mentions."""
_LIKELY = 4.0
"""One that decides where the network itself is in doubt."""
_PROBABLY = 5.5
"""One that decides but where the network is all but sure."""
_MAYBE = 2.5
"""One that decides between two types that the network thinks about as likely."""
_HYPHENS = ("-", "‑", "–")
_POSSESSIVE = ("'s", "’s", "'", "’")
_OWN = (*_POSSESSIVE, "its", "their")
_ARTICLES = ("the", "a", "an")
_NEAR = 3
"""Tokens after a possessor among which what it has begins to be told: "Acme's Leeds mill"."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = Path(__file__).with_name("hints.toml").read_text(encoding="utf-8")
    return {name: frozenset(found) for name, found in tomllib.loads(text).items()}


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _noun_before(words: Sequence[str], at: int) -> str:
    """Return the noun right before a token, with what a hyphen ties to it: "start-up"."""
    before = _word(words, at - 1)
    if not before.islower():
        return ""
    if _word(words, at - 2) in _HYPHENS:
        joined = f"{_word(words, at - 3).lower()}-{before}"
        return joined if joined in _lists()["firms"] else before
    return before


def _is_site(words: Sequence[str], at: int) -> bool:
    return _word(words, at) in _lists()["sites"]


def _of_trade(words: Sequence[str], first: int, _end: int, label: str) -> bool:
    """Tell whether the noun before a name, of which nobody is one, says that it is a firm's."""
    open_ = label == "COMPANY" or label in _lists()["mistaken"]
    return open_ and _noun_before(words, first) in _lists()["firms"]


def _of_maker(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether the noun before a name of one word says that it may be a firm's."""
    open_ = label == "COMPANY" or label in _lists()["mistaken"]
    return open_ and end - first == 1 and _noun_before(words, first) in _lists()["trades"]


def _of_post(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a post before a name, or before a comma and a name, says that it is a person's."""
    comma = _word(words, first - 1) == ","
    post = _word(words, first - 2) if comma else _noun_before(words, first)
    return label != "PERSON" and end - first > 1 and post in _lists()["posts"]


def _of_place(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name says where a site is: "its Dundalk creamery", "the Dundalk plant of the firm"."""
    if label == "PLACE" or end - first > 1 or not _is_site(words, end):
        return False
    return _word(words, first - 1) in _OWN or _word(words, end + 1) == "of"


def _of_seat(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name says where a firm has its seat: "Falmouth engine builder Penrose", "Ostrava steelmaker Vitkan".

    "Jeep maker Stellantis" makes Jeeps.
    """
    if label == "PLACE" or end - first > 1 or not _word(words, end).islower():
        return False
    lists, trade = _lists(), _word(words, end)
    at = end + 1
    if trade not in lists["openers"]:
        trade, at = _word(words, end + 1), end + 2
        if trade not in lists["trades"] | lists["firms"] | lists["openers"]:
            return False
    return _word(words, at)[:1].isupper()


def _of_goods(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a noun for goods says that a name is one of them: "its first vehicle, the Brill", "its sleep app Doze".

    So it does behind the name, a comma and an article: "Doze, the sleep app,". "Acme's phone" and "the
    Brill van maker" are no such thing.
    """
    if label == "PRODUCT" or end - first > 1:
        return False
    return _goods_before(words, first, end) or _goods_behind(words, end)


def _goods_before(words: Sequence[str], first: int, end: int) -> bool:
    """Tell whether somebody's goods are told right before a name."""
    goods, at = _lists()["goods"], first - 1
    if _word(words, at) in ("called", "named", "dubbed"):
        return _word(words, at - 1) in goods
    if _word(words, at) == "the" and _word(words, at - 1) == ",":  # "its first car, the Brill,"
        if _word(words, end) not in (",", ".", ")"):
            return False
        at -= 2
    owned = any(_word(words, k) in _OWN for k in range(max(at - 4, 0), at))
    return owned and _word(words, at) in goods


def _goods_behind(words: Sequence[str], end: int) -> bool:
    """Tell whether a name is set off from what goods it is."""
    if _word(words, end) != "," or _word(words, end + 1) not in ("the", "a", "an", "its"):
        return False
    near = range(end + 2, end + 2 + _NEAR)
    goods = _lists()["goods"]
    return any(_word(words, k) in goods and _word(words, k + 1) in (",", ".") for k in near)


def _of_home(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name says where the firm before it is at home: "Corvane, the Basel biotech,"."""
    if label == "PLACE" or end - first > 1 or _word(words, first - 1) not in ("the", "a", "an"):
        return False
    named = _word(words, first - 2) == "," and _word(words, first - 3)[:1].isupper()
    closed = _word(words, end + 1) in (",", ".")
    return named and closed and _word(words, end) in _lists()["firms"] - {"subsidiary"}


def _of_owner(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name may be a firm's, since it has a site, or is no building that a country has.

    "Ashgrove's Dundalk creamery", "Italy's Turbomecca".
    """
    if label not in _lists()["mistaken"]:
        return False
    near = range(end + 1, end + 1 + _NEAR)
    if _word(words, end) in _POSSESSIVE and any(_is_site(words, k) for k in near):
        return True
    return label == "FACILITY" and _word(words, first - 1) in _POSSESSIVE


def _of_base(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name of one word is told by its seat, as firms are: "Toronto-based Scholar"."""
    based = _word(words, first - 1) == "based" and _word(words, first - 2) in _HYPHENS
    return label in _lists()["mistaken"] and end - first == 1 and based


def _of_branch(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name ends as those of firms' branches in a country do: "Halden Polska"."""
    last = _word(words, end - 1).lower()
    return label in _lists()["mistaken"] and end - first > 1 and last in _lists()["branches"]


def _of_kind(words: Sequence[str], _first: int, end: int, label: str) -> bool:
    """Tell whether a "person" is set off from what kind of firm it is: "Ed Doe, the clothing chain,"."""
    if label != "PERSON" or _word(words, end) != "," or _word(words, end + 1) not in _ARTICLES:
        return False
    kinds = _lists()["firms"] - {"subsidiary"}
    near = range(end + 2, end + 2 + _NEAR)
    told = next((k for k in near if not _word(words, k + 1).isalpha()), 0)
    return _word(words, told) in kinds and _word(words, told + 1) == ","


def _of_region(words: Sequence[str], first: int, end: int, label: str) -> bool:
    """Tell whether a name only says of which part of the world something is: "(North American) orders"."""
    if label in ("GROUP", "PLACE") or end - first != 2 or not _word(words, end).islower():
        return False
    lists = _lists()
    toward, land = (word.lower() for word in words[first:end])
    return toward in lists["directions"] and land in lists["regional"]


_HINTS = (
    (_of_region, _GROUP, _SURE),
    (_of_kind, _COMPANY, _SURE),
    (_of_trade, _COMPANY, _SURE),
    (_of_maker, _COMPANY, _LIKELY),
    (_of_post, _PERSON, _LIKELY),
    (_of_base, _COMPANY, _PROBABLY),
    (_of_branch, _COMPANY, _PROBABLY),
    (_of_place, _PLACE, _LIKELY),
    (_of_seat, _PLACE, _PROBABLY),
    (_of_home, _PLACE, _PROBABLY),
    (_of_goods, _PRODUCT, _LIKELY),
    (_of_owner, _COMPANY, _MAYBE),
)
"""What the words around a name may tell, the type that it then is, and how surely."""


def _opens_with_trade(name: Sequence[str]) -> bool:
    """Tell whether a trade stands before a name of at least two words more: "Brewer Kastner Gold".

    One word more is enough behind a trade of which nobody is one: "Lender Kastner".
    """
    lists = _lists()
    forms, trade = lists["forms"], name[0].lower()
    rest = [w for w in name[1:] if w[:1].isupper() and w.lower().rstrip(".") not in forms]
    if trade not in lists["openers"] or len(name) < 2 or not name[1][:1].isupper():
        return False
    single = trade in lists["firms"] and len(name) == len(rest) + 1 == 2
    return len(rest) > 1 or (single and name[1].lower() not in lists["plain"])


def _joined(
    words: Sequence[str], starts: Collection[int], found: list[tuple[int, Name]]
) -> list[tuple[int, Name]]:
    """Return the names, each with the "First" that is parted from it at the start of a sentence."""
    kept: list[tuple[int, Name]] = []
    for start, name in found:
        first, before = start + name.start, kept[-1] if kept else None
        if before is not None and before[0] == start and ENTITY_TYPES[name.type] == "COMPANY":
            at, end = start + before[1].start, start + before[1].end
            opens = at in starts and end == at + 1 and words[at].lower() in _lists()["beginnings"]
            between = words[end:first]
            if opens and len(between) < 2 and all(w.isalpha() and w[0].isupper() for w in between):
                kept.pop()
                name.start = before[1].start
        kept.append((start, name))
    return kept


def _is_thing(words: Sequence[str], starts: Collection[int], start: int, name: Name) -> bool:
    """Tell whether a name is only what an owner has, at the start of a sentence: "Trawler" owner Halden."""
    first, after = start + name.start, start + name.end
    alone = name.end - name.start == 1 and first in starts
    lists = _lists()
    return (
        alone and _word(words, after) in lists["owners"] and words[first].lower() in lists["things"]
    )


def _without_degree(words: Sequence[str], one: tuple[int, Name]) -> bool:
    """Take degrees off the end of a name, and tell whether something of it is left: "Ann Lee(, M.D.)"."""
    start, name = one
    degrees, last = _lists()["degrees"], name.end
    while last > name.start and words[start + last - 1].lower() in degrees:
        last -= 1
        while last > name.start and words[start + last - 1] == ",":
            last -= 1
    behind = _word(words, start + name.start - 1) == ","
    if last > name.start:
        name.end = last if _word(words, start + last) == "," else name.end
        return True
    return not behind


def heed(words: Sequence[str], starts: Collection[int], found: list[tuple[int, Name]]) -> None:
    """Weigh what the words around names tell, and part what opens a sentence from them.

    Args:
        words: The tokens of a text, without white space.
        starts: Where sentences begin among them.
        found: The names with the start of their window; they are changed in place.
    """
    found[:] = [one for one in found if not _is_thing(words, starts, *one)]
    found[:] = [one for one in found if _without_degree(words, one)]
    found[:] = _joined(words, starts, found)
    for start, name in found:
        first, end = start + name.start, start + name.end
        if first in starts and _opens_with_trade(words[first:end]):
            name.start += 1
            if ENTITY_TYPES[name.type] in ("PRODUCT", "FACILITY"):
                name.scores[_COMPANY] += _SURE
            continue
        label = ENTITY_TYPES[name.type]
        if first in starts and end - first > 1 and words[first].lower() in _lists()["openers"]:
            name.scores[_COMPANY] += _LIKELY if label in _lists()["mistaken"] else 0.0
        for tells, kind, weight in _HINTS:
            if tells(words, first, end, label):
                name.scores[kind] += weight
                break
