"""By how many a workforce shrinks, hundreds of jobs, and plants that are inaugurated or extended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Acme Telecom will reduce its headcount by 2,000 to 11,500 by 2026.", 2000),
        ("Acme Telecom cut its staff by 300.", 300),
        ("Acme Telecom has trimmed its headcount to 11,500 from 12,300.", None),
        ("Acme Steel is seeking 300 voluntary redundancies.", 300),
        ("Around 40 roles will be impacted, Acme Motors said.", 40),
    ],
)
def test_by_how_many(claims_of: ClaimsOf, text: str, people: int | None) -> None:
    found = claims_of(text, Kind.LAYOFF, "2024-05-15")
    assert [(c.amount and int(c.amount.value), c.object) for c in found] == [(people, None)]


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        ("Acme Motors put 620 of its 900 painters on furlough on Monday.", Kind.LAYOFF, 620),
        ("The dismissal of seven porters by Acme Services has led to a strike.", Kind.LAYOFF, 7),
        ("The union spoke for nine employees who were sacked by Acme Motors.", Kind.LAYOFF, 9),
        ("Acme Motors laid off about 60 doormen on Monday.", Kind.LAYOFF, 60),
        ("Acme Motors will hire 35 apprentices next year.", Kind.HIRING, 35),
        ("Acme Motors laid off workers in two plants on Monday.", Kind.LAYOFF, None),
    ],
)
def test_people_by_their_trade(
    claims_of: ClaimsOf, text: str, kind: Kind, people: int | None
) -> None:
    told = {c.amount and (int(c.amount.value), c.amount.unit) for c in claims_of(text, kind)}
    assert told == {(people, "people") if people else None}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Hundreds of jobs are at risk at Acme Steel after it said it would close two furnaces.", Modality.HYPOTHETICAL),
        ("Hundreds of jobs will go at Acme Steel's Leeds plant.", Modality.PLANNED),
    ],
)  # fmt: skip
def test_hundreds(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    found = claims_of(text, Kind.LAYOFF, "2024-05-15")
    assert [(c.subject, c.modality) for c in found] == [("Acme Steel", modality)]


def test_hundreds_of_an_industry(claims_of: ClaimsOf) -> None:
    text = "Hundreds of jobs are at risk across the industry, analysts at Acme Research said."
    assert claims_of(text, Kind.LAYOFF) == []


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Acme Air inaugurated its new route to Delhi on Sunday.", "opens"),
        ("Production began last week at Acme Motors' new Leeds plant.", "opens"),
        ("Acme Motors' Leeds plant, which will be expanded next year, employs 300.", "expands"),
    ],
)
def test_sites(claims_of: ClaimsOf, text: str, action: str) -> None:
    found = claims_of(text, Kind.FACILITY, "2024-05-15")
    assert [(c.subject[:4], c.action) for c in found] == [("Acme", action)]


def test_parting_with_staff_is_no_sale(claims_of: ClaimsOf) -> None:
    text = "Acme Motors is parting with 120 employees, about 9% of its staff."
    assert claims_of(text, Kind.DIVESTITURE) == []
    assert len(claims_of(text, Kind.LAYOFF)) == 1


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Acme Motors has broken ground on a $1 billion factory in Virginia.", Kind.FACILITY, Modality.ASSERTED),
        ("Acme Motors has filed for an initial public offering in Oslo.", Kind.FUNDING, Modality.PLANNED),
        ("Acme Motors said on Tuesday it would shut its plant in Leeds. About 150 employees are affected.", Kind.LAYOFF, Modality.PLANNED),
        ("Acme Foods is investing £12 million in its Lowestoft factory, a move that will create 70 jobs.", Kind.HIRING, Modality.PLANNED),
    ],
)  # fmt: skip
def test_who_does_it(claims_of: ClaimsOf, text: str, kind: Kind, modality: Modality) -> None:
    found = claims_of(text, kind, "2024-05-15")
    assert [(c.subject[:4], c.modality) for c in found] == [("Acme", modality)]


def test_a_strike_affects_but_lets_nobody_go(claims_of: ClaimsOf) -> None:
    text = "Acme Motors makes vans. About 150 employees were affected in the strike."
    assert claims_of(text, Kind.LAYOFF) == []


def test_a_state_bails_out(claims_of: ClaimsOf) -> None:
    text = "A bailout of Acme Bank by the Austrian state cost taxpayers 6 billion euros."
    assert [c.object for c in claims_of(text, Kind.FUNDING)] == ["Austrian state"]


def test_that_no_jobs_go_is_told_once(claims_of: ClaimsOf) -> None:
    text = "Halden, which supplies Orvane, will cut 20 jobs. No redundancies are planned at Orvane."
    found = claims_of(text, Kind.LAYOFF)
    assert [(c.subject, c.polarity) for c in found] == [
        ("Halden", Polarity.AFFIRMED),
        ("Orvane", Polarity.NEGATED),
    ]


def test_that_jobs_may_go_is_still_told(claims_of: ClaimsOf) -> None:
    text = "Halden has lost an order. Redundancies are likely to follow."
    assert [c.polarity for c in claims_of(text, Kind.LAYOFF)] == [Polarity.AFFIRMED]
