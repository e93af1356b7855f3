"""Who supplies, builds, leaves, sells and works with whom, in the set phrases of trade news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
Told = tuple[str, str | None, str]

ABOUT = "Acme Motors is a carmaker. Zenith Foods is a company in Oslo. "
"""Tells what the names are, so that no test hangs on it."""


def told(claims: list[Claim]) -> list[Told]:
    """Return subject, object and what a claim says: its polarity where it is negated, else its modality."""
    return sorted(
        (c.subject, c.object, c.polarity.value if c.polarity == "negated" else c.modality.value)
        for c in claims
    )


@pytest.mark.parametrize(
    ("text", "supplies"),
    [
        (
            "Halden Shipyards has won an order for four ferries from Acme Motors.",
            [("Halden Shipyards", "Acme Motors", "planned")],
        ),
        (
            "Acme Airlines placed an order for 30 jets with Halden Aerospace at a show, with options for 15.",
            [("Halden Aerospace", "Acme Airlines", "planned")],
        ),
        (
            "Halden Power will deliver 48 turbines to Zenith Foods.",
            [("Halden Power", "Zenith Foods", "planned")],
        ),
        (
            "Zenith Foods has chosen Halden Systems to supply its systems.",
            [("Halden Systems", "Zenith Foods", "planned")],
        ),
        (
            "Halden Aerospace was selected by the Polish army to provide drones.",
            [("Halden Aerospace", "Polish army", "planned")],
        ),
        ("Zenith Foods has chosen Halden Systems to succeed.", []),
        (
            "Acme Airlines took delivery of its first jet from Halden Aerospace on Monday.",
            [("Halden Aerospace", "Acme Airlines", "asserted")],
        ),
        (
            "Acme Airlines has cancelled an order for 15 jets from Halden Aerospace.",
            [("Halden Aerospace", "Acme Airlines", "negated")],
        ),
        (
            "Acme Airlines will not cancel an order for 15 jets from Halden Aerospace.",
            [("Halden Aerospace", "Acme Airlines", "planned")],
        ),
        (
            "Zenith Foods has agreed to buy 5 million tonnes of gas a year from Halden Energy.",
            [("Halden Energy", "Zenith Foods", "planned")],
        ),
        (
            "Acme Motors uses software made by Halden Systems.",
            [("Halden Systems", "Acme Motors", "asserted")],
        ),
        ("Acme Motors uses data from Halden Systems.", []),
        (
            "Acme Motors relies on Halden Systems for its chips.",
            [("Halden Systems", "Acme Motors", "asserted")],
        ),
        ("Acme Motors relies on Halden Capital for its funding.", []),
        (
            "Halden Systems counts Acme Motors and Zenith Foods among its customers.",
            [
                ("Halden Systems", "Acme Motors", "asserted"),
                ("Halden Systems", "Zenith Foods", "asserted"),
            ],
        ),
        (
            "Acme Motors will use Halden Systems' chips in its cars.",
            [("Halden Systems", "Acme Motors", "planned")],
        ),
        ("Acme Motors will use Halden Systems' offices in Oslo.", []),
    ],
)
def test_supply(claims_of: ClaimsOf, text: str, supplies: list[Told]) -> None:
    assert told(claims_of(ABOUT + text, Kind.SUPPLY)) == supplies


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        (
            "Construction of Acme Motors' factory in Leeds began in January.",
            [("Acme Motors", "builds", "Acme Motors' factory in Leeds")],
        ),
        (
            "Acme Motors unveiled plans for a $60 million hub in Leeds.",
            [("Acme Motors", "builds", "$60 million hub in Leeds")],
        ),
        ("Acme Motors unveiled plans for the sale of a hub in Leeds.", []),
        (
            "Acme Motors will double capacity at its plant in Leeds.",
            [("Acme Motors", "expands", "plant in Leeds")],
        ),
        ("Acme Airlines will stop flying to Oslo in May.", [("Acme Airlines", "closes", "Oslo")]),
        (
            "Acme Airlines will begin flying to Oslo in May.",
            [("Acme Airlines", "opens", "Oslo")],
        ),
        (
            "Production at Acme Motors' plant in Leeds resumed on Tuesday.",
            [("Acme Motors", "opens", "Acme Motors' plant in Leeds")],
        ),
        (
            "Another 36 branches of Halden Bank will close before Christmas.",
            [("Halden Bank", "closes", "36 branches of Halden Bank")],
        ),
        ("Acme Motors is pulling out of Russia.", [("Acme Motors", "closes", "Russia")]),
        ("Ann Lee is leaving Russia.", []),
        ("Acme Motors is leaving talks.", []),
        (
            "Acme Motors' flagship in Leeds closed its doors on Saturday.",
            [("Acme Motors", "closes", "Acme Motors' flagship in Leeds")],
        ),
    ],
)
def test_facility(claims_of: ClaimsOf, text: str, sites: list[Told]) -> None:
    found = claims_of(ABOUT + text, Kind.FACILITY)
    assert [(c.subject, c.action, c.object) for c in found] == sites


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (
            "Acme Motors and Zenith Foods announced a partnership on Tuesday.",
            [("Acme Motors", "Zenith Foods", "asserted")],
        ),
        (
            "Acme Motors has entered into a strategic partnership with Zenith Foods.",
            [("Acme Motors", "Zenith Foods", "asserted")],
        ),
        (
            "Acme Motors signed a licensing agreement with Zenith Foods worth up to $900 million.",
            [("Acme Motors", "Zenith Foods", "asserted")],
        ),
        (
            "Under the partnership, Acme Motors will sell Zenith Foods's snacks.",
            [("Acme Motors", "Zenith Foods", "planned")],
        ),
        (
            "Acme Motors is in talks with Zenith Foods over a joint venture.",
            [("Acme Motors", "Zenith Foods", "hypothetical")],
        ),
        ("Acme Motors is in talks with Zenith Foods over a stake.", []),
        (
            "Acme Motors and food maker Zenith Foods have agreed to cooperate on trucks.",
            [("Acme Motors", "Zenith Foods", "planned")],
        ),
        (
            "Zenith Foods will brew the drink under licence from Acme Motors.",
            [("Zenith Foods", "Acme Motors", "planned")],
        ),
        ("Zenith Foods will brew the drink under pressure from Acme Motors.", []),
        (
            "Acme Motors chose Zenith Foods as its partner for trucks.",
            [("Acme Motors", "Zenith Foods", "asserted")],
        ),
        (
            "Acme Motors' alliance with Zenith Foods collapsed in 2019.",
            [("Acme Motors", "Zenith Foods", "negated")],
        ),
        (
            "Acme Motors has ended its cooperation with drinks maker Zenith Foods.",
            [("Acme Motors", "Zenith Foods", "negated")],
        ),
        ("Acme Motors is designing a truck with a rival.", []),
        (
            "Zenith Foods granted Acme Motors an exclusive licence to the technology.",
            [("Zenith Foods", "Acme Motors", "asserted")],
        ),
        ("Zenith Foods granted Acme Motors shares with voting rights.", []),
        (
            "A memorandum of understanding between Acme Motors and Zenith Foods was signed in Oslo.",
            [("Acme Motors", "Zenith Foods", "asserted")],
        ),
    ],
)
def test_partnership(claims_of: ClaimsOf, text: str, partners: list[Told]) -> None:
    assert told(claims_of(ABOUT + text, Kind.PARTNERSHIP)) == partners


@pytest.mark.parametrize(
    ("text", "products"),
    [
        (
            "Acme Motors has added a new feature to its app.",
            [("Acme Motors", "updates", "app")],
        ),
        ("Acme Motors has added a shift to its plant.", []),
        (
            "Acme Motors is raising the price of its standard plan to $15.99 a month from $12.99.",
            [("Acme Motors", "prices", "standard plan")],
        ),
        (
            "The recall affects 12,000 cars built in 2021, Acme Motors said.",
            [("Acme Motors", "recalls", "12,000 cars")],
        ),
        ("The delay affects 12,000 cars built in 2021, Acme Motors said.", []),
        (
            "The launch of Acme Motors' assistant has been delayed until 2030.",
            [("Acme Motors", "launches", "Acme Motors' assistant")],
        ),
    ],
)
def test_product(claims_of: ClaimsOf, text: str, products: list[Told]) -> None:
    found = claims_of(ABOUT + text, Kind.PRODUCT)
    assert [(c.subject, c.action, c.object) for c in found] == products


def test_a_product_is_of_the_company_whose_name_it_bears(claims_of: ClaimsOf) -> None:
    text = (
        "The carmaker Ampera said profit rose 3%. The launch of the Ampera E3 is planned for 2030."
    )
    found = claims_of(text, Kind.PRODUCT)
    assert [(c.subject, c.action, c.object) for c in found] == [("Ampera", "launches", "Ampera E3")]


@pytest.mark.parametrize(
    ("text", "works"),
    [
        (
            "Acme Motors has started clinical trials of a pill against pain.",
            [("Acme Motors", "pill against pain", "asserted")],
        ),
        (
            "Acme Motors is expanding into energy storage.",
            [("Acme Motors", "energy storage", "asserted")],
        ),
        ("Acme Motors is expanding into Norway.", []),
        (
            "Acme Motors has scrapped work on smart glasses.",
            [("Acme Motors", "smart glasses", "negated")],
        ),
    ],
)
def test_development(claims_of: ClaimsOf, text: str, works: list[Told]) -> None:
    assert told(claims_of(ABOUT + text, Kind.DEVELOPMENT)) == works


def test_a_new_company_that_a_business_is_put_into(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will spin off its truck business into a new company, Halden Trucks."
    assert told(claims_of(ABOUT + text, Kind.FORMATION)) == [
        ("Acme Motors", "Halden Trucks", "planned")
    ]
