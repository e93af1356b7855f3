"""Whose act or figure it is where a sentence tells it of somebody without a name: "its rivals posted losses"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.arrays import SUBJECTS, arrays
from kg.extract.closing import can_speak, is_business
from kg.extract.described import exemplars
from kg.extract.nouns import is_indefinite
from kg.extract.times.words import load_toml

if TYPE_CHECKING:
    from kg.extract.context import Context


@cache
def _words() -> dict[str, frozenset[str]]:
    found = load_toml("kg.extract", "owned.toml")
    return {name: frozenset(some) for name, some in found.items()}


def is_stranger(i: int, context: Context) -> bool:
    """Tell whether a noun stands for other companies, or those around one: "a rival", "carmakers", "its suppliers".

    "The group" may be the company that the article is about, and "Acme's banks" are part of it.

    Args:
        i: The noun.
        context: The text.
    """
    a, token = arrays(context.doc), context.doc[i]
    if a.pos[i] != "NOUN":
        return False
    others = a.lemma[i] in _words()["others"]
    if not (others or is_business(a, i)) or _is_named(i, context):
        return False
    if _is_anyone(i, context) or _is_of_both(i, context):
        return True
    if context.chains.all(token):
        return False
    new = any(a.lower[k] == "new" for k in a.children(i, "amod"))  # nobody that was told of
    return others or new or (a.tag[i] == "NNS" and not _is_of_firm(i, context))


def unnamed_owner(i: int, context: Context) -> int | None:
    """Return who has what a verb or its object tells, where it is somebody without a name.

    That is a stranger, people ("farmers"), a body that has no figures of a firm ("the government"), or all firms of a
    kind: "the market grew".

    Args:
        i: The verb, or the noun for what somebody has.
        context: The text.
    """
    a = arrays(context.doc)
    thing = i
    while (
        a.dep[thing] == "conj" and a.pos[a.head[thing]] == "NOUN"
    ):  # "3,900 staff and sales of $2 billion"
        thing = a.head[thing]
    verb = a.head[thing] if a.pos[i] == "NOUN" and a.dep[thing] == "obj" else i
    subject = a.child(verb, *SUBJECTS)
    if subject is None or a.pos[subject] != "NOUN":
        return None
    if a.pos[verb] == "VERB" and a.lemma[subject] in _words()["wholes"]:
        return subject
    if a.lemma[verb] not in _words()["having"]:
        return None
    if is_stranger(subject, context):
        return subject
    own = context.chains.all(context.doc[subject]) or _is_of_firm(subject, context)
    return None if own or is_business(a, subject) or not can_speak(a, subject) else subject


def _is_of_both(i: int, context: Context) -> bool:
    """Tell whether a noun stands for what two firms would be together: "the combined group"."""
    a = arrays(context.doc)
    return any(a.lower[k] in _words()["joined"] for k in a.children(i, "amod"))


def _is_anyone(i: int, context: Context) -> bool:
    """Tell whether a noun points to nobody in particular: "a rival", "other carmakers"."""
    a = arrays(context.doc)
    articles = (a.lower[k] for k in a.children(i, "det"))
    return is_indefinite(context.doc[i]) or not {"a", "an"}.isdisjoint(articles)


def _is_named(i: int, context: Context) -> bool:
    """Tell whether a noun is told by name, or some of it: "another carmaker, Acme", "rivals such as Acme".

    So is what says who a name is: "Acme is a carmaker that", "Acme as a partner that".
    """
    a = arrays(context.doc)
    if a.dep[i] in ("appos", "nmod:desc") or a.children(i, "appos", "nmod:desc", "flat", "cop"):
        return True
    beside = (k for k in a.children(i, "nmod") if k > i and a.child(k, "case") is None)
    if any(a.pos[k] == "PROPN" for k in beside):
        return True
    as_what = any(a.lower[k] == "as" for k in a.children(i, "case"))
    return as_what or bool(exemplars(context.doc[i]))


def _is_of_firm(noun: int, context: Context) -> bool:
    """Tell whether somebody belongs to a company that is named: "Acme's shops"."""
    owners = arrays(context.doc).children(noun, "nmod:poss", "compound")
    return any(context.chains.all(context.doc[k]) for k in owners)
