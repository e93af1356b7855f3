"""What is raised by a sale, asked for, paid back or awarded by a court is not money that a firm is given."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors sold its 30 percent stake in the smelter to Halden Steel, raising $410 million.",
        "Acme Motors will sell its paper mills to raise $410 million.",
        "Zenith Bank repaid a loan of $3 billion to the state in May.",
        "Zenith Bank hopes to repay part of its bail-out next year.",
        (
            "A jury found that Acme Motors had infringed two patents held by Halden Steel, a small Ohio "
            "company, and awarded it $120 million."
        ),
    ],
)
def test_no_funding(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.FUNDING) == []


def test_new_shares_are_funding(claims_of: ClaimsOf) -> None:
    text = "Acme Motors sold 4 million new shares, raising $410 million."
    assert [c.amount and c.amount.value for c in claims_of(text, Kind.FUNDING)] == [
        Decimal(410_000_000)
    ]


def test_what_is_asked_for_is_not_got(claims_of: ClaimsOf) -> None:
    text = "Acme Motors has asked the state for a credit line of $5 billion."
    assert {c.modality for c in claims_of(text, Kind.FUNDING)} == {Modality.TARGETED}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Acme Motors raised its bid for Halden Steel from 7.50 euros to 9 euros a share.", "9"),
        ("Acme Motors sweetened its offer for Halden Steel to 9 euros a share from 8 euros.", "9"),
        ("Acme Motors bought Halden Steel from Zenith for $9 million.", "9000000"),
    ],
)
def test_a_raised_bid_is_the_new_one(claims_of: ClaimsOf, text: str, value: str) -> None:
    told = [c for c in claims_of(text, Kind.ACQUISITION) if c.subject == "Acme Motors"]
    assert [c.amount and c.amount.value for c in told] == [Decimal(value)]


def test_to_agree_to_settle_is_to_settle(claims_of: ClaimsOf) -> None:
    text = "Acme Motors has agreed to settle the suit with Halden Steel for $75 million."
    assert [c.modality for c in claims_of(text, Kind.LEGAL)] == [Modality.ASSERTED]


def test_what_may_be_settled_is_not(claims_of: ClaimsOf) -> None:
    text = "Acme Motors could settle the suit with Halden Steel for $75 million."
    assert Modality.ASSERTED not in {c.modality for c in claims_of(text, Kind.LEGAL)}


def test_an_order_to_do_something_buys_nothing(claims_of: ClaimsOf) -> None:
    text = "Japan's Financial Services Agency ordered Acme Securities to suspend trading."
    assert claims_of(text, Kind.SUPPLY) == []


def test_who_sought_protection_filed(claims_of: ClaimsOf) -> None:
    text = "Acme Motors left bankruptcy on Friday, a year after seeking Chapter 11 protection."
    assert {c.modality for c in claims_of(text, Kind.INSOLVENCY)} == {Modality.ASSERTED}


def test_an_owner_puts_up_for_sale(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Cameras was put up for sale by its owner, the Japanese trading house Halden, in July."
    )
    told = claims_of(text, Kind.DIVESTITURE)
    assert [(c.subject, c.object, c.modality) for c in told] == [
        ("Halden", "Acme Cameras", Modality.PLANNED)
    ]


def test_what_is_offered_is_not_given(claims_of: ClaimsOf) -> None:
    text = "The state has offered Acme Motors a loan of $30 million."
    assert {c.modality for c in claims_of(text, Kind.FUNDING)} == {Modality.PLANNED}


def test_what_a_person_earns_is_no_result(claims_of: ClaimsOf) -> None:
    text = (
        "Shareholders of Acme Motors have voted down a pay rise for its chief executive, Bo Ek, "
        "who earned $5.6 million last year."
    )
    assert claims_of(text, Kind.RESULT) == []


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        (
            "Acme Pipes, 61 percent of which is held by Zenith Capital, is considering a sale, sources said.",
            61,
        ),
        (
            "Acme Pipes, which is held by Zenith Capital, sold 61 percent more pipes last year.",
            None,
        ),
    ],
)
def test_the_part_that_is_held(claims_of: ClaimsOf, text: str, percent: int | None) -> None:
    told = [c for c in claims_of(text, Kind.OWNERSHIP) if c.subject == "Zenith Capital"]
    assert [c.amount and c.amount.value for c in told] == [percent]


def test_a_suit_that_is_thrown_out_was_brought(claims_of: ClaimsOf) -> None:
    text = (
        "A Madrid judge threw out a lawsuit by the television network Canal Cinco against the video "
        "site YouView."
    )
    told = {(c.action, c.polarity) for c in claims_of(text, Kind.LEGAL)}
    assert told == {("sues", Polarity.AFFIRMED), ("rules", Polarity.AFFIRMED)}


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            (
                "The Swiss private bank Helvia has agreed to pay $230 million to US authorities to avoid "
                "prosecution."
            ),
            ["settles"],
        ),
        ("Acme Motors paid $3 million to avoid bankruptcy.", []),
    ],
)
def test_who_pays_to_avoid_a_trial_settles(claims_of: ClaimsOf, text: str, acts: list[str]) -> None:
    assert [c.action for c in claims_of(text, Kind.LEGAL)] == acts


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors plans to refinance a $90 million loan from Zenith Bank.",
        "Acme Motors will repay a $90 million loan from Zenith Bank in August.",
        "Acme Motors will repay part of a $90 million loan from Zenith Bank in August.",
        "Acme Motors will not pay back its $90 million loan from Zenith Bank.",
        "Acme Motors could default on a $90 million loan from Zenith Bank.",
    ],
)
def test_a_loan_of_which_a_verb_disposes_is_there(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.FUNDING)
    assert (claim.subject, claim.object) == ("Acme Motors", "Zenith Bank")
    assert (claim.modality, claim.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)
    assert claim.time is None


def test_a_loan_that_is_to_be_drawn_is_planned(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will draw a $90 million loan from Zenith Bank in August."
    [claim] = claims_of(text, Kind.FUNDING)
    assert claim.modality == Modality.PLANNED
    assert claim.time is not None


def test_who_is_repaid_is_lent_nothing(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will repay a loan of $90 million to Zenith Bank in August."
    assert claims_of(text, Kind.FUNDING) == []


@pytest.mark.parametrize("verb", ["pay", "contribute"])
def test_what_is_given_to_settle_claims_is_the_sum_of_the_settlement(
    claims_of: ClaimsOf, verb: str
) -> None:
    text = f"Acme Motors will {verb} $48 million to settle claims."
    [claim] = claims_of(text, Kind.LEGAL)
    assert (claim.action, claim.amount and claim.amount.value) == ("settles", Decimal(48_000_000))


def test_what_is_given_for_something_else_settles_nothing(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will contribute $48 million to build a bridge."
    assert claims_of(text, Kind.LEGAL) == []


def test_a_government_that_says_it_will_gives(claims_of: ClaimsOf) -> None:
    text = "The Dutch government said it would lend Acme Motors 20 million euros."
    assert {(c.subject, c.object) for c in claims_of(text, Kind.FUNDING)} == {
        ("Acme Motors", "Dutch government")
    }


def test_a_firm_that_says_it_will_gives_by_its_name(claims_of: ClaimsOf) -> None:
    text = "Halden Bank said it would lend Acme Motors 20 million euros."
    assert {(c.subject, c.object) for c in claims_of(text, Kind.FUNDING)} == {
        ("Acme Motors", "Halden Bank")
    }
