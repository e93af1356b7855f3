"""Where to look for what came of a promise, where no claim tells it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from kg.graph.remarks import RemarkRow
from kg.graph.rows import DESCRIPTIONS, Thing
from kg.ledger.book import Book
from kg.ledger.model import Entry, Lead
from kg.matters import Standing
from kg.matters.leads import Asked, Heard, is_about_another, leads, years_of
from kg.matters.marks import INTENDED
from kg.matters.words import stems
from kg.resolve.names import same_name

_UNSETTLED = ("open", "overdue", "slipped")
_NAME = 99  # letters of a name's words that must be the same: all


def _is_unsettled(standing: Standing) -> bool:
    """Tell whether what came of a promise is still to be found out."""
    known = standing.status not in _UNSETTLED or standing.done is not None
    return not known and standing.sort != "statement"


class Leads:
    """The leads of a book's promises, as they are asked for.

    Args:
        book: With the remarks of its articles.
        as_of: The day; what was published later is not looked at.
    """

    def __init__(self, book: Book, as_of: dt.date) -> None:
        self._book, self._as_of = book, as_of
        self._about: dict[str, frozenset[str]] = {}
        self._rivals: dict[str, bool] = {}

    def of(self, standing: Standing, opened: Entry, told: frozenset[str]) -> tuple[Lead, ...]:
        """Return the sentences that may tell what came of a promise, likeliest first.

        Args:
            standing: How the promise stands; one that is settled has no leads.
            opened: The claim that makes it.
            told: Sentences that make it, or that its status rests on: they are no news.
        """
        if not _is_unsettled(standing) or not self._book.remarks:
            return ()
        found = self.heard(standing, told)
        ranked = leads(self.asked(standing, opened), (heard for heard, _ in found.values()))
        return tuple(_lead(found[each.iri][1], chance) for chance, each in ranked)

    def asked(self, standing: Standing, opened: Entry) -> Asked:
        """Return a promise as its leads are looked for."""
        unit = opened.amount.unit if opened.amount else None
        things = self._book.things
        return Asked(
            what=" ".join(part for part in (opened.relation, opened.object, unit) if part),
            quotes=opened.quotes,
            names=tuple(name for party in standing.parties for name in things[party].names),
            years=years_of((*standing.due, *standing.first_due)),
        )

    def heard(self, standing: Standing, told: frozenset[str]) -> dict[str, tuple[Heard, RemarkRow]]:
        """Return the sentences of later articles about who promised, by IRI."""
        about = frozenset[str]().union(*map(self._articles, standing.parties))
        since = standing.opened.published or standing.opened.said
        names = [name for party in standing.parties for name in self._book.things[party].names]
        found = {}
        for article in sorted(about & self._book.remarks.keys()):
            rows = self._book.remarks[article]
            day = rows[0].article.date
            if day and since and since < day <= self._as_of:
                for row in rows:
                    if row.quote not in told and not self._is_of_rival(row.remark.about, names):
                        found[row.iri] = _heard(row), row
        return found

    def _is_of_rival(self, about: str | None, names: Sequence[str]) -> bool:
        """Tell whether a sentence is about another who has plans: round-ups tell of many.

        A sentence about a regulator or a court may well tell what came of a company's plan.
        """
        if about is None or not is_about_another(names, about):
            return False
        if about not in self._rivals:
            things = self._book.things
            known = {name for word in _parts(about) for name in self._by_word[word]}
            self._rivals[about] = any(
                name in self._planners
                and any(same_name(about, each) for each in things[name].names)
                for name in known
            )
        return self._rivals[about]

    @cached_property
    def _planners(self) -> frozenset[str]:
        """The things that have plans or aims."""
        rows = self._book.rows.values()
        return frozenset(row.subject.iri for row in rows if row.claim.modality in INTENDED)

    def _articles(self, party: str) -> frozenset[str]:
        """Return the articles that tell of a party, by whichever name."""
        if party not in self._about:
            thing, articles = self._book.things[party], self._book.articles_of
            others = {o for name in thing.names for w in _parts(name) for o in self._by_word[w]}
            same = (o for o in others if _is_alike(thing, self._book.things[o]))
            self._about[party] = articles[party].union(*(articles[each] for each in same))
        return self._about[party]

    @cached_property
    def _by_word(self) -> Mapping[str, set[str]]:
        """The things that bear a name with a word, by the word."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, thing in self._book.things.items():
            if thing.type not in DESCRIPTIONS:
                for word in {word for each in thing.names for word in _parts(each)}:
                    found[word].add(name)
        return found


def _parts(name: str) -> frozenset[str]:
    return stems(name, _NAME)


def _is_alike(one: Thing, other: Thing) -> bool:
    """Tell whether two things may be called by one name ("Banco Lima", "Lima")."""
    return any(same_name(a, b) for a in one.names for b in other.names)


def _heard(row: RemarkRow) -> Heard:
    return Heard(
        iri=row.iri,
        article=row.article.id,
        title=row.article.title,
        published=row.article.date,
        quote=row.quote,
        likelihood=row.remark.likelihood,
        about=row.remark.about,
    )


def _lead(row: RemarkRow, likelihood: float) -> Lead:
    article = row.article
    return Lead(
        quote=row.quote,
        likelihood=likelihood,
        published=article.date,
        article=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        evidence=row.iri,
    )
