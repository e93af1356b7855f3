"""The options by which commands choose claims, and the sentence that says what was chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli._types import Day, Word
from kg.model import Kind, Modality

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from kg.graph import ClaimRow
    from kg.graph.names import Names
    from kg.graph.rows import Thing
    from kg.ledger import Book

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which claims count; empty and None choose all."""

    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    def words(self) -> str:
        """Return the choice as words: "asserted claims of kind Merger published since 2020-01-01"."""
        limits = [
            f"{', '.join(self.statuses) or 'all'} claims",
            f"of kind {', '.join(self.kinds)}" if self.kinds else "",
            f"published since {self.since}" if self.since else "",
            f"published until {self.until}" if self.until else "",
        ]
        return " ".join(limit for limit in limits if limit)

    def rows(self, rows: Iterable[ClaimRow]) -> list[ClaimRow]:
        """Return the rows that pass; one without a day of publication passes no limit of days."""
        from kg.graph import status

        def in_time(day: dt.date | None) -> bool:
            if not self.since and not self.until:
                return True
            return (
                day is not None
                and (not self.since or day >= self.since)
                and (not self.until or day <= self.until)
            )

        return [
            row
            for row in rows
            if (not self.statuses or status(row.claim) in self.statuses)
            and (not self.kinds or row.claim.kind.value in self.kinds)
            and in_time(row.article.date)
        ]


def chosen(
    statuses: tuple[str, ...],
    kinds: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    *,
    default: tuple[str, ...] = (),
) -> Chosen:
    """Return what the options of `filters` choose.

    Args:
        statuses: Values of --status.
        kinds: Values of --kind.
        since: Value of --since.
        until: Value of --as-of.
        default: Statuses that count where none is given.

    Raises:
        UsageError: No day lies between `since` and `until`.
    """
    if since and until and since > until:
        raise click.UsageError("--since is after --as-of (--until): no day lies between them.")
    stands = statuses or default
    return Chosen(
        statuses=() if "all" in stands else stands,
        kinds=kinds,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )


