"""How promises stand: open, met, slipped, withdrawn or missed, by simple rules.

A promise is a matter with a planned or targeted, affirmed claim. Its status is
computed from its claims in the order in which they were said, never appended:

- met: somebody asserts that it was done, after it was promised;
- missed: somebody asserts that it was not done;
- withdrawn: the plan itself is negated ("will no longer build");
- slipped: a later claim gives a due interval after the one given before;
- open: none of these. A due date that has passed leaves a promise open and
  overdue: that the graph has not read of the outcome is no outcome.

What was met stays met. After a withdrawal or a slip, a newer plan reopens.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Kind, Modality, Polarity
from kg.rdf.nodes import ClaimNodes
from kg.rdf.times import due, said_on
from kg.rdf.vocab import INTENDED

_NO_PROMISE = frozenset({Kind.RESULT, Kind.STANCE, Kind.ROLE, Kind.MARKET_MOVE})
"""Kinds whose plans and forecasts are no promise that could be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The status of one promise and the IRIs of the claims that it rests on, sorted."""

    matter: str
    status: str
    claims: tuple[str, ...]


@dataclass(slots=True)
class _State:
    status: str = ""
    claims: tuple[str, ...] = ()
    due: tuple[dt.date, dt.date] | None = None
    promised_by: str = ""


def _interval(nodes: ClaimNodes, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    start, end = due(nodes.claim, published)
    if end is None:
        return None
    return start or dt.date.min, end


def _promise(state: _State, nodes: ClaimNodes, published: dt.date | None) -> None:
    interval = _interval(nodes, published)
    before = state.due
    if state.status == "met":
        return
    if before and interval and interval[0] > before[1]:
        state.status, state.claims = "slipped", (state.promised_by, nodes.iri)
    elif state.status in ("", "withdrawn", "missed"):
        state.status, state.claims = "open", (nodes.iri,)
    if interval or not before:
        state.due, state.promised_by = interval or before, nodes.iri


def _step(state: _State, nodes: ClaimNodes, published: dt.date | None) -> None:
    claim = nodes.claim
    affirmed = claim.polarity is Polarity.AFFIRMED
    if claim.modality in INTENDED and affirmed:
        _promise(state, nodes, published)
    elif not state.status or state.status == "met":
        return
    elif claim.modality in INTENDED:
        state.status, state.claims = "withdrawn", (nodes.iri,)
    elif claim.modality is Modality.ASSERTED and claim.kind is not Kind.TARGET:
        state.status, state.claims = ("met" if affirmed else "missed"), (nodes.iri,)
    elif claim.modality is Modality.ASSERTED and not affirmed:
        state.status, state.claims = "missed", (nodes.iri,)


def assess(nodes: Iterable[ClaimNodes], dates: Mapping[str, dt.date | None]) -> list[Assessment]:
    """Return the status of every promise, sorted by matter.

    Args:
        nodes: Claims of all articles with their nodes.
        dates: Day of publication by article id. A claim without any day counts
            as said before all others.
    """
    found: dict[str, list[ClaimNodes]] = defaultdict(list)
    for item in nodes:
        if item.claim.kind not in _NO_PROMISE:
            found[item.about.iri].append(item)

    def order(item: ClaimNodes) -> tuple[dt.date, int, dt.date, str]:
        published = dates.get(item.claim.article)
        said = said_on(item.claim, published) or dt.date.min
        # On one day a plan goes before its fulfilment, and the earlier due date before the later.
        end = _interval(item, published)
        return (said, int(item.claim.modality not in INTENDED), end[1] if end else said, item.iri)

    assessments = []
    for matter in sorted(found):
        state = _State()
        for item in sorted(found[matter], key=order):
            _step(state, item, dates.get(item.claim.article))
        if state.status:
            claims = tuple(sorted(set(state.claims)))
            assessments.append(Assessment(matter=matter, status=state.status, claims=claims))
    return assessments
