"""Who or what is this: everything that is told of one thing, each statement once.

Claims that say the same with the same certainty are one statement, however
many articles have it; the statement keeps them all, the newest first.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from kg import iri, rich
from kg.graph.names import Names, things
from kg.graph.project import status, verb
from kg.graph.rows import ClaimRow, Thing, claims_of, names_of, rows_at
from kg.graph.wording import amount_words, time_words
from kg.model import Kind, Quantity, TimeSpan
from kg.rdf.roles import role_key
from kg.rdf.vocab import PROV, SKOS

FIGURES = frozenset({Kind.RESULT, Kind.MARKET_MOVE})
"""Kinds of claim that tell a figure and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said of a thing, once, with all claims that say it, the newest first.

    `words` read as a sentence ("Xiaomi invests in ..."); `outcome` tells how a
    promise stands (`kg.rdf.status`), "" for what is no promise; `first` and
    `last` are days of publication. `when` and `amount` are those of the newest
    claim that has any.
    """

    section: str
    words: str
    status: str
    outcome: str
    when: TimeSpan | None
    amount: Quantity | None
    speaker: str | None
    first: dt.date | None
    last: dt.date | None
    articles: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that a graph tells of one thing.

    `aliases` are its other spellings with the number of claims that use each;
    `identifiers` pairs of kind and value; `fields` labels of the fields it is
    active in; `statements` in the order of the sections of `profile.toml`, the
    newest first; `latest` its claims, as subject, object or speaker, the newest first;
    `spoken` how many of them it says itself; `namesakes` other entities that bear a name of it,
    `longer` those whose longer name has the name that was asked for.
    """

    thing: Thing
    aliases: tuple[tuple[str, int], ...]
    identifiers: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    statements: tuple[Statement, ...]
    latest: tuple[ClaimRow, ...]
    spoken: int
    namesakes: tuple[Thing, ...] = ()
    longer: tuple[Thing, ...] = ()

    def __repr__(self) -> str:
        """Return what it is about and how much is told, not all of it."""
        counts = f"{len(self.statements)} statements of {len(self.latest)} claims"
        return f"<Profile of {self.thing.label} ({self.thing.type}): {counts}>"

    def _repr_html_(self) -> str:
        columns = ("what", "status", "outcome", "when", "amount", "told", "articles")
        tables = [
            (name, [_shown(each) for each in self.statements if each.section == name], columns)
            for name in sections()
        ]
        also = f"also {', '.join(name for name, _ in self.aliases)}; " if self.aliases else ""
        claims = "1 claim" if len(self.latest) == 1 else f"{len(self.latest)} claims"
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        note = f"{self.thing.type}; {also}{claims} in {articles}"
        return rich.html(tables, title=self.thing.label, note=note)

    @property
    def articles(self) -> int:
        """How many articles tell of it."""
        return len({row.article.id for row in self.latest})

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of publication, None where no article has one."""
        found = sorted(row.article.date for row in self.latest if row.article.date)
        return (found[0], found[-1]) if found else None


def _shown(statement: Statement) -> dict[str, Any]:
    return {
        "what": statement.words,
        "status": statement.status,
        "outcome": statement.outcome,
        "when": time_words(statement.when),
        "amount": amount_words(statement.amount),
        "told": statement.last,
        "articles": statement.articles,
    }


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads(files("kg.graph").joinpath("profile.toml").read_text(encoding="utf-8"))


@cache
def sections() -> tuple[str, ...]:
    """Return the names of the sections of a profile, in order."""
    return tuple(section["name"] for section in _settings()["section"])


@cache
def _section_of() -> Mapping[str, str]:
    return {kind: each["name"] for each in _settings()["section"] for kind in each["kinds"]}


def newest_first(row: ClaimRow) -> tuple[int, str, str]:
    """Return a key that sorts rows by day of publication, the newest first and the undated last."""
    day = row.article.date
    return (-day.toordinal() if day else 1, row.article.id, row.iri)


def sentence(row: ClaimRow) -> str:
    """Return a claim as words: its subject, how it stands, its object.

    Example:
        >>> from kg.graph.rows import rows_from_claims
        >>> from kg.model import Claim, Kind, Modality
        >>> claim = Claim(article="a", kind=Kind.MERGER, subject="Acme", object="Brio",
        ...               modality=Modality.RUMOURED)
        >>> [sentence(row) for row in rows_from_claims([claim], {})]
        ['Acme is rumoured to merge with Brio']
    """
    return f"{row.subject.label} {verb(row.claim, row.article.date, row.quotes)} {row.object.label}"


def _same(row: ClaimRow) -> tuple[str, ...]:
    """Return what two claims share that say the same with the same certainty."""
    claim = row.claim
    former = verb(claim, row.article.date) if claim.role else ""
    # A figure of another day or another size is another statement.
    figure = (repr(claim.amount), repr(claim.time)) if claim.kind in FIGURES else ()
    return (
        claim.kind.value,
        claim.action or "",
        role_key(claim.role),
        former.split(" ", 1)[0],
        row.subject.iri,
        row.object.iri,
        status(claim),
        *figure,
    )


def _statement(rows: list[ClaimRow], outcomes: Mapping[str, str]) -> Statement:
    newest = rows[0]
    days = sorted(row.article.date for row in rows if row.article.date)
    promised = status(newest.claim) in ("planned", "targeted")
    outcome = outcomes.get(newest.iri, "") if promised else ""
    return Statement(
        section=_section_of()[newest.claim.kind.value],
        words=sentence(newest),
        status=status(newest.claim),
        outcome=outcome,
        when=next((row.claim.time for row in rows if row.claim.time), None),
        amount=next((row.claim.amount for row in rows if row.claim.amount), None),
        speaker=next((row.claim.speaker for row in rows if row.claim.speaker), None),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        articles=len({row.article.id for row in rows}),
        claims=tuple(row.iri for row in rows),
    )


def statements(
    rows: Iterable[ClaimRow], outcomes: Mapping[str, str] | None = None
) -> list[Statement]:
    """Return what rows say, each statement once, by section and the newest first.

    Args:
        rows: Rows of any claims.
        outcomes: How the promise of a claim stands, by the claim's IRI.
    """
    grouped: dict[tuple[str, ...], list[ClaimRow]] = defaultdict(list)
    for row in sorted(rows, key=newest_first):
        grouped[_same(row)].append(row)
    order = {name: number for number, name in enumerate(sections())}
    found = [_statement(group, outcomes or {}) for group in grouped.values()]
    return sorted(found, key=lambda each: order[each.section])


def _aliases(thing: Thing, rows: Iterable[ClaimRow]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(names_of(thing, row))
    names = {*thing.names, *counts} - {thing.label}
    return tuple((name, counts[name]) for name in sorted(names, key=lambda n: (-counts[n], n)))


def _values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    pattern = ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph()
    found = (quad.object for quad in store.quads_for_pattern(*pattern))
    return sorted(term.value for term in found if not isinstance(term, ox.Triple))


def identifiers(store: ox.Store, name: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers of a thing as pairs of kind and value, its IRI not among them."""
    return tuple(
        (label, value)
        for predicate, label in _settings()["identifiers"].items()
        for value in _values(store, name, _expanded(predicate))
    )


