"""Whether a share is what an owner has, and not what it does with one: "its owner, Acme, sold (9%) of the shares"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return the lists of `owned.toml`, with the verbs by which a stake is moved."""
    found = {**load_toml("kg.extract", "owned.toml")}
    found["moving"] = load_toml("kg.extract", "former.toml")["stakes"]
    return {name: frozenset(some) for name, some in found.items()}


def is_of_owner(root: Token, trigger: Token, obj: Filler | None) -> bool:
    """Tell whether a share may be the holding that a noun for its owner tells of.

    It stands beside the noun, or with a verb of holding: "its owner, Acme, which holds (60%)", "with (60%)".

    Args:
        root: The head of the share.
        trigger: The word that announces the claim.
        obj: What is owned.
    """
    told = (trigger, *tree.children(trigger, "amod", "compound"))  # "its parent company"
    if trigger.pos_ == "VERB" or not any(t.lemma_.lower() in _words()["owners"] for t in told):
        return True
    of_other = _is_of_other(root, obj)
    for token in (root, *root.ancestors):
        if token.i == trigger.i:
            return True
        if token.dep_ in ("nmod", "obl") and tree.case_of(token) == "with":
            return not of_other
        if token.pos_ == "VERB":
            held = token.lemma_.lower() in _words()["holding"] or _is_moved(root, token, obj)
            return held and not of_other
    return True


def _is_moved(root: Token, verb: Token, obj: Filler | None) -> bool:
    """Tell whether a share is what a stake has become: "raised its stake to (30%)", but not "plans to raise it"."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() not in _words()["moving"]:
        return False
    stakes = tree.children(verb, "obj")
    own = not any(_is_of_other(word, obj) for word in (verb, *stakes))
    return bool(stakes) and own and tree.case_of(root) == "to"


def _is_of_other(word: Token, obj: Filler | None) -> bool:
    """Tell whether a share or stake is in a firm that is named, and not the one that is owned."""
    a = arrays(word.doc)
    named = (
        c
        for c in tree.children(word, "nmod", "obl")
        if a.label[c.i] and tree.case_of(c) in ("in", "of")
    )
    own = obj.text.casefold().split() if obj is not None else []
    return any(c.lower_ not in own for c in named)
