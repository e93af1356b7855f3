"""That a text tells two names of one firm, an old and a new one: "Volta, formerly Acme Motors,".

Only the words between two names are looked at, and only those of the wordings in `renamed.toml`.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_LONGEST = 90  # characters between the two names
_CLOSED = re.compile(r"\s*(?:[,.;)](?! (?:and|or)\b)|until\b|$)")
_OWNING = re.compile(r"['’]|-|\s(?:and|or|&)\s")
_WORD = re.compile(r"\w[\w.'’&-]*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])|\n+")
_ENDS = ".,'’-"


@dataclass(frozen=True, slots=True)
class Renaming:
    """An old and a new name of one firm; `done` where the new one stands already."""

    old: str
    new: str
    done: bool


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(
        resources.files("kg.resolve").joinpath("renamed.toml").read_text(encoding="utf-8")
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    lists = _lists()
    every = "|".join(f"(?:{one.replace('{lead}', lists['lead'])})" for one in lists[name])
    return re.compile(every, re.IGNORECASE)


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _lists()[name]))})\b", re.IGNORECASE)


def renaming(first: str, between: str, second: str, after: str) -> Renaming | None:
    """Return what the words between two names tell of them, None where they tell of no change of name.

    Args:
        first: The name before.
        between: All that stands between the two.
        second: The name behind.
        after: What follows it.

    Example:
        >>> renaming("Volta", ", formerly ", "Acme Motors", ", said").old
        'Acme Motors'
        >>> renaming("Volta", ", formerly ", "Acme Motors", "'s owner") is None
        True
    """
    if len(between) > _LONGEST or _OWNING.match(after):
        return None
    if _pattern("to_new").fullmatch(between):
        return Renaming(first, second, _any("ahead").search(between) is None)
    alone = _pattern("to_old_alone").fullmatch(between) and _CLOSED.match(after)
    if alone or _pattern("to_old").fullmatch(between):
        return Renaming(second, first, _any("ahead").search(between) is None)
    return None


def in_text(text: str, names: Iterable[str]) -> Iterator[tuple[Renaming, str]]:
    """Yield the changes of name that a text tells of, each with its sentence.

    Args:
        text: The text of an article.
        names: The names that are looked for.
    """
    begun: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found = _WORD.search(name)
        if found is not None:
            begun[found[0].rstrip(_ENDS)].append(name)
    for sentence in _SENTENCE.split(text):
        if _any("cues").search(sentence):
            told = list(_named(sentence, begun))
            for (_, end, one), (start, stop, two) in itertools.pairwise(told):
                change = renaming(one, sentence[end:start], two, sentence[stop:])
                if change is not None:
                    yield change, sentence.strip()


def _named(sentence: str, begun: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the names of a sentence with where they stand, of several at one place the longest."""
    past = 0
    for word in _WORD.finditer(sentence):
        at = word.start()
        fits = [
            name
            for name in begun.get(word[0].rstrip(_ENDS), ())
            if sentence.startswith(name, at) and not sentence[at + len(name) :][:1].isalnum()
        ]
        if at >= past and fits:
            name = max(fits, key=len)
            past = at + len(name)
            yield at, past, name
