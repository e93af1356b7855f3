"""What a text says that nobody tells, or nobody has decided yet: "has not said whether it will close the mill"."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.givenup import is_not
from kg.extract.undone import is_denied


def keeps_back(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a word says that something is not told: "has not said whether", "no word on whether".

    Args:
        a: The text.
        i: The verb or noun of what is not told.
        up: The word above it.
    """
    sets = cues().sets
    lemma = a.lemma[up]
    whether = any(a.lower[k] == "whether" for k in a.children(i, "mark"))
    if (whether and is_denied(a, up)) or _is_undecided(a, i, up) or _is_left_open(a, i, up):
        return True
    if lemma in sets["unsaid"]:
        return lemma != "remain" or any(a.lower[k] in sets["question_marks"] for k in a.kids[i])
    if lemma not in sets["not_said"]:
        return False
    open_question = any(
        a.lower[k] in sets["question_marks"] and a.dep[k] in ("mark", "advmod", "obj", "nsubj")
        for k in a.kids[i]
    )
    negated = any(a.lower[k] in ("not", "n't", "n’t", "never") for k in a.children(up, "advmod"))
    above = a.lemma[a.head[up]] if a.dep[up] == "xcomp" else ""
    held_back = above in ("decline", "refuse") or any(
        a.lower[k] in ("yet", "too") for k in a.kids[a.head[up]]
    )
    if a.dep[i] == "ccomp":
        return open_question and (negated or held_back)
    if a.dep[i] in ("obj", "nsubj:pass"):
        return (negated or held_back) and lemma not in sets["named_anyway"]
    return False


def _is_left_open(a: Arrays, tale: int, verb: int) -> bool:
    """Tell whether reports are neither borne out nor denied: "would neither confirm nor deny reports that"."""
    if a.lemma[tale] not in cues().sets["tales"]:
        return False
    both = {a.lemma[k] for k in (verb, a.head[verb], *a.children(verb, "conj"))}
    denied = any(cues().look("governor", lemma) == "denied" for lemma in both)
    return denied and "confirm" in both


def _is_undecided(a: Arrays, i: int, up: int) -> bool:
    """Tell whether no decision is taken on something: "no decision on the closure", "has not made a decision on it"."""
    if a.lemma[up] == "decision":
        made = a.dep[up] == "obj" and is_not(a, a.head[up])
        return made or is_denied(a, up)
    if a.dep[i] not in ("obl", "advcl"):
        return False
    return any(
        a.lemma[k] == "decision" and (is_denied(a, k) or is_not(a, up))
        for k in a.children(up, "nsubj:pass", "obj")
    )
