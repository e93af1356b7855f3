"""Which currency a figure has that is told without one, and what a bare "$" is."""

from __future__ import annotations

import pytest

from kg.extract.amounts import dollar_of, find_amounts


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Revenue rose to 9 million euros from 6 million.", ["EUR", "EUR"]),
        ("It earned 9 million zlotys on sales of 60 million.", ["PLN", "PLN"]),
        (
            "It owes $9 million. Profit was 11 million euros, up from 10 million.",
            ["USD", "EUR", "EUR"],
        ),
        ("The town gave 9 million euros and its population rose to 6 million.", ["EUR", None]),
        ("It sold 5 million phones, up from 4 million.", ["phones", "phones"]),
        ("It earned 9 million euros. The town has grown to 6 million.", ["EUR", None]),
        ("It bought the farm in May for 6 million, and earned 9 million euros.", ["EUR", "EUR"]),
        (
            "It sold the farm. For 6 million people in the north it made 9 million jars.",
            ["people", "jars"],
        ),
        ("It runs 33 shops, whose takings were up at 2.2 billion.", ["shops", None]),
        ("It runs 330 shops and plans to have 2,200 more.", ["shops", "shops"]),
    ],
)
def test_a_bare_figure_is_of_the_money_told_beside_it(text: str, units: list[str | None]) -> None:
    assert [m.quantity.unit for m in find_amounts(text)] == units


@pytest.mark.parametrize(
    ("text", "dollar"),
    [
        ("Acme of Toronto, Canada, earned $9 million in Canada.", "CAD"),
        ("Acme of Singapore earned $9 million in Singapore.", "USD"),
    ],
)
def test_a_bare_sign_is_a_land_s_own_where_its_papers_write_it_so(text: str, dollar: str) -> None:
    assert dollar_of(text) == dollar
