"""How what was set out to do stands on a day: open, overdue, met, slipped, withdrawn and so on.

The claims of a matter are read in the order in which they were said. The
rules are those of the scheme `status`; `docs/ledger.md` has them in words.
Nothing said after the day takes part, and nothing is ever carried over from
an earlier reading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.matters.group import Matter, order
from kg.matters.outcome import Index
from kg.matters.pairs import compare
from kg.matters.reading import read_promise
from kg.matters.refusals import is_history, is_told_by_others, undoes, undone_elsewhere
from kg.matters.state import (
    STATUSES,
    Event,
    Sort,
    Standing,
    State,
    Status,
    What,
    is_refusal,
    is_relied_on,
    is_reported,
    known,
    own_plan,
    said_no,
    said_yes,
    standing_of,
)
from kg.matters.told import Told
from kg.matters.tracks import by_step, by_voice, is_schedule, is_to_follow
from kg.matters.words import phrase, settings
from kg.model import Kind, Modality

__all__ = ["STATUSES", "Event", "Sort", "Standing", "Status", "What", "history", "standings"]

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


def _refused(
    matter: Matter, history: Sequence[Told], plans: list[Told], index: Index, as_of: dt.date
) -> Standing:
    """How a promise not to do something stands: open until somebody does it or says so."""
    state = State(sort="refusal", plans=plans)
    wanted = {plan.iri for plan in plans}
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
        elif state.last and undoes(told, plans[0]) and not _ran_out(state, told):
            _turn(state, told)
        else:
            state.note("denial" if told.denies else "mention", told)
    elsewhere = (t for plan in plans for t in undone_elsewhere(plan, index, as_of))
    against = [told for told in elsewhere if not _ran_out(state, told)]
    if state.status == "open" and against:
        _turn(state, min(against, key=lambda told: (not _breaks(state, told), order(told))))
    return standing_of(matter, state, as_of)


def _ran_out(state: State, told: Told) -> bool:
    """Tell whether a refusal had come to its end before what a claim tells: "no cuts until 2027"."""
    end, time = state.due[1], told.claim.time
    day = (time.earliest if time else None) or told.said
    return bool(end and day and day > end)


def _breaks(state: State, told: Told) -> bool:
    """Tell whether a deed breaks a refusal that others rely on, as jobs cut after all do.

    Who makes a thing that it had not wanted to make has changed its mind.
    """
    return state.sort == "refusal" and told.happened and is_relied_on(told)


def _turn(state: State, told: Told) -> None:
    holding = told.claim.kind is Kind.OWNERSHIP and is_told_by_others(state.plans[0], told)
    if (told.own or told.speaker is None) and not holding:
        # What is done or planned after all cancels nothing.
        state.note("cancellation" if told.denies else "contradiction", told)
        state.stand("missed" if _breaks(state, told) else "withdrawn", told)
    else:
        state.note("denial", told)
        state.stand("disputed", *state.evidence, told)


def _taken_back(
    matter: Matter, history: Sequence[Told], index: Index, as_of: dt.date
) -> Standing | None:
    """A statement of a party that it contradicted later, or that another source contradicts."""
    for said, undone in ((said_no, _is_done), (said_yes, said_no)):
        first = next((told for told in history if said(told)), None)
        if first is None:
            continue
        later = [t for t in history if undone(t) and t.subject == first.subject]
        if said is said_no:
            later += _overtaken(first, index, as_of)
        later = [told for told in later if _day_after(first, told)]
        if not later:
            continue
        state = State(sort="statement", plans=[first])
        state.note("denial" if said is said_no else "confirmation", first)
        state.evidence = [first]
        _turn(state, min(later, key=order))
        return standing_of(matter, state, as_of)
    return None


def _overtaken(first: Told, index: Index, as_of: dt.date) -> list[Told]:
    """Return what a party did, by other claims, though it had said that it was not so."""
    if first.claim.kind is Kind.OWNERSHIP:
        return undone_elsewhere(first, index, as_of)
    least = settings()["scores"]["least"]
    things = phrase(first.claim.object or "").things
    return [
        deed
        for deed in index.deeds.get(first.subject, ())
        if known(deed, as_of)
        and things & phrase(deed.claim.object or "").things
        and compare(first, deed).score >= least
    ]


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
        if gone and not told.pending and told.claim.polarity.value == "negated":
            state = State(sort="own", plans=[told])
            state.note("cancellation", told)
            state.stand("withdrawn", told)
            return standing_of(matter, state, as_of)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A matter as it is known on a day."""

    matter: Matter
    history: Sequence[Told]
    index: Index
    as_of: dt.date

    def promised(self, sort: Sort, tracks: Sequence[list[Told]]) -> list[Standing]:
        """Return how the promises of one sort stand, in the order of their making."""
        found = []
        every = [told for told in self.history if own_plan(told) or is_reported(told)]
        for place, plans in enumerate(tracks):
            others = [told for told in every if told not in plans]
            state = State(sort=sort, plans=plans, others=others)
            read_promise(state, self.history, self.index, self.as_of)
            found.append(replace(standing_of(self.matter, state, self.as_of), place=place))
        return found


def _own(page: _Page, plans: list[Told]) -> list[Standing]:
    """How the own promises of a matter stand: one, or one for each step of a schedule.

    Where the days of a later step were told later, they are a promise of
    their own only if the earlier step came to something; else the earlier one
    was put back to them.
    """
    tracks = by_step(plans)
    if len(tracks) > 1:
        found = page.promised("own", tracks)
        first = min(found, key=lambda each: (each.due[1] or dt.date.max, each.place))
        following = any(is_to_follow(track[0]) for track in tracks)
        done = first.status in ("met", "partly-met") or _was_done_before(first, tracks)
        if following or is_schedule(tracks) or done:
            return found
    return page.promised("own", [plans])


def _was_done_before(first: Standing, tracks: Sequence[list[Told]]) -> bool:
    """Tell whether the earlier step was done, though late, when the days of the later ones were told: they moved nothing."""
    day = max((each.said for each in first.evidence if each.happened and each.said), default=None)
    if first.status != "slipped" or day is None:
        return False
    later = [track[0] for track in tracks if track[0] is not first.opened]
    return all(plan.said is not None and day <= plan.said for plan in later)


def standings(matter: Matter, index: Index, as_of: dt.date) -> list[Standing]:
    """Return how the promises of one matter stand: own ones, refusals, statements, reports.

    Args:
        matter: The matter with all its claims.
        index: What is known beyond this matter (`outcome.index`).
        as_of: The day; what was published later is not looked at.
    """
    history = [told for told in matter.told if known(told, as_of)]
    page = _Page(matter=matter, history=history, index=index, as_of=as_of)
    found: list[Standing | None] = []
    own, refused, reported = (_all(test, history) for test in (own_plan, is_refusal, is_reported))
    refused = [told for told in refused if not is_history(told, index)]
    first_plan = history.index(own[0]) if own else len(history)
    if own:
        found += _own(page, own)
    if refused and history.index(refused[0]) < first_plan:
        found.append(_refused(matter, history, refused, index, as_of))
    if not refused:
        found.append(_taken_back(matter, history, index, as_of))
    if reported:
        found += page.promised("reported", by_voice(reported))
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
    listed = [told for told in matter.told if known(told, as_of)]
    return [Event(what=found.get(told.iri, _alone(told)), told=told) for told in listed]


def _all(test: Callable[[Told], bool], history: Iterable[Told]) -> list[Told]:
    return [told for told in history if test(told)]
