"""The particle of a phrasal verb: "take over", "spun off Comet"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.answers import once
from kg.extract.tree import children

_PARTICLES = frozenset({"off", "out", "up", "over", "down"})
_PARTING = frozenset({"spin", "sell", "hive", "split"})
"""Verbs after which "off" is hardly ever a preposition."""


def parted(verb: Token) -> Token | None:
    """Return what is spun or sold off, where trees take "off" for its preposition: "will spin off its (unit)"."""
    at = verb.i + 1
    if verb.lemma_.lower() not in _PARTING or at >= len(verb.doc):
        return None
    word = verb.doc[at]
    if word.lower_ != "off" or word.dep_ != "case" or word.head.dep_ != "obl":
        return None
    return word.head if word.head.head.i == verb.i else None


@once
def particle(verb: Token) -> str:
    """Return the particle of a phrasal verb, such as `over` in "take over", or nothing."""
    found = next((c.lower_ for c in children(verb, "compound:prt")), "")
    found = found or next((c.lower_ for c in children(verb, "advmod") if c.tag_ == "RP"), "")
    at = verb.i + 1
    if found or at >= len(verb.doc) or verb.doc[at].lower_ not in _PARTICLES | {"on"}:
        return found
    word = verb.doc[at]
    beside = word.head.i == verb.i
    over = (word.head, word.head.head) if word.lower_ == "on" else (word.head,)  # "on 60 welders"
    object_ = any(t.head.i == verb.i and t.dep_ == "obj" for t in over)
    if word.dep_ == "compound:prt":  # "spin off its unit", where it hangs on the unit
        return word.lower_ if object_ else ""
    if word.dep_ == "case":  # "spun off Comet": one that is read as a preposition
        tied = object_ or parted(verb) is not None
        return word.lower_ if tied and word.lower_ != "on" else ""
    alone = word.dep_ == "advmod" and not word.n_lefts + word.n_rights
    return word.lower_ if alone and (beside or object_) else ""
