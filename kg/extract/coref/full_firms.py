"""Names of several words that look like a person's, of whom the text tells what only firms do: "Brandt Hollow cut its forecast".

A person has a given name that is known, a post, a title or "he" somewhere in the text; then it stays a person.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extract.arrays import Arrays
from kg.extract.coref.lists import Lists
from kg.extract.coref.screening import Spelt
from kg.extract.coref.works import goes_on_as_person, keeps_works
from kg.extract.sayers import is_reporting
from kg.model import ORGANIZATION_LABELS


def call_firms(found: Sequence[Spelt], a: Arrays, persons: Collection[str], words: Lists) -> None:
    """Give the label COMPANY to "persons" of several words who do what firms do.

    Args:
        found: Mentions of the title and the body, title first, in order; changed in place.
        a: The analysed body.
        persons: Names of whom the text tells a post.
        words: The word lists.
    """
    body = [n for n in found if not n.title]
    alike = [n for n in body if n.label == "PERSON" and " " in n.text]
    barred = {n.text for n in alike if _is_person(a, n, words)} | set(persons)
    firms = {
        n.text
        for n in alike
        if n.text not in barred and (keeps_works(a, n) or _says_it_first(a, n, found))
    }
    for name in found:
        if name.text in firms and name.label == "PERSON":
            name.label = "COMPANY"


def _is_person(a: Arrays, name: Spelt, words: Lists) -> bool:
    """Tell whether a name has a known given name or an initial, a title before it or "he" behind it."""
    given = name.text.split()[0].lower().rstrip(".")
    before = a.lower[name.start - 1].rstrip(".") if name.start else ""
    known = given in words.male | words.female or len(given) < 3
    return known or before in words.honorifics or goes_on_as_person(a, name)


def _says_it_first(a: Arrays, name: Spelt, found: Sequence[Spelt]) -> bool:
    """Tell whether a name says what "it" does to what is "its", and the text named no firm before that "it" could mean."""
    verb, stop = a.head[name.head], a.sents[a.sent[name.start]][1]
    if a.dep[name.head] != "nsubj" or not is_reporting(a, verb):
        return False
    others = (n for n in found if n.text != name.text and n.label in ORGANIZATION_LABELS)
    if any(n.title or n.start < stop for n in others):
        return False
    it = next((k for k in range(verb + 1, stop) if a.lower[k] == "it"), stop)
    return it < stop and a.dep[it] == "nsubj" and "its" in a.lower[it:stop]