def filters(default: str) -> Callable[[F], F]:
    """Return what adds the options that choose which claims count.

    Args:
        default: What the help says of claims where --status is not given.
    """
    decorators = [
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=Word([*(modality.value for modality in Modality), "all"]),
            help=f"Count claims that stand like this; repeatable. By default {default}.",
        ),
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=Word(kind.value for kind in Kind),
            help="Count claims of this kind; repeatable. By default all.",
        ),
        click.option("--since", type=Day(), help="Published on this day or later."),
        click.option(
            "--as-of",
            "--until",
            "until",
            type=Day(last=True),
            help="As it was known on this day: published then or before.",
        ),
    ]

    def add(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return add


def is_quiet() -> bool:
    """Tell whether notes on stderr are unwanted."""
    context = click.get_current_context(silent=True)
    return bool(context and (context.find_root().obj or {}).get("quiet"))


def note(text: str) -> None:
    """Say something on stderr, unless that is unwanted."""
    if not is_quiet():
        click.echo(text, err=True)


def advice(text: str, options: Mapping[str, Any], *, more: str = "") -> str:
    """Return what to say where nothing is found, with what may still be tried.

    Args:
        text: What was not found.
        options: The options of the command; --status all is advised unless it was given.
        more: Something else to try.

    Example:
        >>> advice("Nothing.", {"statuses": ()}, more="a larger --longest")
        'Nothing. Try --status all or a larger --longest.'
        >>> advice("Nothing.", {"statuses": ("all",)})
        'Nothing.'
    """
    tries = [] if "all" in options["statuses"] else ["--status all"]
    tries += [more] if more else []
    return f"{text} Try {' or '.join(tries)}." if tries else text


LONGER = 3
"""Things of longer names that a note names at most."""


def note_meant(
    name: str, thing: Thing, others: Iterable[Thing] = (), longer: Sequence[Thing] = ()
) -> None:
    """Say on stderr where a name means a thing by a part of its name alone, and who else it might mean.

    Args:
        name: The name that was asked for.
        thing: What it means.
        others: Other entities that bear a name of the thing.
        longer: Other entities whose longer name has the name, the best first.
    """
    from kg.graph.names import is_borne, is_only_short_for

    if is_only_short_for(name, thing):
        note(f"Nothing is called “{name}”; taken for {thing.label}, which it is short for.")
    elif not is_borne(name, thing):
        note(
            f"Nothing is called “{name}”; taken for {thing.label}, the only one whose name has it."
        )
    for other in others:
        note(f"Another {other.type} bears a name of it: {other.label} <{other.iri}>.")
    if longer:
        listed = ", ".join(f"{other.label} ({other.type})" for other in longer[:LONGER])
        left = len(longer) - LONGER
        more = f" and {left} more" if left > 0 else ""
        asked = thing.label if name == thing.iri else name
        names = "names have" if len(longer) > 1 else "name has"
        note(f"Not included: {listed}{more}, whose longer {names} “{asked}”.")


def note_bearers(known: Names, listed: Mapping[str, Thing], names: Iterable[str]) -> None:
    """Say on stderr of names what is not plain about whom they mean; of those that nothing has, nothing.

    Args:
        known: The names of all things.
        listed: These things, by IRI.
        names: Names that were asked for; each means everything that bears it.
    """
    for name in names:
        bearers = known.bearers(name)
        if bearers:
            longer = [listed[node] for node in known.confusable(name, bearers[0])]
            note_meant(name, listed[bearers[0]], longer=longer)
            continue
        labels = list(dict.fromkeys(listed[node].label for node in known.longer(name)))
        if labels:
            left = len(labels) - LONGER
            more = f" and {left} more" if left > 0 else ""
            note(
                f"Nothing is called “{name}”; found by its words: {', '.join(labels[:LONGER])}{more}."
            )


def parties_of(book: Book, names: Iterable[str]) -> list[Thing]:
    """Return the things of a book that names mean, and say on stderr what is not plain about it.

    Args:
        book: Of `kg.ledger.open_book`.
        names: Names that were asked for.

    Raises:
        NotFoundError: Nothing bears one of them; the remedy has near matches.
    """
    from kg.ledger import find_party, namesakes

    found = []
    for name in names:
        thing = find_party(book, name)
        longer = book.lookup.confusable(name, thing.iri, lambda node: book.weights[node])
        note_meant(name, thing, namesakes(book, thing), [book.things[node] for node in longer])
        found.append(thing)
    return found


def node_of(graph: nx.MultiDiGraph, name: str, store: Path) -> str:
    """Return the IRI of the node that a name means, and say on stderr where it is only a part of its name.

    Args:
        graph: The whole graph of a store.
        name: The name that was asked for.
        store: The store.

    Raises:
        NotFoundError: No node bears the name; the remedy lists near matches, or the
            message tells that the store knows it only as the one who says something.
    """
    from kg.errors import NotFoundError
    from kg.graph import find_node
    from kg.graph.names import Names, things
    from kg.graph.rows import Thing
    from kg.rdf.store import open_store

    try:
        node = find_node(graph, name)
    except NotFoundError as error:
        listed = {thing.iri: thing for thing in things(open_store(store))}
        for found in Names(listed.values()).bearers(name)[:1]:
            raise NotFoundError(
                f"Nothing is told of {listed[found].label}; it only says what others do.",
                "'kg show' lists its claims.",
            ) from error
        raise
    data = graph.nodes[node]
    note_meant(name, Thing(iri=node, label=data["label"], type=data["type"], names=data["names"]))
    return node


def refuse_unknown(store: ox.Store, names: Sequence[str]) -> None:
    """Refuse names that nothing bears.

    Args:
        store: The store.
        names: Names that were asked for.

    Raises:
        NotFoundError: Nothing bears one of them; the remedy has near matches.
    """
    from kg.graph.names import Names, things

    if names:
        known = Names(things(store))
        for name in names:
            known.find(name)


def note_unknown(store: ox.Store, names: Sequence[str]) -> bool:
    """Say on stderr which names nothing bears, with near ones: an empty list alone would not tell.

    Args:
        store: The store.
        names: Names that were asked for.

    Returns:
        True where something was said.
    """
    from kg.errors import NotFoundError
    from kg.graph.names import Names, things

    if not names or is_quiet():
        return False
    known, unknown = Names(things(store)), False
    for name in names:
        try:
            known.find(name, short=False)
        except NotFoundError as error:
            note(f"Note: {error}")
            unknown = True
    return unknown
