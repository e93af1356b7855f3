"""Whom a description of a firm's trade means, of several firms in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "Harlow Bank bought Pinewood Insurance in 2004. The insurer will open an office in Leeds.",
            "Pinewood Insurance",
        ),
        (
            "Harlow Bank bought Pinewood Insurance in 2004. The bank will open an office in Leeds.",
            "Harlow Bank",
        ),
        (
            "Blackfield Capital agreed to buy Marlow Toys. The toymaker will open an office in Leeds.",
            "Marlow Toys",
        ),
        (
            "The European Commission fined Halden Chips 30 million euros. The company will open an office in Leeds.",
            "Halden Chips",
        ),
        (
            "Skyline Airways is suing Harlow Bank. The lender will open an office in Leeds.",
            "Harlow Bank",
        ),
        # The last subject is surely of another trade, or the text calls another so.
        (
            "Halden Bank lent Kolmar 80 million euros. The brewer will open a plant in Graz.",
            "Kolmar",
        ),
        (
            "Skyline Airlines ordered 20 jets from Aeromont. The planemaker will open a plant in Cork.",
            "Aeromont",
        ),
        (
            "Harlow Bank advised carmaker Falken on a sale. The carmaker will shut its Bochum plant.",
            "Falken",
        ),
        # Neither name tells the trade.
        ("Halden Foods sued Falken. The brewer will open a plant in Graz.", "Halden Foods"),
        ("Harlow Bank sued Falken. The lender will open an office in Graz.", "Harlow Bank"),
    ],
)
def test_a_firm_is_meant_whose_name_tells_its_trade(
    claims_of: ClaimsOf, text: str, firm: str
) -> None:
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {firm}


@pytest.mark.parametrize(("nation", "firm"), [("Danish", "Pellan"), ("Swiss", "Axent")])
def test_a_firm_is_meant_that_is_told_to_be_of_the_nation(
    claims_of: ClaimsOf, nation: str, firm: str
) -> None:
    text = f"Swiss group Axent sued Danish rival Pellan. The {nation} company will cut 500 jobs."
    assert {c.subject for c in claims_of(text, Kind.LAYOFF)} == {firm}


def test_no_court_is_a_firm(claims_of: ClaimsOf) -> None:
    text = "The U.S. Supreme Court threw out the conviction. The firm closed its Houston office."
    assert not claims_of(text, Kind.FACILITY)


def test_who_is_sued_answers(claims_of: ClaimsOf) -> None:
    text = "Zenith Telecom sued Acme Mobile in a Delhi court. The operator denied the charges."
    assert {c.subject for c in claims_of(text, Kind.STANCE)} <= {"Acme Mobile"}
