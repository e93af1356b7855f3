"""Whose figure it is: what one clause tells of one organization is not told of another clause's.

"Acme gained 1 percent, while Zenith lost 2 percent" has two figures and two clauses, of which the
network is apt to give each organization both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from kg.extract import tree
from kg.extract.learned.marked import words
from kg.extract.learned.parties import ELSEWHERE, NO_CHAIN, Party
from kg.extract.owned import is_stranger, unnamed_owner
from kg.extract.times.words import load_toml
from kg.extract.wording import Filler
from kg.model import ORGANIZATION_LABELS, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.learned.text import Text

FIGURES = frozenset({Kind.RESULT, Kind.MARKET_MOVE})
"""Kinds of which each claim holds one figure of the text."""


_DONE = frozenset(
    {Kind.ACQUISITION, Kind.DIVESTITURE, Kind.DEVELOPMENT, Kind.FACILITY, Kind.FORMATION}
    | {Kind.HIRING, Kind.INSOLVENCY, Kind.INVESTMENT, Kind.LAYOFF, Kind.PRODUCT, Kind.STANCE}
    | {Kind.TARGET}
)
"""Kinds whose subject has a name and does what the verb tells."""
_OTHER_WAY = {Kind.ACQUISITION: "gives.words", Kind.DIVESTITURE: "takes.words"}
"""Verbs whose subject is the other side of a deal: "a fund sold the unit to Acme"."""


@cache
def _measures() -> dict[str, str]:
    return dict(load_toml("kg.extract.learned", "borders.toml")["measures"])


def _told_of(t: Text, trigger: int) -> tuple[int, int, set[int]] | None:
    """Return the stretch of the subject of a word's clause, and which organizations it names."""
    a = t.a
    subject = a.subject(a.clause(trigger))
    if subject is None:
        return None
    first, last = a.left[subject], a.right[subject]
    found = {
        entry.chain
        for i in range(first, last + 1)
        for entry in t.context.chains.all(t.tokens[i])
        if entry.label in ORGANIZATION_LABELS
    }
    return (first, last, found) if found else None


def within_clause(t: Text, trigger: int, parties: Sequence[Party]) -> NDArray[np.bool_] | None:
    """Tell of each party whether a figure may be its own; None where the clause tells of nobody.

    What it tells of somebody without a name is no named party's: "its rivals posted losses".

    Args:
        t: The text.
        trigger: The word that announces the figure.
        parties: The parties that may be subjects.
    """
    if unnamed_owner(trigger, t.context) is not None:
        return np.zeros(len(parties), bool)
    told = _told_of(t, trigger)
    if told is None:
        return None
    first, last, named = told
    own = t.a.clause(trigger)

    def may(party: Party) -> bool:
        if party.form in ELSEWHERE or (party.chain != NO_CHAIN and party.chain in named):
            return True
        return first <= party.at <= last or t.a.clause(party.at) == own

    return np.array([may(p) for p in parties], bool)


def may_have_done(
    t: Text, trigger: int, kind: Kind, parties: Sequence[Party]
) -> NDArray[np.bool_] | None:
    """Tell of each party whether it may have done what a verb tells; None where no stranger does it.

    In "Acme said its suppliers would cut 300 jobs" nobody with a name cuts jobs.

    Args:
        t: The text.
        trigger: The word that announces the claim.
        kind: The kind of claim.
        parties: The parties that may be subjects.
    """
    a = t.a
    other_way = kind in _OTHER_WAY and a.lemma[trigger] in words(_OTHER_WAY[kind])
    itself = kind is Kind.FACILITY and a.child(trigger, "obj") is None  # "a shop will open"
    if kind not in _DONE or other_way or itself or a.pos[trigger] != "VERB":
        return None
    agents, _ = t.parts(trigger)
    if not agents or not all(is_stranger(k, t.context) for k in agents):
        return None
    return np.zeros(len(parties), bool)


def _descriptions(t: Text, subject: int) -> list[int]:
    """Return the nouns that say who the doer of a verb is; a name is another doer."""
    return [k for k in t.a.children(subject, "appos") if not t.label[k] and t.a.pos[k] == "NOUN"]


def outside_asides(t: Text, trigger: int, parties: Sequence[Party]) -> NDArray[np.bool_] | None:
    """Tell of each party whether it may be acted on; None where nothing is told of the doer beside the act.

    In "Zenith, which holds 9 percent of Acme, declined to comment" what it holds is no object, nor is Acme
    in "Jane Doe, a customer of Acme, sued her neighbour".

    Args:
        t: The text.
        trigger: The word that announces the claim.
        parties: The parties that may be objects.
    """
    a = t.a
    if a.pos[trigger] != "VERB":
        return None
    asides = [
        k
        for subject in {x.i for x in tree.agents(t.tokens[trigger])}
        for k in (*a.children(subject, "acl:relcl"), *_descriptions(t, subject))
        if not a.left[k] <= trigger <= a.right[k]
    ]
    if not asides:
        return None
    inside = {i for k in asides for i in range(a.left[k], a.right[k] + 1)}
    return np.array([p.form in ELSEWHERE or p.at not in inside for p in parties], bool)


def measured(t: Text, trigger: int) -> Filler | None:
    """Return what a verb with a sum of money measures by itself: the loss of "lost $5 million on bonds".

    Args:
        t: The text.
        trigger: The word that announces a figure.
    """
    measure = _measures().get(t.a.lemma[trigger])
    if measure is None or t.a.pos[trigger] != "VERB":
        return None
    things = t.a.children(trigger, "obj")
    sums = [
        placed.mention.span
        for placed in t.context.amounts_near(t.tokens[trigger])
        if placed.mention.kind == "money"
    ]
    found = any(span.start <= t.a.idx[k] < span.end for k in things for span in sums)
    within = any(
        t.a.lower[c] in ("in", "of") and t.a.head[k] in (trigger, *things)
        for k in t.a.subtree(trigger)
        for c in t.a.children(k, "case")
        if k not in t.context.inside_time
    )
    return Filler(measure, None, t.tokens[trigger]) if found and not within else None
