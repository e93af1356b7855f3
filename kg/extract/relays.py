"""Outlets that somebody speaks to or through: "told Reuters", "said in an interview with Nikkei"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.arrays import Arrays, arrays
from kg.extract.coref import Chains
from kg.extract.report_lists import report_lists
from kg.extract.tellers import is_seeing

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TO = frozenset({"with", "to"})
_STOPS = frozenset({",", ";", "“", '"'})
_FAR = 14


def _leads(a: Arrays, outlet: int, cue: int) -> bool:
    """Tell whether what stands before an outlet says that it was spoken to, or saw a document."""
    k = outlet - 1
    while k > cue and a.pos[k] in ("DET", "ADJ", "NOUN", "PROPN"):
        k -= 1
    if k == cue:
        return a.lemma[cue] in ("tell", "inform")
    if a.lower[k] == "by":
        return is_seeing(a, k - 1)
    return a.lower[k] in _TO and a.lemma[cue] in report_lists().say


def relays(doc: Doc, chains: Chains, cue: int) -> tuple[str, ...]:
    """Return the outlets that pass on what a word of saying tells, as it stands after that word.

    Args:
        doc: The analysed text.
        chains: Who is who in it.
        cue: The word of saying.
    """
    a = arrays(doc)
    end = min(a.sents[a.sent[cue]][1], cue + _FAR)
    for k in range(cue + 1, end):
        entry = chains.at(doc[k]) if doc[k].ent_type_ else None
        if entry is not None and entry.label == "OUTLET":
            return (entry.name,) if _leads(a, k, cue) else ()
        seen = any(is_seeing(a, n) for n in range(k + 1, min(k + 3, end)))
        if a.word[k] in _STOPS or ((a.lower[k] == "that" or a.tag[k] in _FINITE) and not seen):
            return ()
    return ()
