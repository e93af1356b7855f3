"""Claims that contradict each other: of one matter, from different speakers or outlets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from kg.ledger.book import Book
from kg.ledger.model import Conflict, Why
from kg.matters import Told
from kg.matters.pairs import meet, same_amount, span
from kg.matters.words import unit_of
from kg.model import Kind, Modality

_SILENT = frozenset({Modality.HYPOTHETICAL, Modality.UNKNOWN})
"""Modalities that claim nothing which another claim could contradict."""


def _several(one: Told, other: Told) -> bool:
    """Tell whether two claims come from different speakers or outlets."""
    speakers = {one.speaker, other.speaker} - {None}
    return len(speakers) == 2 or one.origin != other.origin


def _takes_back(one: Told, other: Told) -> bool:
    """Tell whether the party itself says otherwise on another day: a change, and no conflict."""
    return one.own and other.own and one.said != other.said


def why(one: Told, other: Told) -> Why | None:
    """Return why two claims of one matter can't both be so, None where they can.

    A later plan of the same party is a change, not a conflict, and so is what
    it says itself on another day.
    """
    a, b = one.claim, other.claim
    if a.modality in _SILENT or b.modality in _SILENT or not _several(one, other):
        return None
    if "declines" in (a.action, b.action) or "opposes" in (a.action, b.action):
        return None
    if one.denies != other.denies:
        if _takes_back(one, other):
            return None
        denied = Kind.STANCE in (a.kind, b.kind) or Modality.DENIED in (a.modality, b.modality)
        return (
            "denied" if denied else "opposite" if (a.kind, a.action) == (b.kind, b.action) else None
        )
    if one.denies or (a.kind, a.action, one.intended) != (b.kind, b.action, other.intended):
        return None
    if meet(span(one), span(other)) is False:
        return "dates"
    same_unit = a.amount and b.amount and unit_of(a.amount.unit) == unit_of(b.amount.unit)
    if same_unit and a.amount and b.amount and not same_amount(a.amount, b.amount):
        return None if a.amount.bound or b.amount.bound else "amounts"
    return None


def conflicts(book: Book, parties: Collection[str] | None = None) -> list[Conflict]:
    """Return all pairs of claims that contradict each other, sorted by matter, day and claim.

    Args:
        book: Of `open_book` or `make_book`.
        parties: IRIs; only conflicts of which a claim has one of them as
            subject, object or speaker.
    """
    found = []
    for matter in book.matters:
        if parties is None or book.names(matter.told) & set(parties):
            found += list(_of_matter(book, matter.told))
    return found


def _of_matter(book: Book, told: Sequence[Told]) -> Iterator[Conflict]:
    for one, other in combinations(told, 2):
        reason = why(one, other)
        if reason is not None:
            yield Conflict(
                matter=book.matter_of[one.iri].iri,
                why=reason,
                one=book.entry(one, book.what(one)),
                other=book.entry(other, book.what(other)),
            )
