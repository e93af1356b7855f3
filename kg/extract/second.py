"""The time at the end of the second of two joined acts: "will buy Acme and close its mill in June".

It is that of the act that it stands with, wherever the tree hangs it, where both have an object of
their own. What both share is of both: "will open and close shops in June". The words are in
`scope.toml`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import Arrays, arrays
from kg.extract.context import Placed
from kg.extract.times import TimeMention
from kg.extract.times.words import load_toml

_FIGURES = ("SYM", "NUM")
_OBJECTS = ("obj", "ccomp", "xcomp")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "scope.toml")["verbs"]["as_nouns"])


def of_second(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands at the end of what is joined to a verb, and is of that alone.

    A figure of account before it asks for a time itself: "lost $3 million and cut jobs in 2020".

    Args:
        placed: The time.
        trigger: The word that announces the claim.
    """
    if trigger.pos_ != "VERB":
        return False
    a, i = arrays(trigger.doc), trigger.i
    start = a.at_offset(placed.mention.span.start)
    first = [k for k in a.children(i, *_OBJECTS, "obl") if i < k < start]
    second = _second(a, i, start)
    if second is None or not any(k < second and a.dep[k] in _OBJECTS for k in first):
        return False
    if any(a.pos[k] in _FIGURES and k < second for k in first):
        return False
    behind = range(second + 1, start)
    return not any(a.word[k] in (",", ";") or a.lower[k] == "both" for k in behind)


def of_first_thing(placed: Placed[TimeMention], trigger: Token) -> bool:
    """Tell whether a time stands behind the first of two joined things and is of that alone: "a mill of 1969 and a museum".

    Args:
        placed: The time.
        trigger: The word that announces the claim.
    """
    joined = trigger.dep_ == "conj" and trigger.pos_ in ("NOUN", "PROPN")
    between = trigger.head.i < placed.root.i < trigger.i
    return joined and between and not trigger.is_ancestor(placed.root)


def _second(a: Arrays, i: int, start: int) -> int | None:
    """Return the last verb joined to another before a time that has an object of its own before it."""
    found = None
    for k in a.children(i, "conj"):
        own = any(k < c < start for c in a.children(k, "obj"))
        if a.pos[k] == "VERB" and k < start and own and a.subject(k) is None:
            found = k
    return found if found is not None else _as_noun(a, i, start)


def _as_noun(a: Arrays, i: int, start: int) -> int | None:
    """Return a verb that trees take for a noun before another: "buy 12 vans and (end) production"."""
    for k in range(i + 2, start):
        if a.head[a.head[a.head[k]]] == i and _is_verb(a, k):
            return k
    return None


def _is_verb(a: Arrays, k: int) -> bool:
    """Tell whether a word before a noun is a verb joined to one in the bare form before it."""
    if (
        a.lower[k] not in _verbs()
        or a.dep[k] not in ("compound", "amod")
        or a.lower[k - 1] != "and"
    ):
        return False
    thing = a.head[k]
    return a.dep[thing] == "conj" and a.tag[a.head[a.head[thing]]] == "VB"


def is_act(trigger: Token) -> bool:
    """Tell whether a word is a verb, if trees take it or its object for a noun: the "end" of "and end production"."""
    if trigger.pos_ == "VERB":
        return trigger.dep_ != "amod" or trigger.i > trigger.head.i  # "a newly formed panel"
    a, i = arrays(trigger.doc), trigger.i
    before = [i, *a.children(i, "compound", "amod")] if i else []
    return any(k > 0 and _is_verb(a, k) for k in before)
