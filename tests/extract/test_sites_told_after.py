"""Plants, shops and jobs whose owner the text named before, and who else put money in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ASSERTED, PLANNED = Modality.ASSERTED, Modality.PLANNED

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "subject", "action", "modality"),
    [
        ("Acme Motors makes vans in Leeds. The factory will close in March.", "Acme Motors", "closes", PLANNED),
        ("Acme Bikes has 14 shops in five countries. A flagship in Oslo opened in April.", "Acme Bikes", "opens", ASSERTED),
        ("Acme's chief rival, Zenith Stores, will open ten shops in Leeds.", "Zenith Stores", "opens", PLANNED),
        ("Acme Motors' parent company, Zenith Holdings, closed a plant in Leeds.", "Zenith Holdings", "closes", ASSERTED),
        ("A new Tesco supermarket has opened in Bury.", "Tesco", "opens", ASSERTED),
        ("Work has begun on a new Amazon warehouse near Doncaster.", "Amazon", "builds", ASSERTED),
        ("Plans for a new Acme Motors plant in Leeds have been approved.", "Acme Motors", "builds", PLANNED),
    ],
)  # fmt: skip
def test_whose_site(
    claims_of: ClaimsOf, text: str, subject: str, action: str, modality: Modality
) -> None:
    found = claims_of(text, Kind.FACILITY, "2024-05-15")
    assert [(c.subject, c.action, c.modality) for c in found] == [(subject, action, modality)]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors makes vans in Leeds. The store is open daily until 8 p.m.",
        "Acme Motors makes vans in Leeds. No store will open this year, it said.",
    ],
)
def test_no_opening(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.FACILITY, "2024-05-15") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Acme Motors will invest $45 million in its Leeds plant. The project is expected to create 75 jobs.", Modality.REPORTED),
        ("Acme Motors said its new factory will bring 75 jobs to Leeds.", PLANNED),
        ("The bank, which employs 6,000 people in the city, will add 75 technology jobs in Leeds over three years, Acme Bank said.", PLANNED),
    ],
)  # fmt: skip
def test_jobs_from_projects(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    (found,) = claims_of(text, Kind.HIRING, "2024-05-15")
    assert found.subject.startswith("Acme")
    assert found.modality is modality


def test_layoffs_that_come_after_others_are_no_new_ones(claims_of: ClaimsOf) -> None:
    text = "Acme Software is laying off 8% of its employees. The layoffs, which come two months after a first round of cuts, affect teams in Oslo."
    assert len(claims_of(text, Kind.LAYOFF, "2024-05-15")) == 1


def test_layoffs_at(claims_of: ClaimsOf) -> None:
    text = "The layoffs at Acme Software, which makes maps, were first reported by TechWire."
    assert [c.subject for c in claims_of(text, Kind.LAYOFF)] == ["Acme Software"]


def test_who_joined_the_round(claims_of: ClaimsOf) -> None:
    text = "Acme Medical closed a $54 million round. New investor Zenith Ventures led the round, joined by existing backers Halden Capital and Orbit Partners."
    givers = {c.object for c in claims_of(text, Kind.FUNDING)}
    assert {"Zenith Ventures", "Halden Capital", "Orbit Partners"} <= givers


def test_the_exchange_is_not_the_company(claims_of: ClaimsOf) -> None:
    text = "Shares of Acme Motors began trading on the Nasdaq on Tuesday after the company raised $310 million in its initial public offering."
    assert [c.subject for c in claims_of(text, Kind.FUNDING, "2024-05-15")] == ["Acme Motors"]


@pytest.mark.parametrize(
    ("text", "thing", "count"),
    [
        ("Acme Pharmacies plans to shut a number of its 8,600 stores.", "number of its 8,600 stores", None),
        ("Acme Pharmacies will close 30 of its 170 stores.", "30 of its 170 stores", 30),
        ("Acme Pharmacies will close 126 of its shops.", "shops", 126),
    ],
)  # fmt: skip
def test_some_of_all(claims_of: ClaimsOf, text: str, thing: str, count: int | None) -> None:
    found = claims_of(text, Kind.FACILITY, "2024-05-15")
    assert [c.object for c in found] == [thing]
    assert [c.amount and int(c.amount.value) for c in found] == [count]


def test_who_is_affected(claims_of: ClaimsOf) -> None:
    text = "Acme Farms said it would close its chicken plant in Leeds, affecting 680 employees."
    assert [(c.subject, c.object) for c in claims_of(text, Kind.LAYOFF)] == [
        ("Acme Farms", "chicken plant in Leeds")
    ]


def test_customers_are_affected(claims_of: ClaimsOf) -> None:
    assert claims_of("Acme Power cut supply, affecting 680 customers.", Kind.LAYOFF) == []


def test_a_plant_stops(claims_of: ClaimsOf) -> None:
    text = "Acme Farms said its Leeds plant will cease operations by August 10."
    (found,) = claims_of(text, Kind.FACILITY, "2024-05-15")
    assert (found.subject, found.action, found.object) == ("Acme Farms", "closes", "Leeds plant")


def test_what_a_contract_is_for_is_not_built_yet(claims_of: ClaimsOf) -> None:
    text = "Acme Builders has won a 1.1 billion euro contract to build a data centre in Leeds."
    assert {c.modality for c in claims_of(text, Kind.FACILITY)} == {PLANNED}


def test_promised_jobs(claims_of: ClaimsOf) -> None:
    found = claims_of("Acme Motors had promised 2,000 jobs in Leeds.", Kind.HIRING)
    assert [(c.subject, c.object, c.modality) for c in found] == [("Acme Motors", "Leeds", PLANNED)]
