"""What the ledger, the timeline, the conflicts and the differences are made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from kg.matters import Status
from kg.matters.standing import Sort
from kg.model import Quantity, TimeSpan

Why = Literal["denied", "opposite", "dates", "amounts"]
"""Why two claims contradict each other: one is a denial, one is negated, their days or sums differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim in the history of a matter, with its source.

    `what` says what it is there: announcement, report, rumour, confirmation,
    change of date, change of amount, progress, completion, cancellation,
    contradiction, denial or mention. `said` is the day on which it was said, `time` when what
    it tells happened or is due. `outlets` counts the independent sources that
    carry it: copies of a text, and all who relay one outlet, are one. `why`
    says on what the claim agrees with the earlier claims of its matter; it is
    empty for the first.
    """

    what: str
    said: dt.date | None
    time: TimeSpan | None
    subject: str
    relation: str
    object: str
    kind: str
    modality: str
    polarity: str
    amount: Quantity | None
    speaker: str | None
    outlets: int
    article: str
    title: str
    publisher: str | None
    url: str | None
    quotes: tuple[str, ...]
    claim: str
    matter: str
    why: str = ""

    @property
    def text(self) -> str:
        """The claim as a short sentence: subject, relation, object."""
        return " ".join(part for part in (self.subject, self.relation, self.object) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A sentence of a later article that may tell what came of a promise, with its source.

    Nothing rests on it: it says where to look. `likelihood` is from 0 to 1,
    `published` the day of its article, `evidence` the IRI of the sentence.
    """

    quote: str
    likelihood: float
    published: dt.date | None
    article: str
    title: str
    publisher: str | None
    url: str | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise, how it stands on a day, and what that rests on.

    `sort` tells a party's own promises (`own`) from what it promises not to do
    (`refusal`), from what it said to be so and took back (`statement`), and
    from what others report of its plans (`reported`). `due` is the due time as
    last given, `first_due` as first given. `done` is the last day on which it
    can have been done, `late_days` how long after the first due day that was.
    `overdue` is true where the due days are over and no outcome was read.
    `changes` are all later claims of the matter, `evidence` those that the
    status rests on. `place` counts the promises of one sort in one matter,
    from 0: an earlier and a later step of one work, or two reports. `leads`
    are sentences that may tell an outcome which no claim tells, likeliest
    first; there are none where the outcome is known.
    """

    matter: str
    sort: Sort
    place: int = 0
    status: Status
    overdue: bool
    promiser: str
    promiser_iris: tuple[str, ...]
    by: str | None
    promise: str
    kind: str
    amount: Quantity | None
    said: dt.date | None
    due: TimeSpan | None
    first_due: TimeSpan | None
    done: dt.date | None
    late_days: int | None
    outlets: int
    opened: Entry
    changes: tuple[Entry, ...]
    evidence: tuple[Entry, ...]
    leads: tuple[Lead, ...] = ()

    @property
    def contradicted(self) -> bool:
        """True for a statement that nobody took back, but against which something was done or planned."""
        against = any(entry.what == "contradiction" for entry in self.evidence)
        return self.sort == "statement" and self.status == "withdrawn" and against


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims of one matter that can't both be so, and why."""

    matter: str
    why: Why
    one: Entry
    other: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim that two graphs do not have alike.

    `what` is `new`, `gone` or `changed`; for a changed claim `fields` names
    what differs, with the old and the new value as they are printed.
    """

    what: Literal["new", "gone", "changed"]
    article: str
    kind: str
    subject: str
    object: str | None
    old: str | None
    new: str | None
    fields: tuple[tuple[str, str, str], ...] = ()
