"""Plants that start and stop, jobs that go, and money that is got for something, as agencies tell them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, ASSERTED, HYPOTHETICAL = Modality.PLANNED, Modality.ASSERTED, Modality.HYPOTHETICAL

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "subject", "thing", "action"),
    [
        ("Halden Metals began production at its $5.5 billion Toro mine in Peru in 2022.", "Halden Metals", "mine", "opens"),
        ("Halden Metals has resumed operations at its smelter in Leeds.", "Halden Metals", "smelter", "opens"),
        ("Halden Metals has suspended operations at its Toro mine in Mali.", "Halden Metals", "mine", "closes"),
        ("Acme Motors said its new plant in Leeds will begin production in late 2025.", "Acme Motors", "plant", "opens"),
        ("Acme Motors plans to double the size of its Leeds campus.", "Acme Motors", "campus", "expands"),
        ("Polar Air is also adding a third weekly service to Accra.", "Polar Air", "service", "opens"),
        ("Car parts firm Halden has announced plans for a new factory in Hungary.", "Halden", "factory", "builds"),
    ],
)  # fmt: skip
def test_sites(claims_of: ClaimsOf, text: str, subject: str, thing: str, action: str) -> None:
    found = claims_of(text, Kind.FACILITY, "2024-05-15")
    assert [(c.subject, c.action) for c in found] == [(subject, action)]
    assert thing in (found[0].object or "")


@pytest.mark.parametrize(
    "text",
    [
        "Workers at Acme Motors began a strike at its plant in Leeds.",
        "Acme Motors began talks with the union at its plant in Leeds.",
        "Acme Motors doubled the size of its order for vans.",
    ],
)
def test_no_sites(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.FACILITY, "2024-05-15") == []


@pytest.mark.parametrize(
    ("text", "thing", "people", "modality"),
    [
        ("Acme Motors had already announced the elimination of 1,300 posts at its steel division in February.", "steel division", 1300, PLANNED),
        ("About 350 employees will lose their jobs when Acme Motors closes its mill in Maine next month.", "mill in Maine", 350, PLANNED),
        ("Acme Motors will close its factory in Leeds, putting 240 jobs at risk.", "factory in Leeds", 240, HYPOTHETICAL),
        ("Acme Motors said in a statement that its restructuring will affect 600 staff.", None, 600, PLANNED),
    ],
)  # fmt: skip
def test_jobs(
    claims_of: ClaimsOf, text: str, thing: str | None, people: int, modality: Modality
) -> None:
    found = claims_of(text, Kind.LAYOFF, "2024-05-15")
    assert [(c.subject, c.object, c.modality) for c in found] == [("Acme Motors", thing, modality)]
    assert [c.amount.value for c in found if c.amount] == [Decimal(people)]


def test_no_jobs_lost(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "No jobs will be lost as a result of the merger, Acme Motors said.", Kind.LAYOFF
    )
    assert (found.subject, found.polarity) == ("Acme Motors", Polarity.NEGATED)


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Acme Motors raised $20 million to build a plant in Leeds.", Kind.FACILITY, PLANNED),
        ("Acme Motors secured a loan from Zenith Bank to expand its Leeds plant.", Kind.FACILITY, PLANNED),
        ("Acme Motors won approval to close its plant in Spain.", Kind.FACILITY, PLANNED),
        ("Acme Motors was awarded a $9 million grant by the Energy Agency to build a hub in Ohio.", Kind.FACILITY, PLANNED),
        ("Acme Motors spent $30 million to upgrade its plant in Ohio.", Kind.FACILITY, ASSERTED),
        ("Acme Motors cut prices to sell more vans and opened a plant in Leeds.", Kind.FACILITY, ASSERTED),
    ],
)  # fmt: skip
def test_got_for_it(claims_of: ClaimsOf, text: str, kind: Kind, modality: Modality) -> None:
    found = claims_of(text, kind, "2024-05-15")
    assert [(c.subject, c.modality) for c in found] == [("Acme Motors", modality)]


def test_all_money_so_far_is_no_round(claims_of: ClaimsOf) -> None:
    text = "Acme AI closed a $120 million funding round. The round was led by Zenith Capital and brings Acme AI's total funding to $210 million."
    found = claims_of(text, Kind.FUNDING)
    assert {c.amount.value for c in found if c.amount is not None} == {Decimal(120_000_000)}


@pytest.mark.parametrize(
    ("text", "giver", "amount"),
    [
        ("Zenith Bank said its 1.5 billion euro rights issue had been 97 percent subscribed.", None, 1_500_000_000),
        ("Halden Metals signed an agreement with a consortium of 12 banks for a $2 billion loan.", "consortium of 12 banks", 2_000_000_000),
        ("Halden Metals signed a deal with Zenith Bank for a $2 billion loan.", "Zenith Bank", 2_000_000_000),
    ],
)  # fmt: skip
def test_issues_and_loans(claims_of: ClaimsOf, text: str, giver: str | None, amount: int) -> None:
    (found,) = claims_of(text, Kind.FUNDING)
    assert (found.object, found.amount and found.amount.value) == (giver, Decimal(amount))


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Acme Motors is investing $200 million to retool its Leeds plant, a move it says will add 500 jobs.", "retool its Leeds plant"),
        ("Acme Power will spend $2 billion over five years on upgrading its network.", "upgrading its network"),
    ],
)  # fmt: skip
def test_invested_in(claims_of: ClaimsOf, text: str, thing: str) -> None:
    assert [c.object for c in claims_of(text, Kind.INVESTMENT)] == [thing]


def test_a_price_per_share_is_no_money_raised(claims_of: ClaimsOf) -> None:
    text = "Acme Biotech has sold 4.5 million new shares at 31 dollars each, raising about $140 million."
    found = claims_of(text, Kind.FUNDING)
    assert {c.amount.value for c in found if c.amount is not None} == {Decimal(140_000_000)}


def test_money_that_is_needed_is_not_got(proposals_of: ClaimsOf) -> None:
    text = "Acme Homes needs the cash by June 30 to complete 2,300 flats."
    assert {c.modality for c in proposals_of(text, Kind.FUNDING)} == {Modality.TARGETED}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Zenith Bikes has opened its first store in Chile. Its franchise partner in the region, Acme Stores, plans nine stores in Chile, Colombia and Peru by 2030.", "Acme Stores"),
        ("Halden Motors said on Wednesday that it would idle its assembly plant in Leeds for two weeks.", "Halden Motors"),
    ],
)  # fmt: skip
def test_planned_sites(claims_of: ClaimsOf, text: str, subject: str) -> None:
    planned = [
        c for c in claims_of(text, Kind.FACILITY, "2024-05-15") if c.modality is Modality.PLANNED
    ]
    assert [c.subject for c in planned] == [subject]


def test_jan_is_somebody(claims_of: ClaimsOf) -> None:
    text = "Acme Motors, founded in 2021 by Jan Weber, will open an office in Rotterdam."
    assert [c.time for c in claims_of(text, Kind.FACILITY, "2024-05-15")] == [None]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Acme Motors will close nine plants, including its plant in Leeds, and cut 17,000 jobs.", None),
        ("Halden will shut six shops, among them its Leeds store, and cut 400 jobs.", None),
        ("Acme Motors will close its plant in Leeds and cut 700 jobs.", "plant in Leeds"),
    ],
)  # fmt: skip
def test_jobs_are_not_all_cut_where_one_of_several_sites_is(
    claims_of: ClaimsOf, text: str, where: str | None
) -> None:
    (claim,) = claims_of(text, Kind.LAYOFF)
    assert claim.object == where


def test_works_are_a_site(claims_of: ClaimsOf) -> None:
    text = "Acme Steel reopened its Leeds works and a second factory in York."
    found = [(c.object, c.action) for c in claims_of(text, Kind.FACILITY)]
    assert found == [("Leeds works", "opens"), ("second factory in York", "opens")]
    assert claims_of("The museum opened a show of works by Ann Lee.", Kind.FACILITY) == []


def test_a_site_that_the_police_shut_was_not_closed_by_its_owner(claims_of: ClaimsOf) -> None:
    assert claims_of("The offices of Acme Motors were closed by the police.", Kind.FACILITY) == []
    (claim,) = claims_of("The London office of Acme Motors will be closed.", Kind.FACILITY)
    assert (claim.subject, claim.action, claim.modality) == ("Acme Motors", "closes", PLANNED)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A second mill is planned by Acme Foods in Leeds for 2027.", ("builds", "planned")),
        ("The mill is considered a success by Acme Foods.", None),
        (
            "Acme Foods has commissioned a second bottling line at its Leeds plant.",
            ("opens", "asserted"),
        ),
        ("Acme Foods has commissioned a second bottling line from Zenith Steel.", None),
        ("Acme Foods has commissioned a study of its Leeds plant.", None),
    ],
)
def test_sites_planned_by_somebody_or_put_to_work(
    text: str, told: tuple[str, str] | None, framed: Callable[..., list[Claim]]
) -> None:
    found = {(c.action, c.modality.value) for c in framed(text, Kind.FACILITY)}
    assert found == ({told} if told else set())
