"""How firm a figure is: hoped for, so, or so because its year is over, though a forecast starts from it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.comparing import is_from
from kg.extract.context import Context
from kg.extract.frame import Frame
from kg.model import Kind, Modality, Quantity, TimeSpan


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

    Args:
        certainty: How the words around the trigger read.
        told: What the claim is read by, its amount and its time.
        trigger: The word that announces it.
        context: Its text.
        hoped: Whether its figure is only expected.
    """
    frame, amount, time = told
    ahead = certainty is Modality.PLANNED and frame.kind is Kind.RESULT
    aimed = ahead or (hoped and certainty is Modality.ASSERTED)
    firm = Modality.TARGETED if aimed else certainty
    if frame.kind is not Kind.RESULT or firm is not Modality.TARGETED or amount is None:
        return firm
    return Modality.ASSERTED if _is_over(time, amount, trigger, context) else firm


def _is_over(time: TimeSpan | None, amount: Quantity, trigger: Token, context: Context) -> bool:
    """Tell whether a forecast starts from a figure of a year gone by: "a margin of 6%, up from 5% in 2023"."""
    day, last = context.article.date, None if time is None else time.latest
    gone = day is not None and last is not None and last < day
    return gone and is_from(trigger.sent, context, amount)
