"""From what was read of a promise to how it stands: figures, prices, judges, denials, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg.matters.marks import LATE
from kg.matters.outcome import (
    Index,
    at_work,
    came_not,
    done_elsewhere,
    done_on,
    echoes,
    figure_verdict,
    hardest,
    is_price,
    orders_taken,
    price_verdict,
    sign_verdict,
    step_of,
)
from kg.matters.pairs import MONEY, same_sort
from kg.matters.sites import given_up_with_its_site
from kg.matters.state import State, came_late, known
from kg.matters.told import Told
from kg.matters.tracks import apart_days, of_another
from kg.matters.words import STEPS, settings
from kg.model import Kind


def settle(state: State, index: Index, as_of: dt.date) -> None:
    """Turn what was read of a promise into a status, the strongest evidence first.

    Args:
        state: The promise after its history was read.
        index: What is known beyond its matter.
        as_of: The day; what was published later is not looked at.
    """
    if state.status in ("open", "slipped"):
        _by_figures(state, index, as_of)
        _by_prices(state, index, as_of)
    if state.status in ("open", "slipped") and state.done is None:
        _by_sign(state, index, as_of)
    if state.done is None and state.part is None and state.status in ("open", "slipped"):
        _by_deeds(state, index, as_of)
    if state.status in ("open", "slipped") and _by_judges(state, as_of):
        return
    if state.done is not None:
        if state.status not in ("met", "partly-met"):
            _by_outcome(state, state.done)
    elif state.part is not None and _only_part(state, index, as_of):
        state.stand("partly-met", state.part)
    else:
        _without_outcome(state, index, as_of)


def _by_outcome(state: State, done: Told) -> None:
    """Settle what was done: in time, late, or against somebody's word."""
    day, first = done_on(done), state.first_due[1]
    late = came_late(done, first) or _told_late(done, first)
    in_time = any(each and first and each <= first for each in (day, done.said))
    late = late or (LATE in done.marks and not in_time)
    vague = day is None or bool(first and done.said and done.said > first)
    vague = vague and not _bears_out(state, done)
    if state.denials and state.sort != "reported" and _after(state.denials, done):
        state.stand("disputed", done, *state.denials)
    elif state.sort == "reported" and state.denials and vague:
        state.stand("disputed", *state.evidence, *state.denials)
    else:
        state.stand("slipped" if late else "met", done)


def _bears_out(state: State, done: Told) -> bool:
    """Tell whether what was done settles a report that had been denied: it is of the same names, and told after the denials.

    Words of a description may tell of another thing.
    """
    named = done.object is not None and done.object in {plan.object for plan in state.plans}
    return named and not _after(state.denials, done)


def _without_outcome(state: State, index: Index, as_of: dt.date) -> None:
    """Settle what nobody says was done."""
    newer, end, plan = _overtaken(state, as_of), state.due[1], state.plans[0]
    if newer is None and state.status == "open":
        missing = [each for each in index.missing.get(plan.subject, ()) if known(each, as_of)]
        newer = came_not(state.plans, state.due, missing)
    if newer is not None:
        state.stand("missed", *state.evidence, newer)
    elif state.denials and state.status in ("open", "slipped"):
        denials = [told for told in state.denials if not echoes(told, state.denials)]
        state.stand("disputed", *state.evidence, *denials)
    elif end is not None and end < as_of and (gone := _has_gone(state)) is not None:
        state.stand("met", gone)
        state.note("completion", gone)
    elif state.status in ("open", "slipped") and _without_site(state, index, as_of):
        return
    elif state.status == "open" and end is not None and end < as_of:
        state.status = "overdue"


def _has_gone(state: State) -> Told | None:
    """Return the claim by which somebody has left who was only to serve until a day: "has resigned", "will be replaced in May"."""
    if state.status != "open" or state.plans[0].claim.kind is not Kind.DEPARTURE:
        return None
    told = (event.told for event in state.events if event.what == "progress")
    first = state.plans[0].said or dt.date.min
    gone = (t for t in told if t.claim.kind is Kind.DEPARTURE and (t.said or first) >= first)
    return next(gone, None)


def _without_site(state: State, index: Index, as_of: dt.date) -> bool:
    """Withdraw what was to be done in a plant that is given up before it was due; return whether it is."""
    end = state.due[1]
    gone = given_up_with_its_site(state.plans[0], index) if state.sort == "own" else None
    if gone is None or not known(gone, as_of) or bool(end and gone.said and gone.said > end):
        return False
    state.stand("withdrawn", gone)
    state.note("cancellation", gone)
    return True


def _by_deeds(state: State, index: Index, as_of: dt.date) -> None:
    """Look for what was done among the claims of other matters."""
    hard, first = hardest(state.plans), state.plans[0]
    if any(is_price(plan.claim) for plan in state.plans):
        return  # a price is kept by what the thing costs, and not by its sale
    deeds = [
        deed
        for deed in index.deeds.get(hard.subject, ())
        if known(deed, as_of) and not of_another(deed, state.plans, state.others)
    ]
    state.done = done_elsewhere(hard, deeds)
    state.part = None if state.done else orders_taken(first, deeds)
    if state.done is not None:
        state.note("completion", state.done)
    elif state.part is not None:
        state.note("progress", state.part)
    elif state.status == "open":
        theirs = [deed for deed in index.deeds.get(first.object or "", ()) if known(deed, as_of)]
        work = at_work(first, theirs)
        if work is not None:
            state.stand("met", work)
            state.note("completion", work)


