"""How what was set out to do stands on a day: open, overdue, met, slipped, withdrawn and so on.

The claims of a matter are read in the order in which they were said. The
rules are those of the scheme `status`; `docs/ledger.md` has them in words.
Nothing said after the day takes part, and nothing is ever carried over from
an earlier reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.matters.group import Matter
from kg.matters.outcome import (
    MONEY,
    Index,
    at_work,
    done_on,
    figure_verdict,
    fulfils,
    hardest,
    part_done,
)
from kg.matters.pairs import same_amount
from kg.matters.told import HEARSAY, Told
from kg.matters.words import phrase
from kg.model import Kind, Modality

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
    "denial",
    "event",
    "mention",
]
"""What one claim is in the history of a matter."""

Sort = Literal["own", "refusal", "statement", "reported"]
"""Whose promise it is: the party's own, its own not to do something, what it said to be so and
took back, or what others report of its plans."""

_NEVER = frozenset({Kind.ROLE, Kind.MARKET_MOVE, Kind.STANCE, Kind.LEGAL, Kind.OWNERSHIP})
"""Kinds whose plans are nothing that could be kept. A planned holding is bought or sold: that counts."""

_PROJECTS = frozenset(
    {
        Kind.FACILITY,
        Kind.ACQUISITION,
        Kind.MERGER,
        Kind.DEVELOPMENT,
        Kind.FORMATION,
        Kind.INVESTMENT,
    }
)
"""Kinds of which "not" means that something was dropped, even where no plan was read before."""

Days = tuple[dt.date | None, dt.date | None]
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
    was read of the outcome.
    """

    matter: str
    sort: Sort
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
class _State:
    """A promise while its history is read."""

    sort: Sort
    plans: list[Told]
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

    def note(self, what: What, told: Told) -> None:
        self.events.append(Event(what=what, told=told))

    def stand(self, status: Status, *evidence: Told) -> None:
        self.status, self.evidence = status, list(evidence)


def is_plan(told: Told) -> bool:
    """Tell whether a claim sets out to do something, or reports or denies that somebody does."""
    return told.intended and told.claim.kind not in _NEVER


def _own_plan(told: Told) -> bool:
    return is_plan(told) and told.own and not told.denies


def _refusal(told: Told) -> bool:
    return is_plan(told) and told.own and told.denies


def _reported(told: Told) -> bool:
    if told.denies or told.claim.kind in _NEVER or told.claim.kind is Kind.RESULT:
        return False
    return told.claim.modality in HEARSAY or (is_plan(told) and not told.own)


def _said_no(told: Told) -> bool:
    """Tell whether the party itself says that something is not so."""
    return told.own and told.speaker is not None and told.denies and not told.intended


def _said_yes(told: Told) -> bool:
    stance = told.claim.kind is Kind.STANCE and told.claim.action == "confirms"
    return stance and told.own and not told.denies


def _within(inner: Days, outer: Days) -> bool:
    """Tell whether one interval of days lies in another; an open end reaches everywhere."""
    low, high = outer[0] or dt.date.min, outer[1] or dt.date.max
    return low <= (inner[0] or dt.date.min) and (inner[1] or dt.date.max) <= high


# --- steps -----------------------------------------------------------------------------


def _plan(state: _State, told: Told) -> None:
    """Read a plan: the promise itself, its repetition, or another date or amount."""
    before, due = state.last, told.due
    if state.done is not None:
        state.note("mention", told)
        return
    if before is None:
        state.note(_first_word(told), told)
        state.stand("open", told)
        state.due = state.first_due = due
    elif state.status in ("withdrawn", "missed") and not _reopens(state, told):
        state.note("mention", told)
        return
    elif state.status in ("withdrawn", "missed"):
        state.note(_first_word(told), told)
        state.stand("open", told)
        state.due = due
    elif due[1] and state.due[1] and apart_days(due, state.due) and due[1] > state.due[1]:
        state.note("change of date", told)
        state.stand("slipped", before, told)
        state.due = due
    elif due[1] and not _within(state.due, due):
        state.note("change of date" if state.due[1] else "confirmation", told)
        state.due = due
        state.first_due = state.first_due if state.first_due[1] else due
    else:
        a, b = before.claim.amount, told.claim.amount
        changed = a is not None and b is not None and not same_amount(a, b)
        state.note("change of amount" if changed else "confirmation", told)
    state.seen.add(due)
    state.last = told


