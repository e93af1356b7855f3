"""One claim explained: its words, its frame, how its values were read, what its names stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from kg import iri
from kg.errors import NotFoundError
from kg.explain.decided import Ruling, decision_triples, rulings, with_changes
from kg.explain.frames import FrameInfo, frame_info
from kg.explain.marks import Mark, marked
from kg.explain.names import merges_of
from kg.extract.amounts import find_amounts
from kg.graph.profile import matters_of, outcomes
from kg.graph.rows import ClaimRow, Thing, claims_of, rows_at
from kg.model import TimeSpan
from kg.rdf.claim_graph import ShapeCheck, check_claim, claim_triples
from kg.rdf.fields import fields_of
from kg.rdf.times import due, edtf, precision, qualifier
from kg.rdf.vocab import PROV, RDFS
from kg.resolve import Decisions, Merge
from kg.resolve.decisions_claims import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A piece of evidence with its marked words; `start` and `end` are None for the title."""

    quote: str
    start: int | None
    end: int | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value of the claim, the words it was read from, and how they were read."""

    field: str
    words: str
    value: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """A name of the claim as written, the thing it stands for, and why names were joined in it."""

    part: str
    written: str
    thing: Thing
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that stands behind one claim.

    `pipeline` names the version that made it; `frame` is None where a model or a
    user's frame proposed it (`row.claim.found_by` names that). `matter` is what
    the claim is about, `outcome` how it stands where it was promised, and
    `others` the other claims about it. `rulings` are what people decided about
    it; `triples` are the claim and these decisions.
    """

    row: ClaimRow
    sentences: tuple[Sentence, ...]
    frame: FrameInfo | None
    pipeline: str
    readings: tuple[Reading, ...]
    names: tuple[NameUse, ...]
    matter: str
    outcome: str
    others: tuple[str, ...]
    shapes: tuple[ShapeCheck, ...]
    triples: tuple[ox.Triple, ...]
    rulings: tuple[Ruling, ...] = ()


def _things(row: ClaimRow) -> list[tuple[str, str, Thing]]:
    claim = row.claim
    found = [("subject", claim.subject, row.subject)]
    if claim.object:
        found.append(("object", claim.object, row.object))
    if claim.speaker and row.speaker:
        found.append(("speaker", claim.speaker, row.speaker))
    return found


def _sentences(row: ClaimRow) -> tuple[Sentence, ...]:
    names = {name for _, _, thing in _things(row) for name in thing.names}
    spans = [*sorted(row.claim.evidence), *[None] * row.claim.title_evidence]
    return tuple(
        Sentence(
            quote=quote,
            start=span.start if span else None,
            end=span.end if span else None,
            marks=marked(row.claim, quote, names),
        )
        for quote, span in zip(row.quotes, spans, strict=False)
    )


def _limits(time: TimeSpan) -> str:
    if time.earliest and time.earliest == time.latest:
        return time.earliest.isoformat()
    return f"{time.earliest or '..'} to {time.latest or '..'}"


def _time(field: str, time: TimeSpan | None, row: ClaimRow) -> list[Reading]:
    if not time:
        return []
    how = [f"EDTF {edtf(time)}", precision(time), qualifier(time)]
    if time.inferred:
        how.append(f"the year is taken from “{time.inferred}”")
    elif row.article.date:
        how.append(f"as of the article's day, {row.article.date}")
    return [Reading(field=field, words=time.words or "", value=_limits(time), how="; ".join(how))]


def _amount(row: ClaimRow) -> list[Reading]:
    amount = row.claim.amount
    if amount is None:
        return []
    mentions = [m for quote in row.quotes for m in find_amounts(quote)]
    same = [m for m in mentions if abs(m.quantity.value) == abs(amount.value)]
    best = next((m for m in same if m.quantity.unit == amount.unit), same[0] if same else None)
    how: list[str] = []
    if best is not None:
        how.append(best.kind)
        if best.assumed:
            how.append("the unit is taken from the same text")
        if best.quantity.value == -amount.value:
            how.append(
                f"signed by “{best.signed_by}”" if best.signed_by else "signed, as for falls"
            )
    value = f"{amount.value.normalize() if amount.value else Decimal(0):f}"
    parts = (amount.bound, value, amount.unit)
    return [
        Reading(
            field="amount",
            words=best.words if best else "",
            value=" ".join(part for part in parts if part),
            how="; ".join(how),
        )
    ]


