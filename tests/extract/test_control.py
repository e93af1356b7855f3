"""Who is brought to do something does it: "costs forced Acme to close its plant"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        (
            "Rising costs forced Halden Motors to close plants in Spain.",
            {"Halden Motors"},
        ),
        (
            "Rising costs forced carmakers like Halden Motors and Zenith Motors to close plants in Spain.",
            {"Halden Motors", "Zenith Motors"},
        ),
        (
            "The regulator allowed Halden Bank and Zenith Bank to open branches in Cairo.",
            {"Halden Bank", "Zenith Bank"},
        ),
        ("Halden Foods persuaded the city to let it open a bakery in Lyon.", {"Halden Foods"}),
    ],
)
def test_who_is_brought_to_act_acts(claims_of: ClaimsOf, text: str, firms: set[str]) -> None:
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} <= firms
    if "persuaded" not in text:
        assert {c.subject for c in claims_of(text, Kind.FACILITY)} == firms


def test_what_something_is_sold_for_is_the_sellers(claims_of: ClaimsOf) -> None:
    text = "Halden Motors sold Zenith Motors to build a plant in Spain."
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} <= {"Halden Motors"}


@pytest.mark.parametrize(
    "text",
    [
        "Halden Foods Chief Executive Dr Ann Lee said sales had been good.",
        "Halden Foods chief executive Sir Ann Lee said sales had been good.",
        "Halden Foods chief executive Ann Lee said sales had been good.",
    ],
)
def test_a_title_before_an_honorific_is_a_role(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.ROLE)
    assert [(c.subject, c.object, (c.role or "").lower()) for c in found] == [
        ("Ann Lee", "Halden Foods", "chief executive")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The trade union Verdi Bank criticised the plan of Halden Motors to cut 300 jobs.",
        "Zenith Foods attacked the decision of Halden Motors to cut 300 jobs.",
        "Halden Motors announced its plan to cut 300 jobs.",
        "Halden Motors presented a plan of action to cut 300 jobs.",
    ],
)
def test_whose_plan_it_is_acts(claims_of: ClaimsOf, text: str) -> None:
    assert [c.subject for c in claims_of(text, Kind.LAYOFF)] == ["Halden Motors"]


def test_who_attacks_a_plan_does_not_act(claims_of: ClaimsOf) -> None:
    text = "The trade union Verdi Bank criticised the plan of Ben Roe to cut jobs."
    assert claims_of(text, Kind.LAYOFF) == []


def test_a_plan_is_not_of_those_who_criticise_it(claims_of: ClaimsOf) -> None:
    text = "Zenith Foods criticised the plan of Halden Motors to cut 400 jobs."
    assert {c.subject for c in claims_of(text, Kind.LAYOFF)} == {"Halden Motors"}


def test_who_fights_others_to_do_something_does_it(claims_of: ClaimsOf) -> None:
    text = "Zenith Foods fought the council to open a shop in Leeds."
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} <= {"Zenith Foods"}
