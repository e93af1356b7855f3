"""The plans of one matter as promises: who made them, and which step of work each is for.

One matter may hold several promises. "Sales start in 2025, deliveries in
2026" are two steps with a day each, and no delay; "in Spain in May and in Italy
in July" are two promises of one step. What two outlets report of
one company with different dates are two reports; one outlet that names
another date later has moved its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from kg.matters.marks import BESIDE, FOLLOWS
from kg.matters.outcome import Days, one_sentence, step_of
from kg.matters.pairs import meet, span
from kg.matters.told import Told
from kg.matters.words import STEPS

_NAMED = frozenset({"COMPANY", "PERSON", "ORGANIZATION"})
"""Labels of speakers who answer for what they say; of others it is the outlet that does."""


def apart_days(one: Days, other: Days) -> bool:
    """Tell whether two intervals that both end have no day in common."""
    if one[1] is None or other[1] is None:
        return False
    return (one[0] or dt.date.min) > other[1] or (other[0] or dt.date.min) > one[1]


def voice(told: Told) -> str:
    """Return whose word a report is: a named speaker's, else that of the outlet that had it."""
    named = told.speaker is not None and told.claim.speaker_type in _NAMED
    return str(told.speaker) if named else told.origin


def _due(track: Sequence[Told]) -> Days:
    """Return the due days of a promise as last given."""
    return next((plan.due for plan in reversed(track) if plan.due[1]), (None, None))


def _grouped(plans: Sequence[Told], *tests: Callable[[list[Told], Told], bool]) -> list[list[Told]]:
    """Return plans as tracks: each goes to the first that passes a test, else opens its own.

    The tests are asked in turn, each of all tracks.
    """
    found: list[list[Told]] = []
    for plan in plans:
        fitting = (track for fits in tests for track in found if fits(track, plan))
        track = next(fitting, None)
        if track is None:
            found.append([plan])
        else:
            track.append(plan)
    return found


def by_voice(plans: Sequence[Told]) -> list[list[Told]]:
    """Return what is reported as one list of plans for each report, in the order of telling.

    A plan is told again by whoever told it before, whatever its date, and by
    others who give no date that contradicts the last.

    Args:
        plans: Reported plans of one matter, in the order in which they were told.
    """

    def same(track: list[Told], plan: Told) -> bool:
        return voice(plan) in {voice(each) for each in track}

    def agrees(track: list[Told], plan: Told) -> bool:
        return not apart_days(_due(track), plan.due)

    return _grouped(plans, same, agrees)


def stand_side_by_side(one: Told, other: Told) -> bool:
    """Tell whether one sentence sets two plans of one step side by side, each with days of its own.

    Such are "in Spain in May and in Italy in July", where neither day moves the other.
    """
    marked = all(any(mark.startswith(BESIDE) for mark in each.marks) for each in (one, other))
    return marked and one_sentence(one, other) and apart_days(one.due, other.due)


def is_to_follow(plan: Told) -> bool:
    """Tell whether a plan is for what is to follow another: "Germany will follow in May"."""
    return any(mark.startswith(FOLLOWS) for mark in plan.marks)


def of_another(told: Told, plans: Sequence[Told], others: Sequence[Told]) -> bool:
    """Tell whether what was done is the outcome of a plan that stands beside these in its sentence.

    That is so where its days are those of the other and none of theirs, or where it is told
    when only the other was due. What a plan is to follow is no outcome of that plan.

    Args:
        told: What was done.
        plans: The plans of a promise.
        others: Other plans of its matter.
    """
    if any(is_to_follow(p) and p.claim.article == told.claim.article for p in plans):
        return True
    beside = [each for each in others if any(stand_side_by_side(each, plan) for plan in plans)]
    due, done = _due(plans), span(told)
    if not beside or due[1] is None:
        return False
    if done[1] is None and done[0] is None:
        early = told.said is not None and told.said < (due[0] or due[1])
        return early and any(bool(o.due[1] and told.said and o.due[1] <= told.said) for o in beside)
    return meet(done, due) is False and any(meet(done, other.due) for other in beside)


def by_step(plans: Sequence[Told]) -> list[list[Told]]:
    """Return the plans of a party as one list for each step that has days of its own.

    A plan is for another step where it names one, and is due after an earlier
    step or before a later one: "sales from 2025" and "deliveries in 2026". A
    later step that is due first is the same promise, brought forward. What one sentence sets
    side by side are several promises, and so is what is to follow; what is told of their day later is put to the one with
    that day, else to the last.

    Args:
        plans: Plans of one matter, in the order in which they were told.
    """

    def fits(track: list[Told], plan: Told) -> bool:
        if any(stand_side_by_side(each, plan) for each in track):
            return False
        if is_to_follow(plan) and not any(is_to_follow(each) for each in track):
            return False
        step = next((found for found in map(_step, track) if found), None)
        due, mine = _due(track), _step(plan)
        if step is None or mine is None or step == mine or not apart_days(due, plan.due):
            return True
        later = STEPS.index(mine) > STEPS.index(step)
        return later != bool(due[1] and plan.due[1] and plan.due[1] > due[1])

    def beside(track: list[Told]) -> list[Days]:
        return [o.due for o in plans if any(stand_side_by_side(each, o) for each in track)]

    def agrees(track: list[Told], plan: Told) -> bool:
        same = bool(beside(track)) and not apart_days(_due(track), plan.due)
        return same and fits(track, plan)

    def is_last(track: list[Told], plan: Told) -> bool:
        end = _due(track)[1]
        earlier = any(bool(end and due[1] and due[1] > end) for due in beside(track))
        return not earlier and fits(track, plan)

    return _grouped(plans, agrees, is_last, fits)


def _step(told: Told) -> str | None:
    return step_of(told.claim)


def is_schedule(tracks: Sequence[Sequence[Told]]) -> bool:
    """Tell whether one article sets the days of several steps side by side."""
    articles = [{plan.claim.article for plan in track} for track in tracks]
    return len(tracks) > 1 and bool(set.intersection(*articles))
