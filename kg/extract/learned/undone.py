"""Whether a word by which the model finds a claim says that it does not come about, or is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.cues import NEGATED, cues
from kg.extract.givenup import ends, phrase_of
from kg.extract.learned.marked import words
from kg.extract.learned.reading import KINDS
from kg.model import Kind

if TYPE_CHECKING:
    from kg.extract.learned.rows import Row
    from kg.extract.learned.text import Text

_LASTING = frozenset({Kind.SUPPLY, Kind.PARTNERSHIP})
"""Kinds of what lasts until a verb ends it: "lost its contract"."""
_BEGUN = frozenset(
    {
        *(Kind.ACQUISITION, Kind.MERGER, Kind.DIVESTITURE, Kind.FUNDING, Kind.INVESTMENT),
        *(Kind.DEVELOPMENT, Kind.FORMATION, Kind.HIRING, Kind.APPOINTMENT),
    }
)
"""Kinds of what somebody starts, which a verb of giving up denies: "abandoned hydrogen"."""
_STARTS = frozenset({"builds", "opens", "expands", "announces", "shows", "launches", "ships"})
_ENDS = frozenset({"closes", "withdraws"})
_GOING = frozenset({Kind.LAYOFF, Kind.DEPARTURE, Kind.DIVESTITURE})
"""Acts and kinds of what goes, which whoever keeps it denies: "will keep the factory and its 40 jobs"."""


def is_ended(t: Text, row: Row) -> bool:
    """Tell whether the word that announces a claim says that it does not come about, or is over."""
    a, kind, i = t.a, KINDS[row.kind], row.trigger
    if kind is Kind.STANCE:
        return False
    if kind in _LASTING and ends(a.lemma[i]):
        return True
    if (kind in _GOING or row.action in _ENDS) and a.lemma[i] in words("staying.words"):
        return kind is not Kind.DEPARTURE or a.lemma[i] != "leave"
    if row.action == "rules":
        return False  # "declined to hear the appeal" is a ruling, too
    told = phrase_of(a, i)
    refused = a.pos[i] == "VERB" and cues().look("governor", told) == NEGATED
    if refused and any(a.pos[k] == "VERB" and k > i for k in a.children(i, "xcomp")):
        return True  # "declined to halt it"
    begun = kind in _BEGUN or row.action in _STARTS
    # "Has cancelled the cuts"; who "dropped 90 jobs" cut them.
    begun = begun or any(
        a.lemma[k] in cues().sets["acts"] for k in a.children(i, "obj", "nsubj:pass")
    )
    return begun and a.pos[i] == "VERB" and cues().look("over_noun", told) == NEGATED


def is_scrapped(t: Text, row: Row) -> bool:
    """Tell whether a verb tells that what was to be given or reached is off: "scrapped its interim dividend"."""
    a, i = t.a, row.trigger
    if (
        KINDS[row.kind] is not Kind.TARGET
        or row.object is None
        or a.tag[i] not in ("VBD", "VBZ", "VBP", "VBN")
    ):
        return False
    off = cues().look("over_noun", phrase_of(a, i)) == NEGATED
    return off and a.head[row.object.at] == i and a.dep[row.object.at] in ("obj", "nsubj:pass")
