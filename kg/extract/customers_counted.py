"""Counts beside a supply that are no goods: of customers, of what the goods hold, of options for more."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.extract import tree
from kg.extract.amounts import AmountMention
from kg.extract.context import Placed
from kg.extract.coref.lists import lists
from kg.extract.times.words import load_toml

_PARTIES = frozenset({"COMPANY", "ORG", "OUTLET", "PLACE"})
_RECEIVING = frozenset({"to", "for", "with", "between", "among", "at"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "sums.toml")[name])


def counts_no_goods(placed: Placed[AmountMention]) -> bool:
    """Tell whether a count is of no goods that are supplied.

    "Supplies Acme and (three other chains)", "ships able to carry (9,000 boxes)", "has options for (four more)".

    Args:
        placed: The count.
    """
    root = placed.root
    noun = root.head if root.dep_ == "nummod" else root
    return _is_customer(noun) or _is_joined(placed) or _is_held(noun)


def _is_joined(placed: Placed[AmountMention]) -> bool:
    """Tell whether "and" ties a count to the name of a party right before it, wherever trees hang the two."""
    start, first = placed.mention.span.start, placed.root
    while first.i > tree.starts(first) and first.idx > start:
        first = first.nbor(-1)
    if first.i - 2 < tree.starts(first) or first.nbor(-1).dep_ != "cc":
        return False
    return first.nbor(-2).ent_type_ in _PARTIES


def _is_customer(noun: Token) -> bool:
    """Tell whether what is counted stands beside a named party, or is a kind of firm that gets the goods."""
    beside = [noun.head] if noun.dep_ == "conj" else tree.children(noun, "conj")
    if any(t.ent_type_ in _PARTIES for t in beside):
        return True
    return noun.lemma_.lower() in lists().org_classes and tree.case_of(noun) in _RECEIVING


def _is_held(noun: Token) -> bool:
    """Tell whether a count says what goods hold, or how many more may be ordered."""
    if noun.head.lemma_.lower() in _words("options") and noun.dep_ == "nmod":
        return True
    verb = noun.head
    holds = verb.pos_ == "VERB" and verb.lemma_.lower() in _words("holding")
    return holds and noun.dep_ == "obj" and (verb.tag_ == "VBG" or verb.dep_ != "root")
