"""Who orders what from whom, whichever way the trees of such sentences lean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.amounts.find import find_amounts
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def pairs(claims: list[Claim]) -> list[tuple[str, str | None]]:
    return sorted((c.subject, c.object) for c in claims)


@pytest.mark.parametrize(
    ("text", "supplier", "customer"),
    [
        (
            "Norwegian shipbuilder Halden Yards has bagged an order from Polar Cruises for two ferries.",
            "Halden Yards",
            "Polar Cruises",
        ),
        (
            "Halden Robotics has landed an order for 45 robots from French vegetable group Zenith Foods.",
            "Halden Robotics",
            "Zenith Foods",
        ),
        (
            "Comet Cells has clinched an order for grid batteries from utility Zenith Power.",
            "Comet Cells",
            "Zenith Power",
        ),
        (
            "Delivery company Polar Meals has placed an order for 200 ovens with Orbit Kitchens.",
            "Orbit Kitchens",
            "Polar Meals",
        ),
        (
            "The contract, awarded to Acme Defence by the Polish Armed Forces, is worth $220 million.",
            "Acme Defence",
            "Polish Armed Forces",
        ),
        (
            "Swedish telecoms operator Zenith Mobile has picked Halden Networks to build its 5G network.",
            "Halden Networks",
            "Zenith Mobile",
        ),
        (
            "The US Army chose Acme Motors over Zenith Motors for the $700 million truck contract.",
            "Acme Motors",
            "US Army",
        ),
        ("Acme Motors handed over the first van to Zenith Foods.", "Acme Motors", "Zenith Foods"),
        (
            "Zenith Steel imports coal from Australia's Halden Mining.",
            "Halden Mining",
            "Zenith Steel",
        ),
        (
            "The European Commission signed a contract with Acme Pharma for 60 million doses.",
            "Acme Pharma",
            "European Commission",
        ),
        (
            "Zenith Energy inked a deal with Halden Petroleum to buy gas for 15 years.",
            "Halden Petroleum",
            "Zenith Energy",
        ),
        (
            "Zenith Motors gets its seats from Halden Industries, which has a plant next door.",
            "Halden Industries",
            "Zenith Motors",
        ),
        ("Acme Catering provides meals for Zenith Airlines.", "Acme Catering", "Zenith Airlines"),
    ],
)
def test_who_wins_an_order_supplies_whom_it_comes_from(
    claims_of: ClaimsOf, text: str, supplier: str, customer: str
) -> None:
    assert pairs(claims_of(text, Kind.SUPPLY)) == [(supplier, customer)]


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Airlines has agreed to buy 35 Airbus A321neo planes, it said on Thursday.",
        "Zenith Airlines placed an order for 20 Airbus A321s on Monday.",
        "Zenith Airlines has ordered ten Airbus A350s.",
        "Zenith Airlines will take delivery of 70 Airbus jets next year.",
        "Zenith Airlines will buy 110 more planes from Airbus.",
    ],
)
def test_who_orders_a_makers_planes_is_supplied_by_the_maker(
    claims_of: ClaimsOf, text: str
) -> None:
    (claim,) = claims_of(text, Kind.SUPPLY)
    assert (claim.subject, claim.object, claim.modality) == ("Airbus", "Zenith Airlines", "planned")
    assert claims_of(text, Kind.ACQUISITION) == []


@pytest.mark.parametrize(
    "text",
    [
        "Zenith Energy bought it from the Acme family in 2007 for 48 million euros.",
        "Zenith Airlines bought two old planes from Polar Airways.",
        "Zenith Chips has agreed to buy a plant from Acme Electric for 210 million dollars.",
        "After handing over ownership to Zenith Media, Acme Web would be selling its patents.",
        "Polar Air got an order from the regulator to stop flying.",
        "Acme Airlines expects deliveries from June.",
        "The Ministry of Transport ordered Zenith Airlines on Saturday to have its planes inspected.",
        "Zenith Motors gets its revenue from Acme Bank.",
        "Acme Motors provides support for Zenith Foods.",
    ],
)
def test_no_order_is_no_supply(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.SUPPLY) == []


def test_what_ends_with_its_supplier_is_negated(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Zenith Foods ended its contract with Acme Logistics.", Kind.SUPPLY)
    told = (claim.subject, claim.object, claim.polarity)
    assert told == ("Acme Logistics", "Zenith Foods", "negated")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Zenith Airlines ordered 65 Boeing 777X jets.", "jets"),
        ("Zenith Airlines ordered 20 Boeing 787 Dreamliners.", "Dreamliners"),
        ("Zenith Airlines ordered 40 Embraer E195-E2 planes.", "planes"),
        ("Zenith Airlines ordered ten Airbus A350s.", "A350s"),
    ],
)
def test_what_is_counted_may_have_a_type_before_it(text: str, unit: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.kind, amount.quantity.unit) == ("count", unit)


@pytest.mark.parametrize("text", ["In 2004 Acme 50 was a car.", "The Acme 737 flew in May 2004."])
def test_no_type_is_counted(text: str) -> None:
    assert [a for a in find_amounts(text) if a.kind == "count"] == []


def test_neither_of_two_that_and_joins_supplies_the_other(claims_of: ClaimsOf) -> None:
    text = "Polar Rail awarded Acme Motors and Zenith Motors a joint contract for 1,500 trains."
    found = pairs(claims_of(text, Kind.SUPPLY))
    assert found == [("Acme Motors", "Polar Rail"), ("Zenith Motors", "Polar Rail")]


@pytest.mark.parametrize("customer", ["Zenith Airlines", "Zenith Stores", "Zenith Motors"])
def test_a_word_in_a_companys_name_rules_nothing_out(claims_of: ClaimsOf, customer: str) -> None:
    text = f"{customer} will buy batteries from Acme Motors."
    assert pairs(claims_of(text, Kind.SUPPLY)) == [("Acme Motors", customer)]
