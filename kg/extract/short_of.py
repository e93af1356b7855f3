"""Acts for which somebody has time until a day, and acts to which somebody only came near.

"Have until May to complete the deal" and "extended the deadline for completing it" tell that it is
still to be done; "came within weeks of closing the mill" tells that it was not closed.
"""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.givenup import is_not

_UNTIL = ("until", "till")
_LIMITS = ("to", *_UNTIL)


def is_given_time(a: Arrays, i: int) -> bool:
    """Tell whether a verb is what somebody has, or is given, time for: "has until May to sell it".

    So is "gave itself another six months to sell it". What somebody "took six months" for is done.

    Args:
        a: The analysed text.
        i: The verb.
    """
    to = a.child(i, "mark")
    if to is None or a.lower[to] != "to" or a.dep[i] not in ("advcl", "xcomp", "acl"):
        return False
    up = a.head[i]
    if a.dep[i] == "acl":
        return _is_length(a, up) and a.lemma[a.head[up]] in cues().sets["granting"]
    if a.lemma[up] not in cues().sets["granting"]:
        return False
    times = [k for k in a.kids[up] if k < to and a.dep[k].startswith("obl")]
    until = any(a.lower[c] in _UNTIL for k in times for c in a.children(k, "case"))
    return until or any(
        _is_length(a, k) and not a.children(k, "case")
        for k in (*times, *(k for k in a.children(up, "obj") if k < to))
    )


def is_new_deadline(a: Arrays, at: int) -> bool:
    """Tell whether a time is one up to which there is time left, and lies ahead therefore.

    So it is in "have given themselves until May to close it" and "extended the deadline to May";
    what somebody "had until May" for may be over.

    Args:
        a: The analysed text.
        at: The first word of the time.
    """
    sets = cues().sets
    limit = a.lower[at] if a.lower[at] in _LIMITS else a.lower[max(at - 1, 0)]
    if limit not in _LIMITS:
        return False
    for i in a.ancestors(at):
        if a.lemma[i] in sets["granting"] and limit in _UNTIL and a.tag[i] != "VBD":
            return any(is_given_time(a, k) for k in a.kids[i] if k > at)
        if a.pos[i] == "VERB" and a.lemma[i] in sets["deferring"]:
            return any(a.lemma[k] in sets["limits"] for k in a.children(i, "obj", "nsubj:pass"))
    return False


def is_limit_kept(a: Arrays, noun: int) -> bool:
    """Tell whether a noun is a deadline for what was done by then: "met the deadline for closing it"."""
    sets, up = cues().sets, a.head[noun]
    kept = a.lemma[up] in sets["keeping"] and a.dep[noun] in ("obj", "nsubj:pass")
    return a.lemma[noun] in sets["limits"] and kept and not is_not(a, up)


def is_only_near(a: Arrays, i: int) -> bool:
    """Tell whether an act did not come about, though little time was left: "came within days of closing it"."""
    up = a.head[i]
    if not _is_length(a, up) or not any(a.lower[k] == "of" for k in a.children(i, "case", "mark")):
        return False
    near = any(a.lower[k] == "within" for k in a.children(up, "case"))
    return near and a.lemma[a.head[up]] in cues().sets["nearing"]


def is_some_time_off(a: Arrays, i: int) -> bool:
    """Tell whether an act is, or was, still some time off: "was days away from closing it"."""
    up = a.head[i]
    if a.lower[up] not in ("away", "off") or a.dep[i] not in ("advcl", "obl", "xcomp"):
        return False
    apart = any(a.lower[k] == "from" for k in a.children(i, "case", "mark"))
    return apart and any(_is_length(a, k) for k in a.kids[up])


def _is_length(a: Arrays, i: int) -> bool:
    """Tell whether a word is a length of time, or time itself: "months", "more time"."""
    return a.lemma[i] in cues().sets["lengths"]
