"""Verbs that tell of a plan by their form: "Acme to open a plant", "is going to open", "is buying a plant"."""

from __future__ import annotations

from kg.extract.arrays import Arrays
from kg.extract.cues import cues
from kg.extract.givenup import phrase_of


def is_headline(a: Arrays, i: int) -> bool:
    """Tell whether a main verb is a bare infinitive with "to", as in headlines.

    The tree may hang it on the name that is to do it: "Acme Motors to open a plant".
    """
    up = a.head[i]
    nominal = a.dep[up] == "root" and a.pos[up] in ("NOUN", "PROPN") and a.child(up, "cop") is None
    return (a.dep[i] in ("root", "parataxis") or (nominal and up < i)) and any(
        a.dep[k] == "mark" and a.lower[k] == "to" for k in a.kids[i]
    )


def is_to(a: Arrays, i: int) -> bool:
    """Tell whether a verb stands in "is to build"."""
    to = any(a.dep[k] == "mark" and a.lower[k] == "to" for k in a.kids[i])
    be = any(a.dep[k] in ("aux", "cop") and a.lemma[k] == "be" and k < i for k in a.kids[i])
    return to and be


def is_going_to(a: Arrays, i: int) -> bool:
    """Tell whether a verb is the "going" of "is going to be", however the tree hangs the rest."""
    if a.lower[i] != "going" or i + 2 >= len(a) or a.lower[i + 1] != "to":
        return False
    return a.tag[i + 2] == "VB" and any(a.lemma[k] == "be" for k in a.children(i, "aux"))


def is_due_to(a: Arrays, i: int) -> bool:
    """Tell whether a word is the verb of "is due to close", where trees take "due to" for one preposition.

    So is that of "is due to be closed". What something is owed to is no verb: "the fall is due to weak demand",
    "is due to demand".
    """
    to = i - 2 if i and a.lower[i - 1] == "be" else i - 1
    if to < 2 or a.lower[to] != "to" or a.lower[to - 1] != "due" or a.dep[to - 1] != "case":
        return False
    if not any(a.lemma[k] == "be" and k < to - 1 for k in a.children(i, "cop", "aux", "aux:pass")):
        return False
    if a.pos[i] == "VERB" or a.tag[i] in ("VB", "JJ"):
        return True
    return i + 1 < len(a) and a.head[i + 1] == i and a.tag[i + 1] in ("RP", "RB")


def noun_before(a: Arrays, i: int, up: int) -> int | None:
    """Return the plan that an infinitive hung on its verb belongs to: "held talks to buy it", "is in talks to"."""
    to = a.child(i, "mark")
    if to is None or a.lower[to] != "to" or a.dep[i] not in ("advcl", "xcomp"):
        return None
    noun = next((k for k in a.children(up, "obj", "obl") if k < to and _is_close(a, k, to)), None)
    return noun if noun is not None and cues().look("noun", a.lemma[noun]) else None


def _is_close(a: Arrays, noun: int, to: int) -> bool:
    """Tell whether an object, or an adjunct right before, takes an infinitive: "remains on track to"."""
    return a.dep[noun] == "obj" or noun == to - 1


def is_paid_for(a: Arrays, i: int) -> bool:
    """Tell whether a verb says what money or leave is got for: "raised $9 million to build a plant".

    What was got for it does not tell that it was done: "was awarded a grant to build a hub",
    "won approval to close the mine".
    """
    if a.tag[i] != "VB" or a.dep[i] not in ("acl", "advcl", "xcomp"):
        return False
    to = a.child(i, "mark")
    if to is None or a.lower[to] != "to":
        return False
    means, verb = cues().sets["what"], a.head[i]
    if a.dep[i] == "acl":
        if a.lemma[verb] not in means:
            return False
        verb = a.head[verb]
    elif not any(a.lemma[k] in means for k in a.children(verb, "obj") if k < to):
        return False
    return a.lemma[verb] in cues().sets["getting"]


def is_under_way(a: Arrays, i: int) -> bool:
    """Tell whether an act is told as going on now, which news does of what is agreed."""
    now = any(a.lower[k] in ("is", "are", "'s", "'re", "am") for k in a.children(i, "aux"))
    return now and not {a.lemma[i], phrase_of(a, i)}.isdisjoint(cues().sets["under_way"])


TO_COME = (is_headline, is_to, is_going_to, is_due_to, is_paid_for)
"""What tells that an act lies ahead, by the form of its verb."""
