"""Second readings: what a claim might say instead, for a person to decide.

Nothing here changes a claim. What the project computes anyway is looked
through for signs that a field was misread: articles that tell one matter
otherwise, amounts and times of a sentence that its claim does not have, names
that other articles type otherwise, readings of the same words that lost, and
subjects that were guessed. Each becomes a proposal that fits the claim.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from kg.extract.amounts import find_amounts
from kg.extract.times import TimeMention, find_times
from kg.graph import ClaimRow
from kg.interchange import claim_to_json
from kg.ledger import Book, conflicts, ledger
from kg.matters.marks import INTENDED, told_then
from kg.matters.pairs import meet, same_amount
from kg.model import (
    ACTIONS,
    ORGANIZATION_LABELS,
    Claim,
    Kind,
    Modality,
    Polarity,
    Quantity,
    TimeSpan,
)
from kg.records import Record
from kg.resolve.decisions_claims import amount_fits, corrected
from kg.resolve.decisions_values import value_of
from kg.resolve.model import ENTITY_CLASSES, family
from kg.resolve.names import same_name

_FIELDS = {"amounts": "amount", "dates": "time", "opposite": "polarity", "denied": "modality"}
"""The field in which the two claims of a conflict differ, by the sort of conflict."""

_HELD = frozenset({Kind.ROLE, Kind.APPOINTMENT, Kind.DEPARTURE})
_LOST = "the words are read as "
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Another reading of a claim.

    `claim` is its IRI, `set` the fields that differ, as in `docs/claims.md`,
    `why` says what speaks for it, and `weight`, from 0 to 1, how much.
    """

    claim: str
    set: Mapping[str, Any]
    why: str
    weight: float


@cache
def settings() -> dict[str, Any]:
    """Return `corrections.toml`: weights, limits and the kinds that are looked at."""
    return tomllib.loads(resources.files("kg").joinpath("corrections.toml").read_text("utf-8"))


def readings(
    book: Book,
    claims: Mapping[str, Claim],
    record: Callable[[str], Record | None],
    settled: Mapping[str, Collection[str]] | None = None,
) -> list[Reading]:
    """Return other readings of claims, the likeliest first and one for each claim at most.

    Args:
        book: Of the store in which the claims are.
        claims: The claims to look at, as they stand, by IRI; others of the book only bear witness.
        record: Gives the record of an article by its id, None where there is none.
        settled: Fields of claims that are no longer in question, by IRI.
    """
    closed = settled or {}
    rows = [book.rows[name] for name in sorted(claims) if name in book.rows]
    found = [
        *_told_otherwise(book),
        *_not_taken(book.rows.values(), rows),
        *_typed_otherwise(claims),
        *_lost_and_guessed(rows, claims, record),
    ]
    best: dict[str, Reading] = {}
    for reading in sorted(found, key=_order):
        if set(reading.set) & set(closed.get(reading.claim, ())):
            continue
        if reading.claim not in best and _fits(reading, claims.get(reading.claim)):
            best[reading.claim] = reading
    sure = {name: claims[name].confidence for name in best}
    return sorted(best.values(), key=lambda each: (-each.weight, sure[each.claim], each.claim))


def rejectable(book: Book, claims: Mapping[str, Claim]) -> list[str]:
    """Return the IRIs of claims that may be worth nothing, the least believed first.

    A denial is news, and a row of the ledger would go with its promise: neither is among them.

    Args:
        book: Of the store in which the claims are.
        claims: The claims to look at, as they stand, by IRI.
    """
    least = float(settings()["limits"]["reject"])
    weak = {name: claim for name, claim in claims.items() if claim.confidence < least}
    if not weak:
        return []
    told = (
        each
        for promise in ledger(book, dt.date.max)
        for each in (promise.opened, *promise.evidence)
    )
    borne = {each.claim for each in told}
    found = [
        (c.confidence, name) for name, c in weak.items() if name not in borne and not _denies(c)
    ]
    return [name for _, name in sorted(found)]


def _denies(claim: Claim) -> bool:
    refuses = claim.kind is Kind.STANCE and claim.action in settings()["limits"]["refusing"]
    negated = claim.polarity is Polarity.NEGATED or claim.modality is Modality.DENIED
    return refuses or negated


def _order(reading: Reading) -> tuple[float, str, str]:
    return -reading.weight, reading.claim, str(sorted(reading.set.items(), key=str))


def _fits(reading: Reading, claim: Claim | None) -> bool:
    """Tell whether a reading can be that of a claim, and differs from it."""
    if claim is None:
        return False
    try:
        after = corrected(claim, reading.set)
    except ValueError:
        return False
    types = [(c.subject_type, c.object_type, c.speaker_type) for c in (claim, after)]
    return after != claim or types[0] != types[1]


