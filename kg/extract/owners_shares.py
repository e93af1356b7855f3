"""Whether a share is what an owner or a firm itself has: not in "its owner, Acme, sold (9%) of the shares"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract import tree, wordorder
from kg.extract.arrays import arrays
from kg.extract.context import Context
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler, names_of
from kg.model import ORGANIZATION_LABELS


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


def is_of_customer(trigger: Token, subject: Filler, context: Context) -> bool:
    """Tell whether a share of a firm's sales is what another firm makes up: "Zenith accounts for 9% of Acme's sales".

    It tells who buys, and nothing of how much is sold.

    Args:
        trigger: The word for the share.
        subject: Whose sales they are.
        context: The text.
    """
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in _words()["making_up"]:
        return False
    names = [n for one in wordorder.agents(verb) for n in names_of(one, context)]
    return any(n.label in ORGANIZATION_LABELS and n.text != subject.text for n in names)


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
