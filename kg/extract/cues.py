"""The words that show how firm a statement is, read once from `modality.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ExtractionError

_FILE = Path(__file__).with_name("modality.toml")
NEGATED = "negated"
"""What a table gives for a word that turns a statement into its opposite."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues: `tables` give the modality of a word, `sets` are lists without one."""

    order: tuple[str, ...]
    tables: dict[str, dict[str, str]]
    sets: dict[str, frozenset[str]]

    def look(self, table: str, word: str) -> str | None:
        """Return the modality that a table gives for a word, or None."""
        return self.tables[table].get(word)


_TABLES = (
    "auxiliary",
    "adverb",
    "adjective",
    "itself",
    "governor",
    "over_noun",
    "noun",
    "reported_by",
)
_SETS = (
    ("governor", "passive_reported"),
    ("governor", "passive_reported_adjectives"),
    ("governor", "neutral"),
    ("governor", "done_in_past"),
    ("governor", "gerund"),
    ("governor", "parted"),
    ("governor", "same_time"),
    ("governor", "under_way"),
    ("governor", "excluding"),
    ("governor", "expecting"),
    ("governor", "improbable"),
    ("governor", "looking"),
    ("governor", "outsiders"),
    ("over_noun", "ending"),
    ("over_noun", "given_up"),
    ("over_noun", "turning"),
    ("over_noun", "due"),
    ("over_noun", "tales"),
    ("over_noun", "untrue"),
    ("over_noun", "brushing_aside"),
    ("over_noun", "foreseeing"),
    ("over_noun", "permissions"),
    ("over_noun", "needing"),
    ("over_noun", "filing"),
    ("over_noun", "outdoing"),
    ("over_noun", "contests"),
    ("over_noun", "bids"),
    ("over_noun", "guiding"),
    ("over_noun", "hampering"),
    ("over_noun", "dissolved"),
    ("over_noun", "dissolving"),
    ("over_noun", "aiming"),
    ("over_noun", "closing"),
    ("over_noun", "matters"),
    ("over_noun", "announcing"),
    ("over_noun", "acts"),
    ("adverb", "nearly"),
    ("adverb", "graded"),
    ("over_noun", "goals"),
    ("over_noun", "judging"),
    ("over_noun", "debts"),
    ("over_noun", "shares_of"),
    ("over_noun", "repaying"),
    ("noun", "lasting"),
    ("over_noun", "asking"),
    ("over_noun", "suits"),
    ("over_noun", "granting"),
    ("over_noun", "lengths"),
    ("over_noun", "limits"),
    ("over_noun", "keeping"),
    ("over_noun", "deferring"),
    ("over_noun", "nearing"),
    ("pending", "conditions"),
    ("pending", "provided"),
    ("pending", "deals"),
    ("pending", "judged"),
    ("pending", "viewing"),
    ("pending", "voting"),
    ("pending", "stopped"),
    ("pending", "judgements"),
    ("pending", "facing"),
    ("pending", "in_vain"),
    ("pending", "resolving"),
    ("pending", "perhaps"),
    ("pending", "suing"),
    ("pending", "suit"),
    ("means", "getting"),
    ("means", "what"),
    ("noun", "creating"),
    ("noun", "doing"),
    ("unknown", "named_anyway"),
    ("noun", "prepositions"),
    ("condition", "marks"),
    ("condition", "opposite"),
    ("governor", "completing"),
    ("governor", "completion"),
    ("governor", "approving"),
    ("none", "accords"),
    ("over_noun", "falling"),
    ("over_noun", "reversing"),
    ("noun", "agreed"),
    ("over_noun", "plainly_not"),
    ("over_noun", "changing"),
    ("over_noun", "thought_of"),
    ("over_noun", "parts_in_deals"),
    ("over_noun", "happening"),
    ("condition", "inverting"),
    ("noun", "about"),
    ("none", "nobody"),
    ("none", "never_so"),
    ("none", "not_denied"),
    ("none", "at_least"),
    ("none", "hardly_any"),
    ("unknown", "not_said"),
    ("unknown", "unsaid"),
    ("unknown", "keeping_back"),
    ("unknown", "question_marks"),
)


@cache
def cues() -> Cues:
    """Return the word lists of `modality.toml`.

    Raises:
        ExtractionError: The file is malformed or lacks a list.
    """
    try:
        found: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        known = {*found["order"], "conditional", NEGATED}
        tables = {
            name: {w: m for m, words in found[name].items() if m in known for w in words}
            for name in _TABLES
        }
        sets = {name: frozenset(found[table][name]) for table, name in _SETS}
        return Cues(tuple(found["order"]), tables, sets)
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise ExtractionError(f"{_FILE.name}: {error}.", "Reinstall kg.") from error


@dataclass(slots=True)
class State:
    """The cues that were met on the way up from a word, and how many of them negate."""

    cues: list[tuple[str, str]] = field(default_factory=list)
    negations: int = 0

    def add(self, modality: str | None, word: str) -> None:
        """Take one more cue, if it is one."""
        if modality is None:
            return
        if modality == NEGATED:
            self.negations += 1
        self.cues.append((modality, word))
