"""The word lists and weights of `coref.toml`, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ExtractionError

_FILE = Path(__file__).with_name("coref.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What `coref.toml` says, in the form that look-ups want.

    `pronoun` gives a pronoun's class (`he`, `she`, `it`, `they`, `we`, `i`,
    `relative`); `org_classes` the kinds of business that a noun may describe,
    `class_words` those that other words in a name or before a noun tell, and
    `person_classes` the kinds of person that a noun may describe.
    """

    organizations: frozenset[str]
    compatible: dict[str, int]
    honorifics: frozenset[str]
    particles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    legal_forms: frozenset[str]
    registered: frozenset[str]
    firm_endings: frozenset[str]
    firm_beginnings: frozenset[str]
    descriptors: frozenset[str]
    unit_words: frozenset[str]
    pronoun: dict[str, str]
    possessive: frozenset[str]
    org_classes: dict[str, frozenset[str]]
    class_words: dict[str, frozenset[str]]
    person_classes: dict[str, frozenset[str]]
    product_nouns: frozenset[str]
    pair_heads: frozenset[str]
    pair_nouns: frozenset[str]
    indefinite: frozenset[str]
    new_adjectives: frozenset[str]
    newly_made: frozenset[str]
    ventures: frozenset[str]
    firms_only: frozenset[str]
    no_firms: frozenset[str]
    heading: frozenset[str]
    charging: frozenset[str]
    answering: frozenset[str]
    buying: frozenset[str]
    selling: frozenset[str]
    trade_names: dict[str, frozenset[str]]
    relational: frozenset[str]
    agent_verbs: frozenset[str]
    empty_verbs: frozenset[str]
    empty_predicates: frozenset[str]
    weights: dict[str, float]
    demonyms: dict[str, frozenset[str]]
    common_acronyms: frozenset[str]
    outlets: frozenset[str]
    stations: frozenset[str]
    collectives: frozenset[str]
    central_banks: frozenset[str]
    exchanges: frozenset[str]
    short_names: dict[str, frozenset[str]]


def _classes(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _read(found: dict[str, Any]) -> Lists:
    pronouns = found["pronouns"]
    pronoun = {w: name for name, words in pronouns.items() if name != "possessive" for w in words}
    return Lists(
        organizations=frozenset(found["organization_labels"]),
        compatible={label: n for n, group in enumerate(found["compatible"]) for label in group},
        honorifics=frozenset(found["honorifics"]),
        particles=frozenset(found["particles"]),
        male=frozenset(found["male_names"] + found["male_nouns"] + found["male_honorifics"]),
        female=frozenset(
            found["female_names"] + found["female_nouns"] + found["female_honorifics"]
        ),
        legal_forms=frozenset(found["legal_forms"]),
        registered=frozenset(found["registered"]),
        firm_endings=frozenset(found["firm_endings"]),
        firm_beginnings=frozenset(found["firm_beginnings"]),
        descriptors=frozenset(found["descriptors"]),
        unit_words=frozenset(found["unit_words"]),
        pronoun=pronoun,
        possessive=frozenset(pronouns["possessive"]),
        org_classes=_classes(found["organization_nouns"]),
        class_words=_classes(found["class_words"]),
        person_classes=_classes(found["person_nouns"]),
        product_nouns=frozenset(found["product_nouns"]["general"]),
        pair_heads=frozenset(found["pairs"]["heads"]),
        pair_nouns=frozenset(found["pairs"]["nouns"]),
        indefinite=frozenset(found["indefinite"]["determiners"]),
        new_adjectives=frozenset(found["indefinite"]["new_adjectives"]),
        newly_made=frozenset(found["indefinite"]["newly_made"]),
        ventures=frozenset(found["indefinite"]["ventures"]),
        firms_only=frozenset(found["indefinite"]["firms_only"]),
        no_firms=frozenset(found["indefinite"]["no_firms"]),
        trade_names={word: frozenset(names) for word, names in found["trade_names"].items()},
        relational=frozenset(found["indefinite"]["relational"]),
        agent_verbs=frozenset(found["agents"]["verbs"]),
        empty_verbs=frozenset(found["agents"]["empty_it_verbs"]),
        empty_predicates=frozenset(found["agents"]["empty_it_predicates"]),
        weights={name: float(value) for name, value in found["weights"].items()},
        common_acronyms=frozenset(found["common_acronyms"]),
        outlets=frozenset(found["outlets"]),
        stations=frozenset(found["stations"]),
        collectives=frozenset(found["collectives"]),
        central_banks=frozenset(found["central_banks"]),
        exchanges=frozenset(found["exchanges"]),
        short_names=_classes({group[0]: group for group in found["short_names"]}),
        heading=frozenset(found["heading"]),
        charging=frozenset(found["charging"]),
        answering=frozenset(found["answering"]),
        buying=frozenset(found["buying"]),
        selling=frozenset(found["selling"]),
        demonyms={place: frozenset(words) for place, words in found["demonyms"].items()},
    )


@cache
def lists() -> Lists:
    """Return the word lists of `coref.toml`.

    Raises:
        ExtractionError: The file is malformed or lacks a list.
    """
    try:
        return _read(tomllib.loads(_FILE.read_text(encoding="utf-8")))
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise ExtractionError(f"{_FILE.name}: {error}.", "Reinstall kg.") from error
