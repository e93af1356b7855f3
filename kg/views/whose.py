"""Whose a thing without a name of its own is: "the company (Acme)", "site (Brio)"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.rows import DESCRIPTIONS, ClaimRow, Thing, settings


def drawn_as(things: Mapping[str, Thing], rows: Iterable[ClaimRow]) -> dict[str, str]:
    """Return what things are called in a drawing, where nothing but a line may tell two of them apart.

    A thing without a name that is called as another one, that is called by one common word, or that
    stands for what a claim does not name has behind it whose it is. Where the claims
    that name one have several subjects it is nobody's own, and stays as it is.

    Args:
        things: Things by IRI.
        rows: The claims that are shown of them.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.object.iri != row.subject.iri:
            owners[row.object.iri].add(row.subject.iri)
    alike = Counter(thing.label.casefold() for thing in things.values())
    unnamed = set(settings()["unnamed"].values())
    found = {}
    for iri, thing in things.items():
        bare = thing.label in unnamed or len(thing.label.split()) == 1
        known = bare or alike[thing.label.casefold()] > 1
        whose = [things[owner].label for owner in owners[iri] if owner in things]
        own = thing.type in DESCRIPTIONS and known and len(whose) == 1
        own = own and whose[0].casefold() not in thing.label.casefold()
        found[iri] = f"{thing.label} ({whose[0]})" if own else thing.label
    return found