def apart_days(one: Days, other: Days) -> bool:
    """Tell whether two intervals that both end have no day in common."""
    return (one[0] or dt.date.min) > (other[1] or dt.date.max) or (
        (other[0] or dt.date.min) > (one[1] or dt.date.max)
    )


def _first_word(told: Told) -> What:
    if told.claim.modality is Modality.RUMOURED:
        return "rumour"
    return "report" if _reported(told) else "announcement"


def _reopens(state: _State, told: Told) -> bool:
    """A plan told after the end is a new one only where it is due later than all before."""
    ends = [due[1] for due in state.seen if due[1]]
    end = told.due[1]
    return end is not None and all(end > other for other in ends) and told.own


def _outcome(state: _State, told: Told) -> bool:
    """Read a claim that something was done; return whether it bears on the promise."""
    plan = hardest(state.plans)
    if not fulfils(plan, told):
        return False
    if part_done(plan, told):
        state.part = state.part or told
        state.note("progress", told)
        return True
    if state.done is None:
        state.done = told
        state.note("completion", told)
    else:
        state.note("mention", told)
    return True


def _negation(state: _State, told: Told) -> None:
    """Read that something is not so, will not be, or was not done."""
    plan = state.last
    if plan is None:
        return
    if state.done is not None:
        other = told.speaker != state.done.speaker or told.claim.article != state.done.claim.article
        if told.happened and other and told.claim.kind is not Kind.STANCE:
            state.denials.append(told)
        state.note("denial", told)
    elif _takes_back(state, told):
        end = state.due[1]
        over = bool(told.happened and end and told.said and told.said > end)
        if told.claim.kind is Kind.STANCE:
            over = False
        state.note("denial" if over else "cancellation", told)
        state.stand("missed" if over else "withdrawn", told)
    else:
        state.denials.append(told)
        state.note("denial", told)


def _takes_back(state: _State, told: Told) -> bool:
    """Tell whether a negation ends the promise, and does not only deny a report of it."""
    if state.sort == "reported":
        # The party's own no is its word against the report.
        own = told.own and (told.intended or told.speaker is not None)
        denial = told.claim.kind is Kind.STANCE or told.claim.modality is Modality.DENIED
        return not own and not denial
    if told.claim.modality in HEARSAY:
        return False
    by_itself = told.own and told.subject in {plan.subject for plan in state.plans}
    if told.claim.kind is Kind.STANCE or told.claim.modality is Modality.DENIED:
        return by_itself
    return (told.intended and by_itself) or told.happened


def _read(state: _State, history: Sequence[Told]) -> None:
    plans = {plan.iri for plan in state.plans}
    for told in history:
        if told.iri in plans:
            _plan(state, told)
        elif told.denies:
            _negation(state, told)
        elif told.happened and told.claim.kind is not Kind.STANCE:
            if not _outcome(state, told):
                state.note("progress", told)
        elif told.claim.modality in HEARSAY:
            state.note("rumour" if told.claim.modality is Modality.RUMOURED else "report", told)
        elif told.claim.kind is Kind.STANCE and told.claim.action == "confirms":
            state.note("confirmation", told)
        else:
            state.note("mention", told)


# --- verdict ---------------------------------------------------------------------------


def _by_figures(state: _State, index: Index, as_of: dt.date) -> None:
    """Weigh the figures that were reported against the aims, the last aim first."""
    aims = [plan for plan in state.plans if plan.claim.amount is not None]
    for aim in reversed(aims):
        results = [r for r in index.figures.get(aim.subject, ()) if _known(r, as_of)]
        found = {figure_verdict(aim, result, as_of): result for result in reversed(results)}
        if "met" in found:
            state.done = found["met"]
            full = aim is aims[-1] or state.status == "slipped"
            state.stand("met" if full else "partly-met", found["met"])
            state.note("completion", found["met"])
            return
        if "missed" in found and aim is aims[0]:
            state.stand("missed", found["missed"])
            state.note("completion", found["missed"])
            return


