"""Persons whom the analyser takes for a company though the text gives them a post.

Notices set rare names where companies mostly stand: "Acme announces that Amara Nwosu has been
appointed chief executive". Only people hold such posts, or give them up.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.coref.screening import Spelt
from kg.extract.times.words import load_toml

_LONGEST_POST = 6  # tokens
_WORDS = (2, 3)  # of a person's name


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `appointed.toml`."""
    return frozenset(load_toml("kg.extract.coref", "appointed.toml")[name])


def _post_from(a: Arrays, at: int, stop: int, more: frozenset[str] = frozenset()) -> bool:
    """Tell whether a post, one of `more` among them, begins at a place: "as its new chief executive"."""
    for i in range(at, min(stop, at + _LONGEST_POST)):
        if a.lemma[i].lower() in _words("posts") | more:
            return True
        if a.pos[i] not in ("ADJ", "NOUN", "PROPN", "DET", "PRON", "ADP") and a.word[i] != "-":
            return False
        if a.pos[i] == "ADP" and a.lower[i] not in ("as", "to"):
            return False
    return False


def _heads_unit(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name is set off from "the founder of its Belgian subsidiary", whose founder it is."""
    at, first = name.start, a.sents[a.sent[name.start]][0]
    unit = at - 2
    if unit <= first or a.word[at - 1] != "," or a.lemma[unit] not in _words("units"):
        return False
    of = max(
        (k for k in range(max(first, unit - _LONGEST_POST), unit) if a.lower[k] == "of"), default=0
    )
    if (
        of < 1
        or a.pos[of - 1] != "NOUN"
        or a.lower[of + 1] not in ("its", "their", "the", "his", "her")
    ):
        return False
    plain = all(a.pos[k] in ("ADJ", "NOUN", "PROPN", "PRON", "DET") for k in range(of + 1, unit))
    return plain and a.lemma[of - 1] in _words("posts") | _words("heads") | _words("founds")


def is_given_post(a: Arrays, name: Spelt) -> bool:
    """Tell whether the words around a name give it a post: "named Ann Lee as its chairman"."""
    start, stop = a.sents[a.sent[name.start]]
    before, at = name.start - 1, name.end
    if before > start and a.lemma[before].lower() in _words("appoints") and a.pos[before] == "VERB":
        return _post_from(a, at, stop)
    if (
        before - 1 > start
        and a.lower[before] == "of"
        and a.lemma[before - 1] in _words("appointing")
    ):
        return at < stop and a.lower[at] == "as" and _post_from(a, at, stop)
    while at < stop and a.lower[at] in _words("auxiliaries"):
        at += 1
    if at >= stop or a.pos[at] != "VERB":
        return False
    if a.lemma[at] in _words("appoints"):
        # "has been named", not "has named Ann Lee its chief executive"
        passive = at > name.end and a.lower[at - 1] in _words("passive")
        return passive and _post_from(a, at + 1, stop)
    if a.lemma[at] not in _words("comes") | _words("leaves"):
        return False
    more = _words("heads") if a.lemma[at] in _words("leaves") else frozenset[str]()
    told = next((i for i in range(at, min(stop, at + _LONGEST_POST)) if a.lower[i] == "as"), stop)
    return _post_from(a, told, stop, more)


def call_persons(found: Sequence[Spelt], a: Arrays) -> None:
    """Give the label PERSON to names of companies that are given a post, in place.

    Args:
        found: Mentions of the title and the body, title first, in order.
        a: The analysed body.
    """
    firms = [n for n in found if n.label in ("COMPANY", "ORG")]
    called = {
        n.text
        for n in firms
        if not n.title
        and len(n.text.split()) in _WORDS
        and all(word.isalpha() and word.istitle() for word in n.text.split())
        and (is_given_post(a, n) or _heads_unit(a, n))
    }
    for name in firms if called else ():
        if name.text in called:
            name.label = "PERSON"
