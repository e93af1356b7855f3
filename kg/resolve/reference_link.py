"""Entities to rows of reference tables: one row that fits, or none.

A name that several rows of a list bear is ambiguous, unless one of them fits
plainly better: by a longer name of ours, by its legal form, or because it is
the row's first name and another name of the others. What is ambiguous is left
alone and listed with what it might be.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kg.model import Entity
from kg.resolve.groups import Sets
from kg.resolve.names import company_key, words
from kg.resolve.reference import Match, Reference

ORGANIZATIONS = ("Company", "NewsOutlet", "Organization")
"""Classes of entities that are looked up: the tables are lists of organizations."""

UNIQUE = ("lei", "cik", "wikidata", "permid")
"""Sorts of identifiers of which an organization has one; it may have several tickers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entity and the row of a reference table that is the same thing.

    `name` is the row's first name and `written` the one that matched.
    `method` is one of `docs/resolution.md`; `score` is from 0 to 1.
    """

    entity: str
    label: str
    table: str
    digest: str
    name: str
    written: str
    method: str
    score: float
    ids: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """An entity that was left without a link to a list, why, and what it might be."""

    entity: str
    label: str
    table: str
    reason: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links and what was left ambiguous, both sorted by entity and list."""

    links: tuple[Link, ...]
    ambiguous: tuple[Ambiguous, ...]


@dataclass(frozen=True, slots=True)
class _Thing:
    """Rows of one list that share an identifier, with the best of their matches."""

    matches: tuple[Match, ...]
    rank: tuple[int, bool, bool]
    best: Match
    exact: bool


@cache
def _settings() -> Mapping[str, Any]:
    text = resources.files("kg.resolve").joinpath("reference_link.toml").read_text("utf-8")
    return tomllib.loads(text)


def _shown(match: Match) -> str:
    ids = ", ".join(f"{scheme} {value}" for scheme, value in match.ids)
    return f"{match.name} ({ids})" if ids else match.name


def _things(matches: Sequence[Match], entity: Entity) -> list[_Thing]:
    """Return the different things that the matches of one list stand for, the best fit first."""
    sets = Sets(len(matches))
    first: dict[object, int] = {}
    for index, match in enumerate(matches):
        unique = [pair for pair in match.ids if pair[0] in UNIQUE]
        # Where a list has one row for each kind of share, the name alone says that it is one firm.
        same = unique or [("name", match.name)]
        for key in (match.row, *same):
            sets.join(first.setdefault(key, index), index)
    ours = {words(name) for name in entity.names}
    found = []
    for one in sets.sets():
        listed = [matches[index] for index in one]
        ranked = sorted(
            listed,
            key=lambda m: (_rank(m, ours), m.name, m.written),
            reverse=True,
        )
        best = ranked[0]
        rank = _rank(best, ours)
        found.append(_Thing(tuple(listed), rank, best, rank[1]))
    return sorted(found, key=lambda thing: (thing.rank, thing.best.name), reverse=True)


def _rank(match: Match, ours: set[tuple[str, ...]]) -> tuple[int, bool, bool]:
    """How well a match fits: by the length of the name, by its legal form, by being a first name."""
    return len(company_key(match.written).split()), words(match.written) in ours, not match.alias


def _method(thing: _Thing, format_: str) -> str:
    best, key = thing.best, company_key(thing.best.written)
    formed = thing.exact and len(words(best.written)) > len(key.split())
    register = format_ in _settings()["formats"]["registers"]
    tiny = len(key) < _settings()["limits"]["short"] and not thing.exact
    if thing.rank[0] == 1 and not formed and (register or tiny):
        return "one_word"
    if best.alias:
        if len(company_key(best.written)) <= _settings()["limits"]["short"]:
            return "short_other"
        return "other_name" if thing.exact else "other_key"
    return "same_name" if thing.exact else "key"


