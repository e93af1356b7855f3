"""Fields of work that a description names, by the words of the scheme `field`.

The words are the labels in `ontology/schemes.ttl`: a description has a field
when it contains one of the field's labels as whole words, singular or plural.
Nothing else is inferred.
"""

from __future__ import annotations

from functools import cache, lru_cache

import pyoxigraph as ox

from kg.rdf import ontology
from kg.rdf.vocab import SKOS
from kg.resolve.names import words

_LABELS = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in words(text))


@cache
def _labels() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the fields by each of their labels, as singular words."""
    found: dict[tuple[str, ...], set[str]] = {}
    for triple in ontology.triples("schemes.ttl"):
        subject, label = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(label, ox.Literal):
            continue
        scheme, _, name = subject.value.rpartition("/")
        if scheme.endswith("/scheme/field") and triple.predicate.value in _LABELS:
            found.setdefault(_phrase(label.value), set()).add(name)
    return {label: tuple(sorted(names)) for label, names in found.items()}


def known_fields() -> tuple[str, ...]:
    """Return the notations of all fields, sorted."""
    return tuple(sorted({name for names in _labels().values() for name in names}))


@lru_cache(maxsize=1 << 15)
def fields_of(description: str) -> tuple[str, ...]:
    """Return the notations of the fields that a description names, sorted.

    Example:
        >>> fields_of("mass production of its electric cars")
        ('cars', 'electric-vehicles')
        >>> fields_of("a new headquarters")
        ()
    """
    table = _labels()
    found: set[str] = set()
    phrase = _phrase(description)
    longest = max(map(len, table), default=0)
    for start in range(len(phrase)):
        for size in range(1, longest + 1):
            found.update(table.get(phrase[start : start + size], ()))
    return tuple(sorted(found))
