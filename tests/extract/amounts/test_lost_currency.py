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
        # Of several marked dollars it is that of the land that the text is about, if it is one of them.
        (
            "Acme of Canada gave C$9 million after it had spent A$2 million. It may add $1 million in Canada.",
            "CAD",
        ),
        ("Acme gave C$9 million after it had spent A$2 million. It may add $1 million.", "USD"),
        (
            "Acme of Canada gave C$9 million, not US$7 million. It may add $1 million in Canada.",
            "USD",
        ),
    ],
)
def test_a_bare_sign_is_a_land_s_own_where_its_papers_write_it_so(text: str, dollar: str) -> None:
    assert dollar_of(text) == dollar


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "Halden fell 7 cents to C$8.21 in Toronto. Quorn rose 12 cents to $31.40 on the New York Stock Exchange.",
            ["CAD", "CAD", "USD", "USD"],
        ),
        (
            "Halden rose A$2 to A$80 on the ASX and closed up $1.50 at $60 on Nasdaq.",
            ["AUD", "AUD", "USD", "USD"],
        ),
        # An exchange that is told of in passing, or of another firm, tells nothing.
        (
            "Halden rose A$2 to A$80. It owes $4 and Quorn is listed on the New York Stock Exchange.",
            ["AUD", "AUD", "AUD"],
        ),
        ("Halden rose A$2 to A$80. It owes $4 to Quorn (on the NYSE: QRN).", ["AUD"] * 3),
    ],
)
def test_a_bare_dollar_is_that_of_the_exchange_told_behind_it(text: str, units: list[str]) -> None:
    assert [m.quantity.unit for m in find_amounts(text)] == units