def _in_list(
    entity: Entity, table: str, digest: str, format_: str, matches: Sequence[Match]
) -> Link | Ambiguous | None:
    things = _things(matches, entity)
    best = things[0]
    method = _method(best, format_)
    if entity.type != "Company" and format_ in _settings()["formats"]["firms"]:
        return None
    score = _settings()["scores"][method]
    reason = ""
    if len(things) > 1:
        score += _settings()["scores"]["preferred"]
        if things[1].rank == best.rank:
            reason = f"{len(things)} rows fit as well"
    if not reason and round(score, 3) < _settings()["accept"]:
        reason = f"not sure enough: {method}, {score:.2f}"
    if reason:
        options = tuple(sorted({_shown(thing.best) for thing in things}))
        return Ambiguous(
            entity=entity.iri, label=entity.label, table=table, reason=reason, options=options
        )
    ids = sorted({pair for match in best.matches for pair in match.ids})
    return Link(
        entity=entity.iri,
        label=entity.label,
        table=table,
        digest=digest,
        name=best.best.name,
        written=best.best.written,
        method=method,
        score=round(score, 3),
        ids=tuple(ids),
    )


def link(entities: Iterable[Entity], reference: Reference) -> Links:
    """Return the rows of reference tables that entities are the same as.

    Args:
        entities: Resolved entities; organizations are looked up.
        reference: The tables.
    """
    tables = {table.name: table for table in reference.tables()}
    links: list[Link] = []
    ambiguous: list[Ambiguous] = []
    for entity in sorted(entities, key=lambda e: e.iri):
        if entity.type not in ORGANIZATIONS:
            continue
        by_table: dict[str, list[Match]] = defaultdict(list)
        for match in reference.look_up([company_key(name) for name in entity.names]):
            by_table[match.table].append(match)
        for name, matches in sorted(by_table.items()):
            table = tables[name]
            found = _in_list(entity, name, table.digest, table.format, matches)
            if isinstance(found, Link):
                links.append(found)
            elif found is not None:
                ambiguous.append(found)
    links, contradicting = _without_conflicts(links)
    links, shared = _without_sharing(links)
    return Links(
        links=tuple(sorted(links, key=lambda each: (each.entity, each.table))),
        ambiguous=tuple(
            sorted(
                [*ambiguous, *contradicting, *shared],
                key=lambda each: (each.label, each.entity, each.table, each.reason),
            )
        ),
    )


def _left(each: Link, reason: str, others: Iterable[Link]) -> Ambiguous:
    options = sorted(f"{o.table}: {o.name}" for o in others)
    return Ambiguous(
        entity=each.entity,
        label=each.label,
        table=each.table,
        reason=reason,
        options=tuple(options),
    )


def _without_conflicts(links: Sequence[Link]) -> tuple[list[Link], list[Ambiguous]]:
    """Drop the links of an entity to two lists that give it different identifiers of one sort."""
    by_entity: dict[str, list[Link]] = defaultdict(list)
    for each in links:
        by_entity[each.entity].append(each)
    kept: list[Link] = []
    left: list[Ambiguous] = []
    for listed in by_entity.values():
        values: dict[str, set[str]] = defaultdict(set)
        for scheme, value in (pair for each in listed for pair in each.ids):
            if scheme in UNIQUE:
                values[scheme].add(value)
        bad = sorted(scheme for scheme, found in values.items() if len(found) > 1)
        for each in listed:
            if any(scheme in bad for scheme, _ in each.ids):
                reason = f"lists give different identifiers: {', '.join(bad)}"
                left.append(_left(each, reason, listed))
            else:
                kept.append(each)
    return kept, left


def _without_sharing(links: Sequence[Link]) -> tuple[list[Link], list[Ambiguous]]:
    """Let one entity have an identifier: the one that fits best, none where two fit as well."""
    holders: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for each in links:
        for pair in each.ids:
            if pair[0] in UNIQUE:
                holders[pair].append(each)
    dropped: dict[Link, list[Link]] = {}
    for listed in holders.values():
        if len({each.entity for each in listed}) == 1:
            continue
        top = max(each.score for each in listed)
        best = {each.entity for each in listed if each.score == top}
        for each in listed:
            if len(best) > 1 or each.entity not in best:
                dropped[each] = listed
    left = [
        _left(each, "another entity fits the same row", listed) for each, listed in dropped.items()
    ]
    return [each for each in links if each not in dropped], left
