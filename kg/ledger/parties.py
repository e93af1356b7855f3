"""Who is meant by a name: the things of a book that bear it, or near matches."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz import fuzz, process

from kg.errors import NotFoundError
from kg.graph.names import NEAR, name_form
from kg.graph.rows import DESCRIPTIONS
from kg.ledger.book import Book


def find_parties(book: Book, name: str) -> tuple[str, ...]:
    """Return the IRIs of the things that bear a name, whatever its case and a leading article.

    Descriptions ("its EV division") are no parties. An IRI means itself.

    Raises:
        NotFoundError: Nothing bears the name; the remedy lists near matches.
    """
    found: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, str] = {}
    for row in book.rows.values():
        for thing in (row.subject, row.object, row.speaker):
            if thing is None or thing.type in DESCRIPTIONS:
                continue
            if thing.iri == name:
                return (name,)
            for spelling in {thing.label, *thing.names}:
                found[name_form(spelling)].add(thing.iri)
                labels.setdefault(name_form(spelling), thing.label)
    wanted = name_form(name)
    if wanted in found:
        return tuple(sorted(found[wanted]))
    near = process.extract(
        wanted, sorted(labels), scorer=fuzz.WRatio, limit=None, score_cutoff=NEAR
    )
    ranked = sorted(near, key=lambda match: (-fuzz.ratio(wanted, match[0]), match[0]))
    names = list(dict.fromkeys(labels[key] for key, _, _ in ranked))[:5]
    remedy = "Did you mean " + " or ".join(f"'{label}'" for label in names) + "?" if names else ""
    raise NotFoundError(
        f"Nothing in the graph is called '{name}'.",
        remedy or "'kg claims' lists what the graph knows.",
    )
