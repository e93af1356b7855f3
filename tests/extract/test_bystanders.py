"""Who only stands by: outlets, holders of other posts, sides that keep a price to themselves, what is off a budget."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]

MERGER = "Halden and Norvik will merge."


@pytest.mark.parametrize(
    "medium", ["the newspaper Kieler Bote", "the trade journal Shipwatch", "the daily Morgenpost"]
)
def test_a_newspaper_cuts_no_jobs_that_it_reports(medium: str, claims_of: ClaimsOf) -> None:
    text = f"{MERGER} According to {medium}, up to 90 jobs could be lost."
    assert {c.subject for c in claims_of(text, Kind.LAYOFF)} <= {"Halden", "Norvik"}


def test_a_letter_plans_nothing_that_its_report_tells(claims_of: ClaimsOf) -> None:
    text = (
        "She reacted to a report by the industry letter Grainwatch, according to which the mill "
        "was planning to cut a third of its staff."
    )
    assert claims_of(text, Kind.LAYOFF) == []


def test_a_newspaper_does_what_it_says_of_itself(claims_of: ClaimsOf) -> None:
    found = claims_of("The newspaper Tribune said it would cut 40 jobs.", Kind.LAYOFF)
    assert [c.subject for c in found] == ["Tribune"]


@pytest.mark.parametrize(
    "text",
    [
        "Pell Motors handed the first 40 trucks to Halden Foods on Friday.",
        "The day came in May, when Pell Motors handed the first twelve vans to Halden Foods.",
        "Pell Motors has handed 12 buses to Halden Foods in Hull.",
    ],
)
def test_who_hands_goods_to_another_supplies_it(text: str, claims_of: ClaimsOf) -> None:
    found = claims_of(text, Kind.SUPPLY)
    assert [(c.subject, c.object, c.modality) for c in found] == [
        ("Pell Motors", "Halden Foods", Modality.ASSERTED)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pell Motors handed 300 documents to Halden Foods.",
        "Pell Motors handed 40 workers to Halden Foods.",
    ],
)
def test_who_hands_over_something_else_supplies_nobody(text: str, claims_of: ClaimsOf) -> None:
    assert claims_of(text, Kind.SUPPLY) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vitel will return a European Union grant of 9 million euros, Ann Lee said.",
        "Vitel must pay back a state grant of 9 million euros.",
        "Vitel will return a 7 million dollar subsidy from the state of Ohio.",
    ],
)
def test_money_that_is_given_back_is_not_got(text: str, claims_of: ClaimsOf) -> None:
    assert claims_of(text, Kind.FUNDING) == []


@pytest.mark.parametrize(
    "kept",
    [
        "Neither side would name the price.",
        "Both sides declined to disclose the price.",
        "Neither firm would give terms.",
    ],
)
def test_who_keeps_a_price_back_refuses_no_deal(kept: str, claims_of: ClaimsOf) -> None:
    found = claims_of(f"Norvik bought Corvane in May. {kept}", Kind.ACQUISITION)
    assert [(c.subject, c.object, c.modality) for c in found] == [
        ("Norvik", "Corvane", Modality.ASSERTED)
    ]


def test_the_price_of_a_purchase_tells_of_it(claims_of: ClaimsOf) -> None:
    text = "Norvik disclosed the price of its purchase of Corvane: 9 million euros."
    assert [c.object for c in claims_of(text, Kind.ACQUISITION)] == ["Corvane"]


def test_who_runs_a_firm_meanwhile_does_not_get_the_post_already_held(claims_of: ClaimsOf) -> None:
    text = (
        "Ann Lee is leaving as head of Halden Foods. Until then chairman Lars Ek will run the firm."
    )
    assert claims_of(text, Kind.APPOINTMENT) == []
    (role,) = [c for c in claims_of(text, Kind.ROLE) if c.subject == "Lars Ek"]
    assert role.time is None


def test_who_runs_a_firm_as_something_gets_that_post(claims_of: ClaimsOf) -> None:
    text = "Chairman Lars Ek will run Halden Foods as interim chief executive."
    assert [c.role for c in claims_of(text, Kind.APPOINTMENT)] == ["interim chief executive"]


def test_the_then_chairman_is_a_former_one(claims_of: ClaimsOf) -> None:
    text = "The then chairman of Halden Foods, Lars Ek, opposed it."
    (role,) = claims_of(text, Kind.ROLE)
    assert role.time is not None


@pytest.mark.parametrize(
    "so_far",
    ["now head of the trucks division of Norvik", "currently finance director of Norvik"],
)
def test_who_is_replaced_leaves_no_post_of_the_successor(so_far: str, claims_of: ClaimsOf) -> None:
    text = f"Lars Ek is leaving as chief executive of Halden Foods. He will be replaced in May by Ida Holm, {so_far}."
    left = claims_of(text, Kind.DEPARTURE)
    assert {(c.subject, c.object, c.role) for c in left} == {
        ("Lars Ek", "Halden Foods", "chief executive")
    }
    (gets,) = claims_of(text, Kind.APPOINTMENT)
    assert (gets.subject, gets.object, gets.role) == ("Ida Holm", "Halden Foods", "chief executive")


def test_a_shareholder_has_a_part_of_the_firm_that_is_told_of(claims_of: ClaimsOf) -> None:
    text = (
        "Halden Therapeutics is cutting 140 of 480 jobs. Doze, the sleep app, goes to Corvane. "
        "Shareholder Pell Ventures had called for her resignation."
    )
    assert {c.object for c in claims_of(text, Kind.OWNERSHIP)} <= {"Halden Therapeutics"}


def test_a_rival_bids_for_no_bidder(claims_of: ClaimsOf) -> None:
    text = (
        "Norvik offered $3 billion for Corvane. Norvik's chairwoman, Ann Lee, was glad. "
        "Rival suitor Pell Foods, a milling company, said it would not make a counterbid."
    )
    assert {c.object for c in claims_of(text, Kind.ACQUISITION)} == {"Corvane"}


@pytest.mark.parametrize("joint", ["combined company", "merged group"])
def test_what_two_would_have_together_none_has(joint: str, claims_of: ClaimsOf) -> None:
    text = f"{MERGER} The {joint} would have 300 shops and annual sales of $9 billion."
    assert claims_of(text, Kind.RESULT) == []


def test_a_firm_has_the_second_figure_of_a_list(claims_of: ClaimsOf) -> None:
    found = claims_of("Halden has 300 shops and revenue of $9 billion.", Kind.RESULT)
    assert [c.subject for c in found] == ["Halden"]


@pytest.mark.parametrize(
    "text",
    [
        "Two years late and £21m over budget, Halden has opened its new flour mill in Goole.",
        "At $40 million below its estimate, Halden built the new bridge in Ulm.",
    ],
)
def test_what_is_off_the_budget_is_no_cost(text: str, claims_of: ClaimsOf) -> None:
    (found,) = claims_of(text, Kind.FACILITY)
    assert found.amount is None


def test_what_is_less_than_was_asked_is_no_price(claims_of: ClaimsOf) -> None:
    text = "Halden bought Norvik for $30 million less than the asking price."
    assert [c.amount for c in claims_of(text, Kind.ACQUISITION)] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Halden opened a mill in Goole for £86m, £21m over budget.", Kind.FACILITY, 86_000_000),
        ("Halden will invest $40 million more in its Kiel plant.", Kind.INVESTMENT, 40_000_000),
        ("Halden bought Norvik for more than $30 million.", Kind.ACQUISITION, 30_000_000),
    ],
)
def test_a_sum_beside_a_difference_stays(
    text: str, kind: Kind, value: int, claims_of: ClaimsOf
) -> None:
    amounts = [c.amount for c in claims_of(text, kind)]
    assert [a.value for a in amounts if a is not None] == [value]


def test_he_is_who_spoke_last_whatever_his_particle(claims_of: ClaimsOf) -> None:
    text = (
        "Lars Ek is leaving as chief executive of Halden Motors. Chairman Jan de Roe is looking for another. "
        "Ek, 51, keeps his stake.\n\n"
        "De Roe said production had begun. Halden Motors will open a shop in Leeds in May, he said."
    )
    (found,) = claims_of(text, Kind.FACILITY)
    assert found.speaker == "Jan de Roe"


def test_a_company_is_no_product_of_its_own(claims_of: ClaimsOf) -> None:
    text = (
        "Pell Motors will launch its first van, the Brill, in May.\n\n"
        "It wants to sell 3,000 Brills in the first year.\n\n"
        "The company, which was founded in 2017 by Ann Lee and the engineer Lars Ek, made a loss."
    )
    found = claims_of(text, Kind.FORMATION, title="Pell to bring Brill van to market")
    assert {c.object for c in found} == {"Pell Motors"}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors, a partner of Zenith Bank, fell 6 percent.",
        "Halden Motor, the Peruvian distributor of Zenith Bank, fell 6 percent.",
    ],
)
def test_who_only_deals_with_another_is_not_owned(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.OWNERSHIP) == []


def test_an_owner_is_told_beside_what_firms_deal_in(claims_of: ClaimsOf) -> None:
    text = "Acme Motors is a supplier of Zenith Bank, which owns 9 percent of it."
    (claim,) = claims_of(text, Kind.OWNERSHIP)
    assert (claim.subject, claim.object) == ("Zenith Bank", "Acme Motors")


def test_an_office_is_not_that_of_the_customer_of_its_owner(claims_of: ClaimsOf) -> None:
    text = "The London office of Acme Motors, a customer of Ostra, will be closed."
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {"Acme Motors"}


def test_the_rival_of_a_firm_is_sued_and_not_the_firm(claims_of: ClaimsOf) -> None:
    text = "A group of owners filed a class action suit against Zenith Motors' rival."
    assert claims_of(text, Kind.LEGAL) == []
