"""What is said of a deal by those who may let it pass or stop it, which neither closes it nor calls it off.

"The office will not oppose the takeover" does not deny the takeover, "asked a court to stop the
sale" has not stopped it, and a merger that "needs approval" lies ahead. What it is cleared "on condition that" somebody does is not done yet.
"""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.givenup import is_not, phrase_of


def is_pending(a: Arrays, i: int, up: int) -> bool:
    """Tell whether the word above a deal shows that the deal is still before those who judge it.

    Whatever bears on their judgement ("not", "could", "asked to") then says nothing of the deal.

    Args:
        a: The text.
        i: The deal: "takeover".
        up: The word above it.
    """
    if _is_condition(a, i, up):
        return True
    if a.pos[i] != "NOUN" or a.lemma[i] not in cues().sets["deals"]:
        return False
    if a.pos[up] in ("NOUN", "PROPN"):
        return a.dep[i].startswith("nmod") and i > up and _is_judgement(a, up)
    if a.pos[up] != "VERB":
        return False
    if a.dep[i] in ("obj", "nsubj:pass"):
        return _is_judged(a, up)
    return _awaits(a, up) if a.dep[i] == "nsubj" else _is_judged_by(a, i, up)


def _is_condition(a: Arrays, i: int, up: int) -> bool:
    """Tell whether a clause is what a deal is let pass on: "on condition that Acme sells it", "provided that it sells it"."""
    if not any(a.lower[k] == "that" for k in a.kids[i]):
        return False
    if a.lower[up] in cues().sets["provided"]:
        return a.dep[i] == "ccomp"
    tied = a.dep[i] in ("acl", "acl:relcl", "ccomp") and a.lemma[up] in cues().sets["conditions"]
    return tied and any(a.lower[k] in ("on", "under", "with") for k in a.children(up, "case"))


def _is_judged(a: Arrays, verb: int) -> bool:
    """Tell whether a verb judges a deal, or would stop it if it were done: "approved", "could block"."""
    phrase = phrase_of(a, verb)
    stopped = phrase in cues().sets["stopped"] and (is_not(a, verb) or _is_ahead(a, verb))
    return stopped or phrase in cues().sets["judged"]


def _is_judged_by(a: Arrays, i: int, verb: int) -> bool:
    """Tell whether somebody votes "on" a deal, objects "to" it, or has something to say of it: "won approval for it"."""
    if not a.dep[i].startswith("obl"):
        return False
    cases = {a.lower[k] for k in a.children(i, "case")}
    if not cases & {"on", "against", "for", "over", "to", "into"}:
        return False
    told = a.children(verb, "obj", "nsubj:pass")
    return a.lemma[verb] in cues().sets["voting"] or any(_is_judgement(a, k) for k in told)


def _is_judgement(a: Arrays, noun: int) -> bool:
    return a.lemma[noun] in cues().sets["judgements"]


def _awaits(a: Arrays, verb: int) -> bool:
    """Tell whether a deal "faces", "needs", "won" or is subject to somebody's judgement."""
    if a.lemma[verb] not in cues().sets["facing"]:
        return False
    return any(_is_judgement(a, k) for k in a.children(verb, "obj"))


def _is_ahead(a: Arrays, verb: int) -> bool:
    """Tell whether a verb is one of what may be done or is asked for: "could block", "asked a court to block"."""
    return a.tag[verb] == "VB" and a.child(verb, "aux", "mark") is not None
