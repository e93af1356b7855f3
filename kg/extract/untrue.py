"""What a sentence calls wrong: "reports that Acme will buy Zenith are wrong", "it is not true that it will"."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.givenup import is_not
from kg.extract.report_lists import report_lists
from kg.extract.retracted import words as retracted_words
from kg.extract.tale_verdicts import tale_called_untrue

_STEPS = 6  # from a deed up to the report that tells it
_INSIDE = frozenset({"acl", "ccomp", "xcomp", "nmod", "obj", "obl", "conj", "advcl"})


def called_untrue(a: Arrays, i: int) -> int | None:
    """Return the word that calls a report untrue which tells a deed, or None.

    Args:
        a: The text.
        i: The word that announces the deed.
    """
    sets, at = cues().sets, i
    if (said := tale_called_untrue(a, i)) is not None:
        return said
    for _ in range(_STEPS):
        if (untrue := _not_true(a, at)) is not None:
            return untrue
        opens = at == a.sents[a.sent[at]][0]
        if a.lemma[at] in sets["tales"] and (a.pos[at] == "NOUN" or opens):
            if (contrary := _contrary(a, at)) is not None:
                return contrary
            verdict = a.head[at]
            denied = any(a.lower[k] in ("not", "n't") for k in a.below[verdict])
            wrong = a.lower[verdict] in sets["untrue"] and at < verdict
            return verdict if wrong and not denied else None
        if a.dep[at].split(":")[0] not in _INSIDE:
            return None
        at = a.head[at]
    return None


def _not_true(a: Arrays, clause: int) -> int | None:
    """Return the word over a clause that says it is not so: "it is not true that", "it is false to say that"."""
    words, up = retracted_words(), a.head[clause]
    if a.dep[clause] not in ("ccomp", "csubj", "csubj:outer") or up == clause:
        return None
    if a.dep[up] == "xcomp" and a.lemma[up] in report_lists().say:
        up, judged = a.head[up], cues().sets["untrue"]
    else:
        judged = words["of_clause"]
    if a.child(up, "cop") is None:
        return None
    untrue = a.lower[up] in judged and not is_not(a, up)
    return up if untrue or (a.lower[up] in words["true"] and is_not(a, up)) else None


def _contrary(a: Arrays, tale: int) -> int | None:
    """Return the "contrary" by which a tale is not so: "contrary to reports that Acme had closed its mill"."""
    near = (tale - 2, tale - 3, tale - 4)
    return next((k for k in near if k >= 0 and a.lower[k : k + 2] == ["contrary", "to"]), None)
