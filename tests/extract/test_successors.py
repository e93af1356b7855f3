"""Who takes up a post and who leaves it, told in plain news: deaths, boards and successors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> list[tuple[str, str | None, str | None]]:
    return sorted((c.subject, c.object, c.role) for c in claims)


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        (
            "Max Stern, chief executive of Halden & Vogt, died on Thursday.",
            [("Max Stern", "Halden & Vogt", "chief executive")],
        ),
        (
            "Zenith Bank chairman Josef Stern died on Monday at the age of 71.",
            [("Josef Stern", "Zenith Bank", "chairman")],
        ),
        ("Josef Stern, who founded Zenith Bank, died on Monday.", []),
        (
            "Ann Lee has resigned from the board of Zenith Bank.",
            [("Ann Lee", "Zenith Bank", "board")],
        ),
        (
            "Zenith Bank named Ann Lee chief executive. She succeeds Bo Ek, who is retiring.",
            [("Bo Ek", "Zenith Bank", "chief executive")],
        ),
        (
            "Rohit Mehta becomes chief executive of Acme Pharma. He succeeds Max Vogt after 22 years.",
            [("Max Vogt", "Acme Pharma", "chief executive")],
        ),
        ("Ann Lee succeeds Bo Ek, who runs a farm. Zenith Bank lost money.", []),
        ("Jane Doe replaced the old sign at Acme Motors.", []),
    ],
)
def test_who_leaves(
    claims_of: ClaimsOf, text: str, leaves: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(claims_of(text, Kind.DEPARTURE)) == leaves


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        (
            "Acme Motors named Jane Doe chief executive.",
            [("Jane Doe", "Acme Motors", "chief executive")],
        ),
        (
            "Acme Motors has appointed Jane Doe chief financial officer, it said on Monday.",
            [("Jane Doe", "Acme Motors", "chief financial officer")],
        ),
        (
            "Zenith Media named Max Vogt to the new position of chief content officer.",
            [("Max Vogt", "Zenith Media", "chief content officer")],
        ),
        (
            "Also elected to the board of Zenith Bank were Ann Lee and Bo Ek.",
            [("Ann Lee", "Zenith Bank", "board"), ("Bo Ek", "Zenith Bank", "board")],
        ),
        (
            "Zenith Bank's chief executive, Bo Ek, was sacked and is to be succeeded by Max Vogt.",
            [("Max Vogt", "Zenith Bank", "chief executive")],
        ),
        ("Acme Motors named Jane Doe in a complaint.", []),
        ("Acme Motors named Jane Doe and Max Vogt in its statement.", []),
    ],
)
def test_who_comes(
    claims_of: ClaimsOf, text: str, comes: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(claims_of(text, Kind.APPOINTMENT)) == comes


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "Halden Bank chairman Bo Ek will retire and be replaced by Ilaria Bellini, who runs a unit.",
            "Halden Bank",
        ),
        ("Bo Ek was replaced as chairman by Zenith Bank.", "Zenith Bank"),
        ("Bo Ek was replaced by the board as chairman of Zenith Bank.", "Zenith Bank"),
    ],
)
def test_nobody_leaves_the_person_who_follows(claims_of: ClaimsOf, text: str, firm: str) -> None:
    assert {c.object for c in claims_of(text, Kind.DEPARTURE)} == {firm}


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        (
            "Chief Financial Officer Jonas Brekk will step down in June and be replaced by Mette Lund, who joins from Kvern, Vantor said.",
            {("Jonas Brekk", "Vantor")},
        ),
        (
            "Jonas Brekk, chief financial officer of Vantor, will be replaced by Mette Lund from Kvern in June.",
            {("Jonas Brekk", "Vantor")},
        ),
        (
            "The mill owner Vantor lost money. Finance chief Bo Ek will retire and be succeeded by Ann Lee, who comes from Zenith Foods, Vantor said.",
            {("Bo Ek", "Vantor")},
        ),
        ("Bo Ek will step down and be replaced as chairman of Vantor.", {("Bo Ek", "Vantor")}),
        ("Bo Ek has resigned from Zenith Foods as chairman.", {("Bo Ek", "Zenith Foods")}),
    ],
)
def test_nobody_leaves_where_the_next_one_comes_from(
    claims_of: ClaimsOf, text: str, leaves: set[tuple[str, str | None]]
) -> None:
    assert {(c.subject, c.object) for c in claims_of(text, Kind.DEPARTURE)} == leaves


def test_title_without_firm_is_of_none_that_another_comes_from(claims_of: ClaimsOf) -> None:
    text = "Finance chief Bo Ek will go in June and be followed by Ann Lee, who was hired from Zenith Foods."
    assert {c.object for c in claims_of(text, Kind.ROLE)} <= {None}
    text = "Zenith Foods finance chief Bo Ek will go in June. Ann Lee joins from Acme Motors."
    assert {c.object for c in claims_of(text, Kind.ROLE)} == {"Zenith Foods"}