def _weight(name: str) -> float:
    return float(settings()["weights"][name])


def amount_of(text: str) -> dict[str, Any] | None:
    """Return an amount as a person writes it for a claim, read as that of an article: "29 million pounds".

    What the grammar does not read whole is read by `kg.resolve.decisions_values.value_of`.

    Raises:
        SourceError: It is no amount.

    Example:
        >>> amount_of("29 million pounds"), amount_of("")
        ({'value': 29000000, 'unit': 'GBP'}, None)
    """
    whole = [each.quantity for each in find_amounts(text) if each.words == text]
    if len(whole) != 1 or whole[0].unit is None:
        value: dict[str, Any] | None = value_of("amount", text)
        return value
    number = whole[0].value
    value = {
        "value": int(number) if number == number.to_integral_value() else float(number),
        "unit": whole[0].unit,
    }
    return value | ({"bound": whole[0].bound} if whole[0].bound else {})


def _as_json(claim: Claim, field: str, value: Any) -> Any:
    """Return a value of a field as `docs/claims.md` has it."""
    return claim_to_json(replace(claim, **{field: value}))[field]


def words(value: Any) -> str:
    """Return a value of a field as `kg review correct` takes it.

    Example:
        >>> from decimal import Decimal
        >>> words(Quantity(value=Decimal(5000000), unit="EUR", bound="about"))
        'about EUR 5000000'
        >>> words(TimeSpan(latest=dt.date(2024, 6, 30)))
        '../2024-06-30'
    """
    if isinstance(value, Quantity):
        money = value.unit is not None and value.unit.isupper()
        number = f"{value.value.normalize():f}"
        sides = (value.unit, number) if money else (number, value.unit)
        return " ".join(part for part in (value.bound, *sides) if part)
    if isinstance(value, TimeSpan):
        ends = [day.isoformat() if day else ".." for day in (value.earliest, value.latest)]
        return ends[0] if ends[0] == ends[1] else "/".join(ends)
    return str(value) if value is not None else "nothing"


def _quoted(row: ClaimRow) -> str:
    """Return the words of a claim, cut where they are long."""
    text = " ".join(" ".join(row.quotes).split())
    most = int(settings()["limits"]["quote"])
    return f"“{text if len(text) <= most else text[:most].rstrip() + '…'}”"


# --- what other articles tell ----------------------------------------------------------


def _agree(field: str, one: Any, other: Any) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return same_amount(one, other)
    if isinstance(one, TimeSpan) and isinstance(other, TimeSpan):
        return meet((one.earliest, one.latest), (other.earliest, other.latest)) is True
    return field in ("polarity", "modality") and one == other


@dataclass(frozen=True, slots=True)
class _Side:
    """One claim of a conflict: what it says, and how many independent outlets say so."""

    row: ClaimRow
    value: Any
    outlets: int
    said: dt.date | None

    @property
    def rank(self) -> tuple[int, float, dt.date, str]:
        """What is more likely right comes later; of equals, what was said later."""
        return self.outlets, self.row.claim.confidence, self.said or dt.date.min, self.row.iri


def _side(book: Book, name: str, field: str) -> _Side:
    row = book.rows[name]
    value = getattr(row.claim, field)
    told = book.matter_of[name].told
    same = [
        each
        for each in told
        if each.claim.kind is row.claim.kind and _agree(field, getattr(each.claim, field), value)
    ]
    said = next(each.said for each in told if each.iri == name)
    return _Side(row, value, len({each.origin for each in same}), said)


def _told_otherwise(book: Book) -> Iterator[Reading]:
    """Yield readings for claims that others contradict: the amount, the days or the status."""
    best: dict[tuple[str, str], _Side] = {}
    for conflict in conflicts(book):
        field = _FIELDS[conflict.why]
        sides = [_side(book, entry.claim, field) for entry in (conflict.one, conflict.other)]
        weak, strong = sorted(sides, key=lambda side: side.rank)
        if strong.value is None or weak.value == strong.value:
            continue
        # A denial is news; it is worth a look only where more outlets say the contrary.
        if field in ("polarity", "modality") and weak.outlets >= strong.outlets:
            continue
        if field in ("polarity", "modality") and weak.row.claim.kind is not strong.row.claim.kind:
            continue
        known = best.get((weak.row.iri, field))
        if known is None or known.rank < strong.rank:
            best[weak.row.iri, field] = strong
    for (name, field), strong in sorted(best.items(), key=lambda item: item[0]):
        weak = _side(book, name, field)
        here = _read_here(weak.row, field, strong.value)
        more = strong.outlets > weak.outlets
        basis = "told_and_read" if here else "outvoted" if more else "told"
        outlets = f"{strong.outlets} outlets" if strong.outlets > 1 else "1 outlet"
        why = f"{field}: {words(strong.value)} in {strong.row.article.id} ({outlets})"
        why += " and in the sentence too" if here else ""
        why += f", {words(weak.value)} here: {_quoted(weak.row)}"
        value = _as_json(weak.row.claim, field, strong.value)
        yield Reading(claim=name, set={field: value}, why=why, weight=_weight(basis))


