"""What others want or tell a company to do, which is no deed and no plan of its own: "urged Acme to close the plant"."""

from __future__ import annotations

from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.closing import is_business
from kg.extract.times.words import load_toml

_BEFORE = frozenset({"on", "upon", "for", "to", "with"})
_FIRMNESS = ("hypothetical", "targeted", "planned")
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_OWN = frozenset({"its", "their", "his", "her", "our", "my"})


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "demands.toml")
    return {name: frozenset(some) for name, some in found.items()}


def of_demand(a: Arrays, i: int, up: int) -> str | None:
    """Return how firm an act is that the verb above it demands of a company, or allows it.

    What is urged may be done or not, what a company is told is an aim, what is ordered or allowed a plan. Of others than
    companies it says nothing: who "asked customers to return the cars" recalls them.

    Args:
        a: The text.
        i: The act.
        up: The word above it.
    """
    lemma, words = a.lemma[up], _words()
    found = next((name for name in _FIRMNESS if lemma in words[name]), None)
    asked = _asked(a, i, up) if found is not None and a.dep[i] in _CLAUSES else None
    if asked is None or not _is_company(a, asked):
        return None
    return None if lemma in words["own_will"] and _is_own(a, asked, up) else found


def bidden(a: Arrays, i: int) -> int | None:
    """Return the company of which an act is demanded, to do it or to promise it; None if of none.

    That is Acme, in "urged Acme to close its plant" and in "asked Acme for an assurance that its plant would not close".
    """
    up, words = a.head[i], _words()
    if a.dep[i] not in _CLAUSES:
        return None
    if a.lemma[up] in words["assurances"] and a.pos[up] == "NOUN":
        found = _promising(a, up)
    else:
        demands = any(a.lemma[up] in words[name] for name in _FIRMNESS)
        found = _asked(a, i, up) if demands and a.pos[up] == "VERB" else None
    if found is None and a.lemma[up] in words["seeking"]:  # trees hang the promise on the verb
        sought = (k for k in a.children(up, "obj", "obl") if up < k < i)
        found = next((_promising(a, k) for k in sought if a.lemma[k] in words["assurances"]), None)
    return found if found is not None and _is_company(a, found) else None


def _promising(a: Arrays, promise: int) -> int | None:
    """Return from whom a promise is sought: Acme, in "sought from Acme a promise", "asked Acme for a promise"."""
    verb = a.head[promise]
    if a.lemma[verb] not in _words()["seeking"] or a.dep[promise] not in ("obj", "obl"):
        return None
    asked = [k for k in a.children(verb, "iobj", "obj") if verb < k < promise]
    tied = (*a.children(verb, "obl"), *a.children(promise, "nmod"))
    return next(iter(asked + [k for k in tied if a.lower[a.left[k]] == "from"]), None)


def owner_bidden(a: Arrays, i: int) -> int | None:
    """Return the company whose thing it is that it should do something about: Acme, in "urged Acme to sell (its) unit".

    So it is of verbs that one does with one's own: who urges Acme "to back its bid" may mean his bid.
    """
    thing = a.head[i]
    verb = a.head[thing]
    if a.lower[i] not in _OWN or a.dep[thing] not in ("obj", "nsubj", "nsubj:pass"):
        return None
    own = a.lemma[verb] in _words()["own"]
    return bidden(a, verb) if own and a.dep[i] == "nmod:poss" else None


def _is_passive(a: Arrays, verb: int) -> bool:
    return a.child(verb, "aux:pass") is not None or a.child(verb, "nsubj:pass") is not None


def _asked(a: Arrays, i: int, up: int) -> int | None:
    """Return of whom an act is demanded: its own subject, or who stands before "to"."""
    own, marks = a.child(i, "nsubj"), {a.lower[k] for k in a.children(i, "mark")}
    if own is not None:
        bare = a.tag[i] == "VB" and a.child(i, "aux") is None and a.lemma[up] in _words()["bare"]
        return own if bare or "to" in marks else None
    if "to" not in marks:
        return None
    if _is_passive(a, up):
        return a.child(up, "nsubj:pass")
    before = [k for k in a.children(up, "obj", "iobj", "vocative", "nsubj") if up < k < i]
    tied = (k for k in a.children(up, "obl") if up < k < i)
    before += [k for k in tied if any(a.lower[c] in _BEFORE for c in a.children(k, "case"))]
    return before[0] if before else None


def _is_company(a: Arrays, i: int) -> bool:
    if a.pos[i] == "PRON":
        return a.lower[i] in ("it", "they", "them")
    return a.pos[i] == "PROPN" or (a.pos[i] == "NOUN" and is_business(a, i))


def _is_own(a: Arrays, asked: int, up: int) -> bool:
    """Tell whether somebody may want it of the own company: "wants its unit to sell cars", "Lee wants Acme to"."""
    from kg.extract.coref.lists import lists  # references are resolved by who is asked, too

    wants = a.subject(up) if a.lemma[up] == "want" else None
    if wants is not None and not (a.tag[wants] == "NNS" or a.lemma[wants] in lists().org_classes):
        return True
    return any(a.lower[k] in _OWN for k in a.children(asked, "nmod:poss"))
