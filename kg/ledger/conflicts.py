"""Claims that contradict each other: of one matter, from different speakers or outlets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from kg.ledger.book import Book
from kg.ledger.model import Conflict, Why
from kg.matters import Told
from kg.matters.outcome import echoes
from kg.matters.pairs import meet, same_amount, span
from kg.matters.told import HEARSAY
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
    heard = {one.claim.modality, other.claim.modality} & HEARSAY  # which is nobody's own word
    return one.own and other.own and one.said != other.said and not heard


def _can_clash(one: Told, other: Told) -> bool:
    """Tell whether two claims assert anything, and whether different sources do.

    What is not so yet, or only for now, is against no plan and no deed.
    """
    if one.pending or other.pending:
        return False
    pair = (one.claim, other.claim)
    silent = any(claim.modality in _SILENT for claim in pair)
    silent = silent or any(claim.action in ("declines", "opposes") for claim in pair)
    several = _several(one, other) or _is_restated(one, other)
    return not silent and several and not _of_other_days(one, other)


def _is_restated(one: Told, other: Told) -> bool:
    """Tell whether one outlet gives a figure of one time again on another day, as a correction does."""
    figures = one.claim.kind is other.claim.kind is Kind.RESULT and one.happened and other.happened
    times = (one.claim.time, other.claim.time)
    same = None not in times and span(one) == span(other)
    return figures and same and one.said != other.said and not (one.denies or other.denies)


def _of_other_days(one: Told, other: Told) -> bool:
    """Tell whether what did not happen in one time is said to happen in another."""
    no = one if one.denies else other
    dated = no.happened and no.denies and no.claim.kind is not Kind.STANCE
    return dated and one.denies != other.denies and meet(span(one), span(other)) is False


def _amounts_differ(one: Told, other: Told) -> bool:
    a, b = one.claim.amount, other.claim.amount
    if a is None or b is None or a.bound or b.bound or unit_of(a.unit) != unit_of(b.unit):
        return False
    return not same_amount(a, b)


def why(one: Told, other: Told) -> Why | None:
    """Return why two claims of one matter can't both be so, None where they can.

    A later plan of the same party is a change, not a conflict, and so is what
    it says itself on another day.
    """
    a, b = one.claim, other.claim
    if not _can_clash(one, other):
        return None
    same_kind = (a.kind, a.action) == (b.kind, b.action)
    found: Why | None = None
    if one.denies != other.denies:
        denied = Kind.STANCE in (a.kind, b.kind) or Modality.DENIED in (a.modality, b.modality)
        if not _takes_back(one, other):
            found = "denied" if denied else "opposite" if same_kind else None
    elif not one.denies and same_kind and one.intended == other.intended:
        if one.intended and _takes_back(one, other):
            found = None
        elif meet(span(one), span(other)) is False:
            found = "dates"
        elif _amounts_differ(one, other):
            found = "amounts"
    return found


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
    alone = [each for each in told if not echoes(each, told)]
    for one, other in combinations(alone, 2):
        reason = why(one, other)
        if reason is not None:
            yield Conflict(
                matter=book.matter_of[one.iri].iri,
                why=reason,
                one=book.entry(one, book.what(one)),
                other=book.entry(other, book.what(other)),
            )
