"""What firms plan, drop and have done by way of something else, as trade press and regional papers tell it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, ASSERTED, TARGETED = Modality.PLANNED, Modality.ASSERTED, Modality.TARGETED
DAY = "2025-09-10"

ClaimsOf = Callable[..., list[Claim]]


def test_what_was_done_before_is_done(claims_of: ClaimsOf) -> None:
    closed, opened = claims_of(
        "Having shut two plants in April, Brunnel Paper will open a mill in Turku.",
        Kind.FACILITY,
        DAY,
    )
    if closed.action != "closes":
        closed, opened = opened, closed
    assert (closed.modality, opened.modality) == (ASSERTED, PLANNED)
    assert closed.time is not None
    assert str(closed.time.earliest) == "2025-04-01"
    assert opened.time is None


def test_participles_of_plans_stay_plans(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Brunnel Paper will shut its Turku mill in April, opening a plant in Lahti.",
        Kind.FACILITY,
        DAY,
    )[:1]
    assert found.modality is PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "It awarded the main contract, valued at 820 million euros, to cable maker Orbit Wire in July.",
        "It awarded Orbit Wire the main contract in July.",
        "The main contract was awarded to Orbit Wire in July.",
    ],
)
def test_whom_a_contract_is_awarded_to_supplies(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(f"Grid operator Polar Net will lay 500 km of cable. {text}", Kind.SUPPLY, DAY)
    assert [(c.subject, c.object) for c in found] == [("Orbit Wire", "Polar Net")]


@pytest.mark.parametrize(
    ("text", "thing", "people", "modality"),
    [
        ("Acme Motors will build a plant in Spain. About 160 workers are to be taken on.", None, 160, PLANNED),
        ("Acme Motors is looking for 300 drivers in Poland.", "Poland", 300, PLANNED),
        ("Acme Motors is seeking 40 nurses.", None, 40, PLANNED),
    ],
)  # fmt: skip
def test_hiring(
    claims_of: ClaimsOf, text: str, thing: str | None, people: int, modality: Modality
) -> None:
    (found,) = claims_of(text, Kind.HIRING, DAY)
    assert (found.subject, found.object, found.modality) == ("Acme Motors", thing, modality)
    assert found.amount is not None
    assert found.amount.value == Decimal(people)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Air will fly to Spain. About 160 workers were taken on board.",
        "Acme Motors is looking for two missing drivers.",
        "Acme Motors is seeking damages from 40 dealers.",
    ],
)
def test_no_hiring(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.HIRING, DAY) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Acme Motors closed its Leeds mill in May, leaving 240 people without work.", 240),
        ("Acme Motors will build vans. Its Leeds mill closed in 2019 with 70 redundancies.", 70),
        ("Acme Motors will part with 120 of its 700 staff.", 120),
    ],
)
def test_jobs_that_go(claims_of: ClaimsOf, text: str, people: int) -> None:
    found = claims_of(text, Kind.LAYOFF, DAY)
    assert [c.subject for c in found] == ["Acme Motors"]
    assert [c.amount.value for c in found if c.amount] == [Decimal(people)]


def test_people_left_without_something_else(claims_of: ClaimsOf) -> None:
    text = "Acme Power cut the line in May, leaving 240 people without electricity."
    assert claims_of(text, Kind.LAYOFF, DAY) == []


@pytest.mark.parametrize(
    ("text", "thing", "action", "polarity"),
    [
        ("Acme Air will buy two jets. A planned service to Boston has been dropped.", "service to Boston", "opens", Polarity.NEGATED),
        ("Acme Foods said a planned dairy plant in Leeds has been scrapped.", "plant", "builds", Polarity.NEGATED),
        ("Polar Parcel will not go ahead with a depot in Leeds.", "depot in Leeds", "builds", Polarity.NEGATED),
        ("Polar Parcel is pressing ahead with a depot in Leeds.", "depot in Leeds", "builds", Polarity.AFFIRMED),
        ("Executives of Orbit Cells broke ground on a plant in Ohio.", "plant in Ohio", "builds", Polarity.AFFIRMED),
    ],
)  # fmt: skip
def test_sites(claims_of: ClaimsOf, text: str, thing: str, action: str, polarity: Polarity) -> None:
    found = claims_of(text, Kind.FACILITY, DAY)
    assert [(c.action, c.polarity) for c in found] == [(action, polarity)]
    assert thing in (found[0].object or "")


def test_a_sale_that_goes_ahead_builds_nothing(claims_of: ClaimsOf) -> None:
    text = "Polar Parcel will go ahead with the sale of a depot in Leeds."
    assert claims_of(text, Kind.FACILITY, DAY) == []


def test_brought_to_market(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Orbit Pharma hopes to bring the pill to market by 2027.", Kind.PRODUCT, DAY
    )
    assert (found.object, found.action, found.modality) == ("pill", "launches", TARGETED)
    text = "Orbit Bank hopes to bring the company to market by 2027."
    assert claims_of(text, Kind.PRODUCT, DAY) == []


def test_applying_for_a_licence_is_a_plan(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Orbit Pay plans to apply for a banking licence in Lithuania.", Kind.TARGET, DAY
    )
    assert (found.subject, found.modality) == ("Orbit Pay", PLANNED)


def test_a_source_is_no_part_of_an_aim(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "The shop chain Haldo aims to cut food waste by 40 percent within five years, according to chief executive Isla Greer.",
        Kind.TARGET,
        DAY,
    )
    assert (found.object, found.speaker) == ("cut food waste by 40 percent", "Isla Greer")


def test_prices_do_not_take_the_day_of_a_second_predicate(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Acme Software on Wednesday unveiled the Comet. The Comet costs $19 a month and will be available in Canada from October 1.",
        Kind.PRODUCT,
        DAY,
    )
    assert [c.time for c in found if c.action == "prices"] == [None]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Acme Motors and Polar Freight have teamed up to build ten depots in Spain.", PLANNED),
        ("If it rains, Acme Motors stays. Otherwise Acme Motors will close its mill in Leeds.", Modality.HYPOTHETICAL),
        ("Acme Motors will close its mill in Leeds.", PLANNED),
    ],
)  # fmt: skip
def test_how_firm_sites_are(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    found = claims_of(text, Kind.FACILITY, DAY)
    assert {c.modality for c in found} == {modality}


@pytest.mark.parametrize(
    "text",
    [
        "Trawler owner Grimsvik said it would order more ships.",
        "The two firms signed it with wind-farm owner Boreas Tisza in May.",
    ],
)
def test_what_kind_of_thing_an_owner_has_is_no_firm(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.OWNERSHIP, DAY) == []


def test_owners_of_named_firms_stay(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Jaguar owner Tarn Motors will build vans.", Kind.OWNERSHIP, DAY)
    assert (found.subject, found.object) == ("Tarn Motors", "Jaguar")


def test_delivery_of_what_was_ordered(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Orbit Freight on Tuesday took delivery of the first 12 of 80 trucks ordered from the maker Polar Vans.",
        Kind.SUPPLY,
        DAY,
    )
    assert (found.subject, found.modality) == ("Polar Vans", ASSERTED)


def test_two_rounds_of_cuts(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Website Threadneed, which laid off 90 people in March, is cutting another 60, among them its entire photo studio.",
        Kind.LAYOFF,
        DAY,
    )
    assert sorted(c.amount.value for c in found if c.amount) == [60, 90]


def test_a_company_formed_with_another(claims_of: ClaimsOf) -> None:
    text = "Peninsula Cable has formed a company with Orbit Telecom to lay a fibre link."
    (found,) = claims_of(text, Kind.PARTNERSHIP, DAY)
    assert {found.subject, found.object} == {"Peninsula Cable", "Orbit Telecom"}


def test_a_plant_that_will_employ_people(claims_of: ClaimsOf) -> None:
    text = "Orbit Cells broke ground on a plant in Ohio. The facility will employ 450 people."
    (found,) = claims_of(text, Kind.HIRING, DAY)
    assert (found.subject, found.modality) == ("Orbit Cells", PLANNED)
    text = "Orbit Cells broke ground on a plant in Ohio. The facility employs 450 people."
    assert claims_of(text, Kind.HIRING, DAY) == []


def test_a_start_up_that_hires(claims_of: ClaimsOf) -> None:
    text = "Robotics start-up Armature AI has hired 40 engineers since June."
    (found,) = claims_of(text, Kind.HIRING, DAY)
    assert found.subject == "Armature AI"
    assert found.amount is not None
    assert found.amount.value == 40


def test_what_is_the_subjects_own_is_told_without_it(claims_of: ClaimsOf) -> None:
    text = "Nearly a third of the 900 jobs at Tamarind Telecom's Cardiff call centre will go."
    (found,) = claims_of(text, Kind.LAYOFF, DAY)
    assert (found.subject, found.object) == ("Tamarind Telecom", "Cardiff call centre")


@pytest.mark.parametrize(
    ("text", "thing", "action", "polarity"),
    [
        ("Acme Metals will grow. A proposed smelter will not be built.", "smelter", "builds", Polarity.NEGATED),
        ("Acme Stores opened a shop in Graz. A shop planned for Linz was abandoned.", "shop", "builds", Polarity.NEGATED),
        ("The centre, built by Acme Homes, opens on October 15.", "centre", "builds", Polarity.AFFIRMED),
    ],
)  # fmt: skip
def test_sites_planned_and_built(
    claims_of: ClaimsOf, text: str, thing: str, action: str, polarity: Polarity
) -> None:
    found = [c for c in claims_of(text, Kind.FACILITY, DAY) if c.action == action]
    assert [(c.polarity, c.modality is PLANNED) for c in found] == [
        (polarity, polarity is Polarity.NEGATED)
    ]
    assert thing in (found[0].object or "")
    assert all(c.time is None for c in found)


def test_counts_of_a_second_act(claims_of: ClaimsOf) -> None:
    text = "The start-up Cargoleve has opened offices in Madrid and wants to be in ten European cities."
    (found,) = claims_of(text, Kind.FACILITY, DAY)
    assert found.amount is None
    text = "The start-up Cargoleve has opened ten offices in Madrid and wants to grow."
    (found,) = claims_of(text, Kind.FACILITY, DAY)
    assert found.amount is not None


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Acme Tools intends to spend 12 million pounds modernising the Sheffield forge.", "modernising the Sheffield forge"),
        ("Acme Foods has set aside 25 million euros for the launch.", "launch"),
    ],
)  # fmt: skip
def test_money_spent(claims_of: ClaimsOf, text: str, thing: str) -> None:
    found = claims_of(text, Kind.INVESTMENT, DAY)
    assert [(c.object, c.amount is not None) for c in found] == [(thing, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Bank has set aside 25 million euros for bad loans.",
        "Acme Foods spent three years modernising the forge.",
    ],
)
def test_no_money_spent(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.INVESTMENT, DAY) == []


def test_leasing_to_somebody_supplies(claims_of: ClaimsOf) -> None:
    text = "Polar Leasing said it would lease a converted jet to the operator Rift Air for eight years."
    (found,) = claims_of(text, Kind.SUPPLY, DAY)
    assert (found.subject, found.object) == ("Polar Leasing", "Rift Air")
    text = "Polar Leasing said it would lease a warehouse to the operator Rift Air."
    assert claims_of(text, Kind.SUPPLY, DAY) == []


def test_jobs_in_doubt(claims_of: ClaimsOf) -> None:
    text = "Acme Shoes will shut 31 stores, a move that puts 280 jobs in doubt."
    (found,) = claims_of(text, Kind.LAYOFF, DAY)
    assert (found.subject, found.object) == ("Acme Shoes", None)


def test_a_unit_named_after_its_place(claims_of: ClaimsOf) -> None:
    text = "Drugmaker Pannopharm has founded a subsidiary in Vietnam, Pannopharm Viet, and will sell pills there."
    found = claims_of(text, Kind.FORMATION, DAY)
    assert [(c.subject, c.object) for c in found] == [("Pannopharm", "Pannopharm Viet")]


def test_a_firm_that_weighs_a_site_has_no_plan_yet(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Acme Wines is weighing a warehouse in Reims.", Kind.FACILITY, DAY)
    assert found.modality is Modality.HYPOTHETICAL


def test_what_becomes_of_a_closed_site(claims_of: ClaimsOf) -> None:
    text = "A tungsten mine that closed in 2016 will be brought back into production by Halcyon Ores, which plans to spend $95 million on a new plant."
    (found,) = claims_of(text, Kind.FACILITY, DAY)
    assert (found.subject, found.action, found.modality) == ("Halcyon Ores", "opens", PLANNED)
    text = "Halcyon Ores will sell its Leeds mine, which closed in 2016."
    (found,) = claims_of(text, Kind.FACILITY, DAY)
    assert (found.subject, found.action) == ("Halcyon Ores", "closes")


def test_a_plan_that_somebody_says_is_off(claims_of: ClaimsOf) -> None:
    text = "Orbit Fish was expected to build a farm in Maine, but chief executive Stig Aune said the idea had been dropped."
    assert all(c.polarity is Polarity.NEGATED for c in claims_of(text, Kind.FACILITY, DAY))
    text = "Orbit Fish was expected to build a farm in Maine, but chief executive Stig Aune said costs had risen."
    assert all(c.polarity is Polarity.AFFIRMED for c in claims_of(text, Kind.FACILITY, DAY))


def test_aircraft_based_somewhere(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Skyfare will base four aircraft in Bratislava.", Kind.FACILITY, DAY)
    assert (found.object, found.action, found.modality) == ("Bratislava", "opens", PLANNED)
    assert (
        claims_of("Skyfare will base its fares on demand in Bratislava.", Kind.FACILITY, DAY) == []
    )


def test_what_cuts_are_expected_to_save(claims_of: ClaimsOf) -> None:
    text = (
        "Chip company Verdilogic will cut 700 jobs. It expects the cuts to save $80 million a year."
    )
    (found,) = claims_of(text, Kind.TARGET, DAY)
    assert (found.object, found.modality) == ("save $80 million", TARGETED)
    assert (
        claims_of("Analysts expect the cuts at Verdilogic to save $80 million.", Kind.TARGET, DAY)
        == []
    )


def test_guests_of_the_day_are_not_appointed(claims_of: ClaimsOf) -> None:
    text = "Joined by governor Ana Whitlock, executives of the battery maker Orbit Cells broke ground on a plant in Ohio."
    assert claims_of(text, Kind.APPOINTMENT, DAY) == []


def test_who_orders_is_supplied(claims_of: ClaimsOf) -> None:
    text = "Orders from the wind-farm operator Havvind will keep the cable maker Orbit Wire busy until 2029."
    assert all(c.subject != "Havvind" for c in claims_of(text, Kind.SUPPLY, DAY))


def test_by_how_much_fewer_are_hired(claims_of: ClaimsOf) -> None:
    text = "Acme Stores plans to hire about 80,000 workers for the holidays, 5,000 fewer than a year before."
    (found,) = claims_of(text, Kind.HIRING, DAY)
    assert found.amount is not None
    assert found.amount.value == 80000


def test_of_all_staff_only_a_part_goes(claims_of: ClaimsOf) -> None:
    text = "Two-thirds of the 330 staff at the studio Nightjar Games were let go on Tuesday."
    found = claims_of(text, Kind.LAYOFF, DAY)
    assert all(c.amount is None or c.amount.value != 330 for c in found)


def test_how_much_was_before_is_no_part_of_an_aim(claims_of: ClaimsOf) -> None:
    text = "Internet provider Glasnet aims to connect a million homes in Portugal by 2029, up from 300,000 today."
    (found,) = claims_of(text, Kind.TARGET, DAY)
    assert found.object == "connect a million homes in Portugal"


def test_a_state_beside_a_site_is_no_part_of_it(claims_of: ClaimsOf) -> None:
    text = "A copper smelter in Atacama, idle since a fire, has been restarted by its owner, Cobre Andino."
    (found,) = claims_of(text, Kind.FACILITY, DAY)
    assert (found.object, found.action) == ("copper smelter in Atacama", "opens")


def test_with_whom_a_thing_is_made_is_no_part_of_it(claims_of: ClaimsOf) -> None:
    text = "Omura Dairy is developing a plant-based cheese with researchers at the University of Hokkaido."
    (found,) = claims_of(text, Kind.DEVELOPMENT, DAY)
    assert found.object == "plant-based cheese"
    text = "Acme Foods will build a plant with two lines in Leeds."
    (found,) = claims_of(text, Kind.FACILITY, DAY)
    assert "with two lines" in (found.object or "")


def test_what_a_memorandum_is_for_lies_ahead(claims_of: ClaimsOf) -> None:
    text = "Ascensa has signed a memorandum with Orbit Homes to form a service company."
    found = claims_of(text, Kind.FORMATION, DAY)
    assert {c.modality for c in found} <= {PLANNED}


def test_what_was_dropped_had_been_introduced(claims_of: ClaimsOf) -> None:
    text = "Courier Blitz has dropped its same-day service, six months after introducing it."
    found = [c for c in claims_of(text, Kind.PRODUCT, DAY) if c.action == "launches"]
    assert all(c.polarity is Polarity.AFFIRMED for c in found)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Orbit Stores is pulling out of Austria.", PLANNED),
        ("Orbit Stores has pulled out of Austria.", ASSERTED),
        ("Polar Power and Norrby Motor have formed a venture to build 300 stations in Sweden.", PLANNED),
        ("Polar Power and Norrby Motor have built 300 stations in Sweden.", ASSERTED),
    ],
)  # fmt: skip
def test_what_is_under_way_lies_ahead(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    found = claims_of(text, Kind.FACILITY, DAY)
    assert {c.modality for c in found} == {modality}
