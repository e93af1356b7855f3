"""The word lists of the time grammar, read once from `times.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import ExtractionError
from kg.extract.times.tokens import Tokens, split_words

Phrases = dict[str, tuple[tuple[tuple[str, ...], Any], ...]]


def load_toml(package: str, name: str) -> dict[str, Any]:
    """The tables of a word list beside the modules of a package.

    Raises:
        ExtractionError: the file is missing or is no TOML.
    """
    try:
        return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ExtractionError(f"{name}: {error}", "Install the package again.") from error


def by_first_word(entries: dict[str, Any]) -> Phrases:
    """Index phrases by their first word, the longest first.

    Example:
        >>> by_first_word({"as of": "in", "as from": "from"})["as"]
        ((('as', 'of'), 'in'), (('as', 'from'), 'from'))
    """
    groups: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in entries.items():
        words = split_words(phrase)
        groups.setdefault(words[0], []).append((words, value))
    return {
        first: tuple(sorted(group, key=lambda item: -len(item[0])))
        for first, group in groups.items()
    }


def match(phrases: Phrases, tokens: Tokens, index: int) -> tuple[Any, int] | None:
    """The value and end of the longest phrase that begins at `index`.

    Example:
        >>> match(by_first_word({"as of": "in"}), Tokens("as of May"), 0)
        ('in', 2)
    """
    for words, value in phrases.get(tokens.low(index), ()):
        end = tokens.phrase(index, words)
        if end >= 0:
            return value, end
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `times.toml`, shaped for look-up by token."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    days: Phrases
    holidays: Phrases
    accounts: frozenset[str]
    parts_of_day: frozenset[str]
    qualifiers: Phrases
    approximate: Phrases
    ends: Phrases
    vague: Phrases
    recurring: Phrases
    future: frozenset[str]
    past: frozenset[str]
    neutral: frozenset[str]
    year_heads: frozenset[str]
    counted: frozenset[str]
    superlatives: frozenset[str]
    closings: Phrases
    openers: frozenset[str]
    leads: frozenset[str]
    tells: frozenset[str]
    pointers: frozenset[str]
    pointed: frozenset[str]
    phrased: frozenset[str]


@cache
def words() -> Words:
    """The word lists of the time grammar."""
    raw = load_toml("kg.extract.times", "times.toml")
    return Words(
        months=raw["months"],
        month_abbreviations=raw["month_abbreviations"],
        weekdays=raw["weekdays"],
        weekday_abbreviations=raw["weekday_abbreviations"],
        seasons=raw["seasons"],
        units=raw["units"],
        numbers=raw["numbers"],
        ordinals=raw["ordinals"],
        decades=raw["decades"],
        days=by_first_word(raw["days"]),
        holidays=by_first_word(raw["holidays"]),
        accounts=frozenset(raw["accounts"]["words"]),
        parts_of_day=frozenset(raw["parts_of_day"]["words"]),
        qualifiers=by_first_word(raw["qualifiers"]),
        approximate=by_first_word(dict.fromkeys(raw["approximate"]["words"], "about")),
        ends=by_first_word(raw["ends"]),
        vague=by_first_word(dict.fromkeys(raw["vague"]["phrases"], "vague")),
        recurring=by_first_word(raw["recurring"]),
        future=frozenset(raw["tense"]["future"]),
        past=frozenset(raw["tense"]["past"]),
        neutral=frozenset(raw["tense"]["neutral"]),
        year_heads=frozenset(raw["year_heads"]["words"]),
        counted=frozenset(raw["year_heads"]["people"]),
        superlatives=frozenset(raw["superlatives"]["words"]),
        closings=by_first_word(raw["closings"]),
        openers=frozenset(raw["openers"]["words"] + raw["openers"]["leads"]),
        leads=frozenset(raw["openers"]["leads"]),
        tells=frozenset(raw["openers"]["tells"]),
        pointers=frozenset(raw["openers"]["pointers"]),
        pointed=frozenset(raw["openers"]["pointed"]),
        phrased=frozenset(raw["openers"]["phrased"]),
    )