def _by_judges(state: State, as_of: dt.date) -> bool:
    """Weigh what others find of a promise that nobody broke off; return whether that settles it.

    Where they differ and something was done in time, that was a part of it;
    where nothing was, they only contradict each other.
    """
    yes, no = state.judged_met, state.judged_missed
    end, done = state.due[1], state.done
    if no and (yes or state.verdicts):
        deed = done is not None and done.claim.kind is not Kind.TARGET
        evidence = [*([done] if done else ()), *yes, *state.verdicts, *no]
        state.stand("partly-met" if deed else "disputed", *evidence)
    elif done is not None:
        state.denials += no
        return False
    elif yes:
        state.done = yes[0]
        return False
    elif no:
        over = end is None or end < as_of
        state.stand("missed" if over else "disputed", *(() if over else state.evidence), *no)
    return bool(yes or no)


def _by_figures(state: State, index: Index, as_of: dt.date) -> None:
    """Weigh the figures that were reported against the aims, the last aim first."""
    aims = [plan for plan in state.plans if plan.claim.amount is not None]
    for aim in reversed(aims):
        results = [r for r in index.figures.get(aim.subject, ()) if known(r, as_of)]
        found = {figure_verdict(aim, result, as_of): result for result in reversed(results)}
        if "met" in found:
            state.done = found["met"]
            full = state.status == "slipped" or not _asks_more(
                aims[aims.index(aim) + 1 :], found["met"]
            )
            state.stand("met" if full else "partly-met", found["met"])
            state.note("completion", found["met"])
            return
        if "missed" in found and aim is aims[0]:
            state.stand("missed", found["missed"])
            state.note("progress", found["missed"])
            return


def _by_sign(state: State, index: Index, as_of: dt.date) -> None:
    """Weigh profits and losses that were reported against aims of profit without a figure."""
    for aim in state.plans:
        results = [r for r in index.figures.get(aim.subject, ()) if known(r, as_of)]
        found = {sign_verdict(aim, result, as_of): result for result in reversed(results)}
        for verdict in ("met", "missed"):
            if verdict in found:
                state.done = found[verdict] if verdict == "met" else None
                state.stand("met" if verdict == "met" else "missed", found[verdict])
                state.note("completion" if verdict == "met" else "progress", found[verdict])
                return


def _asks_more(later: Sequence[Told], result: Told) -> bool:
    """Tell whether a later aim asks for more than was reached."""
    reached = result.claim.amount
    return any(
        bool(reached and each.claim.amount and each.claim.amount.value > reached.value)
        for each in later
    )


def _by_prices(state: State, index: Index, as_of: dt.date) -> None:
    """Weigh the prices of a product against the price that was named for it."""
    plan = next((p for p in reversed(state.plans) if p.claim.amount), state.plans[0])
    prices = [price for price in index.prices.get(plan.subject, ()) if known(price, as_of)]
    found = price_verdict(plan, prices)
    if found is None:
        return
    verdict, price = found
    state.stand("met" if verdict == "met" else "missed", price)
    state.note("completion" if verdict == "met" else "progress", price)
    state.done = price if verdict == "met" else None


def _overtaken(state: State, as_of: dt.date) -> Told | None:
    """Return the first later plan of another report that shows that a report did not come true.

    It is told after the end of the due days, and has the same still to come.
    """
    end = state.due[1]
    if state.sort != "reported" or end is None or end >= as_of:
        return None
    in_time = any(each.said is None or each.said <= end for each in state.evidence)
    if state.status not in ("open", "slipped", "withdrawn") or (
        state.status == "withdrawn" and in_time
    ):
        return None
    later = [
        other
        for other in state.others
        if other.said and other.said > end and other.due[1] and apart_days(other.due, state.due)
    ]
    return min(later, key=lambda told: (told.said or dt.date.max, told.iri), default=None)


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


def _only_part(state: State, index: Index, as_of: dt.date) -> bool:
    """Tell whether no more than a part was done; money is paid bit by bit until the due day."""
    end = state.due[1]
    if end is not None:
        return end < as_of or state.status == "withdrawn" or _rest_is_later(state, index, as_of)
    return state.status == "withdrawn" or state.plans[0].claim.kind not in MONEY


def _rest_is_later(state: State, index: Index, as_of: dt.date) -> bool:
    """Tell whether the party itself puts a later step of the work after the end of the due days."""
    end, promise = state.due[1], hardest(state.plans)
    step = STEPS.index(step_of(promise.claim) or STEPS[0])
    return any(
        bool(end and (plan.due[0] or end) > end)
        and STEPS.index(step_of(plan.claim) or STEPS[0]) > step
        and known(plan, as_of)
        and same_sort(promise, plan)
        for plan in index.plans.get(promise.subject, ())
    )


def _after(denials: Sequence[Told], done: Told) -> bool:
    first = dt.date.min
    return any((each.said or first) >= (done.said or first) for each in denials)
