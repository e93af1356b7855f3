"""Money with a name that several lands share, bare dollars, and parts by which something moves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extract.amounts import dollar_of, find_amounts


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Acme of Oslo earned 4 million kroner.", "NOK"),
        ("Danish brewer Acme earned 4 million kroner.", "DKK"),
        ("Prague-based Acme owes 4 million crowns. The Czech firm said so.", "CZK"),
        (
            "Acme of Stockholm sold its Oslo unit for 4 million Swedish crowns. It paid 2 million crowns.",
            "SEK",
        ),
        ("Swiss insurer Acme paid 4 million francs.", "CHF"),
        ("The Kenyan chain Acme lost 4 million shillings.", "KES"),
        ("Acme of Oslo and Zenith of Copenhagen paid 4 million crowns.", "crowns"),
        ("Acme paid 4 million crowns.", "crowns"),
        ("Acme paid 4 million kroner and $5 million.", "kroner"),
    ],
)
def test_shared_names_of_money_are_those_of_the_land(text: str, unit: str) -> None:
    assert unit in {m.quantity.unit for m in find_amounts(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Profit was NT$14.6 billion. It will invest $350 million in Vietnam.", "USD"),
        ("Shares rose to HK$91. It will invest $1 billion.", "USD"),
        ("It owes A$40 million. Its American rival pays $5 million and $6 million.", "USD"),
        ("It owes A$40 million and A$3 million. It will pay $5 million.", "AUD"),
        ("Australian firm Acme of Sydney owes A$40 million. It will pay $5 million.", "AUD"),
        ("Canadian firm Acme of Toronto will pay $5 million.", "CAD"),
        ("Canadian firm Acme will pay $5 million to Zenith of Texas for shops in Dallas.", "USD"),
    ],
)
def test_a_bare_dollar_beside_a_marked_one(text: str, code: str) -> None:
    assert dollar_of(text) == code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Revenue fell by a quarter.", "25"),
        ("Profit fell almost by half.", "50"),
        ("Sales fell almost a third to 5 million euros.", "33.3"),
        ("Costs rose by two thirds last year.", "66.7"),
    ],
)
def test_a_part_by_which_something_moves_is_a_change(text: str, value: str) -> None:
    first = find_amounts(text)[0]
    assert (first.quantity.value, first.quantity.unit, first.kind) == (
        Decimal(value), "percent", "percent"
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["It was sold by a third party.", "Rates rose a quarter point.", "It fell a third time."],
)
def test_other_parts_are_none(text: str) -> None:
    assert not [m for m in find_amounts(text) if m.quantity.unit == "percent"]


@pytest.mark.parametrize("text", ["Its margin rose 3% to 15%.", "Its margin rose by 3% to 15%."])
def test_what_something_rose_by_and_to_are_two_amounts(text: str) -> None:
    assert [int(m.quantity.value) for m in find_amounts(text)] == [3, 15]
