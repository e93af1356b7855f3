"""How firm a figure is: hoped for, so, or so because its year is over, though a forecast starts from it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from spacy.tokens import Token

from kg.extract.arrays import arrays
from kg.extract.comparing import is_from
from kg.extract.context import Context, lies_ahead
from kg.extract.frame import Frame
from kg.extract.report_lists import report_lists
from kg.extract.times.words import load_toml
from kg.extract.undecided import is_undecided
from kg.model import Kind, Modality, Quantity, TimeSpan

TO_COME = frozenset({Modality.PLANNED, Modality.TARGETED})
_OPEN = frozenset({Modality.TARGETED, Modality.HYPOTHETICAL})
_HOPED = frozenset({Modality.ASSERTED, Modality.REPORTED})
_AIMED = frozenset({Kind.RESULT, Kind.TARGET})
_OFFERED = frozenset({Kind.PRODUCT, Kind.DEVELOPMENT, Kind.FACILITY})


@cache
def _unplanned() -> frozenset[str]:
    """Return verbs of figures that nobody plans."""
    return frozenset(load_toml("kg.extract", "expected.toml")["unplanned"])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_toml("kg.extract", "modality.toml")["of_kinds"][name])


def is_done_by(trigger: Token, frame: Frame, cues: Collection[str]) -> bool:
    """Tell whether the words that make a plan of a claim make none of its kind.

    To agree is to settle, and who "offers" a service has it, where "offered $2 million" is a bid.

    Args:
        trigger: The word that announces the claim.
        frame: What the claim is read by.
        cues: The words that say how firm it is.
    """
    words = {word.lower() for word in cues}
    if frame.action == "settles":
        return words <= _listed("agreeing")
    # "plans to sell songs and later offer films": bare, it may be one of several plans
    bare = trigger.tag_ in ("VB", "VBP") and not any(
        c.lemma_.lower() == "do" or c.dep_ == "nsubj" for c in trigger.children
    )
    offered = trigger.pos_ == "VERB" and not bare and frame.kind in _OFFERED
    return offered and bool(words) and words <= _listed("offering")


def is_foreseen(frame: Frame, amount: Quantity | None, cues: Collection[str]) -> bool:
    """Tell whether a figure is no more than "expected", by nobody in particular: it is a forecast, not hearsay."""
    words = {word.lower() for word in cues}
    known = not words.isdisjoint(_listed("foreseen"))
    known = known and words <= _listed("foreseen") | _listed("ahead")
    return frame.kind in _AIMED and amount is not None and known


def has_come(trigger: Token, frame: Frame, context: Context) -> bool:
    """Tell whether a figure came before what is planned: "plans to cut jobs after losing $2 million in 2023".

    So it does where its clause tells a time gone by, or what nobody plans; "plans to list after reaching
    $2 million" only hopes for it.
    """
    a = arrays(trigger.doc)
    verb = trigger if trigger.pos_ == "VERB" else trigger.head
    marks = {a.lower[k] for k in a.children(verb.i, "mark", "case")}
    if frame.kind is not Kind.RESULT or verb.tag_ != "VBG" or "after" not in marks:
        return False
    if verb.lemma_.lower() in _unplanned():
        return True
    first, last = a.left[verb.i], a.right[verb.i]
    times = [p for p in context.times_near(verb) if first <= p.root.i <= last]
    return bool(times) and not any(lies_ahead(p.mention, context.article.date) for p in times)


def is_ahead(time: TimeSpan | None, frame: Frame, certainty: Modality, context: Context) -> bool:
    """Tell whether the time of a figure lies ahead: one that is told as so is not of then."""
    day = context.article.date
    if frame.kind is not Kind.RESULT or certainty is not Modality.ASSERTED or time is None:
        return False
    return time.earliest is not None and day is not None and time.earliest > day


def firmness(
    certainty: Modality,
    told: tuple[Frame, Quantity | None, TimeSpan | None],
    trigger: Token,
    context: Context,
    *,
    hoped: bool,
) -> Modality:
    """Return how firm a claim is; a figure that "will" be is hoped for, nobody can plan it.

    An investment that is still to be decided on is a plan.

    Args:
        certainty: How the words around the trigger read.
        told: What the claim is read by, its amount and its time.
        trigger: The word that announces it.
        context: Its text.
        hoped: Whether its figure is only expected.
    """
    frame, amount, time = told
    if frame.kind is Kind.INVESTMENT and certainty is Modality.ASSERTED:
        open_ = is_undecided(arrays(context.doc), trigger.i)
        return Modality.PLANNED if open_ else certainty
    ahead = certainty is Modality.PLANNED and frame.kind is Kind.RESULT
    aimed = ahead or (hoped and certainty in _HOPED)
    firm = Modality.TARGETED if aimed else certainty
    if frame.kind is not Kind.RESULT or firm not in _OPEN or amount is None:
        return firm
    return Modality.ASSERTED if _is_over(time, amount, trigger, context) else firm


def _is_over(time: TimeSpan | None, amount: Quantity, trigger: Token, context: Context) -> bool:
    """Tell whether a forecast starts from a figure gone by: "6%, up from 5% in 2023", or "up from 5%" alone.

    What a forecast itself was before is none: "cut its forecast to $2 million from $3 million".
    """
    day, last = context.article.date, None if time is None else time.latest
    if time is None:  # "now sees $2 billion, up from $1 billion" changes a forecast, too
        anew = report_lists().outlooks | {"now", "previously"}
        gone = not any(t.lemma_.lower() in anew for t in trigger.sent)
    else:
        gone = day is not None and last is not None and last < day
    return gone and is_from(trigger.sent, context, amount)
