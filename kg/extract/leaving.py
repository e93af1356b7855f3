"""Who leaves a post where one succeeds another, and when."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import tree
from kg.model import Kind

_SUCCEEDING = frozenset({"succeed", "replace"})
_LEAVING = frozenset(
    {"die", "retire", "resign", "leave", "quit", "step", "depart", "stand", "move"}
)

_BESIDE = frozenset({"appos", "flat", "nmod"})


def leaves_when(verb: Token) -> Token | None:
    """Return the verb that says when who is succeeded left: "retired", in "succeeds Bo Ek, who retired in May"."""
    if verb.lemma_.lower() not in _SUCCEEDING | {"take"}:
        return None
    told = (c for one in tree.patients(verb) for c in tree.children(one, "acl:relcl"))
    return next((c for c in told if c.lemma_.lower() in _LEAVING), None)


def is_other_end(verb: Token, person: Token, kind: Kind) -> bool:
    """Tell whether somebody succeeds another, and so leaves nothing, or is succeeded, and takes up nothing."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _SUCCEEDING:
        return False
    side = {Kind.DEPARTURE: tree.agents, Kind.APPOINTMENT: tree.patients}.get(kind)
    if side is None:
        return False
    there = {one.i for one in side(verb)}
    while (
        person.i not in there and person.dep_.split(":")[0] in _BESIDE and person.head is not person
    ):
        person = person.head  # "replaced by the head of its arm, Ann Lee"
    return person.i in there
