"""The parts of a standing: what a claim is in a history, and a promise while it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.matters.group import Matter
from kg.matters.marks import AS_PLANNED, FOR_NOW, NOT_NOW
from kg.matters.outcome import Days, done_on
from kg.matters.told import HEARSAY, Told
from kg.matters.words import is_promise, settings
from kg.model import Kind

Status = Literal[
    "open", "overdue", "met", "partly-met", "slipped", "withdrawn", "missed", "disputed"
]
STATUSES: tuple[Status, ...] = (
    "open", "overdue", "met", "partly-met", "slipped", "withdrawn", "missed", "disputed",
)  # fmt: skip
"""The concepts of the scheme `status`."""

What = Literal[
    "announcement",
    "report",
    "rumour",
    "confirmation",
    "change of date",
    "change of amount",
    "progress",
    "completion",
    "cancellation",
    "contradiction",
    "denial",
    "event",
    "mention",
]
"""What one claim is in the history of a matter."""

Sort = Literal["own", "refusal", "statement", "reported"]
"""Whose promise it is: the party's own, its own not to do something, what it said to be so and
took back, or what others report of its plans."""

NEVER = frozenset(
    {Kind.ROLE, Kind.MARKET_MOVE, Kind.STANCE, Kind.LEGAL, Kind.OWNERSHIP, Kind.INSOLVENCY}
)
"""Kinds whose plans are nothing that could be kept. A planned holding is bought or sold: that counts."""


_OPEN: Days = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One claim of a matter and what it is in its history."""

    what: What
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one promise stands on a day, and what that rests on.

    `opened` is the first claim that makes the promise; `due` are its due days
    as last given, `first_due` as first given; `done` is the last day on which
    it can have been done and `late_days` how many days after the first due
    date that is. `overdue` is true where the due days are over and nothing
    was read of the outcome. `place` counts the promises of one sort in one
    matter, from 0.
    """

    matter: str
    sort: Sort
    place: int = 0
    status: Status
    overdue: bool
    opened: Told
    due: Days
    first_due: Days
    done: dt.date | None
    late_days: int | None
    parties: tuple[str, ...]
    events: tuple[Event, ...]
    evidence: tuple[Told, ...]


@dataclass(slots=True)
class State:
    """A promise while its history is read."""

    sort: Sort
    plans: list[Told]
    others: list[Told] = field(default_factory=list)
    """Plans of the same matter that are promises of their own."""
    status: Status = "open"
    due: Days = _OPEN
    first_due: Days = _OPEN
    seen: set[Days] = field(default_factory=set)
    last: Told | None = None
    evidence: list[Told] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    done: Told | None = None
    part: Told | None = None
    denials: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    """What the party had said it would not do before it made the promise."""
    verdicts: list[Told] = field(default_factory=list)
    """That the promise was kept, in the voice of an article or of the party."""
    judged_met: list[Told] = field(default_factory=list)
    judged_missed: list[Told] = field(default_factory=list)

    def note(self, what: What, told: Told) -> None:
        """Say what a claim is in the history; what it was taken for before no longer counts.

        A copy of an article confirms nothing.
        """
        what = "mention" if told.copied and what == "confirmation" else what
        self.events = [event for event in self.events if event.told.iri != told.iri]
        self.events.append(Event(what=what, told=told))

    def stand(self, status: Status, *evidence: Told) -> None:
        """Let the promise stand like this, on this evidence."""
        self.status, self.evidence = status, list(evidence)


def is_plan(told: Told) -> bool:
    """Tell whether a claim sets out to do something, or reports or denies that somebody does."""
    return told.intended and told.claim.kind not in NEVER


def own_plan(told: Told) -> bool:
    """Tell whether a claim is a plan or aim of its subject's own."""
    return is_plan(told) and told.own and not told.denies


def is_refusal(told: Told) -> bool:
    """Tell whether a claim is a plan of its subject not to do, or not to own, something.

    What will not come "as planned", not this year, or not until something has come about, may come later; a
    plant that is not to be closed for now is kept open all the same.
    """
    wanted = is_plan(told) or (told.intended and told.claim.kind is Kind.OWNERSHIP)
    soon = bool({FOR_NOW, NOT_NOW} & told.marks)
    later = AS_PLANNED in told.marks or (soon and not is_relied_on(told))
    return wanted and told.own and told.denies and not later


def is_relied_on(told: Told) -> bool:
    """Tell whether a claim is of what others rely on a company not to do, such as cutting jobs."""
    claim = told.claim
    name = f"{claim.kind.value} {claim.action}" if claim.action else claim.kind.value
    return name in settings()["refusals"]["broken_by"]


def is_reported(told: Told) -> bool:
    """Tell whether a claim is what others report of its subject's plans."""
    if told.denies or told.claim.kind in NEVER or told.claim.kind is Kind.RESULT:
        return False
    return told.claim.modality in HEARSAY or (is_plan(told) and not told.own)


def is_judgement(told: Told, plans: Sequence[Told]) -> bool:
    """Tell whether a claim is what somebody else finds of a promise: kept, or not kept.

    The party's own word, and what an article says in its own voice, is no
    judgement but an outcome.
    """
    claim = told.claim
    if claim.kind is Kind.STANCE:
        others = told.subject not in {plan.subject for plan in plans}
        return others and claim.action in ("confirms", "denies") and is_promise(claim.object)
    return claim.kind is Kind.TARGET and told.happened and not told.own


def said_no(told: Told) -> bool:
    """Tell whether the party itself says that something is not so."""
    return told.own and told.speaker is not None and told.denies and not told.intended


def said_yes(told: Told) -> bool:
    """Tell whether the party itself confirms something."""
    stance = told.claim.kind is Kind.STANCE and told.claim.action == "confirms"
    return stance and told.own and not told.denies


def known(told: Told, as_of: dt.date) -> bool:
    """Tell whether a claim was published by a day; one without a day always was."""
    return told.published is None or told.published <= as_of


def came_late(done: Told, due: dt.date | None) -> bool:
    """Tell whether what was done has a time that lies wholly after its due day.

    "In August" is not later than 30 August.
    """
    time, day = done.claim.time, done_on(done)
    if day is None or due is None or day <= due:
        return False
    return not (time and time.earliest and time.earliest <= due)


def standing_of(matter: Matter, state: State, as_of: dt.date) -> Standing:
    """Return what was read of a promise as it stands on a day."""
    opened = state.plans[0]
    day = done_on(state.done) if state.done and state.status != "missed" else None
    first, end = state.first_due[1], state.due[1]
    late = bool(state.done and came_late(state.done, first))
    waiting = state.status in ("open", "overdue", "slipped") and state.done is None
    waiting = waiting and state.sort != "refusal"  # nothing is to be done by its end
    return Standing(
        matter=matter.iri,
        sort=state.sort,
        status=state.status,
        overdue=bool(waiting and end and end < as_of),
        opened=opened,
        due=state.due,
        first_due=state.first_due,
        done=day,
        late_days=(day - first).days if day and first and late else None,
        parties=tuple(sorted({plan.subject for plan in state.plans})),
        events=tuple(state.events),
        evidence=tuple(dict.fromkeys(state.evidence)),
    )
