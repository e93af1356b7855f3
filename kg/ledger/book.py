"""The book that ledger, timeline and conflicts are read from: rows, matters, sources."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import pyoxigraph as ox

from kg import iri
from kg.graph import ClaimRow, read_rows
from kg.graph.names import Names
from kg.graph.project import ends
from kg.graph.remarks import RemarkRow, read_remarks
from kg.graph.rows import MATTER, Thing
from kg.ledger.model import Entry
from kg.matters import Matter, Named, Told, history, index, matters, outlets, tell
from kg.matters.marks import speaks_of
from kg.matters.outcome import Index
from kg.matters.words import is_common
from kg.model import Kind, Modality
from kg.resolve.model import ENTITY_CLASSES


@dataclass(frozen=True, kw_only=True)
class Book:
    """All claims of a graph by IRI, and the matters that they belong to, sorted by IRI.

    `read_remarks` reads the sentences that may tell an outcome, when they are first asked for.
    """

    rows: Mapping[str, ClaimRow]
    matters: tuple[Matter, ...]
    read_remarks: Callable[[], Iterable[RemarkRow]] = tuple

    @cached_property
    def remarks(self) -> Mapping[str, tuple[RemarkRow, ...]]:
        """The sentences that may tell an outcome, by article."""
        found: dict[str, list[RemarkRow]] = defaultdict(list)
        for row in self.read_remarks():
            found[row.article.id].append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def articles_of(self) -> Mapping[str, frozenset[str]]:
        """The articles with claims that name a thing, by its IRI."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows.values():
            for thing in _things(row):
                found[thing.iri].add(row.article.id)
        return {name: frozenset(articles) for name, articles in found.items()}

    @cached_property
    def index(self) -> Index:
        """What is known of each party beyond one matter."""
        return index(told for matter in self.matters for told in matter.told)

    @cached_property
    def outlets(self) -> Mapping[str, int]:
        """How many independent outlets carry each claim, by its IRI."""
        found: dict[str, int] = {}
        for matter in self.matters:
            found |= outlets(matter.told)
        return found

    @cached_property
    def matter_of(self) -> Mapping[str, Matter]:
        """The matter of each claim, by the IRI of the claim."""
        return {told.iri: matter for matter in self.matters for told in matter.told}

    def names(self, told: Iterable[Told]) -> set[str]:
        """Return the IRIs of all things that some claims name."""
        rows = [self.rows[each.iri] for each in told]
        ends = {end for row in rows for end in (row.subject.iri, row.object.iri)}
        return ends | {row.speaker.iri for row in rows if row.speaker}

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Subjects, objects and speakers of the claims, by IRI."""
        return {thing.iri: thing for row in self.rows.values() for thing in _things(row)}

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """How many claims name each thing, by IRI."""
        return Counter(
            node for row in self.rows.values() for node in {each.iri for each in _things(row)}
        )

    @cached_property
    def lookup(self) -> Names:
        """The names of all things that have one; what stands for a kind of claim ("its shares") has none."""
        return Names(thing for thing in self.things.values() if thing.type != MATTER)

    def label(self, iri: str) -> str:
        """Return what a party of a matter is called."""
        return self.things[iri].label

    @cached_property
    def _reasons(self) -> Mapping[str, str]:
        return {claim: why for each in self.matters for claim, _, why in each.reasons}

    @cached_property
    def _what(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for matter in self.matters:
            events = history(matter, self.index, dt.date.max)
            found |= {event.told.iri: event.what for event in events}
        return found

    def what(self, told: Told) -> str:
        """Return what a claim is in the history of its matter."""
        return self._what[told.iri]

    def entry(self, told: Told, what: str) -> Entry:
        """Return a claim as an entry of a history."""
        row = self.rows[told.iri]
        claim, article = row.claim, row.article
        relation, object_ = ends(row)
        judged = claim.kind is Kind.TARGET and claim.modality is Modality.ASSERTED
        object_ = "its aim" if judged and claim.object is None else _as_told(row, object_)
        return Entry(
            what=what,
            said=told.said,
            time=claim.time,
            subject=row.subject.label,
            relation=relation,
            object=object_,
            kind=claim.kind.value,
            modality=claim.modality.value,
            polarity=claim.polarity.value,
            amount=claim.amount,
            speaker=row.speaker.label if row.speaker else None,
            outlets=self.outlets[told.iri],
            article=article.id,
            title=article.title,
            publisher=article.publisher,
            url=article.url,
            quotes=row.quotes,
            claim=told.iri,
            matter=self.matter_of[told.iri].iri,
            why=self._reasons.get(told.iri, ""),
        )


def _things(row: ClaimRow) -> list[Thing]:
    """Return what a row names: its object, its subject and its speaker."""
    return [row.object, row.subject, *([row.speaker] if row.speaker else [])]


def _as_told(row: ClaimRow, phrase: str) -> str:
    """Return a phrase as it stands inside a sentence: "Pre-orders will open", "First Cars" in a title.

    Only common words lose their capital; names keep theirs.
    """
    if row.claim.object_type is not None or not phrase[:1].isupper():
        return phrase
    *others, title = [*row.quotes, ""] if not row.claim.title_evidence else row.quotes
    every = phrase in title and not any(phrase in quote for quote in others)
    first = any(quote.startswith(phrase) for quote in row.quotes)
    words = phrase.split(" ")
    lowered = [
        word.lower()
        if word[1:].islower() and is_common(word) and (every or (first and not n))
        else word
        for n, word in enumerate(words)
    ]
    return " ".join(lowered)


def _named(row: ClaimRow) -> Named:
    claim = row.claim
    known = claim.kind is not Kind.STANCE and claim.object_type in ENTITY_CLASSES
    is_entity = known and row.object.type in set(ENTITY_CLASSES.values())
    return Named(
        claim=claim,
        iri=row.iri,
        subject=row.subject.iri,
        object=row.object.iri if is_entity else None,
        speaker=row.speaker.iri if row.speaker else None,
        speaker_type=row.speaker.type if row.speaker else None,
        published=row.article.date,
        publisher=row.article.publisher,
        stance_on=row.stance_on,
        sorts=speaks_of(claim, row.quotes),
    )


def make_book(
    rows: Iterable[ClaimRow],
    copies: Mapping[str, str] | None = None,
    remarks: Callable[[], Iterable[RemarkRow]] = tuple,
) -> Book:
    """Return the book of claims in memory.

    Args:
        rows: Rows of `kg.graph.read_rows` or `kg.graph.rows_from_claims`.
        copies: Article → the first article with nearly the same text.
        remarks: Gives the sentences that may tell an outcome (`kg.graph.remarks`).
    """
    listed = {row.iri: row for row in rows}
    told = tell((_named(row) for row in listed.values()), copies)
    return Book(rows=listed, matters=tuple(matters(told)), read_remarks=remarks)


def open_book(
    store: ox.Store, least: float = 0.0, *, rows: Iterable[ClaimRow] | None = None
) -> Book:
    """Return the book of a store opened with `kg.rdf.store.open_store`.

    Args:
        store: The store.
        least: Confidence that a claim must have, from 0 to 1; the others are as if nobody had told them.
        rows: All rows of the store, where they have been read already.

    Raises:
        StoreError: A claim lacks a field that every claim has.
    """
    every = read_rows(store) if rows is None else rows
    kept = (row for row in every if row.claim.confidence >= least)
    return make_book(kept, _copies(store), partial(read_remarks, store))


def _copies(store: ox.Store) -> dict[str, str]:
    """Return article id → id of the article that it is a copy of."""
    ids = {
        quad.subject.value: quad.object.value
        for quad in store.quads_for_pattern(
            None, ox.NamedNode("http://purl.org/dc/terms/identifier"), None, ox.DefaultGraph()
        )
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }
    return {
        ids[quad.subject.value]: ids[quad.object.value]
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(iri.term("copyOf")), None, ox.DefaultGraph()
        )
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.subject.value in ids
        and quad.object.value in ids
    }
