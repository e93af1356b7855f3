"""Units that another word tells: cents by the money beside them, types before the thing counted, sizes of plants."""

from __future__ import annotations

import pytest

from kg.extract.amounts import find_amounts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Earnings were 4.9 billion rand, or 1,911 cents per share.",
            [("4900000000", "ZAR"), ("19.11", "ZAR")],
        ),
        ("Its shares rose 4 cents to 2.21 euros.", [("0.04", "EUR"), ("2.21", "EUR")]),
        (
            "Shares fell 3¢ to AU$3.41 after US$5 was paid.",
            [("0.03", "AUD"), ("3.41", "AUD"), ("5", "USD")],
        ),
        (
            "Profit was 20 million euros. Acme went up by 90 cents.",
            [("20000000", "EUR"), ("0.9", "EUR")],
        ),
        (
            "Profit was 20 million euros. Acme rose 90 cents to $5.",
            [("20000000", "EUR"), ("0.9", "USD"), ("5", "USD")],
        ),
        ("Sales were 20 million yen. Acme rose 90 cents.", [("20000000", "JPY"), ("0.9", "USD")]),
        ("Acme rose 12 cents.", [("0.12", "USD")]),
        ("The mill was sold for R210 million.", [("210000000", "ZAR")]),
        ("The R2 robot is sold.", []),
        ("Earnings were minus €61m.", [("-61000000", "EUR")]),
        ("Growth was minus 3 percent.", [("-3", "percent")]),
        ("It recalls 41,800 Y7 sedans.", [("41800", "sedans")]),
        ("It ordered 20 A321neo jets.", [("20", "jets")]),
        ("It sold 2,000 F-150 trucks.", [("2000", "trucks")]),
        ("It sold 30,000 C-Class cars.", [("30000", "cars")]),
        ("It will shut 40 of its 130 shops.", [("40", "shops")]),
        ("Its capacity is 30 GWh.", [("30", "GWh")]),
        ("It builds a 400-megawatt plant.", [("400", "megawatts")]),
        ("It has a 20-year lease.", []),
        ("It ordered two 8,000 TEU container ships.", [("2", "ships")]),
        ("It ordered three new 300 MW turbines.", [("3", "turbines")]),
        ("It ordered two 60-metre ferries and ten tugs.", [("2", "ferries"), ("10", "tugs")]),
        ("It ordered a pair of 150 MW gas turbines.", []),
        ("It won a 420 MW order.", [("420", "MW")]),
        ("It sold 300 MW of turbines.", [("300", "MW")]),
        ("It hired 40 room attendants.", [("40", "people")]),
        ("The tanks hold 90,000 cbm.", [("90000", "cbm")]),
        ("It runs 1,400 gas stations.", [("1400", "stations")]),
        ("It has 15 Hill & Dale shops in Ohio.", [("15", "shops")]),
        ("It shut two Northern Fried Fish [NFF] restaurants.", [("2", "restaurants")]),
        ("It needs three new 'mega-hubs' by May.", [("3", "mega-hubs")]),
        ('It grounded all six of the "megajet" aircraft.', [("6", "aircraft")]),
        ("It has 40 Hills & Dale and 30 Boots shops.", [("40", "Hills"), ("30", "shops")]),
        ('It has 15 "and no more", she said of shops.', []),
        ("It shut two (NFF) of them.", []),
        ("It pumps 1.5 million bpd.", [("1500000", "barrels")]),
        ("It pumps 20,000 b/d of crude.", [("20000", "barrels")]),
        ("It runs four five star hotels and sells six digit codes.", [("4", "hotels")]),
        ("It hired five star cooks and sold 40 star charts.", []),
        ("It seized 300 pounds of tea.", [("300", "pounds")]),
        ("It recalls 300 pounds (136 kg) of tea.", [("300", "pounds"), ("136", "kg")]),
        ("It paid 300 pounds (340 euros) for tea.", [("300", "GBP"), ("340", "EUR")]),
        ("It has a floor of $22-24 million, both firm caps.", [("22000000", "USD")]),
        ("It has a floor of $22, for 24 firm caps.", [("22", "USD"), ("24", "caps")]),
    ],
)
def test_what_is_counted(text: str, told: list[tuple[str, str]]) -> None:
    found = find_amounts(text)
    assert [(str(m.quantity.value), m.quantity.unit) for m in found] == told


def test_a_weight_in_brackets_repeats_the_one_before() -> None:
    pounds, kilograms = find_amounts("It recalls 300 pounds (136 kg) of tea.")
    assert (pounds.converted_from, kilograms.converted_from) == (None, pounds.span)
    tonnes, crates = find_amounts("It recalls 30 tonnes (136 crates) of tea.")
    assert (tonnes.converted_from, crates.converted_from) == (None, None)
