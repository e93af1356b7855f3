"""The plans of one matter as promises: who made them, and which step of work each is for.

One matter may hold several promises. "Sales start in 2025, deliveries in
2026" are two steps with a day each, and no delay. What two outlets report of
one company with different dates are two reports; one outlet that names
another date later has moved its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from kg.matters.outcome import Days, step_of
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


def by_step(plans: Sequence[Told]) -> list[list[Told]]:
    """Return the plans of a party as one list for each step that has days of its own.

    A plan is for another step where it names one, and is due after an earlier
    step or before a later one: "sales from 2025" and "deliveries in 2026". A
    later step that is due first is the same promise, brought forward.

    Args:
        plans: Plans of one matter, in the order in which they were told.
    """

    def fits(track: list[Told], plan: Told) -> bool:
        step = next((found for found in map(_step, track) if found), None)
        due, mine = _due(track), _step(plan)
        if step is None or mine is None or step == mine or not apart_days(due, plan.due):
            return True
        later = STEPS.index(mine) > STEPS.index(step)
        return later != bool(due[1] and plan.due[1] and plan.due[1] > due[1])

    return _grouped(plans, fits)


def _step(told: Told) -> str | None:
    return step_of(told.claim)


def is_schedule(tracks: Sequence[Sequence[Told]]) -> bool:
    """Tell whether one article sets the days of several steps side by side."""
    articles = [{plan.claim.article for plan in track} for track in tracks]
    return len(tracks) > 1 and bool(set.intersection(*articles))
