"""Who leaves or joins a firm, where no post is told: "Ann Lee left Acme on Monday"."""

from __future__ import annotations

from kg.extract.arrays import Arrays, arrays
from kg.extract.match import Candidate
from kg.extract.posts import posts
from kg.model import Kind

_EMPLOYERS = frozenset({"COMPANY", "OUTLET"})
_HIRERS = frozenset({*_EMPLOYERS, "ORG"})
_NAMING = frozenset({"compound", "appos", "nmod:desc", "flat"})
_DIRECT = frozenset({"leave", "quit", "exit", "depart"})


def leaves_firm(candidate: Candidate) -> bool:
    """Tell whether somebody leaves a firm by name, whatever the post: "left Acme on Monday", "resigned from Acme".

    Who "left Acme in debt" or "left the Acme clinic" works there as before, or never did.
    """
    claim, obj = candidate.claim, candidate.object
    if claim.kind is not Kind.DEPARTURE or obj is None or claim.object_type not in _EMPLOYERS:
        return False
    a, i = arrays(candidate.trigger.doc), candidate.trigger.i
    if a.pos[i] != "VERB" or a.lemma[i] not in posts("leaving"):
        return False
    direct = a.lemma[i] in _DIRECT
    beside = a.children(i, "obl", "nmod")
    left = [k for k in beside if a.lower[a.left[k]] == "from"]
    left += a.children(i, "obj") if direct else []
    named = any(k == obj.token.i or a.head[obj.token.i] == k for k in left)
    if not named or any(_is_visited(a, k) for k in left):
        return False
    return not any(_is_state(a, k) for k in beside)


def hired_by_firm(candidate: Candidate) -> bool:
    """Tell whether a firm hires somebody, whatever the post: "was hired by Acme in 1998".

    Who is hired by a party or a festival takes up no post at a firm, nor does who is hired for one task.
    """
    claim, obj = candidate.claim, candidate.object
    if claim.kind is not Kind.APPOINTMENT or obj is None or claim.object_type not in _HIRERS:
        return False
    a, i, k = arrays(candidate.trigger.doc), candidate.trigger.i, obj.token.i
    if a.pos[i] != "VERB" or a.lemma[i] not in posts("entering"):
        return False
    while a.dep[k] in _NAMING and a.head[k] != i:
        k = a.head[k]
    if a.head[k] != i or a.dep[k] not in ("obj", "nsubj", "obl:agent"):
        return False
    if any(a.lower[a.left[v]] == "to" for v in a.children(i, "xcomp", "advcl")):
        return False  # "hired Ann Lee to write its history": one task, and no post
    return not any(a.lower[w] in posts("not_staffed") for w in range(a.left[k], a.right[k] + 1))


def _is_visited(a: Arrays, i: int) -> bool:
    """Tell whether a noun and what describes it is of a place where people come and go: a clinic, a school."""
    return any(a.lower[k] in posts("visited") for k in range(a.left[i], a.right[i] + 1))


def _is_state(a: Arrays, i: int) -> bool:
    """Tell whether a phrase says how one leaves something behind: "with debts", "on the brink", not "on Monday"."""
    case = a.lower[a.left[i]]
    if case in posts("states"):
        return True
    words = {a.lemma[k].lower() for k in range(a.left[i], a.right[i] + 1)}
    dated = any(a.pos[k] == "NUM" for k in range(a.left[i], a.right[i] + 1))
    return case in ("in", "on", "at") and not (dated or words & posts("when"))
