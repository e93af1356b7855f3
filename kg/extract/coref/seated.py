"""Firms called by where they work and what they are: "the Halden tannery has filed for insolvency".

Local news gives them no other name. A site of another firm is called so, too ("Acme said the Halden brewery
would close"), so the description is a name only where it acts as firms do, and nobody else has been told of
unless it fails, which sites don't.
"""

from __future__ import annotations

from functools import cache

from kg.extract.arrays import SUBJECTS, Arrays
from kg.extract.coref.phrases import Phrase, What
from kg.extract.coref.salience import Referent
from kg.extract.coref.spelling import name_words
from kg.extract.coref.state import State, new
from kg.extract.times.words import load_toml

_PARTS = ("NOUN", "ADJ")


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `seated.toml`."""
    return frozenset(load_toml("kg.extract.coref", "seated.toml")[name])


def seated(s: State, told: Phrase) -> Referent | None:
    """Return the firm that a description is the name of, or that such a one was the name of before."""
    a, i = s.a, told.head
    noun = a.lemma[i]
    if noun not in _words("trades") or told.plural or told.owner is not None:
        return None
    known, start = s.things.get(noun), _start(s, i)
    text = " ".join(a.text[a.idx[start] : a.end(i)].split()) if start > 0 else ""
    if known is not None and known.name and told.definite and text in ("", known.name):
        return known
    if not text or a.lower[start - 1] != "the" or not _acts(s, i, start):
        return None
    own = s.name_at[s.inside[start]]
    if own.label in s.lists.organizations and s.named[own.cluster] > 1:
        return s.referents[own.cluster]  # "the Acme dairy", where Acme is told of by itself
    made = new(s, What.ORGANIZATION, "COMPANY")
    made.name, made.words = text, frozenset(name_words(text))
    made.classes = set(told.classes)
    s.things[noun] = made
    return made


def _start(s: State, i: int) -> int:
    """Return where the name of the place begins right before a noun and its parts, -1 where there is none."""
    a, at = s.a, i - 1
    first = a.sents[a.sent[i]][0]
    while at > first and at not in s.inside and a.pos[at] in _PARTS and a.lower[at] != "the":
        at -= 1  # "the Halden (paper) mill"
    if at not in s.inside or not a.word[at][:1].isupper() or a.pos[at] == "ADJ":
        return -1
    name = s.name_at[s.inside[at]]
    nation = s.referents[name.cluster].label == "GROUP"
    return -1 if nation or name.end != at + 1 else name.start


def _acts(s: State, i: int, start: int) -> bool:
    """Tell whether the noun at token `i`, behind the name of a place, does what firms do."""
    a = s.a
    verb = a.head[i]
    if a.dep[i] not in SUBJECTS or i > verb:
        return False
    if _fails(a, verb):
        return True
    own = s.name_at[s.inside[start]].cluster
    told = {n.cluster for n in s.names if n.title or n.start < i} - {own}
    alone = not any(s.referents[n].label == "COMPANY" for n in told)
    return alone and a.dep[i] == "nsubj" and a.lemma[verb] in _words("acts")


def _fails(a: Arrays, verb: int) -> bool:
    """Tell whether a verb or predicate tells of a firm's failure: "filed for insolvency", "is bankrupt"."""
    near = (verb, *a.children(verb, "obl", "obj", "xcomp", "advcl"))
    words = {a.lemma[k] for n in near for k in (n, *a.children(n, "compound"))}
    return not words.isdisjoint(_words("fails"))