def _known(told: Told, as_of: dt.date) -> bool:
    return told.published is None or told.published <= as_of


def _settle(state: _State, as_of: dt.date) -> None:
    """Turn what was read into a status, the strongest evidence first."""
    end = state.due[1]
    if state.done is not None and state.status not in ("met", "partly-met"):
        day, first = done_on(state.done), state.first_due[1]
        late = bool(day and first and day > first)
        if state.denials and state.sort != "reported" and _after(state.denials, state.done):
            state.stand("disputed", state.done, *state.denials)
        elif state.sort == "reported" and state.denials and late:
            state.stand("disputed", *state.evidence, *state.denials)
        else:
            state.stand("slipped" if late else "met", state.done)
    elif state.part is not None and state.done is None and _only_part(state, as_of):
        state.stand("partly-met", state.part)
    elif state.denials and state.status in ("open", "slipped"):
        state.stand("disputed", *state.evidence, *state.denials)
    elif state.status == "open" and end is not None and end < as_of:
        state.status = "overdue"


def _only_part(state: _State, as_of: dt.date) -> bool:
    """Tell whether no more than a part was done; money is paid bit by bit until the due day."""
    end = state.due[1]
    if end is not None:
        return end < as_of or state.status == "withdrawn"
    return state.status == "withdrawn" or state.plans[0].claim.kind not in MONEY


def _after(denials: Sequence[Told], done: Told) -> bool:
    first = dt.date.min
    return any((each.said or first) >= (done.said or first) for each in denials)


def _standing(matter: Matter, state: _State, as_of: dt.date) -> Standing:
    opened = state.plans[0]
    day = done_on(state.done) if state.done and state.status != "missed" else None
    first, end = state.first_due[1], state.due[1]
    waiting = state.status in ("open", "overdue", "slipped") and state.done is None
    return Standing(
        matter=matter.iri,
        sort=state.sort,
        status=state.status,
        overdue=bool(waiting and end and end < as_of),
        opened=opened,
        due=state.due,
        first_due=state.first_due,
        done=day,
        late_days=(day - first).days if day and first and day > first else None,
        parties=tuple(sorted({plan.subject for plan in state.plans})),
        events=tuple(state.events),
        evidence=tuple(dict.fromkeys(state.evidence)),
    )


def _promise(
    matter: Matter,
    history: Sequence[Told],
    sort: Sort,
    plans: list[Told],
    index: Index,
    as_of: dt.date,
) -> Standing:
    state = _State(sort=sort, plans=plans)
    _read(state, history)
    if state.status in ("open", "slipped"):
        _by_figures(state, index, as_of)
    if state.done is None and state.status == "open":
        deeds = [d for d in index.deeds.get(plans[0].object or "", ()) if _known(d, as_of)]
        work = at_work(plans[0], deeds)
        if work is not None:
            state.stand("met", work)
            state.note("completion", work)
    _settle(state, as_of)
    return _standing(matter, state, as_of)


def _refused(
    matter: Matter, history: Sequence[Told], plans: list[Told], as_of: dt.date
) -> Standing:
    """How a promise not to do something stands: open until somebody does it or says so."""
    state = _State(sort="refusal", plans=plans)
    wanted = {plan.iri for plan in plans}
    things = phrase(plans[0].claim.object or "").things
    for told in history:
        if told.iri in wanted:
            if state.status == "open" and state.last is not None:
                state.note("confirmation", told)
            else:
                state.note("announcement", told)
                state.stand("open", told)
                state.first_due = state.first_due if state.first_due[1] else told.due
            state.due = told.due if told.due[1] else state.due
            state.last = told
        elif state.last is not None and _undoes(told, things):
            _turn(state, told)
        else:
            state.note("denial" if told.denies else "mention", told)
    return _standing(matter, state, as_of)


def _undoes(told: Told, things: frozenset[str]) -> bool:
    """Tell whether a claim says that what was refused, or said not to be so, is done or planned."""
    claim = told.claim
    if told.denies or not (told.intended or told.happened):
        return False
    if claim.kind is Kind.STANCE:
        return False
    found = phrase(claim.object or "").things
    return bool(found & things) or not things


