"""Why the graph says what it says: one claim or name traced to words, frame, readings and merges.

`docs/asking.md` shows what `kg explain` makes of it.
"""

from __future__ import annotations

from kg.explain.claim import Explanation, NameUse, Reading, Sentence, explain
from kg.explain.decided import Ruling, gone
from kg.explain.marks import Mark, marked
from kg.explain.names import Naming, explain_name

__all__ = [
    "Explanation",
    "Mark",
    "NameUse",
    "Naming",
    "Reading",
    "Ruling",
    "Sentence",
    "explain",
    "explain_name",
    "gone",
    "marked",
]
