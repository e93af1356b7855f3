"""Who orders and who is chosen by the order of words: trees hang such names on whatever stands near.

"won an order for a mill in Leeds from France's Acme": Acme ordered, not the mill.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.described import entity_root
from kg.model import ORGANIZATION_LABELS

_BUYERS = frozenset({"COMPANY", "ORG", "OUTLET", "PLACE", "GROUP"})
_DESCRIBING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})
_FAR = 22  # tokens from an order to the "from" that says whose it is
_DESCRIBED = 8  # tokens from there to the name


def _name_from(first: Token) -> Token | None:
    """Return the first name that words from one on lead up to: Acme, in "France's retail group Acme"."""
    doc, last = first.doc, min(tree.ends(first), first.i + _DESCRIBED)
    at = first.i
    while at < last and (doc[at].pos_ in _DESCRIBING or doc[at].text == "-"):
        if doc[at].ent_iob_ == "B" and doc[at].ent_type_ in _BUYERS:
            after = tree.entity(doc[at])[-1].i + 1
            ends = after >= tree.ends(first) or (
                doc[after].pos_ not in ("NOUN", "PROPN", "PART", "ADJ") and doc[after].text != "-"
            )
            if ends:
                return entity_root(doc[at])
        at += 1
    return None


def source(noun: Token) -> list[Token]:
    """Return whom an order or contract comes from: Acme, in "an order for two mills in Leeds from Acme".

    The first "from" of its clause counts, with no verb and no comma before it.
    """
    doc, last = noun.doc, min(tree.ends(noun), noun.i + _FAR)
    for at in range(noun.i + 1, last - 1):
        word = doc[at]
        if word.lower_ == "from":
            name = _name_from(doc[at + 1])
            return [] if name is None else [name]
        if word.tag_ in ("VBD", "VBZ", "VBP", "MD") or word.text in (",", ";", ":", "–", "—"):
            return []
    return []


def chosen(verb: Token) -> list[Token]:
    """Return the organization named right after a verb: Acme, in "picked Acme", "awarded Acme a contract"."""
    if verb.pos_ != "VERB" or verb.i + 1 >= tree.ends(verb):
        return []
    name = _name_from(verb.doc[verb.i + 1])
    return [name] if name is not None and name.ent_type_ in ORGANIZATION_LABELS else []
