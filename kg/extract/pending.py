"""What is said of a deal by those who may let it pass or stop it, which neither closes it nor calls it off.

"The office will not oppose the takeover" does not deny the takeover, "asked a court to stop the
sale" has not stopped it, and a merger that "needs approval" lies ahead. What it is cleared "on condition that" somebody does is not done yet.
"""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.control import keeper
from kg.extract.cues import NEGATED, cues
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


def of_keeping(a: Arrays, i: int, up: int) -> tuple[str, ...] | None:
    """Return what a verb by which somebody is kept "from" an act says of the act, or None if it is no such verb.

    Who is only asked or wants to stop it has not, and whoever "refused to block" it lets it be. What
    did not, or failed to, stop it says nothing of its being done or not.

    Args:
        a: The text.
        i: The act: the "buying" of "blocked Acme from buying it".
        up: The word above it.
    """
    if keeper(a, i) != up or is_not(a, up):
        return None
    over, to = a.head[up], a.child(up, "mark")
    if to is not None and a.lower[to] == "to" and over < up:
        if a.lemma[over] in cues().sets["in_vain"]:
            return None
        if a.lemma[over] not in cues().sets["resolving"]:
            return ("planned",)
    modal = any(a.lower[k] in cues().sets["perhaps"] for k in a.children(up, "aux"))
    return ("planned",) if modal else ("planned", NEGATED)


def is_up_for_sale(a: Arrays, i: int) -> bool:
    """Tell whether a word tells that a thing is on offer, and not sold yet: "was put up for sale"."""
    near = (i, *a.children(i, "obl", "nmod", "advmod"))
    sale = next((k for k in near if a.lemma[k] == "sale"), None)
    return sale is not None and sale > 1 and a.lower[sale - 2 : sale] == ["up", "for"]


def is_sued_for(a: Arrays, i: int) -> bool:
    """Tell whether a verb says what somebody goes to court for: "sued to block it", "filed a lawsuit to block it"."""
    to = a.child(i, "mark")
    if a.tag[i] != "VB" or to is None or a.lower[to] != "to":
        return False
    up, sets = a.head[i], cues().sets
    if up >= i or a.dep[i].split(":")[0] not in ("advcl", "xcomp", "acl"):
        return False
    if a.lemma[up] in sets["suing"] or a.lemma[up] in sets["suit"]:
        return True
    means = (k for k in a.children(up, "obj", "iobj", "obl", "nsubj:pass") if k < to)
    return a.pos[up] == "VERB" and any(a.lemma[k] in sets["suit"] for k in means)


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