def _turn(state: _State, told: Told) -> None:
    if told.own or told.speaker is None:
        state.note("cancellation", told)
        state.stand("withdrawn", told)
    else:
        state.note("denial", told)
        state.stand("disputed", *state.evidence, told)


def _taken_back(matter: Matter, history: Sequence[Told], as_of: dt.date) -> Standing | None:
    """A statement of a party that it contradicted later, or that another source contradicts."""
    for said, undone in ((_said_no, _is_done), (_said_yes, _said_no)):
        first = next((told for told in history if said(told)), None)
        if first is None:
            continue
        later = history[history.index(first) + 1 :]
        end = next(
            (t for t in later if undone(t) and t.subject == first.subject and _day_after(first, t)),
            None,
        )
        if end is None:
            continue
        state = _State(sort="statement", plans=[first])
        state.note("announcement", first)
        state.evidence = [first]
        _turn(state, end)
        return _standing(matter, state, as_of)
    return None


def _is_done(told: Told) -> bool:
    return (
        not told.denies and (told.happened or told.intended) and told.claim.kind is not Kind.STANCE
    )


def _day_after(first: Told, later: Told) -> bool:
    return bool(first.said and later.said and later.said > first.said)


def _dropped(matter: Matter, history: Sequence[Told], as_of: dt.date) -> Standing | None:
    """What was dropped, though no article tells of the plan before."""
    for told in history:
        gone = told.happened and told.denies and told.claim.kind in _PROJECTS
        if gone and told.claim.polarity.value == "negated":
            state = _State(sort="own", plans=[told])
            state.note("cancellation", told)
            state.stand("withdrawn", told)
            return _standing(matter, state, as_of)
    return None


def standings(matter: Matter, index: Index, as_of: dt.date) -> list[Standing]:
    """Return how the promises of one matter stand: own ones, refusals, statements, reports.

    Args:
        matter: The matter with all its claims.
        index: What is known beyond this matter (`outcome.index`).
        as_of: The day; what was published later is not looked at.
    """
    history = [told for told in matter.told if _known(told, as_of)]
    found: list[Standing | None] = []
    own, refused, reported = (_all(test, history) for test in (_own_plan, _refusal, _reported))
    first_plan = history.index(own[0]) if own else len(history)
    if own:
        found.append(_promise(matter, history, "own", own, index, as_of))
    before = [told for told in refused if history.index(told) < first_plan]
    if before and (refused[-1] in before or not own):
        found.append(_refused(matter, history, refused, as_of))
    elif before:
        found.append(_refused(matter, history, before, as_of))
    if not refused:
        found.append(_taken_back(matter, history, as_of))
    if reported:
        found.append(_promise(matter, history, "reported", reported, index, as_of))
    if not any(found):
        found.append(_dropped(matter, history, as_of))
    return [each for each in found if each is not None]


def _alone(told: Told) -> What:
    """Return what a claim is by itself, where it bears on no promise."""
    if told.denies:
        return "denial"
    if told.claim.modality is Modality.RUMOURED:
        return "rumour"
    if told.claim.modality is Modality.REPORTED:
        return "report"
    if told.claim.kind is Kind.STANCE and told.claim.action == "confirms":
        return "confirmation"
    return "announcement" if told.intended else "event" if told.happened else "mention"


def history(matter: Matter, index: Index, as_of: dt.date) -> list[Event]:
    """Return every claim of a matter that was published by a day, and what it is in its history.

    Args:
        matter: The matter with all its claims.
        index: What is known beyond this matter (`outcome.index`).
        as_of: The day; what was published later is not looked at.
    """
    found: dict[str, What] = {}
    for standing in standings(matter, index, as_of):
        for event in standing.events:
            if found.get(event.told.iri, "mention") == "mention":
                found[event.told.iri] = event.what
    known = [told for told in matter.told if _known(told, as_of)]
    return [Event(what=found.get(told.iri, _alone(told)), told=told) for told in known]


def _all(test: Callable[[Told], bool], history: Iterable[Told]) -> list[Told]:
    return [told for told in history if test(told)]
