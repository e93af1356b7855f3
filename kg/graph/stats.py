"""How many claims there are of what: by kind, status, outlet, month and more.

Everything counts rows of `kg.graph.rows`, so that a command, a page and a
notebook give the same figures.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.errors import NotFoundError
from kg.graph.project import status
from kg.graph.rows import ClaimRow, Thing
from kg.rdf.fields import fields_of
from kg.rdf.vocab import RDF

UNKNOWN = "(none)"
"""The value of what a claim or its article does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many claims have a value; `share` is of all claims counted, 0 to 1."""

    value: str
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The size of a graph; `first` and `last` are days of publication, None where no article has one.

    `things` are all nodes that claims join, named or described; `entities` the
    named ones; `attributed` claims have a speaker, `amounts` and `times` a figure
    and a date of their own. `articles` are those with claims, `read` all that were
    read, also those that gave none; None where that is not known.
    """

    articles: int
    read: int | None = None
    claims: int
    entities: int
    things: int
    speakers: int
    outlets: int
    attributed: int
    amounts: int
    times: int
    undated: int
    first: dt.date | None
    last: dt.date | None


def _month(row: ClaimRow) -> str:
    return row.article.date.isoformat()[:7] if row.article.date else UNKNOWN


def _year(row: ClaimRow) -> str:
    return row.article.date.isoformat()[:4] if row.article.date else UNKNOWN


def _fields(row: ClaimRow) -> tuple[str, ...]:
    return fields_of(row.claim.object) if row.claim.object else ()


DIMENSIONS: Mapping[str, Callable[[ClaimRow], str | tuple[str, ...]]] = {
    "kind": lambda row: row.claim.kind.value,
    "status": lambda row: status(row.claim),
    "outlet": lambda row: row.article.publisher or UNKNOWN,
    "month": _month,
    "year": _year,
    "type": lambda row: row.subject.type,
    "subject": lambda row: row.subject.label,
    "speaker": lambda row: row.speaker.label if row.speaker else UNKNOWN,
    "field": _fields,
    "article": lambda row: row.article.id,
    "frame": lambda row: row.claim.found_by or UNKNOWN,
}
"""What claims can be counted by. A claim has one value of each but `field`, of which it may have any number."""

IN_TIME = frozenset({"month", "year"})
"""Dimensions whose values are listed in their order, not the commonest first."""


def _values(row: ClaimRow, by: str) -> tuple[str, ...]:
    try:
        found = DIMENSIONS[by](row)
    except KeyError as error:
        raise NotFoundError(
            f"Claims can't be counted by {by!r}.", f"Known: {', '.join(DIMENSIONS)}."
        ) from error
    return (found,) if isinstance(found, str) else found


def _following(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def _in_order(counts: Mapping[str, int], by: str) -> list[str]:
    """Return the values of a dimension in the order in which they are listed.

    Months and years have no gaps: one in which nothing was published counts 0.
    """
    if by not in IN_TIME:
        return sorted(counts, key=lambda value: (-counts[value], value))
    known = sorted(value for value in counts if value != UNKNOWN)
    if not known:
        return list(counts)
    listed = [known[0]]
    while listed[-1] < known[-1]:
        last = listed[-1]
        listed.append(_following(last) if by == "month" else f"{int(last) + 1:04d}")
    return [*listed, *([UNKNOWN] if UNKNOWN in counts else [])]


def count_by(rows: Iterable[ClaimRow], by: str) -> tuple[Count, ...]:
    """Return how many claims have each value of one of `DIMENSIONS`.

    The commonest goes first; months and years go in their order, those without claims
    among them.

    Args:
        rows: Rows of `read_rows` or `rows_from_claims`.
        by: One of `DIMENSIONS`.

    Raises:
        NotFoundError: There is no such dimension.

    Example:
        >>> from kg.graph.rows import rows_from_claims
        >>> from kg.model import Claim, Kind
        >>> claims = [Claim(article="a", kind=Kind.TARGET, subject=name) for name in ("Acme", "Brio")]
        >>> count_by(rows_from_claims(claims, {}), "kind")
        (Count(value='Target', count=2, share=1.0),)
    """
    listed = list(rows)
    counts = Counter(value for row in listed for value in _values(row, by))
    return tuple(
        Count(value=value, count=counts[value], share=round(counts[value] / len(listed), 6))
        for value in _in_order(counts, by)
    )


def crossed(rows: Iterable[ClaimRow], by: str, across: str) -> dict[str, dict[str, int]]:
    """Return counts by two dimensions: value of the first → value of the second → claims.

    Both are in the order of `count_by`, and every line has every column.

    Args:
        rows: Rows of `read_rows` or `rows_from_claims`.
        by: One of `DIMENSIONS`, the lines.
        across: Another of them, the columns.

    Raises:
        NotFoundError: There is no such dimension.
    """
    listed = list(rows)
    columns = [count.value for count in count_by(listed, across)]
    counts = Counter(
        (line, column)
        for row in listed
        for line in _values(row, by)
        for column in _values(row, across)
    )
    lines = [count.value for count in count_by(listed, by)]
    return {line: {column: counts[line, column] for column in columns} for line in lines}


def things_of(rows: Iterable[ClaimRow]) -> tuple[Thing, ...]:
    """Return the subjects, objects and speakers of rows, each once, sorted by IRI."""
    found = {}
    for row in rows:
        for thing in (row.subject, row.object, row.speaker):
            if thing is not None:
                found[thing.iri] = thing
    return tuple(found[name] for name in sorted(found))


def count_types(rows: Iterable[ClaimRow]) -> tuple[Count, ...]:
    """Return how many things there are of each type, the commonest first; shares are of all things."""
    things = things_of(rows)
    counts = Counter(thing.type for thing in things)
    return tuple(
        Count(value=type_, count=number, share=round(number / len(things), 6))
        for type_, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def articles_read(store: ox.Store) -> int:
    """Return how many articles a store has, with and without claims.

    Args:
        store: A store opened with `kg.rdf.store.open_store`.
    """
    kind = ox.NamedNode(iri.term("Article"))
    quads = store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), kind, None)
    return len({quad.subject for quad in quads})


def summary(
    rows: Iterable[ClaimRow],
    *,
    entity_types: frozenset[str] | None = None,
    read: int | None = None,
) -> Summary:
    """Return the size of what rows tell.

    Args:
        rows: Rows of `read_rows` or `rows_from_claims`.
        read: The number of articles that were read (`articles_read`).
        entity_types: Types that count as named; by default those of resolved entities.
    """
    from kg.resolve.model import ENTITY_CLASSES

    named = entity_types or frozenset(ENTITY_CLASSES.values())
    listed = list(rows)
    things = things_of(listed)
    days = sorted(row.article.date for row in listed if row.article.date)
    return Summary(
        articles=len({row.article.id for row in listed}),
        read=read,
        claims=len(listed),
        entities=sum(thing.type in named for thing in things),
        things=len(things),
        speakers=len({row.speaker.iri for row in listed if row.speaker}),
        outlets=len({row.article.publisher for row in listed if row.article.publisher}),
        attributed=sum(row.claim.speaker is not None for row in listed),
        amounts=sum(row.claim.amount is not None for row in listed),
        times=sum(bool(row.claim.time) for row in listed),
        undated=sum(row.article.date is None for row in listed),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