def _read_here(row: ClaimRow, field: str, value: Any) -> bool:
    """Tell whether the sentences of a claim hold a value that its field does not have."""
    if field == "amount":
        found = (each.quantity for quote in row.quotes for each in find_amounts(quote))
        return any(same_amount(each, value) for each in found)
    times = (each.value for _, each in _times(row)) if field == "time" else ()
    return any(each == value for each in times)


def _times(row: ClaimRow) -> Iterator[tuple[str, TimeMention]]:
    """Yield the times of the sentences of a claim, each with its sentence."""
    day = row.article.date
    for quote in row.quotes if day else ():
        found = find_times(quote, day)
        yield from ((quote, each) for each in found if each.value and not each.recurring)


# --- what the sentence tells -----------------------------------------------------------


def _not_taken(every: Iterable[ClaimRow], rows: Sequence[ClaimRow]) -> Iterator[Reading]:
    """Yield readings for claims without an amount or a time where the sentence has just one."""
    taken: dict[str, list[Claim]] = defaultdict(list)
    for row in every:
        taken[row.article.id].append(row.claim)
    sorts = settings()["amounts"]
    for row in rows:
        claim, others = row.claim, taken[row.article.id]
        for sort in ("money", "people"):
            bare = claim.amount is None and not _denies(claim)  # what is not done has no price
            if bare and claim.kind.value in sorts[sort]:
                yield from _one_amount(row, sort, others)
        if not claim.time and claim.kind.value in settings()["times"]["kinds"]:
            yield from _one_time(row, others)


def _one_amount(row: ClaimRow, sort: str, others: Iterable[Claim]) -> Iterator[Reading]:
    found = {
        each.quantity: each.words
        for quote in row.quotes
        for each in find_amounts(quote)
        if each.kind == sort and not each.converted_from and each.per is None
    }
    known = [claim.amount for claim in others if claim.amount]
    left = {q: text for q, text in found.items() if not any(same_amount(q, k) for k in known)}
    if len(left) != 1 or next(iter(left)).unit is None:
        return
    ((quantity, text),) = left.items()
    why = f"amount: the claim has none, the sentence has “{text}”: {_quoted(row)}"
    value = _as_json(row.claim, "amount", quantity)
    yield Reading(claim=row.iri, set={"amount": value}, why=why, weight=_weight("amount"))


def _one_time(row: ClaimRow, others: Iterable[Claim]) -> Iterator[Reading]:
    found = {each.value: (quote, each) for quote, each in _times(row) if not each.in_name}
    known = {(c.time.earliest, c.time.latest) for c in others if c.time}
    if len(found) != 1:
        return
    ((time, (quote, mention)),) = found.items()
    if time is None or (time.earliest, time.latest) in known or _is_of_telling(row, quote, mention):
        return
    why = f"time: the claim has none, the sentence has “{mention.words}”: {_quoted(row)}"
    value = _as_json(row.claim, "time", time)
    weight = _weight("time_apart" if _stands_apart(row.claim, quote, mention) else "time")
    yield Reading(claim=row.iri, set={"time": value}, why=why, weight=weight)


def _is_of_telling(row: ClaimRow, quote: str, mention: TimeMention) -> bool:
    """Tell whether a time is that of the news: after "announced", or past, where something is planned."""
    if told_then(quote[: mention.span.start]):
        return True
    end, day = mention.value and mention.value.latest, row.article.date
    return row.claim.modality in INTENDED and bool(end and day and end <= day)


def _stands_apart(claim: Claim, quote: str, mention: TimeMention) -> bool:
    """Tell whether a time stands in a clause that names nothing of its claim ("..., which it did in May")."""
    clauses = set(settings()["times"]["clauses"])
    before = quote[: mention.span.start]
    starts = [m.end() for m in re.finditer(r"\w+", before) if m[0].casefold() in clauses]
    if not starts:
        return False
    words = {
        word
        for name in (claim.subject, claim.object, claim.role)
        for word in _WORD.findall((name or "").casefold())
    }
    return words.isdisjoint(_WORD.findall(before[starts[-1] :].casefold()))


# --- what names are elsewhere ----------------------------------------------------------


