"""Who leaves a post: where one succeeds another, when, and whether what is left is a post at all."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import Arrays, arrays
from kg.extract.coref.lists import lists
from kg.extract.discourse import listed
from kg.model import Kind

_SUCCEEDING = frozenset({"succeed", "replace"})
_LEAVING = frozenset(
    {"die", "retire", "resign", "leave", "quit", "step", "depart", "stand", "move"}
)

_GIVING_UP = frozenset({"leave", "quit", "exit", "depart"})
_DISMISSING = frozenset({"fire", "dismiss", "sack", "oust", "remove", "suspend"})
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


def leaves_no_post(verb: Token, person: Token) -> bool:
    """Tell whether a verb says that somebody leaves a thing or place, or dismisses another: "left the door open".

    So do "left for London", "departed from her script" and "fired back at critics".
    """
    a, i = arrays(verb.doc), verb.i
    if a.pos[i] != "VERB":
        return False
    if a.lemma[i] in _DISMISSING:
        return person.i in a.children(i, "nsubj")
    source = [k for k in a.children(i, "obl") if a.lower[a.left[k]] == "from"]
    if any(not _is_place_of_work(a, k) for k in source):
        return True
    return a.lemma[i] in _GIVING_UP and _leaves_a_thing(a, i)


def _leaves_a_thing(a: Arrays, i: int) -> bool:
    """Tell whether a verb of leaving says where somebody goes, or what stays behind and how: "left guidance unchanged"."""
    to = [k for k in a.children(i, "obl") if a.lower[a.left[k]] in ("for", "to") and k > i]
    there = a.children(i, "obj")
    return bool(
        a.children(i, "xcomp", "ccomp", "iobj")
        or (to and any(a.lower[k] == "it" for k in there))
        or (not there and any(a.label[k] == "PLACE" for k in to))
        or any(not _is_place_of_work(a, k) for k in there)
    )


def _is_place_of_work(a: Arrays, i: int) -> bool:
    """Tell whether a noun may be what somebody leaves: a name, a firm, a post, or when it is."""
    if a.label[i] or a.pos[i] in ("PROPN", "NUM") or a.dep[i].endswith("unmarked"):
        return True
    known = a.lemma[i] in lists().org_classes or a.lemma[i] in lists().person_classes
    return known or {a.lemma[i], a.lower[i]} & listed("left_places") != set()
