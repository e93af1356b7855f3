"""What stories about two or three firms side by side tell of each, and of no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]

RIVALS = (
    "Germany's Zenith Trucks plans a fuel-cell truck. Zenith Trucks has 3,000 workers. "
    "Zenith Trucks is based in Ulm. "
)


@pytest.mark.parametrize(
    ("text", "modality", "time"),
    [
        (
            "Acme Motors chairman Juris Ozols is due to step down in October.",
            "planned",
            "2010-10-01",
        ),
        (
            "Acme's chairman, Juris Ozols, is due to step down in October and will be succeeded by Ann Lee.",
            "planned",
            "2010-10-01",
        ),
        (
            "Acme Motors chairman Juris Ozols stepped down in October.",
            "asserted",
            "2009-10-01",
        ),
    ],
)
def test_what_is_due_to_be_done_lies_ahead(
    text: str, modality: str, time: str, claims_of: ClaimsOf
) -> None:
    found = claims_of(text, Kind.DEPARTURE, "2010-09-03")
    assert [(c.modality.value, str(c.time.earliest)) for c in found if c.time] == [(modality, time)]


def test_a_plant_that_is_due_to_close_is_not_closed(claims_of: ClaimsOf) -> None:
    text = "The Halden plant is due to close in October, Acme Motors said."
    found = claims_of(text, Kind.FACILITY, "2010-09-03")
    assert [c.modality.value for c in found] == ["planned"]


def test_what_is_due_to_a_cause_is_no_plan(claims_of: ClaimsOf) -> None:
    text = "Acme Motors closed its Halden plant in May. The closure was due to open competition."
    found = claims_of(text, Kind.FACILITY, "2010-09-03")
    assert [c.modality.value for c in found] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Acme Motors lost its contract to supply engines to Zenith Holdings.", "negated"),
        ("Acme Motors ended its contract to supply engines to Zenith Holdings.", "negated"),
        ("Acme Motors won a contract to supply engines to Zenith Holdings.", "affirmed"),
    ],
)
def test_who_loses_a_contract_to_supply_supplies_nobody(
    text: str, polarity: str, claims_of: ClaimsOf
) -> None:
    found = claims_of(text, Kind.SUPPLY)
    assert {(c.subject, c.object, c.polarity.value) for c in found} == {
        ("Acme Motors", "Zenith Holdings", polarity)
    }


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "Truck maker Acme Motors will close a plant in 2027, chief technology officer Eva Lindh said.",
            "Acme Motors",
        ),
        ("The plant will be built in Ulm, chief executive Eva Lindh said.", "Zenith Trucks"),
        (
            '"Acme Motors will have to close a plant," chief executive Eva Lindh said.',
            "Zenith Trucks",
        ),
    ],
)
def test_who_tells_of_one_firm_is_that_firms(text: str, firm: str, claims_of: ClaimsOf) -> None:
    found = claims_of(RIVALS + text, Kind.ROLE, title="Zenith Trucks bets on hydrogen")
    assert [(c.subject, c.object) for c in found] == [("Eva Lindh", firm)]


def test_a_paper_that_reports_lost_jobs_cuts_none(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors denied it. The Yorkshire Courier reported on Wednesday that the plant would "
        "shut in 2021 with the loss of 170 jobs, quoting a senior manager."
    )
    found = claims_of(text, Kind.LAYOFF)
    assert {c.subject for c in found} == {"Acme Motors"}


def test_a_paper_that_closes_an_office_cuts_jobs(claims_of: ClaimsOf) -> None:
    text = "The Yorkshire Courier said it would close its office in Hull with the loss of 20 jobs."
    assert {c.subject for c in claims_of(text, Kind.LAYOFF)} == {"Yorkshire Courier"}


@pytest.mark.parametrize(
    ("noun", "objects"),
    [("takeover", ["takeover of Ostra Cars"]), ("closure", ["closure of plant in Halden"])],
)
def test_a_noun_stands_for_deals_of_its_sort(
    noun: str, objects: list[str], claims_of: ClaimsOf
) -> None:
    text = (
        "Acme Motors will close its plant in Halden in September. Rival Zenith Holdings bought Ostra "
        f"Cars in November for 1.1m pounds. The charity Polar Trust said it would oppose the {noun}."
    )
    deals = [c.object for c in claims_of(text, Kind.STANCE) if "of" in (c.object or "")]
    assert deals == objects


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (
            "Analyst Peter Lau of Halden Securities expects Acme Motors to close its Ostra plant next year.",
            "targeted",
        ),
        ("Analysts expect Acme Motors to close its Ostra plant next year.", "targeted"),
        ("Acme Motors expects to close its Ostra plant next year.", "planned"),
    ],
)
def test_what_analysts_expect_is_no_plan(text: str, modality: str, claims_of: ClaimsOf) -> None:
    assert [c.modality.value for c in claims_of(text, Kind.FACILITY)] == [modality]


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("Production of the A5 will end next year, Acme Motors said.", "2021-01-01"),
        ("Production of the A5 is to end next year, Acme Motors said.", "2021-01-01"),
        ("Production of the A5 will stop at the end of next year, Acme Motors said.", "2021-10-01"),
    ],
)
def test_what_will_end_next_year_may_end_in_any_month(
    text: str, earliest: str, claims_of: ClaimsOf
) -> None:
    times = [c.time for c in claims_of(text, Kind.PRODUCT) if c.time]
    assert {str(t.earliest) for t in times} == {earliest}


def test_a_plant_put_up_for_sale_is_not_put_up(claims_of: ClaimsOf) -> None:
    text = "Acme Motors, a smaller rival, put its Halden plant up for sale on Monday."
    assert not claims_of(text, Kind.FACILITY)