def readings(row: ClaimRow) -> tuple[Reading, ...]:
    """Return how the values of a claim were read from words."""
    claim, published = row.claim, row.article.date
    found = [*_time("time", claim.time, row), *_time("said", claim.said, row), *_amount(row)]
    start, end = due(claim, published)
    if end is not None:
        words = (claim.time.words if claim.time else None) or ""
        how = "planned or aimed at, so due then"
        if claim.time and claim.time.earliest is None and start:
            how += "; without a first day of its own it counts from the day it was said"
        found.append(Reading(field="due", words=words, value=f"{start or '..'} to {end}", how=how))
    if claim.period:
        found.append(Reading(field="period", words="", value=claim.period, how="ISO 8601 duration"))
    if claim.object and (fields := fields_of(claim.object)):
        found.append(
            Reading(field="field", words=claim.object, value=", ".join(fields),
                    how="labels of the scheme “field”")
        )  # fmt: skip
    return tuple(found)


def _value(triples: Iterable[ox.Triple], subject: str, predicate: str) -> str:
    found = [
        t.object.value
        for t in triples
        if isinstance(t.subject, ox.NamedNode)
        and t.subject.value == subject
        and t.predicate.value == predicate
        and not isinstance(t.object, ox.Triple)
    ]
    return min(found, default="")


def _labels(store: ox.Store, name: str) -> list[str]:
    pattern = ox.NamedNode(name), ox.NamedNode(f"{RDFS}label"), None, ox.DefaultGraph()
    found = store.quads_for_pattern(*pattern)
    return sorted(q.object.value for q in found if isinstance(q.object, ox.Literal))


def _names(store: ox.Store, row: ClaimRow, decisions: Decisions | None) -> tuple[NameUse, ...]:
    found = _things(row)
    merges = merges_of(store, [thing for _, _, thing in found], decisions)
    return tuple(
        NameUse(part=part, written=written, thing=thing, merges=merges.get(thing.iri, ()))
        for part, written, thing in found
    )


def _decided(
    store: ox.Store, row: ClaimRow, steps: Callable[[str], Iterable[Step]]
) -> tuple[Ruling, ...]:
    found = rulings(store, row.iri)
    return with_changes(found, steps(row.article.id)) if found else ()


def explain(
    store: ox.Store,
    name: str,
    *,
    decisions: Decisions | None = None,
    shapes: bool = True,
    steps: Callable[[str], Iterable[Step]] = lambda _: (),
) -> Explanation:
    """Return all that stands behind a claim.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
        name: IRI of the claim.
        decisions: What people decided about names in this store.
        shapes: Check the claim against its shapes, which takes a second.
        steps: Returns what decisions did to the claims of an article; asked only
            where the graph has a decision about the claim.

    Raises:
        NotFoundError: The store has no such claim.
    """
    rows = rows_at(store, [name])
    if not rows:
        raise NotFoundError(f"There is no claim <{name}>.", "'kg claims' lists them.")
    row = rows[0]
    triples = claim_triples(store, name)
    matters = matters_of(store, name)
    others = {other for matter in matters for other in claims_of(store, matter)} - {name}
    decided = _decided(store, row, steps)
    told = [triple for each in decided for triple in decision_triples(store, each.decision)]
    run = _value(triples, name, f"{PROV}wasGeneratedBy")
    return Explanation(
        row=row,
        sentences=_sentences(row),
        frame=frame_info(row.claim.found_by),
        pipeline=_value(triples, run, iri.term("pipelineVersion")),
        readings=readings(row),
        names=_names(store, row, decisions),
        matter=next((label for m in matters for label in _labels(store, m)), ""),
        outcome=outcomes(store, [name]).get(name, ""),
        others=tuple(sorted(others)),
        shapes=tuple(check_claim(triples)) if shapes else (),
        triples=(*triples, *told),
        rulings=decided,
    )
