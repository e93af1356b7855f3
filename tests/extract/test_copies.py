"""What the model has of one that a frame surely tells of another is left out."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extract.copies import without_copies
from kg.model import Claim, Kind, Modality, Quantity, Span

TEXT = "The Comet is still to come. Zenith said that it is due in May. Acme grew."
FRAME = Claim(
    article="a",
    kind=Kind.PRODUCT,
    action="launches",
    subject="Zenith",
    object="Comet",
    modality=Modality.PLANNED,
    evidence=(Span(28, 62),),
    confidence=0.7,
    found_by="Product/due",
)
MODEL = replace(
    FRAME, subject="Acme", evidence=(Span(0, 27), Span(28, 62)), found_by="model/1", confidence=0.9
)


def left(*claims: Claim) -> list[str]:
    return [claim.subject for claim in without_copies(claims, TEXT)[0]]


def test_a_product_is_not_of_whom_its_words_do_not_name() -> None:
    assert left(FRAME, MODEL) == ["Zenith"]
    (dropped,) = without_copies([FRAME, MODEL], TEXT)[1]
    assert dropped.reason == "it is told of Zenith"


def test_a_plant_is_not_of_whom_its_words_do_not_name() -> None:
    one, two = (
        replace(c, kind=Kind.FACILITY, action="closes", object="plant in Halden")
        for c in (FRAME, MODEL)
    )
    assert left(one, two) == ["Zenith"]


@pytest.mark.parametrize(
    "other",
    [
        replace(MODEL, evidence=(Span(28, 62), Span(63, 73))),  # the words name it
        replace(MODEL, object="Meteor"),
        replace(MODEL, action="shows"),
        replace(MODEL, modality=Modality.ASSERTED),
        replace(MODEL, evidence=(Span(0, 27),)),
        replace(MODEL, subject="Zenith Ltd."),
        replace(MODEL, found_by="Product/launch"),
    ],
)
def test_what_is_told_otherwise_stays(other: Claim) -> None:
    assert left(FRAME, other) == ["Zenith", other.subject]


def test_an_aim_of_one_figure_is_told_once() -> None:
    aim = replace(
        FRAME,
        kind=Kind.TARGET,
        action=None,
        object="deliveries",
        amount=Quantity(value=Decimal(400_000), unit="cars"),
    )
    again = replace(aim, object="deliver 400,000 cars", found_by="model/1")
    assert [c.object for c in without_copies([aim, again], TEXT)[0]] == ["deliveries"]
    other = replace(again, amount=Quantity(value=Decimal(300_000), unit="cars"))
    assert len(without_copies([aim, other], TEXT)[0]) == 2


def test_many_claims_are_compared_with_those_near_them() -> None:
    text = "The Comet is still to come. Zenith said that it is due in May. " * 1_500
    pairs = [
        replace(claim, evidence=tuple(Span(s.start + at, s.end + at) for s in claim.evidence))
        for at in range(0, len(text), len(text) // 1_500)
        for claim in (FRAME, MODEL)
    ]
    began = time.process_time()
    kept, dropped = without_copies(pairs, text)
    assert time.process_time() - began < 4  # half a minute where each is compared with each
    assert {c.subject for c in kept} == {"Zenith"}
    assert len(kept) == len(dropped) == 1_500
