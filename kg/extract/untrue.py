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
        opens = at == a.sents[a.sent[at]][0]
        if a.lemma[at] in sets["tales"] and (a.pos[at] == "NOUN" or opens):
            verdict = _verdict(a, at, i)
            denied = any(a.lower[k] in ("not", "n't") for k in a.below[verdict])
            wrong = a.lower[verdict] in sets["untrue"] and at < verdict
            return verdict if wrong and not denied else None
        if a.dep[at].split(":")[0] not in _INSIDE:
            return None
        at = a.head[at]
    return None


def _verdict(a: Arrays, tale: int, deed: int) -> int:
    """Return what is said of a tale: the word over it, or a predicate after its deed that has no subject in the tree."""
    if a.lower[a.head[tale]] in cues().sets["untrue"]:
        return a.head[tale]
    _, end = a.sents[a.sent[tale]]
    loose = (
        k
        for k in range(deed + 1, end)
        if a.lower[k] in cues().sets["untrue"] and a.child(k, "cop") and a.subject(k) is None
    )
    return next(loose, a.head[tale])
