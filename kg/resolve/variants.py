"""What two spellings of one name may differ in: keys that are looser than those of identity.

Names that share a loose key are compared; what the comparison may count on is
in `kg.resolve.score`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from kg.resolve.names import (
    CACHE_SIZE,
    name_key,
    person_key,
    words,
)

_BRACKETED = re.compile(r"^(.*[^\s,])[\s,]*\(\W*([^\W\d_][\w.&-]{1,9}?)\W*\)?\s*$")
_VOWELS = re.compile(r"[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def _tables() -> Mapping[str, Any]:
    text = resources.files("kg.resolve").joinpath("variants.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _scripts() -> dict[int, str]:
    return str.maketrans(_tables()["scripts"])


def latin(text: str) -> str:
    """Return a text in Latin letters where its script is Cyrillic or Greek, lower case.

    Example:
        >>> latin("Газпром"), latin("Ørsted"), latin("小米")
        ('gazprom', 'ørsted', '小米')
    """
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return letters.translate(_scripts())


@lru_cache(maxsize=CACHE_SIZE)
def identity_key(label: str, name: str) -> str:
    """Return the key by which names are one without further evidence.

    It is `name_key`; countries have the key of their usual name.

    Example:
        >>> identity_key("PLACE", "U.S."), identity_key("PLACE", "the United States")
        ('united states', 'united states')
        >>> identity_key("COMPANY", "US Inc.")
        'us'
    """
    key = name_key(label, name)
    if label == "PLACE":
        return str(_tables()["places"].get(key, key))
    return key


@lru_cache(maxsize=CACHE_SIZE)
def loose_words(key: str) -> tuple[str, ...]:
    """Return the words of a key in one spelling and in Latin letters.

    Example:
        >>> loose_words("centre for defence programme")
        ('center', 'for', 'defense', 'program')
    """
    table = _tables()["words"]
    found = [table.get(word, word) for word in latin(key).split()]
    if found[:2] == ["united", "states"] and len(found) > 2:
        found[:2] = ["us"]
    return tuple(found)


@lru_cache(maxsize=CACHE_SIZE)
def compact_key(key: str) -> str:
    """Return what spellings share that differ in spaces, script or British spelling.

    Example:
        >>> compact_key("wal mart") == compact_key("walmart")
        True
    """
    found = loose_words(key)
    offices = ("department", "ministry")
    if len(found) > 1 and found[-1] in offices and found[0] not in offices:
        country = 1 if found[0] == "us" and len(found) > 2 else 0
        found = (*found[:country], found[-1], "of", *found[country:-1])
    return "".join(found)


@lru_cache(maxsize=CACHE_SIZE)
def loose_key(key: str) -> str:
    """Return what spellings share that differ as those of `compact_key`, or in a plural at the end.

    Example:
        >>> loose_key("delta air lines") == loose_key("delta airline")
        True
        >>> loose_key("iphone xs") == loose_key("iphone x")
        False
        >>> loose_key("united states department of labour"), loose_key("us labor department")
        ('usdepartmentoflabor', 'usdepartmentoflabor')
    """
    found = compact_key(key)
    # The last word counts, so that the S of a model's name is no plural.
    long = len(key.rpartition(" ")[2]) > 4
    plural = long and found.endswith("s") and not found.endswith("ss")
    return found[:-1] if plural else found


@lru_cache(maxsize=CACHE_SIZE)
def skeleton(key: str) -> str:
    """Return the consonants of a key without doubling: what most slips of the pen leave alone.

    Example:
        >>> skeleton("philipp ackerman") == skeleton("phillip ackermann")
        True
    """
    text = latin(key).replace(" ", "")
    return _DOUBLED.sub(r"\1", text[:1] + _VOWELS.sub("", text[1:]))


@cache
def _countries() -> Mapping[str, str]:
    """Countries by their names and by what their own are called: "indian" is of India."""
    found = {}
    for country, called in _tables()["countries"].items():
        found[country] = country
        found.update(dict.fromkeys(called, country))
    return found


def given_name(word: str) -> str:
    """Return the full form of a given name that has a usual short form.

    Example:
        >>> given_name("bill"), given_name("stephen"), given_name("jun")
        ('william', 'steven', 'jun')
    """
    return str(_tables()["nicknames"].get(word, word))


@lru_cache(maxsize=CACHE_SIZE)
def bracketed(name: str) -> tuple[str, str] | None:
    """Return the name and its short form where a name brings that in brackets.

    Example:
        >>> bracketed("Research In Motion Ltd. (RIM)"), bracketed("Apple (company)")
        (('Research In Motion Ltd.', 'RIM'), None)
    """
    match = _BRACKETED.match(name)
    if match is None or match[2] == match[2].lower():
        return None
    return match[1], match[2]


@lru_cache(maxsize=CACHE_SIZE)
def without_country(key: str) -> tuple[str, str] | None:
    """Return a country and the rest of a key that begins with it or ends in "of" it.

    Example:
        >>> without_country("us department of justice"), without_country("reserve bank of india")
        (('united states', 'department of justice'), ('india', 'reserve bank'))
        >>> without_country("department of justice")
    """
    found = key.split()
    for size in (2, 1):
        begins, ends = " ".join(found[:size]), " ".join(found[-size:])
        if len(found) > size and begins in _countries():
            return _countries()[begins], " ".join(found[size:])
        if len(found) > size + 1 and found[-size - 1] == "of" and ends in _countries():
            return _countries()[ends], " ".join(found[: -size - 1])
    return None


def splits(key: str) -> Iterator[tuple[str, str]]:
    """Yield the two parts of a key at each of its spaces.

    Example:
        >>> list(splits("a b c"))
        [('a', 'b c'), ('a b', 'c')]
    """
    found = key.split()
    for size in range(1, len(found)):
        yield " ".join(found[:size]), " ".join(found[size:])


__all__ = [
    "bracketed",
    "compact_key",
    "given_name",
    "identity_key",
    "latin",
    "loose_key",
    "loose_words",
    "person_key",
    "skeleton",
    "splits",
    "without_country",
    "words",
]
