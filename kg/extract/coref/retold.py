"""Names whose other mentions tell what they are: a family name with its particle, a headline's name that is a product below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.coref.lists import lists
from kg.extract.coref.screening import Spelt

_FIRMS = frozenset({"COMPANY", "ORG"})


def retold(found: Sequence[Spelt]) -> None:
    """Give names the label that others of them have for sure; changed in place.

    Args:
        found: Mentions of the title and the body.
    """
    _by_particle(found)
    _as_below(found)


def _by_particle(found: Sequence[Spelt]) -> None:
    """Give the label PERSON to the family name with particle of somebody told in full: "Jan de Roe. (...) De Roe said"."""
    families: set[tuple[str, ...]] = set()
    for name in found:
        parts = tuple(name.text.casefold().split())
        if name.label == "PERSON":
            families.update(parts[i:] for i in range(1, len(parts) - 1))
    for name in found:
        parts = tuple(name.text.casefold().split())
        told = len(parts) > 1 and parts[0] in lists().particles and parts in families
        if told and name.label != "PERSON":
            name.label = "PERSON"


def _as_below(found: Sequence[Spelt]) -> None:
    """Give a "firm" of a headline the label PRODUCT where the text below counts them: "the Brill (...) 3,000 Brills"."""
    below: dict[str, set[str]] = defaultdict(set)
    for name in found:
        if not name.title:
            below[name.text].add(name.label)
    for name in found:
        if not name.title or name.label not in _FIRMS:
            continue
        counted = below.get(f"{name.text}s") == {"PRODUCT"}
        if counted and below.get(name.text, {"PRODUCT"}) == {"PRODUCT"}:
            name.label = "PRODUCT"
