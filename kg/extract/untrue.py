"""Reports that a sentence calls wrong: "reports that Acme will buy Zenith are wrong"."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import cues

_STEPS = 6  # from a deed up to the report that tells it
_INSIDE = frozenset({"acl", "ccomp", "xcomp", "nmod", "obj", "obl", "conj", "advcl"})


def called_untrue(a: Arrays, i: int) -> int | None:
    """Return the word that calls a report untrue which tells a deed, or None.

    Args:
        a: The text.
        i: The word that announces the deed.
    """
    sets, at = cues().sets, i
    for _ in range(_STEPS):
        if a.lemma[at] in sets["tales"] and a.pos[at] == "NOUN":
            verdict = a.head[at]
            denied = any(a.lower[k] in ("not", "n't") for k in a.below[verdict])
            wrong = a.lower[verdict] in sets["untrue"] and at < verdict
            return verdict if wrong and not denied else None
        if a.dep[at].split(":")[0] not in _INSIDE:
            return None
        at = a.head[at]
    return None
