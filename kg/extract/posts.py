"""By which verb of a sentence somebody is to take up a post, by the order of words: trees hang posts on other verbs, too."""

from __future__ import annotations

from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.times.words import load_toml

_NOMINAL = frozenset({"ADJ", "ADV", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "CCONJ"})
_PAST = ("VBD", "VBN")


@cache
def posts(name: str) -> frozenset[str]:
    """Return a list of `posts.toml`."""
    return frozenset(load_toml("kg.extract", "posts.toml")[name])


def taken_by(a: Arrays, i: int) -> int | None:
    """Return the verb by which somebody is to take up what stands behind it, a post or whose it is, or None.

    Only nominals stand between: join, in "left to join Acme as (chairman)". The title of a name is no post
    that is taken up, and what was taken up before somebody has, unless a verb of leaving goes before it.

    Args:
        a: The text.
        i: The post, or the name of the organization.
    """
    first, k, named = a.sents[a.sent[i]][0], i - 1, bool(a.label[i])
    if not named and i + 1 < len(a) and a.label[i + 1] == "PERSON":
        return None
    while k >= first and not _takes_up(a, k):
        # where somebody comes from is nothing to take up
        ties = a.pos[k] == "ADP" and (a.lower[k] == "as" or (named and a.lower[k] != "from"))
        ties = ties or (a.lower[k] == "of" and a.lemma[k - 1] in posts("called"))
        if not (ties or a.pos[k] in _NOMINAL or a.word[k] == "-"):
            return None
        k -= 1
    if k < first:
        return None
    past = a.tag[k] in _PAST and not any(
        a.lower[h] in ("will", "'ll") for h in a.children(k, "aux")
    )
    return k if not past or _goes_on(a, k) else None


def _takes_up(a: Arrays, i: int) -> bool:
    return a.pos[i] == "VERB" and a.lemma[i] in posts("taking_up")


def _goes_on(a: Arrays, verb: int) -> bool:
    """Tell whether a verb goes on after one of leaving: "left Acme and (joined) Zenith"."""
    return a.dep[verb] == "conj" and a.lemma[a.head[verb]] in posts("leaving")


def only_comes(a: Arrays, i: int) -> bool:
    """Tell whether a name is that of who follows somebody who leaves, or of where a new officer comes from.

    Of neither does a text tell that goes on with "who joins from (Acme)" or "will retire and be replaced by (Ann Lee)".

    Args:
        a: The text.
        i: The head of the name.
    """
    verb = a.head[i]
    if a.dep[i] == "obl:agent":
        left = a.dep[verb] == "conj" and a.lemma[a.head[verb]] in posts("leaving")
        return left and a.lemma[verb] in posts("following")
    from_there = any(a.lower[k] == "from" for k in a.children(i, "case"))
    return from_there and a.lemma[verb] in posts("coming") and a.dep[i] in ("obl", "nmod")