def _expanded(predicate: str) -> str:
    local = predicate.removeprefix("ci:")
    return predicate if local == predicate else iri.term(local)


def fields(store: ox.Store, name: str) -> tuple[str, ...]:
    """Return the labels of the fields that a thing is active in, sorted."""
    found = _values(store, name, iri.term("activeIn"))
    return tuple(
        sorted(next(iter(_values(store, field, f"{SKOS}prefLabel")), field) for field in found)
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """The thing that a name means, others that bear a name of it, and others whose longer name has it."""

    thing: Thing
    namesakes: tuple[Thing, ...]
    longer: tuple[Thing, ...]


def _meant(store: ox.Store, name: str) -> _Meant:
    """Return who a name means, and who else it might."""

    def weight(node: str) -> int:
        return len(claims_of(store, node))

    known = {thing.iri: thing for thing in things(store)}
    names = Names(known.values())
    found = names.find(name, weight)
    return _Meant(
        known[found],
        tuple(known[other] for other in names.namesakes(found)),
        tuple(known[other] for other in names.confusable(name, found, weight)),
    )


def find_thing(store: ox.Store, name: str) -> Thing:
    """Return the thing that a name means.

    Raises:
        NotFoundError: None bears the name; the remedy lists near matches.
    """
    return _meant(store, name).thing


def outcomes(store: ox.Store, names: Iterable[str]) -> dict[str, str]:
    """Return how the promises of some claims stand, by the claims' IRIs; others are left out.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        names: IRIs of claims.
    """
    found = {}
    for name in names:
        ranked: dict[int, set[str]] = defaultdict(set)
        for matter in matters_of(store, name):
            for assessment in _subjects(store, iri.term("statusOf"), matter):
                promised = name in _values(store, assessment, iri.term("promise"))
                rests = name in _values(store, assessment, f"{PROV}wasDerivedFrom")
                for state in _values(store, assessment, iri.term("status")):
                    ranked[0 if promised else 1 if rests else 2].add(state.rsplit("/", 1)[-1])
        # Of several promises in one storyline none is this claim's, where it takes part in none.
        if ranked and (min(ranked) < 2 or len(ranked[2]) == 1):
            found[name] = ", ".join(sorted(ranked[min(ranked)]))
    return found


def matters_of(store: ox.Store, claim: str) -> list[str]:
    """Return what a claim is about: the storyline of all articles first, then its own article's matter."""
    return [
        *_values(store, claim, iri.term("inStoryline")),
        *_values(store, claim, iri.term("about")),
    ]


def _subjects(store: ox.Store, predicate: str, value: str) -> list[str]:
    pattern = None, ox.NamedNode(predicate), ox.NamedNode(value), ox.DefaultGraph()
    found = store.quads_for_pattern(*pattern)
    return sorted(q.subject.value for q in found if isinstance(q.subject, ox.NamedNode))


def profile(store: ox.Store, name: str) -> Profile:
    """Return all that a store tells of one thing, reading nothing else of it.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        name: A name, an alias or an IRI.

    Raises:
        NotFoundError: Nothing bears the name; the remedy lists near matches.
    """
    meant = _meant(store, name)
    thing = meant.thing
    rows = sorted(rows_at(store, claims_of(store, thing.iri)), key=newest_first)
    told = [row for row in rows if thing.iri in (row.subject.iri, row.object.iri)]
    return Profile(
        thing=thing,
        aliases=_aliases(thing, rows),
        identifiers=identifiers(store, thing.iri),
        fields=fields(store, thing.iri),
        statements=tuple(statements(told, outcomes(store, (row.iri for row in told)))),
        latest=tuple(rows),
        spoken=sum(row.speaker is not None and row.speaker.iri == thing.iri for row in rows),
        namesakes=meant.namesakes,
        longer=meant.longer,
    )