def _typed_otherwise(claims: Mapping[str, Claim]) -> Iterator[Reading]:
    """Yield readings for names that this article takes for a thing of another sort than most do."""
    ends = ("subject", "object", "speaker")
    articles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims.values():
        for end in ends:
            name, label = getattr(claim, end), getattr(claim, f"{end}_type")
            if name and label in ENTITY_CLASSES:
                articles[name.casefold()][label].add(claim.article)
    for iri, claim in sorted(claims.items()):
        for end in ends:
            name, label = getattr(claim, end), getattr(claim, f"{end}_type")
            if not name or label not in ENTITY_CLASSES:
                continue
            found = articles[name.casefold()]
            counts = Counter({each: len(where) for each, where in found.items()})
            most = min(counts, key=lambda each: (-counts[each], each))
            few = counts[most] < int(settings()["limits"]["types"]) * counts[label]
            if few or family(most) == family(label):
                continue
            why = f"{end}_type: {most} in {counts[most]} articles, {label} here: {name}"
            yield Reading(claim=iri, set={f"{end}_type": most}, why=why, weight=_weight("type"))


# --- what was read otherwise here ------------------------------------------------------


def _lost_and_guessed(
    rows: Sequence[ClaimRow],
    claims: Mapping[str, Claim],
    record: Callable[[str], Record | None],
) -> Iterator[Reading]:
    """Yield readings of unsure claims that need the record of the article."""
    limits = settings()["limits"]
    unsure: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        if row.claim.confidence < max(limits["kind"], limits["subject"]):
            unsure[row.article.id].append(row)
    for article, listed in sorted(unsure.items()):
        found = record(article)
        if found is None:
            continue
        for row in listed:
            if row.claim.confidence < limits["kind"]:
                yield from _lost(row, found)
            if row.claim.confidence < limits["subject"]:
                yield from _guessed(row, claims[row.iri], found)


def _lost(row: ClaimRow, record: Record) -> Iterator[Reading]:
    """Yield the other kinds that the words of a claim were read as."""
    kinds: set[Kind] = {
        each.kind
        for each in record.dropped
        if each.kind is not None
        and each.kind is not row.claim.kind
        and each.field == "text"
        and each.reason == f"{_LOST}{row.claim.found_by}"
        and any(span.start <= each.span.start < span.end for span in row.claim.evidence)
    }
    if len(kinds) != 1:
        return
    (kind,) = kinds
    claim = row.claim
    if kind in ACTIONS or (kind in _HELD and claim.role is None):
        return  # it would lack what every claim of that kind has
    change: dict[str, Any] = {"kind": kind.value}
    if claim.action is not None:
        change["action"] = None
    if claim.role is not None and kind not in _HELD:
        change["role"] = None
    if not amount_fits(kind, claim.amount):
        change["amount"] = None
    why = f"kind: the words were read as {kind} too, {claim.kind} here: {_quoted(row)}"
    yield Reading(claim=row.iri, set=change, why=why, weight=_weight("kind"))


def _guessed(row: ClaimRow, claim: Claim, record: Record) -> Iterator[Reading]:
    """Yield the organization that was named last before a sentence which does not name its subject."""
    text = " ".join(row.quotes).casefold()
    if not claim.evidence or claim.subject_type not in ORGANIZATION_LABELS:
        return
    if any(word in text for word in _WORD.findall(claim.subject.casefold())):
        return
    start = min(span.start for span in claim.evidence)
    before = f"{record.article.title}\n{record.article.text[:start]}"
    found = sorted((before.rfind(name), name) for name in _others(claim, record))
    if not found or found[-1][0] < 0 or _only_tells(found[-1][1], before):
        return
    name = found[-1][1]
    why = f"subject: {claim.subject} is not named there, and {name} was named last: {_quoted(row)}"
    yield Reading(claim=row.iri, set={"subject": name}, why=why, weight=_weight("subject"))


def _others(claim: Claim, record: Record) -> set[str]:
    """Return the other organizations of an article that may be the subject of a claim: of its very sort.

    An outlet acts for nobody, and what some claim takes for another sort of thing may be a town.
    """
    sorts: dict[str, set[str]] = defaultdict(set)
    for each in record.claims:
        for name, label in ((each.subject, each.subject_type), (each.object, each.object_type)):
            if name and label:
                sorts[name].add(label)
    return {
        name
        for name, labels in sorts.items()
        if labels == {claim.subject_type} - {"OUTLET"} and not same_name(name, claim.subject)
    }


def _only_tells(name: str, text: str) -> bool:
    """Tell whether who is named last in a text only says there what is told, or is where it is."""
    listed, last = settings()["guesses"], text.rfind(name)
    before, after = text[:last], text[last + len(name) :]
    return bool(re.search(listed["before"], before) or re.match(listed["after"], after))
