"""A promise read through its history: moved, confirmed, done, taken back, denied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg.matters.marks import AS_PLANNED, FOR_NOW, GIVEN_UP, NOT_NOW, NOT_THEN
from kg.matters.outcome import STEPLESS, Days, Index, fulfils, hardest, is_price, part_done
from kg.matters.pairs import NEAR, meet, same_amount, span
from kg.matters.state import State, What, is_judgement, is_reported
from kg.matters.told import HEARSAY, Told
from kg.matters.tracks import apart_days, of_another
from kg.matters.verdict import settle
from kg.matters.words import settings
from kg.model import Kind, Modality

_A_MONTH = 31


def _within(inner: Days, outer: Days) -> bool:
    """Tell whether one interval of days lies in another; an open end reaches everywhere."""
    low, high = outer[0] or dt.date.min, outer[1] or dt.date.max
    return low <= (inner[0] or dt.date.min) and (inner[1] or dt.date.max) <= high


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
    elif _moves_back(_from_now(told, due, state.due), state.due):
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


def _from_now(told: Told, due: Days, before: Days) -> Days:
    """Return the days of a plan that is due by a day from that of the telling on, if the earlier days had begun by then.

    "By the end of September", said in March of what was due in the first quarter, puts it off.
    """
    start = before[0] or before[1]
    if due[0] is not None or due[1] is None or told.said is None or start is None:
        return due
    return (told.said, due[1]) if start < told.said <= due[1] else due


def _moves_back(due: Days, before: Days) -> bool:
    """Tell whether due days take the place of earlier ones: none in common, or both ends later.

    "In 2026" for "in the spring of 2026" is only told more vaguely. What is not to come until a
    day has no end; it is later where that day is.
    """
    if due[1] is None and due[0] is not None and before[1] is not None:
        return due[0] > before[1]
    if due[1] is None or before[1] is None or due[1] <= before[1]:
        return False
    shifted = due[0] is not None and before[0] is not None and due[0] > before[0]
    return shifted or apart_days(due, before)


def _first_word(told: Told) -> What:
    if told.claim.modality is Modality.RUMOURED:
        return "rumour"
    return "report" if is_reported(told) else "announcement"


def _reopens(state: State, told: Told) -> bool:
    """A plan told after the end is a new one only where it is due later than all before."""
    ends = [due[1] for due in state.seen if due[1]]
    end = told.due[1] or told.due[0]
    return end is not None and all(end > other for other in ends) and told.own


def _outcome(state: State, told: Told) -> bool:
    """Read a claim that something was done; return whether it bears on the promise."""
    if _gives_up(state, told):
        state.note("cancellation", told)
        state.stand("withdrawn", told)
        return True
    plan = hardest(state.plans)
    if not fulfils(plan, told) or any(is_price(p.claim) for p in state.plans):
        return False
    if of_another(told, state.plans, state.others):
        return False
    if told.claim.kind is Kind.TARGET:
        state.verdicts.append(told)
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


def _might_not(told: Told) -> bool:
    """Tell whether something may come to nothing, and as yet stands: "may drop its plan"."""
    return told.denies and told.claim.modality is Modality.HYPOTHETICAL


def _negation(state: State, told: Told) -> None:
    """Read that something is not so, will not be, or was not done."""
    if _is_of_another(state, told) or _is_past(state, told) or _repeats(state, told):
        state.note("denial", told)
    elif _is_of_other_act(state, told):
        state.note("confirmation", told)
    elif _is_put_off(state, told):
        state.note("change of date", told)
    elif _is_of_a_part(state, told):
        state.note("mention", told)
    elif state.done is not None:
        other = told.speaker != state.done.speaker or told.claim.article != state.done.claim.article
        undone = told.claim.kind is Kind.STANCE or told.claim.action == "withdraws"
        if told.happened and other and not undone:
            state.denials.append(told)
        state.note("denial", told)
    elif state.status == "withdrawn" and told.happened:  # it was off before: nothing fell due
        state.note("denial", told)
    elif told.claim.modality is Modality.RUMOURED and state.sort != "reported":
        state.note("rumour", told)
    elif _takes_back(state, told):
        end, day = state.due[1], span(told)[1]
        over = bool(told.happened and end and told.said and told.said > end)
        over = over and (day is None or end is None or day >= end)
        over = (over and told.claim.kind is not Kind.STANCE) or _at_hand(state, told)
        state.note("denial" if over else "cancellation", told)
        state.stand("missed" if over else "withdrawn", told)
    else:
        state.denials.append(told)
        state.note("denial", told)


def _is_of_another(state: State, told: Told) -> bool:
    """Tell whether a negation is dated by the due days of another promise: "2019 passed without"."""
    if not told.happened or meet(span(told), state.due) is not False:
        return False
    return any(meet(span(told), other.due) for other in state.others)


def _is_of_other_act(state: State, told: Told) -> bool:
    """Tell whether it is only denied that the thing is closed or called back, which is promised to come."""
    action = told.claim.action
    return action in STEPLESS and all(plan.claim.action != action for plan in state.plans)


def _is_put_off(state: State, told: Told) -> bool:
    """Tell whether a thing is only not to come at a time, and may come later.

    "Will not open in May as planned", "not in May" beside "it will open in the autumn", "not this
    year", "not until the permit is there", and "not in May" of what has no due day.
    """
    end, first = span(told)[1], state.due[0] or state.due[1]
    if first is None:
        before = bool(end) and NOT_THEN in told.marks
    else:  # what is over is the day of giving up
        before = bool(end and end < first) and not (told.said and end and end <= told.said)
    return told.intended and (before or bool({AS_PLANNED, FOR_NOW, NOT_NOW} & told.marks))


def _is_of_a_part(state: State, told: Told) -> bool:
    """Tell whether a negation is of a part of the due days, after which there were more.

    What a day or a month dates is an act: the plan was dropped then.
    """
    (start, day), end = span(told), state.due[1]
    if not told.happened or start is None or day is None or end is None:
        return False
    return day < end and (day - start).days > _A_MONTH


def _is_past(state: State, told: Told) -> bool:
    """Tell whether a negation is of a time well before the promise was made: it can't end it.

    Of a plan told again beside its end it is not known when it was made.
    """
    end, made = span(told)[1], state.plans[0].said
    if not told.happened or told.claim.kind is Kind.STANCE or end is None or made is None:
        return False
    return (made - end).days > NEAR


def _repeats(state: State, told: Told) -> bool:
    """Tell whether the party only says again what it had refused before it made the promise.

    It held both at once, so the refusal of one kind ("builds no cars") is not
    about the promise of another ("driverless cars by 2025").
    """
    kind = told.claim.kind
    if kind is state.plans[0].claim.kind or not (told.own and told.intended):
        return False
    return any(before.claim.kind is kind for before in state.refused)


def _at_hand(state: State, told: Told) -> bool:
    """Tell whether an aim in figures is given up so late that it could not be made up for."""
    end = state.due[1]
    if end is None or told.said is None or state.plans[0].claim.kind is not Kind.TARGET:
        return False
    figure = any(plan.claim.amount is not None for plan in state.plans)
    return figure and (end - told.said).days <= int(settings()["figures"]["at_hand"])


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
    plans, others = ({plan.iri for plan in each} for each in (state.plans, state.others))
    for told in history:
        if told.iri in plans:
            _plan(state, told)
        elif told.iri in others:
            state.note("mention", told)
        elif state.last is not None and is_judgement(told, state.plans):
            _judge(state, told)
        elif told.pending or _might_not(told):
            state.note("mention", told)
        elif told.denies and state.last is None:
            state.refused += [told] if told.own and told.intended else []
        elif told.denies:
            _negation(state, told)
        elif told.happened and told.claim.kind is not Kind.STANCE:
            if not _outcome(state, told):
                state.note("progress", told)
        else:
            state.note(_heard(told), told)


def _gives_up(state: State, told: Told) -> bool:
    """Tell whether a plant is given up that is not there yet: its "closure" before it was due.

    After its due days it may have been opened, though nobody was read to say so.
    """
    end = state.due[1]
    if state.last is None or state.done is not None or end is None:
        return False
    closure = told.claim.kind is Kind.FACILITY and told.claim.action == "closes"
    early = told.said is not None and told.said <= end
    ours = told.subject in {plan.subject for plan in state.plans}
    to_close = any(plan.claim.action == "closes" for plan in state.plans)
    given_up = told.happened and GIVEN_UP in told.marks
    return closure and early and ours and given_up and not to_close


def _heard(told: Told) -> What:
    """Return what a claim is that neither makes nor settles the promise."""
    if told.claim.modality in HEARSAY:
        return "rumour" if told.claim.modality is Modality.RUMOURED else "report"
    confirms = told.claim.kind is Kind.STANCE and told.claim.action == "confirms"
    return "confirmation" if confirms else "mention"


def _judge(state: State, told: Told) -> None:
    """Read what somebody else finds: that the promise was kept, or that it was not."""
    first = state.plans[0].said
    if told.said and first and told.said < first:
        state.note("mention", told)
        return
    (state.judged_missed if told.denies else state.judged_met).append(told)
    state.note("denial" if told.denies else "confirmation", told)


def read_promise(state: State, history: Sequence[Told], index: Index, as_of: dt.date) -> None:
    """Read a promise through the history of its matter, and settle how it stands on a day.

    Args:
        state: The promise with its plans; what is read goes here.
        history: The claims of the matter in order.
        index: What is known beyond this matter.
        as_of: The day.
    """
    _read(state, history)
    settle(state, index, as_of)
