"""Who is meant by a name: the thing of a book that bears it, as `kg show` finds it."""

from __future__ import annotations

from kg.graph.rows import Thing
from kg.ledger.book import Book


def find_party(book: Book, name: str) -> Thing:
    """Return the thing that a name means, by the rules of `kg.graph.names.Names`.

    Where several bear the name, it is an entity before a description, and then
    the one of which most claims tell.

    Args:
        book: Of `open_book` or `make_book`.
        name: A name, an alias, initials that only one thing has, or an IRI.

    Raises:
        NotFoundError: Nothing bears the name; the remedy lists near matches.
    """
    found = book.lookup.find(name, lambda node: book.weights[node])
    return book.things[found]


def namesakes(book: Book, party: Thing) -> tuple[Thing, ...]:
    """Return the other entities of a book that bear a name of a thing."""
    return tuple(book.things[node] for node in book.lookup.namesakes(party.iri))
