"""Who made an announcement, as the sentence after it tells: "The announcement was made by ..."."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.report_lists import report_lists

_TAKEN_UP = ("the", "this", "that", "these")


def giver_in(a: Arrays, start: int, end: int) -> tuple[int, int] | None:
    """Return the verb of a sentence that says who made an announcement, and the head of who did.

    "The announcement was made by the president", "the executive gave out the information". Who makes a
    decision acts, but does not speak.

    Args:
        a: The analysed text.
        start: The first token of the sentence.
        end: The token after its last.
    """
    lists = report_lists()
    for verb in range(start, end):
        if a.pos[verb] != "VERB" or a.lemma[verb] not in lists.giving:
            continue
        subject, given, agent = a.subject(verb), a.child(verb, "obj"), a.child(verb, "obl:agent")
        if subject is None:
            continue
        found: tuple[int, int] | None = None
        if agent is not None and _is_announcement(a, subject, verb):
            found = verb, agent
        elif given is not None and _is_announcement(a, given, verb):
            found = verb, subject
        if found is not None:
            return found
    return None


def told_in(a: Arrays, i: int) -> tuple[int, int] | None:
    """Return the tokens that may say who announced what a token tells: behind its semicolon, else the next sentence.

    "Acme will cut 80 jobs; its chief executive announced the decision" says nothing of the sentence before.
    """
    start, end = a.sents[a.sent[i]]
    parted = next((k for k in range(i, end) if a.word[k] == ";"), None)
    if parted is not None:
        start = parted + 1
    elif a.sent[i] + 1 < len(a.sents):
        start, end = a.sents[a.sent[i] + 1]
    else:
        return None
    return start, next((k for k in range(start, end) if a.word[k] == ";"), end)


def _is_announcement(a: Arrays, i: int, verb: int) -> bool:
    """Tell whether a noun takes an announcement up again; what is only made is none if it is a decision."""
    lists = report_lists()
    if a.lemma[verb] == "make" and a.lemma[i] in lists.made:
        return False
    known = a.lemma[i] in lists.announcement
    return known and any(a.lower[k] in _TAKEN_UP for k in a.children(i, "det"))
