"""A name explained: which spellings stand for the thing, and why they were taken for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.graph.names import is_entity
from kg.graph.profile import find_thing, identifiers, newest_first
from kg.graph.rows import ClaimRow, Thing, claims_of, names_of, rows_at
from kg.rdf import read
from kg.resolve import Candidate, Decisions, Merge, Resolution, resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A name as articles write it, and the articles that do, sorted by id."""

    name: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Why names are taken for one thing.

    `merges` have the reasons of every join; `apart` are things that look alike and
    were left apart. `rows` are the claims of the thing, the newest first.
    """

    thing: Thing
    spellings: tuple[Spelling, ...]
    identifiers: tuple[tuple[str, str], ...]
    merges: tuple[Merge, ...]
    apart: tuple[Candidate, ...]
    rows: tuple[ClaimRow, ...]


def _resolved(store: ox.Store, things: Iterable[Thing], decisions: Decisions | None) -> Resolution:
    """Resolve the names of the articles that tell of some things.

    The reasons to join names rest on what these articles tell, so no other is read.
    """
    told = {name for thing in things for name in claims_of(store, thing.iri)}
    articles = {article.iri for _, article in read.claims_at(store, told).values()}
    published = ox.NamedNode(iri.term("publishedIn"))
    names = {
        quad.subject.value
        for article in articles
        for quad in store.quads_for_pattern(
            None, published, ox.NamedNode(article), ox.DefaultGraph()
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    claims = [claim for _, (claim, _) in sorted(read.claims_at(store, names).items())]
    return resolve(claims, decisions=decisions)


def merges_of(
    store: ox.Store, things: Iterable[Thing], decisions: Decisions | None = None
) -> dict[str, tuple[Merge, ...]]:
    """Return why the names of some things were joined, by IRI; none for what is only described.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        things: Things of the store.
        decisions: What people decided about names in this store.
    """
    named = [thing for thing in things if is_entity(thing)]
    merges = _resolved(store, named, decisions).merges if named else ()
    return {
        thing.iri: found
        for thing in named
        if (found := tuple(merge for merge in merges if _concerns(merge, thing)))
    }


def _concerns(merge: Merge, thing: Thing) -> bool:
    """Tell whether a merge is of this thing: by IRI, or where fewer articles give another, by names."""
    return merge.entity == thing.iri or {merge.a.name, merge.b.name} <= set(thing.names)


def _spellings(thing: Thing, rows: list[ClaimRow]) -> tuple[Spelling, ...]:
    found: dict[str, set[str]] = {name: set() for name in thing.names}
    for row in rows:
        for name in names_of(thing, row):
            found.setdefault(name, set()).add(row.article.id)
    ordered = sorted(found, key=lambda name: (-len(found[name]), name))
    return tuple(Spelling(name=name, articles=tuple(sorted(found[name]))) for name in ordered)


def explain_name(store: ox.Store, name: str, *, decisions: Decisions | None = None) -> Naming:
    """Return why names are taken for one thing.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        name: A name, an alias or an IRI.
        decisions: What people decided about names in this store.

    Raises:
        NotFoundError: Nothing bears the name; the remedy lists near matches.
    """
    thing = find_thing(store, name)
    rows = sorted(rows_at(store, claims_of(store, thing.iri)), key=newest_first)
    resolution = _resolved(store, [thing], decisions)
    return Naming(
        thing=thing,
        spellings=_spellings(thing, rows),
        identifiers=identifiers(store, thing.iri),
        merges=tuple(merge for merge in resolution.merges if _concerns(merge, thing)),
        apart=tuple(each for each in resolution.candidates if thing.iri in each.entities),
        rows=tuple(rows),
    )
