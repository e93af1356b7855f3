"""Firms told of by a description of them: "the chip giant", "the Korean firm", "the airline"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        # What the parser ties to the verb describes the name that follows.
        (
            "The commission yesterday fined US chipmaker Acme €740 million for abusing its position. Zenith, which"
            " complained in 2000, welcomed the decision. Zenith filed an antitrust lawsuit against Acme in 2005."
            " The chip giant was fined $25 million by the Fair Trade Commission in June."
        ),
        (
            "The commission yesterday fined US drugmaker Acme €740 million for abusing its position. Zenith, which"
            " complained in 2000, welcomed the decision. Zenith filed an antitrust lawsuit against Acme in 2005."
            " The drugmaker was fined $25 million by the Fair Trade Commission in June."
        ),
    ],
)
def test_a_description_right_before_a_name_describes_it(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.LEGAL)
    fined = {c.object for c in found if c.action == "fines" and c.amount and c.amount.value == 25e6}
    assert fined == {"Acme"}


def test_a_people_told_before_a_name_tells_whose_shares_moved(claims_of: ClaimsOf) -> None:
    text = (
        "A jury in San Jose ruled on Friday that South Korean electronics giant Acme had infringed six patents owned"
        " by Zenith. Zenith chief executive Tom Crook praised the jury. Acme supplies its chips to Zenith, its largest"
        " customer. Shares in the Korean firm dropped by 7.5% on Monday."
    )
    assert {c.subject for c in claims_of(text, Kind.MARKET_MOVE) if c.amount} == {"Acme"}


def test_an_authority_is_no_firm_of_the_business_that_it_watches(claims_of: ClaimsOf) -> None:
    text = (
        "Halden Atlantic ceased operations on Friday. Zenith offered to fly stranded passengers home."
        " The Civil Aviation Authority said the airline had sold tickets until Thursday."
        " The airline filed for bankruptcy on Saturday."
    )
    assert "Civil Aviation Authority" not in {c.subject for c in claims_of(text, Kind.INSOLVENCY)}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            (
                "Acme was fined by the European Commission. Acme said that it would appeal the ruling to the Court"
                " of First Instance."
            ),
            "European Commission",
        ),
        (
            "The European Commission fined Acme on Monday. Acme will appeal the decision to the Supreme Court.",
            "European Commission",
        ),
    ],
)
def test_a_ruling_is_appealed_against_who_gave_it(
    claims_of: ClaimsOf, text: str, body: str
) -> None:
    assert [c.object for c in claims_of(text, Kind.LEGAL) if c.action == "sues"] == [body]


def test_who_appeals_to_customers_goes_to_no_court(claims_of: ClaimsOf) -> None:
    text = "A court in Halden ruled against Acme. Acme appealed to its customers to stay."
    assert not [c for c in claims_of(text, Kind.LEGAL) if c.action == "sues"]


def test_an_order_to_ground_aircraft_is_no_order_of_aircraft(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Aerospace is in Halden. The aviation agency has ordered all Acme jets to be grounded."
    )
    assert not claims_of(text, Kind.SUPPLY)
    bought = claims_of("Acme ordered ten Zenith jets to replace its fleet.", Kind.SUPPLY)
    assert [(c.subject, c.object) for c in bought] == [("Zenith", "Acme")]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (
            "The bank Van Halden asked for aid. Ann Lee, a former director of the Danish central bank, is to chair its board.",
            False,
        ),
        ("Zenith Bank lost money. Ann Lee, a director of the central bank, resigned.", False),
        ("Norges Bank held its ground. Ann Lee, a director of the central bank, resigned.", True),
        ("Zenith Bank lost money. Ann Lee, a director of the bank, resigned.", True),
    ],
)
def test_only_central_bank_is_the_central_bank(claims_of: ClaimsOf, text: str, of: bool) -> None:
    bank = " ".join(text.removeprefix("The bank ").split()[:2])
    told = {c.object for c in claims_of(text, Kind.ROLE) if c.role and "director" in c.role}
    assert (bank in told) is of
