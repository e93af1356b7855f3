"""What plain business news says in set phrases: bids, ventures, orders, layoffs, rounds, rescues."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> list[tuple[str, str | None, str, str]]:
    return sorted((c.subject, c.object, c.modality.value, c.polarity.value) for c in claims)


def people(claims: list[Claim]) -> list[tuple[str, str | None, int, str | None]]:
    return [(c.subject, c.object, int(c.amount.value), c.amount.unit) for c in claims if c.amount]


@pytest.mark.parametrize(
    ("text", "bids"),
    [
        (
            "Acme Foods rejected a $1.4 billion takeover offer from Halden Capital.",
            [("Halden Capital", "Acme Foods", "planned", "negated")],
        ),
        (
            "Acme Foods received a takeover offer from Halden Capital worth $2 billion.",
            [("Halden Capital", "Acme Foods", "planned", "affirmed")],
        ),
        (
            "Halden Capital offered 215 pence a share in cash for Acme Foods.",
            [("Halden Capital", "Acme Foods", "planned", "affirmed")],
        ),
        (
            "Acme Motors ruled itself out of bidding for Zenith Foods.",
            [("Acme Motors", "Zenith Foods", "planned", "negated")],
        ),
        (
            "Acme Motors pulled out of the auction for Zenith Foods on Monday.",
            [("Acme Motors", "Zenith Foods", "planned", "negated")],
        ),
        ("Acme Foods rejected an offer of help from Halden Capital.", []),
        ("Acme Motors pulled out of the race for the title.", []),
        ("Acme Foods offered $20 million for research.", []),
    ],
)
def test_bids(claims_of: ClaimsOf, text: str, bids: list[tuple[str, str, str, str]]) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == bids


def test_a_bid_that_was_withdrawn_is_told_so(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Acme Motors submitted a bid for Zenith Foods but withdrew it.", Kind.ACQUISITION
    )
    assert ("Acme Motors", "Zenith Foods", "planned", "negated") in told(found)


@pytest.mark.parametrize(
    ("text", "sold"),
    [
        ("Acme Motors is seeking buyers for its paper unit.", ["paper unit"]),
        ("Acme Motors is looking for a buyer for its engine plant.", ["engine plant"]),
        ("Acme Motors is seeking buyers for its new van.", []),
    ],
)
def test_who_seeks_a_buyer(claims_of: ClaimsOf, text: str, sold: list[str]) -> None:
    assert [c.object for c in claims_of(text, Kind.DIVESTITURE)] == sold


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "Acme Foods is owned by the Meyer family.",
            [("Meyer family", "Acme Foods", "asserted", "affirmed")],
        ),
        ("Acme Foods is owned by a steel family.", []),
        (
            "Acme Motors remains owned by Zenith Holdings.",
            [("Zenith Holdings", "Acme Motors", "asserted", "affirmed")],
        ),
        (
            "Acme Motors retains a stake of 18 percent in Zenith Foods.",
            [("Acme Motors", "Zenith Foods", "asserted", "affirmed")],
        ),
        (
            "Comet Cargo, a joint venture between Acme Motors and Zenith Foods, lost money.",
            [
                ("Acme Motors", "Comet Cargo", "asserted", "affirmed"),
                ("Zenith Foods", "Comet Cargo", "asserted", "affirmed"),
            ],
        ),
        ("Acme Motors and Zenith Foods plan a joint venture.", []),
    ],
)
def test_owners(claims_of: ClaimsOf, text: str, owners: list[tuple[str, str, str, str]]) -> None:
    assert told(claims_of(text, Kind.OWNERSHIP)) == owners


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (
            "Acme Motors and Zenith Foods have scrapped a proposed joint venture.",
            [("Acme Motors", "Zenith Foods", "planned", "negated")],
        ),
        (
            "Acme Motors signed a memorandum of understanding with Zenith Foods to develop batteries.",
            [("Acme Motors", "Zenith Foods", "asserted", "affirmed")],
        ),
        (
            "Acme Motors and Zenith Foods will jointly build a plant in Spain.",
            [("Acme Motors", "Zenith Foods", "planned", "affirmed")],
        ),
        ("Acme Motors and Zenith Foods will build plants in Spain.", []),
    ],
)
def test_partners(
    claims_of: ClaimsOf, text: str, partners: list[tuple[str, str, str, str]]
) -> None:
    assert told(claims_of(text, Kind.PARTNERSHIP)) == partners


@pytest.mark.parametrize(
    ("text", "supplied"),
    [
        (
            "Acme Logistics won a five-year contract to carry limestone for Zenith Foods.",
            [("Acme Logistics", "Zenith Foods")],
        ),
        (
            "Acme Logistics serves customers such as Zenith Foods.",
            [("Acme Logistics", "Zenith Foods")],
        ),
        (
            "Acme Motors has agreed to take three quarters of Zenith Chips's output.",
            [("Zenith Chips", "Acme Motors")],
        ),
        ("Acme Logistics won a prize to carry home for Orbit Cement.", []),
        ("Zenith Air ordered 20 Boeing 737 Max jets on Monday.", [("Boeing", "Zenith Air")]),
        ("Zenith Air ordered 20 Comet vans on Monday.", []),
    ],
)
def test_supplies(claims_of: ClaimsOf, text: str, supplied: list[tuple[str, str]]) -> None:
    assert [(c.subject, c.object) for c in claims_of(text, Kind.SUPPLY)] == supplied


@pytest.mark.parametrize(
    ("text", "kind", "counted"),
    [
        (
            "75 staff were made redundant at Acme Dairies on Tuesday.",
            Kind.LAYOFF,
            [("Acme Dairies", None, 75, "people")],
        ),
        (
            "Acme Motors laid off 200 welders.",
            Kind.LAYOFF,
            [("Acme Motors", "200 welders", 200, "people")],
        ),
        (
            "A further 60 positions at Acme Motors will go.",
            Kind.LAYOFF,
            [("Acme Motors", None, 60, "people")],
        ),
        ("Acme Motors laid 200 miles of pipe.", Kind.LAYOFF, []),
        ("Some 60 people will go to Acme Motors.", Kind.LAYOFF, []),
        (
            "Acme Motors wants to employ 1,800 people.",
            Kind.HIRING,
            [("Acme Motors", None, 1800, "people")],
        ),
        (
            "Some 480 people will be employed at the site, Acme Motors said.",
            Kind.HIRING,
            [("Acme Motors", "site", 480, "people")],
        ),
        ("Acme Motors employs 1,800 people.", Kind.HIRING, []),
    ],
)
def test_who_goes_and_who_comes(
    claims_of: ClaimsOf, text: str, kind: Kind, counted: list[tuple[str, str | None, int, str]]
) -> None:
    assert people(claims_of(text, kind)) == counted


def test_all_who_take_part_in_a_round_give(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors raised $40 million in a round led by Halden Capital, "
        "with participation from Zenith Ventures and Orbit Partners."
    )
    given = {(c.object, int(c.amount.value)) for c in claims_of(text, Kind.FUNDING) if c.amount}
    assert given == {
        ("Halden Capital", 40_000_000),
        ("Zenith Ventures", 40_000_000),
        ("Orbit Partners", 40_000_000),
    }


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("Acme Motors sought protection from its creditors.", ["asserted"]),
        ("Acme Motors filed for creditor protection on Thursday.", ["asserted"]),
        ("Acme Motors could seek protection from its creditors.", ["hypothetical"]),
        ("Acme Motors sought protection from the rain.", []),
    ],
)
def test_protection(claims_of: ClaimsOf, text: str, modalities: list[str]) -> None:
    assert [c.modality.value for c in claims_of(text, Kind.INSOLVENCY)] == modalities


def test_what_is_paid_is_the_sum_of_the_settlement(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will pay $65 million to settle a lawsuit brought by Zenith Foods."
    (claim,) = claims_of(text, Kind.LEGAL)
    assert (claim.subject, claim.object, claim.action) == ("Acme Motors", "Zenith Foods", "settles")
    assert claim.amount is not None
    assert int(claim.amount.value) == 65_000_000


def test_delayed_deliveries_are_planned_for_then(claims_of: ClaimsOf) -> None:
    text = "Acme Motors has delayed deliveries of its Comet by nine months, to the second quarter of 2024."
    (claim,) = claims_of(text, Kind.PRODUCT, date="2023-05-10")
    assert (claim.action, claim.object, claim.modality.value) == ("ships", "Comet", "planned")
    assert claim.time is not None
    assert str(claim.time.earliest) == "2024-04-01"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Acme Foods will close its cannery in Grimsby in May.", ["cannery in Grimsby"]),
        ("Acme Foods opened a plant near Leeds in 2003.", ["plant near Leeds"]),
        (
            "Acme Foods will build plants in Spain and Italy.",
            ["plants in Italy", "plants in Spain"],
        ),
        ("Acme Foods closed its plant in the spring.", ["plant"]),
    ],
)
def test_a_site_keeps_its_place(claims_of: ClaimsOf, text: str, places: list[str]) -> None:
    assert sorted(c.object or "" for c in claims_of(text, Kind.FACILITY)) == places


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            "Founded in Leeds in 1871 by Max Vogt, Vogt & Sons made wagon wheels.",
            Kind.FORMATION,
            [("Max Vogt", "Vogt & Sons", "asserted", "affirmed")],
        ),
        (
            "Founded in 1998, Acme Motors has 200 employees.",
            Kind.FORMATION,
            [("Acme Motors", None, "asserted", "affirmed")],
        ),
        (
            "Bought by Zenith Holdings for $3 billion, Acme Motors lost money.",
            Kind.ACQUISITION,
            [("Zenith Holdings", "Acme Motors", "asserted", "affirmed")],
        ),
        ("Founded on hope, the plan of Acme Motors failed.", Kind.FORMATION, []),
        (
            "South Korea's Orbit Foods and US carmaker Acme Motors will open a plant in Ohio.",
            Kind.FACILITY,
            [
                ("Acme Motors", "plant in Ohio", "planned", "affirmed"),
                ("Orbit Foods", "plant in Ohio", "planned", "affirmed"),
            ],
        ),
    ],
)
def test_the_order_of_words_helps_where_trees_err(
    claims_of: ClaimsOf, text: str, kind: Kind, parts: list[tuple[str, str | None, str, str]]
) -> None:
    assert told(claims_of(text, kind)) == parts


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Acme Motors shares have lost almost two-thirds of their value.", ["-66.7"]),
        ("Shares of Acme Motors lost half of their value.", ["-50"]),
        ("Acme Motors shares closed down 1.8% in New York.", ["-1.8"]),
        ("Acme Motors lost a third of its customers.", []),
        ("Acme Motors shares its offices, and closed a plant.", []),
    ],
)
def test_shares_lose_a_part_of_their_value(
    claims_of: ClaimsOf, text: str, moves: list[str]
) -> None:
    found = claims_of(text, Kind.MARKET_MOVE)
    assert [str(c.amount.value) for c in found if c.amount] == moves


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Shares in Acme Motors, suspended on Monday, plunged 31 percent.", ["-31"]),
        ("Acme Motors shares, issued at 17 euros in 2021, fell 31 percent.", ["-31"]),
        ("Acme Motors is down 38 percent.", ["-38"]),
        ("Acme Motors was up 5 percent in Paris.", ["5"]),
        ("Acme Motors closed off 2.2 percent at $17.60.", ["-2.2"]),
        ("Acme Motors earned 3 million euros, up 4 percent.", []),
        ("Acme Motors closed down its plant, 2 percent of its capacity.", []),
    ],
)
def test_shares_move(claims_of: ClaimsOf, text: str, moves: list[str]) -> None:
    found = claims_of(text, Kind.MARKET_MOVE)
    assert [str(c.amount.value) for c in found if c.amount] == moves


def test_when_shares_were_issued_is_not_when_they_fell(claims_of: ClaimsOf) -> None:
    text = "Acme Motors shares, issued at 17 euros in 2021, fell 31 percent."
    assert [c.time for c in claims_of(text, Kind.MARKET_MOVE)] == [None]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Ann Lee has joined the board of Zenith Bank.", [("Ann Lee", "Zenith Bank", "board")]),
        (
            "Zenith Bank has appointed war correspondent Ann Lee deputy editor.",
            [("Ann Lee", "Zenith Bank", "deputy editor")],
        ),
        (
            "Zenith Bank's chief executive, Bo Ek, has cut costs since he took over in 2004.",
            [("Bo Ek", "Zenith Bank", "chief executive")],
        ),
        ("Bo Ek took over in 2004. Zenith Bank lost money.", []),
    ],
)
def test_posts(claims_of: ClaimsOf, text: str, post: list[tuple[str, str, str]]) -> None:
    found = claims_of(text, Kind.APPOINTMENT)
    assert [(c.subject, c.object, c.role) for c in found] == post


def test_a_court_may_be_where_one_files(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Acme Foods filed for insolvency with the regional court in Leeds on Tuesday.",
        Kind.INSOLVENCY,
    )
    assert [c.subject for c in found] == ["Acme Foods"]
