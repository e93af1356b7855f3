"""A promise read through its history: moved, confirmed, done, taken back, denied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg.matters.outcome import (
    MONEY,
    Index,
    at_work,
    done_elsewhere,
    done_on,
    figure_verdict,
    fulfils,
    hardest,
    part_done,
)
from kg.matters.pairs import same_amount
from kg.matters.state import Days, State, What, is_reported, known
from kg.matters.told import HEARSAY, Told
from kg.matters.words import settings
from kg.model import Kind, Modality


def _within(inner: Days, outer: Days) -> bool:
    """Tell whether one interval of days lies in another; an open end reaches everywhere."""
    low, high = outer[0] or dt.date.min, outer[1] or dt.date.max
    return low <= (inner[0] or dt.date.min) and (inner[1] or dt.date.max) <= high


# --- steps -----------------------------------------------------------------------------


def _plan(state: State, told: Told) -> None:
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
    return "report" if is_reported(told) else "announcement"


def _reopens(state: State, told: Told) -> bool:
    """A plan told after the end is a new one only where it is due later than all before."""
    ends = [due[1] for due in state.seen if due[1]]
    end = told.due[1]
    return end is not None and all(end > other for other in ends) and told.own


def _outcome(state: State, told: Told) -> bool:
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


def _negation(state: State, told: Told) -> None:
    """Read that something is not so, will not be, or was not done."""
    plan = state.last
    if plan is None:
        return
    if state.done is not None:
        other = told.speaker != state.done.speaker or told.claim.article != state.done.claim.article
        undone = told.claim.kind is Kind.STANCE or told.claim.action == "withdraws"
        if told.happened and other and not undone:
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


def _takes_back(state: State, told: Told) -> bool:
    """Tell whether a negation ends the promise, and does not only deny a report of it."""
    if state.sort == "reported":
        # The party's own no is its word against the report.
        own = told.own and (told.intended or told.speaker is not None)
        denial = told.claim.kind is Kind.STANCE or told.claim.modality is Modality.DENIED
        return not own and not denial
    if told.claim.modality in HEARSAY:
        return told.own and told.speaker is not None
    by_itself = told.own and told.subject in {plan.subject for plan in state.plans}
    if told.claim.kind is Kind.STANCE or told.claim.modality is Modality.DENIED:
        return by_itself
    return (told.intended and by_itself) or told.happened


def _read(state: State, history: Sequence[Told]) -> None:
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


def _by_figures(state: State, index: Index, as_of: dt.date) -> None:
    """Weigh the figures that were reported against the aims, the last aim first."""
    aims = [plan for plan in state.plans if plan.claim.amount is not None]
    for aim in reversed(aims):
        results = [r for r in index.figures.get(aim.subject, ()) if known(r, as_of)]
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


def _settle(state: State, as_of: dt.date) -> None:
    """Turn what was read into a status, the strongest evidence first."""
    end = state.due[1]
    if state.done is not None and state.status not in ("met", "partly-met"):
        day, first = done_on(state.done), state.first_due[1]
        late = bool(day and first and day > first) or _told_late(state.done, first)
        vague = day is None or bool(first and state.done.said and state.done.said > first)
        if state.denials and state.sort != "reported" and _after(state.denials, state.done):
            state.stand("disputed", state.done, *state.denials)
        elif state.sort == "reported" and state.denials and vague:
            state.stand("disputed", *state.evidence, *state.denials)
        else:
            state.stand("slipped" if late else "met", state.done)
    elif state.part is not None and state.done is None and _only_part(state, as_of):
        state.stand("partly-met", state.part)
    elif state.denials and state.status in ("open", "slipped"):
        state.stand("disputed", *state.evidence, *state.denials)
    elif state.status == "open" and end is not None and end < as_of:
        state.status = "overdue"


def _told_late(done: Told, due: dt.date | None) -> bool:
    """Tell whether an outcome without a day is told so long after the due day that it was late.

    A verdict on the promise ("kept its word") says itself how it stands.
    """
    if (
        done.claim.kind is Kind.TARGET
        or done_on(done) is not None
        or done.said is None
        or due is None
    ):
        return False
    return (done.said - due).days > int(settings()["scores"]["days_late"])


def _only_part(state: State, as_of: dt.date) -> bool:
    """Tell whether no more than a part was done; money is paid bit by bit until the due day."""
    end = state.due[1]
    if end is not None:
        return end < as_of or state.status == "withdrawn"
    return state.status == "withdrawn" or state.plans[0].claim.kind not in MONEY


def _after(denials: Sequence[Told], done: Told) -> bool:
    first = dt.date.min
    return any((each.said or first) >= (done.said or first) for each in denials)


def read_promise(state: State, history: Sequence[Told], index: Index, as_of: dt.date) -> None:
    """Read a promise through the history of its matter, and settle how it stands on a day.

    Args:
        state: The promise with its plans; what is read goes here.
        history: The claims of the matter in order.
        index: What is known beyond this matter.
        as_of: The day.
    """
    _read(state, history)
    if state.status in ("open", "slipped"):
        _by_figures(state, index, as_of)
    plan = hardest(state.plans)
    if state.done is None and state.part is None and state.status in ("open", "slipped"):
        deeds = [deed for deed in index.deeds.get(plan.subject, ()) if known(deed, as_of)]
        state.done = done_elsewhere(plan, deeds)
        if state.done is not None:
            state.note("completion", state.done)
    plan = state.plans[0]
    if state.done is None and state.status == "open":
        deeds = [deed for deed in index.deeds.get(plan.object or "", ()) if known(deed, as_of)]
        work = at_work(plan, deeds)
        if work is not None:
            state.stand("met", work)
            state.note("completion", work)
    _settle(state, as_of)
