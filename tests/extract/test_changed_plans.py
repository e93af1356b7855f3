"""A plan that the text goes on to say was given up is off; one of another, put off or taken up again stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
OFF = {(Modality.PLANNED, Polarity.NEGATED)}


def told(claims: list[Claim]) -> set[tuple[Modality, Polarity]]:
    return {(c.modality, c.polarity) for c in claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Kestrel Steel had planned to sell its Danish unit but has now decided to keep it.",
            Kind.DIVESTITURE,
        ),
        ("Kestrel Steel had planned to sell its towers but never did.", Kind.DIVESTITURE),
        (
            "Kestrel Steel had planned to open a mill in Turin but now says it will not.",
            Kind.FACILITY,
        ),
        (
            "Kestrel Steel was planning to buy Ombra last year but did not go ahead.",
            Kind.ACQUISITION,
        ),
        ("Kestrel Steel had hoped to buy Ombra, but the idea was dropped.", Kind.ACQUISITION),
        (
            "Kestrel Steel originally intended to close its Turin mill; that plan is off.",
            Kind.FACILITY,
        ),
        ("Kestrel Steel, which had planned to cut 300 jobs, will now keep them all.", Kind.LAYOFF),
        (
            "Kestrel Steel, which had intended to cut 90 jobs, now says no jobs will go.",
            Kind.LAYOFF,
        ),
        ("Kestrel Steel has shelved plans to hire 500 welders.", Kind.HIRING),
        ("Lunex shelved plans to open a mill in Turin.", Kind.FACILITY),
    ],
)
def test_given_up_in_the_sentence(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert {c.polarity for c in claims_of(text, kind)} == {Polarity.NEGATED}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Kestrel Steel had said it would open a mill in Turin. On Monday it dropped the plan.",
            Kind.FACILITY,
        ),
        (
            "Kestrel Steel plans to open a mill in Turin. In March Kestrel called off the project.",
            Kind.FACILITY,
        ),
        ("Kestrel Steel had promised to open a mill in Turin. It never did.", Kind.FACILITY),
        (
            "Kestrel Steel said last year it would close its Turin mill. It has since reversed that decision.",
            Kind.FACILITY,
        ),
        (
            "Kestrel Steel announced 200 job cuts in January. It has now cancelled the cuts.",
            Kind.LAYOFF,
        ),
        (
            "Kestrel Steel announced in May that it would cut 900 jobs. The steelmaker later scrapped the plan.",
            Kind.LAYOFF,
        ),
    ],
)
def test_given_up_in_the_next(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    (claim,) = claims_of(text, kind)
    assert told([claim]) == OFF
    assert [text[span.start : span.end] for span in claim.evidence] == [
        sentence + "." for sentence in text[:-1].split(". ")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Kestrel Steel plans to sell its Danish unit but will keep it until June.",
            Kind.DIVESTITURE,
        ),
        ("Kestrel Steel plans to buy Ombra but will keep it as a brand.", Kind.ACQUISITION),
        ("Kestrel Steel plans to open a mill in Turin but will not cut jobs.", Kind.FACILITY),
        (
            "Kestrel Steel plans to open a mill in Turin. It dropped the plan for Graz.",
            Kind.FACILITY,
        ),
        (
            "Kestrel Steel plans to open a mill in Turin. It has not dropped the plan.",
            Kind.FACILITY,
        ),
        ("Kestrel Steel plans to open a mill in Turin. It may drop the plan.", Kind.FACILITY),
        ("Kestrel Steel plans to open a mill in Turin. It has dropped the offer.", Kind.FACILITY),
        (
            "Kestrel Steel plans to open a mill in Turin. It dropped the plan in March but revived it in May.",
            Kind.FACILITY,
        ),
        (
            "Kestrel Steel plans to open a mill in Turin. On Monday Ombra Steel dropped its plan.",
            Kind.FACILITY,
        ),
    ],
)
def test_not_given_up(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    found = claims_of(text, kind)
    assert (Modality.PLANNED, Polarity.AFFIRMED) in told(found)


def test_what_is_done_is_no_plan(claims_of: ClaimsOf) -> None:
    text = "Kestrel Steel opened a mill in Turin. On Monday it dropped the plan."
    assert told(claims_of(text, Kind.FACILITY)) == {(Modality.ASSERTED, Polarity.AFFIRMED)}
    text = "Kestrel Steel has dropped 200 jobs."
    assert told(claims_of(text, Kind.LAYOFF)) == {(Modality.ASSERTED, Polarity.AFFIRMED)}
