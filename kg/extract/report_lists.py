"""The words of `attribution.toml`: who says things, with which verbs, in which documents."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ExtractionError

_FILE = Path(__file__).with_name("attribution.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLists:
    """The lists of `attribution.toml`, all of lower-case lemmas."""

    say: frozenset[str]
    needs_clause: frozenset[str]
    with_object: frozenset[str]
    with_infinitive: frozenset[str]
    with_gerund: frozenset[str]
    not_told: frozenset[str]
    approved: frozenset[str]
    approving: frozenset[str]
    expects: frozenset[str]
    adjusting: frozenset[str]
    self_told: frozenset[str]
    voiceless: frozenset[str]
    closing: frozenset[str]
    own_view: frozenset[str]
    telling: frozenset[str]
    announcement: frozenset[str]
    giving: frozenset[str]
    made: frozenset[str]
    anonymous: frozenset[str]
    hedging: frozenset[str]
    media: frozenset[str]
    periodicals: frozenset[str]
    documents: frozenset[str]
    private: frozenset[str]
    plain: frozenset[str]
    tellers: frozenset[str]
    company: frozenset[str]
    outlooks: frozenset[str]
    boards: frozenset[str]
    announcing: frozenset[str]
    remarking: frozenset[str]


@cache
def report_lists() -> ReportLists:
    """Return the word lists of `attribution.toml`.

    Raises:
        ExtractionError: The file is malformed or lacks a list.
    """
    try:
        found: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        merged = {**found["verbs"], **found["nouns"], **found["carry"]}
        return ReportLists(**{name: frozenset(words) for name, words in merged.items()})
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ExtractionError(f"{_FILE.name}: {error}.", "Reinstall kg.") from error
