"""Who acts and on what, where the tree or the words between hide the name: lists, places, descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _parties(found: list[Claim]) -> set[tuple[str, str | None]]:
    return {(c.subject, c.object) for c in found}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Comet Phones, owned by Oslo, Norway based Acme Motors, apologised.", "Acme Motors"),
        ("Comet Phones is owned by Oslo-based Acme Motors.", "Acme Motors"),
        ("Comet Phones is owned by Acme Motors, which is based in Oslo.", "Acme Motors"),
    ],
)
def test_a_place_where_a_firm_is_based_is_no_party(text: str, owner: str, framed: ClaimsOf) -> None:
    assert (owner, "Comet Phones") in _parties(framed(text, Kind.OWNERSHIP))
    assert not any("Oslo" in c.subject for c in framed(text, Kind.OWNERSHIP))


@pytest.mark.parametrize("firm", ["the Danish steel maker the Halden Group", "the Halden Group"])
def test_a_description_before_the_name_is_that_of_the_name(firm: str, framed: ClaimsOf) -> None:
    text = f"Zenith Holdings criticised it. Ann Lee, the chief executive of {firm}, condemned it."
    assert [c.object for c in framed(text, Kind.ROLE)] == ["Halden Group"]


def test_who_is_fined_for_it_does_it(framed: ClaimsOf) -> None:
    text = "The regulator fined Acme Motors for closing its Halden plant."
    assert [c.subject for c in framed(text, Kind.FACILITY)] == ["Acme Motors"]
    text = "The FCC acted against Acme Motors for blocking Zenith Telecom."
    assert not any(c.subject == "FCC" and c.action == "blocks" for c in framed(text, Kind.LEGAL))


def test_names_in_a_list_share_what_is_told_of_them(framed: ClaimsOf) -> None:
    text = "Zenith Universal and Acme Pictures have both withdrawn earlier announcements of releasing movies."
    assert {c.subject for c in framed(text, Kind.PRODUCT)} <= {"Zenith Universal", "Acme Pictures"}
    text = "Acme Motors, a unit of Zenith Holdings, and Halden Steel sued Comet Phones."
    assert "Zenith Holdings" not in {c.subject for c in framed(text, Kind.LEGAL)}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Acme Motors said 350 jobs in Ohio would be lost.", "Ohio"),
        ("Acme Motors said 200 employees in the north are to be made redundant.", "north"),
        ("Acme Motors will close the plant, with the loss of 350 jobs in Ohio.", "Ohio"),
        ("Acme Motors said 350 jobs at the company would be lost.", None),
        ("Acme Motors said 350 jobs in total would be lost.", None),
    ],
)
def test_jobs_are_lost_where_the_workers_are(
    text: str, where: str | None, framed: ClaimsOf
) -> None:
    assert [c.object for c in framed(text, Kind.LAYOFF)] == [where]


@pytest.mark.parametrize(
    ("text", "maker", "thing"),
    [
        (
            "Acme Foods is recalling 20,000 jars of peanut butter sold under its Nutty brand in Canada.",
            "Acme Foods",
            "20,000 jars of peanut butter",
        ),
        (
            "Toys made by Acme Play, a subsidiary of Zenith Group, were recalled in May.",
            "Acme Play",
            "Toys",
        ),
        (
            "Acme Motors recalled 500 vans equipped with faulty seat belts.",
            "Acme Motors",
            "500 vans equipped with faulty seat belts",
        ),
    ],
)
def test_who_made_a_thing_and_where_it_is_sold_is_not_what_it_is(
    text: str, maker: str, thing: str, framed: ClaimsOf
) -> None:
    assert _parties(framed(text, Kind.PRODUCT)) == {(maker, thing)}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Acme Motors' new Zenith Foods business recalled 500 jars.", "Zenith Foods"),
        ("Acme Motors said its Zenith Foods unit recalled 500 jars.", "Zenith Foods"),
        ("Acme Motors recalled 500 jars of its Zenith Foods unit.", "Acme Motors"),
    ],
)
def test_a_unit_with_a_name_of_its_own_acts_itself(
    text: str, subject: str, framed: ClaimsOf
) -> None:
    assert {c.subject for c in framed(text, Kind.PRODUCT)} == {subject}


def test_a_sum_is_no_thing(framed: ClaimsOf) -> None:
    text = "Acme Air plans to drop Zenith Air's checked baggage fees of US$20-25."
    assert not any((c.object or "").startswith("US$") for c in framed(text, Kind.PRODUCT))


@pytest.mark.parametrize(
    ("text", "builders"),
    [
        ("Acme Motors, along with Zenith Trucks, will build a plant in Spain.", 2),
        ("Acme Motors, together with its partner Zenith Trucks, will build a plant in Spain.", 2),
        ("Acme Motors will build a plant in Spain together with its suppliers.", 1),
    ],
)
def test_who_acts_along_with_a_firm_acts_too(text: str, builders: int, framed: ClaimsOf) -> None:
    found = {c.subject for c in framed(text, Kind.FACILITY)}
    assert found == set(("Acme Motors", "Zenith Trucks")[:builders])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Acme Rail opened a line between Oslo and Bergen.", "line between Oslo and Bergen"),
        ("Acme Rail opened a line to Oslo and a depot in Bergen.", "line to Oslo"),
    ],
)
def test_a_line_has_two_ends(text: str, line: str, framed: ClaimsOf) -> None:
    assert line in {c.object for c in framed(text, Kind.FACILITY)}


def test_workers_of_a_plant_lose_their_jobs_there(framed: ClaimsOf) -> None:
    text = "Around 400 workers at Acme Motors' plant in Leeds will lose their jobs."
    found = framed(text, Kind.LAYOFF)
    assert [(c.subject, "plant in Leeds" in (c.object or "")) for c in found] == [
        ("Acme Motors", True)
    ]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Acme Foods will shut the mill that it bought from Zenith Foods in May.", "mill"),
        (
            "Acme Foods will close the bakery business which it bought from Zenith Foods in 2016.",
            "bakery business",
        ),
    ],
)
def test_what_a_clause_tells_as_bought_is_no_supply(
    text: str, thing: str, claims_of: ClaimsOf
) -> None:
    assert claims_of(text, Kind.SUPPLY) == []
    assert _parties(claims_of(text, Kind.ACQUISITION)) == {("Acme Foods", thing)}
    assert _parties(claims_of(text, Kind.DIVESTITURE)) == {("Zenith Foods", thing)}


def test_goods_in_such_a_clause_are_supplied(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will use the chips that it buys from Zenith Labs."
    assert _parties(claims_of(text, Kind.SUPPLY)) == {("Zenith Labs", "Acme Motors")}


def test_a_share_bought_beside_a_stake_is_not_held_before(framed: ClaimsOf) -> None:
    text = "Acme Search has bought a 15 percent stake in Polar Air and 36 percent of Zenith Air."
    assert framed(text, Kind.OWNERSHIP) == []
