"""What only firms do to plants, jobs and goods: "Acme will close its plant", "Acme plans to cut 900 jobs".

A name of one word that does it is a firm's though it looks like a family name. A person is told with a
given name, a post or "he", and closes nothing that is "its".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extract.arrays import Arrays
from kg.extract.coref.screening import Spelt
from kg.extract.times.words import load_toml

_SCALES = ("hundred", "thousand", "million")
_DIGITS = 3  # of a number of things or jobs that is none of one person


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of `works.toml`."""
    return frozenset(load_toml("kg.extract.coref", "works.toml")[name])


@cache
def _persons() -> frozenset[str]:
    """Return the words for one who bears a name, if it is a person's."""
    return frozenset(load_toml("kg.extract.coref", "bare_firms.toml")["persons"])


@cache
def sites() -> frozenset[str]:
    """Return the nouns for where a firm works."""
    return frozenset(load_toml("kg.extract", "told_site.toml")["sites"]) | _words("plants")


def runs_works(a: Arrays, name: Spelt) -> bool:
    """Tell whether a bare name does to a plant, to jobs or to goods what only firms do.

    Args:
        a: The analysed body.
        name: A mention of one word in it.
    """
    verb = a.head[name.head]
    if a.dep[name.head] != "nsubj" or a.left[name.head] != name.start:
        return False
    if name.text.casefold() in _words("known") or goes_on_as_person(a, name):
        return False
    return any(_on_works(a, act) for act in _acts(a, verb)) or _goes_on_as_it(a, name)


def keeps_works(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name of any length does to works, jobs or accounts that are "its" what only firms do."""
    verb = a.head[name.head]
    if a.dep[name.head] != "nsubj" or a.left[name.head] < name.start - 2:
        return False
    return any(_on_its_own(a, act) for act in _acts(a, verb)) or _goes_on_as_it(a, name)


def _goes_on_as_it(a: Arrays, name: Spelt) -> bool:
    """Tell whether a name makes a profit or loss, and the next sentence goes on with "It" that does something to its works.

    Where the sentence names another, "it" may be that one.
    """
    verb, number = a.head[name.head], a.sent[name.start]
    earned = {a.lemma[k] for k in a.children(verb, "obj")} & _words("accounts")
    if not earned or a.lemma[verb] not in _words("earns") or number + 1 >= len(a.sents):
        return False
    if any(a.pos[k] == "PROPN" for k in range(name.end, a.sents[number][1])):
        return False
    start, stop = a.sents[number + 1]
    opens = next((k for k in range(start, stop) if a.pos[k] != "SPACE"), start)
    does = a.head[opens]
    return (
        a.lower[opens] == "it"
        and a.dep[opens] == "nsubj"
        and any(_on_its_own(a, act) for act in _acts(a, does))
    )


def goes_on_as_person(a: Arrays, name: Spelt) -> bool:
    """Tell whether this sentence or the next one says "he" or "her" behind a name."""
    last = min(a.sent[name.start] + 1, len(a.sents) - 1)
    return bool(_persons() & set(a.lower[name.end : a.sents[last][1]]))


def _acts(a: Arrays, verb: int) -> Iterator[int]:
    """Yield a verb and the infinitive that tells what is wanted or planned: "has no plans to close"."""
    if a.pos[verb] == "VERB":
        yield verb
    if a.lemma[verb] in _words("ahead"):
        yield from a.children(verb, "xcomp")
        for noun in a.children(verb, "obj"):
            if a.lemma[noun] in _words("plans"):
                yield from a.children(noun, "acl")


def _on_works(a: Arrays, act: int) -> bool:
    """Tell whether an act is done to a plant, to jobs or to many goods."""
    if _on_its_own(a, act):
        return True
    lemma = a.lemma[act]
    for thing in a.children(act, "obj"):
        noun = a.lemma[thing]
        if noun in _words("plants") and lemma in _words("done") and not _has_owner(a, thing):
            return True
        many = noun in _words("jobs") and lemma in _words("staff")
        if (many or lemma in _words("goods")) and _counts_many(a, thing):
            return True
    return False


def _on_its_own(a: Arrays, act: int) -> bool:
    """Tell whether an act is done to works, jobs or accounts that are called "its"."""
    done = {
        *(sites() | _words("jobs") if a.lemma[act] in _words("own") else ()),
        *(_words("accounts") if a.lemma[act] in _words("reckons") else ()),
    }
    return any(
        a.lemma[thing] in done and "its" in (a.lower[k] for k in a.children(thing, "nmod:poss"))
        for thing in a.children(act, "obj")
    )


def _has_owner(a: Arrays, thing: int) -> bool:
    """Tell whether it is told whose a thing is: "Acme's plant", "a plant of Acme"."""
    if a.children(thing, "nmod:poss"):
        return True
    cases = (a.lower[k] for noun in a.children(thing, "nmod") for k in a.children(noun, "case"))
    return not {"of", "by", "for"}.isdisjoint(cases)


def _counts_many(a: Arrays, thing: int) -> bool:
    """Tell whether a number of things is told that is none of one person: "900 jobs", "10,000 pumps"."""
    return any(
        a.lower[k] in _SCALES or sum(c.isdigit() for c in a.word[k]) >= _DIGITS
        for k in a.children(thing, "nummod")
    )
