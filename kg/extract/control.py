"""Who does what an infinitive tells, where the verb above says it of its object: "forced Acme to close it"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.kin import children, conjuncts
from kg.extract.times.words import load_toml


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(found) for key, found in load_toml("kg.extract", "control.toml").items()}


def controls(verb: Token) -> bool:
    """Tell whether the object of a verb is the subject of its infinitive."""
    lemma = verb.lemma_.lower()
    return lemma in _words()["object"] or (verb.tag_ == "VBG" and lemma in _words()["participle"])


def moved(verb: Token) -> list[Token]:
    """Return who is brought to do what an infinitive tells, where the tree takes it for a purpose.

    "Costs forced Acme to close it": the infinitive stands right behind a name, a pronoun or names
    that exemplify ("firms such as Acme").
    """
    head = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VB" or head.lemma_.lower() not in _words()["moving"]:
        return []
    to = next((c for c in children(verb, "mark") if c.lower_ == "to"), None)
    found = [t for t in children(head, "obj", "iobj") if to is not None and head.i < t.i < to.i]
    if to is None or not found or not _touches(found[-1], to):
        return []
    named = found[-1].ent_type_ or found[-1].pos_ == "PRON"
    shown = any(c.ent_type_ for c in children(found[-1], "nmod", "appos"))
    return found[-1:] if named or shown else []


def called_on(verb: Token) -> list[Token]:
    """Return who should do what an infinitive tells: Acme, in "the senator called on Acme to close it"."""
    head = verb.head
    to = next((c for c in children(verb, "mark") if c.lower_ == "to"), None)
    if to is None or verb.dep_ not in ("advcl", "xcomp") or verb.tag_ != "VB":
        return []
    if any(children(thing, "acl") for thing in children(verb, "obj")):
        return []  # "to reverse its plans to cut jobs": the plans are there, whatever becomes of them
    return [
        noun
        for noun in children(head, "obl")
        if head.i < noun.i < to.i and _touches(noun, to)
        if any(
            f"{head.lemma_.lower()} {c.lower_}" in _words()["called"]
            for c in children(noun, "case")
        )
    ]


def bidden(verb: Token) -> list[Token]:
    """Return who is called on to do what a verb tells, kept from it, or plans it before others."""
    return called_on(verb) or kept_from(verb) or planner(verb)


def planner(verb: Token) -> list[Token]:
    """Return whose plan an infinitive tells, wherever the tree hangs it: Acme, in "Zenith attacked the plan of Acme to close it"."""
    to = next((c for c in children(verb, "mark") if c.lower_ == "to"), None)
    if to is None or verb.dep_ not in ("acl", "advcl", "xcomp"):
        return []
    plans = [verb.head] if verb.dep_ == "acl" else children(verb.head, "obj", "nsubj:pass")
    return [
        owner
        for plan in plans
        if plan.lemma_.lower() in _words()["plans"]
        for owner in children(plan, "nmod")
        if plan.i < owner.i < to.i and _touches(owner, to)
        if owner.ent_type_ or children(owner, "det", "nmod:poss")
        if any(c.lower_ == "of" for c in children(owner, "case"))
    ][:1]


def keeper(a: Arrays, i: int) -> int | None:
    """Return the verb that keeps somebody from what a participle tells: "blocked Acme from buying it"."""
    up = a.head[i]
    if a.tag[i] != "VBG" or up >= i or a.lemma[up] not in _words()["keeping"]:
        return None
    tied = a.dep[i].split(":")[0] in ("advcl", "xcomp", "acl", "obl")
    return up if tied and any(a.lower[k] == "from" for k in a.children(i, "mark", "case")) else None


def kept_from(verb: Token) -> list[Token]:
    """Return who is kept from what a participle tells: Acme, in "the court stopped Acme from buying it".

    Trees take a name right after the verb for another subject of it.
    """
    a = arrays(verb.doc)
    up = keeper(a, verb.i)
    if up is None or a.child(up, "aux:pass") is not None:
        return []
    found = [k for k in a.children(up, "obj", "iobj", "nsubj") if up < k < verb.i]
    return [verb.doc[k] for k in found[:1]]


def _touches(noun: Token, to: Token) -> bool:
    """Tell whether nothing but what belongs to an object stands between it and "to"."""
    right = arrays(noun.doc).right
    return max(right[t.i] for t in conjuncts(noun)) + 1 >= to.i
