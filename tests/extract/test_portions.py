"""Lists of figures, each with a place or party of its own, that share one verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _told(claims: list[Claim]) -> dict[str | None, float | None]:
    return {c.object: float(c.amount.value) if c.amount else None for c in claims}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Ford will cut 500 jobs in Ohio and 300 in Texas.", Kind.LAYOFF, {"Ohio": 500, "Texas": 300}),
        (
            "Ford plans to hire 200 engineers in Dublin, 150 in Krakow and 80 in Lisbon.",
            Kind.HIRING,
            {"Dublin": 200, "Krakow": 150, "Lisbon": 80},
        ),
        (
            "Ford said it would create 9,000 jobs in Britain this year and another 7,000 in Spain and Turkey.",
            Kind.HIRING,
            {"Britain": 9000, "Spain and Turkey": 7000},
        ),
        (
            "The European Commission fined Bayer 90 million euros and BASF 45 million euros.",
            Kind.LEGAL,
            {"Bayer": 90e6, "BASF": 45e6},
        ),
        (
            "Bayer was fined 90 million euros, BASF 45 million and Siemens 12 million by the European Commission.",
            Kind.LEGAL,
            {"Bayer": 90e6, "BASF": 45e6, "Siemens": 12e6},
        ),
        (
            "Microsoft paid $40 million for Skype and $65 million for Nokia.",
            Kind.ACQUISITION,
            {"Skype": 40e6, "Nokia": 65e6},
        ),
        (
            "Halden Motors got $10 million from Acme Ventures and 5 million from Zenith Capital.",
            Kind.FUNDING,
            {"Acme Ventures": 10e6, "Zenith Capital": 5e6},
        ),
        ("Ford will cut 500 jobs in Ohio and build 300 cars in Texas.", Kind.LAYOFF, {"Ohio": 500}),
        ("Ford will cut 500 jobs in Ohio and 300 million dollars in costs.", Kind.LAYOFF, {"Ohio": 500}),
        ("Ford will cut 500 jobs in May and 300 in June.", Kind.LAYOFF, {None: 500}),
        ("Ford will cut 500 jobs in Ohio and 300 in Texas, Google said.", Kind.LAYOFF, {"Ohio": 500, "Texas": 300}),
    ],
)  # fmt: skip
def test_each_place_or_party_has_its_own_figure(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: dict[str | None, float]
) -> None:
    assert _told(claims_of(text, kind)) == expected


def test_orders_go_to_each_supplier(claims_of: ClaimsOf) -> None:
    claims = claims_of("Qantas ordered 20 jets from Boeing and 12 from Airbus.", Kind.SUPPLY)
    told = {(c.subject, c.object, float(c.amount.value)) for c in claims if c.amount}
    assert told == {("Boeing", "Qantas", 20), ("Airbus", "Qantas", 12)}


def test_orders_come_from_each_customer(claims_of: ClaimsOf) -> None:
    text = "Boeing won orders for 30 jets from Qantas and 15 from Emirates."
    told = _told(claims_of(text, Kind.SUPPLY))
    assert told == {"Qantas": 30, "Emirates": 15}


def test_a_price_is_told_for_each_place(claims_of: ClaimsOf) -> None:
    text = "The Xbox will sell for £209.99 in the UK, €299.99 in Europe and $299.99 in the USA, Microsoft said."
    claims = claims_of(text, Kind.PRODUCT)
    assert {c.amount.unit for c in claims if c.amount} == {"GBP", "EUR", "USD"}
    assert {c.object for c in claims} == {"Xbox"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Microsoft will launch the Xbox in Europe on December 2 and in Japan on December 10.", [2, 10]),
        ("Microsoft will launch the Xbox on December 2 in Europe and December 10 in Japan.", [2, 10]),
        (
            "The Xbox will be released by Microsoft in Europe on December 1, followed by Japan on December 2 and China on December 8.",
            [1, 2, 8],
        ),
        ("Microsoft will launch the Xbox on December 2 and hold a show in Japan on December 10.", [2]),
    ],
)  # fmt: skip
def test_a_launch_has_a_day_for_each_region(
    claims_of: ClaimsOf, text: str, days: list[int]
) -> None:
    claims = claims_of(text, Kind.PRODUCT, date="2024-05-15")
    assert sorted(str(c.time.earliest) for c in claims if c.time) == [
        f"2024-12-{day:02}" for day in days
    ]


def test_an_office_of_managing_is_joined_with_another(claims_of: ClaimsOf) -> None:
    text = "Maria Lopes, chairperson and managing director of Zenith Bank, declined to comment."
    assert [c.role for c in claims_of(text, Kind.ROLE)] == ["chairperson and managing director"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shares in Ford fell 3 percent and Toyota 2 percent.", {"Ford": -3, "Toyota": -2}),
        ("Shares of Ford rose 3 percent, Toyota 2 percent and BMW 1.4 percent.", {"Ford": 3, "Toyota": 2, "BMW": 1.4}),
        ("Shares in Ford fell 3 percent, and Toyota sold 2 percent of its shares.", {"Ford": -3}),
    ],
)  # fmt: skip
def test_shares_of_others_move_by_the_same_verb(
    claims_of: ClaimsOf, text: str, expected: dict[str, float]
) -> None:
    claims = claims_of(text, Kind.MARKET_MOVE)
    assert {c.subject: float(c.amount.value) for c in claims if c.amount} == expected


def test_passengers_of_another_airline_share_the_verb(claims_of: ClaimsOf) -> None:
    text = "Last year Delta carried 101 million passengers and United Airlines 80 million."
    claims = claims_of(text, Kind.RESULT)
    told = {c.subject: (c.object, float(c.amount.value)) for c in claims if c.amount}
    assert told["United Airlines"] == ("passengers", 80e6)
    assert told["Delta"] == ("101 million passengers", 101e6)


@pytest.mark.parametrize(
    ("text", "new", "old", "over"),
    [
        ("Ford is lifting its stake in Mazda from 9 to 20 percent.", 20, 9, False),
        ("Ford raised its stake in Mazda to 24 percent from 18 percent.", 24, 18, True),
        ("Ford will cut its stake in Mazda to 20 percent from 33 percent.", 20, 33, False),
        ("Ford said it had raised its stake in Mazda from 15 percent to 24 percent.", 24, 15, True),
        ("Ford has increased its holding in Mazda to 24 percent.", 24, None, False),
        ("Ford raised its stake in Mazda by 4 percent to 24 percent.", 24, None, False),
    ],
)
def test_a_stake_that_is_moved_was_another_before(
    claims_of: ClaimsOf, text: str, new: float, old: float | None, over: bool
) -> None:
    claims = {float(c.amount.value): c for c in claims_of(text, Kind.OWNERSHIP) if c.amount}
    assert set(claims) == {new} | ({old} if old else set())
    assert claims[new].time is None
    if old:
        assert claims[old].modality.value == "asserted"
        assert (claims[old].time is not None) is over


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        (
            "Peter Lang was named president and chief operating officer of Acme Motors on Monday.",
            Kind.APPOINTMENT,
            "president and chief operating officer",
        ),
        (
            "Peter Lang resigned as chairman and chief executive of Acme Motors.",
            Kind.DEPARTURE,
            "chairman and chief executive",
        ),
        (
            "Acme Motors named Peter Lang president and Anna Berg chief executive.",
            Kind.APPOINTMENT,
            "president",
        ),
        (
            "Peter Lang stepped down as chairman and joined the board of Acme Motors.",
            Kind.DEPARTURE,
            "chairman",
        ),
    ],
)
def test_two_offices_taken_up_or_left_together_are_one(
    claims_of: ClaimsOf, text: str, kind: Kind, role: str
) -> None:
    assert [c.role for c in claims_of(text, kind) if c.subject == "Peter Lang"] == [role]


def test_an_office_taken_up_is_not_held_besides(claims_of: ClaimsOf) -> None:
    text = "Peter Lang was named president and chief operating officer of Acme Motors on Monday."
    assert claims_of(text, Kind.ROLE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Apple said the 16GB iPad will cost $499, the 32GB iPad $599 and the 64GB iPad $699.",
            {499, 599, 699},
        ),
        ("Apple sells the iPad for $499 and the iPhone for $299.", {499, 299}),
        ("The iPad costs $499 and the maker Apple has a debt of $3 million.", {499}),
    ],
)
def test_each_thing_of_a_list_has_its_price(
    claims_of: ClaimsOf, text: str, expected: set[float]
) -> None:
    prices = [c for c in claims_of(text, Kind.PRODUCT) if c.amount]
    assert {float(c.amount.value) for c in prices if c.amount} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ford opened a plant in Ohio in 2003 and another in Texas in 2005.",
            {"plant in Ohio": 2003, "plant in Texas": 2005},
        ),
        ("Ford closed a plant in Ohio and hired another in Texas.", {"plant in Ohio": None}),
        ("Ford will start flights to Rome and Nice.", {"flights to Rome": None, "flights to Nice": None}),
        (
            "Ford announced the closure of its factories in Leeds and York.",
            {"factories in Leeds": None, "factories in York": None},
        ),
    ],
)  # fmt: skip
def test_each_site_and_route_of_a_list_is_told(
    claims_of: ClaimsOf, text: str, expected: dict[str, int | None]
) -> None:
    told = {
        c.object: c.time.latest.year if c.time and c.time.latest else None
        for c in claims_of(text, Kind.FACILITY)
    }
    assert told == expected
