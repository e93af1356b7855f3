"""Job cuts, failures, rounds and deals in the words of agencies and regional papers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.extract.amounts import find_amounts
from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
NO = Polarity.NEGATED


@pytest.mark.parametrize(
    ("text", "subject", "people"),
    [
        ("Acme Care has given notice to nine technicians.", "Acme Care", 9),
        ("Acme Care sent home 125 workers in Leeds on Monday.", "Acme Care", 125),
        ("Zenith Mills plans to slim its workforce by 12,000.", "Zenith Mills", 12000),
        ("Zenith Mills parted ways with 1,250 staff.", "Zenith Mills", 1250),
        ("Zenith Mills announced 325 redundancies.", "Zenith Mills", 325),
        ("Zenith Mills reported a loss. Around 10,000 jobs are to go.", "Zenith Mills", 10000),
        ("Zenith Mills reported a loss. About 85 employees will be let go.", "Zenith Mills", 85),
        ("Zenith Mills is closing its Leeds plant, at the cost of 45 jobs.", "Zenith Mills", 45),
        ("Zenith Mills' layoffs will affect about 1,900 employees.", "Zenith Mills", 1900),
        ("The move puts 400 jobs at Zenith Mills at risk.", "Zenith Mills", 400),
        ("Zenith Mills told 52 employees that they were being let go.", "Zenith Mills", 52),
        ("The shutdown will cost 95 jobs, Zenith Mills said.", "Zenith Mills", 95),
        ("Zenith Mills will cut 230 of 610 jobs.", "Zenith Mills", 230),
    ],
)
def test_a_firm_lets_people_go(claims_of: ClaimsOf, text: str, subject: str, people: int) -> None:
    found = claims_of(text, Kind.LAYOFF)
    told = [(c.subject, c.amount.value if c.amount else None) for c in found]
    assert told == [(subject, Decimal(people))]
    assert found[0].polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "Acme Care has ruled out compulsory redundancies this year.",
        "Acme Care said that all 340 employees in Leeds would keep their jobs.",
        "Acme Care said that its merger would not lead to any job losses.",
    ],
)
def test_nobody_is_let_go(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.LAYOFF)
    assert [(c.subject, c.polarity, c.modality) for c in found] == [
        ("Acme Care", NO, Modality.PLANNED)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Care sent 125 letters home to its customers.",
        "Acme Care has given notice of its meeting to shareholders.",
        "The company promises 5,000 posts. Acme Care is the employer.",
    ],
)
def test_nobody_is_said_to_be_let_go(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.LAYOFF) == []


@pytest.mark.parametrize(
    "text",
    [
        "The supplier, Halden Garments, went to the wall in May.",
        "Halden Garments went under in August.",
        "Halden Garments, the shirt maker, called in administrators on 3 October.",
        "Receivers have been appointed to run Halden Garments.",
        "Halden Garments is to be liquidated.",
        "The administrators of Halden Garments, from Orbit Brandt, are looking for a buyer.",
        "Halden Garments voluntarily initiated Chapter 11 proceedings on Monday.",
        "Halden Garments sank into Chapter 11 on Monday.",
        "Halden Garments is on the brink of insolvency.",
        "Receivers have taken control of Halden Garments.",
    ],
)
def test_a_firm_fails(claims_of: ClaimsOf, text: str) -> None:
    assert [c.subject for c in claims_of(text, Kind.INSOLVENCY)] == ["Halden Garments"]


@pytest.mark.parametrize(
    "text",
    [
        "Halden Garments went under the hammer in May.",
        "The administrator of the Halden Garments website answered.",
        "Halden Garments folded the paper bags by hand.",
        "Halden Garments will go on operating under supervision.",
    ],
)
def test_no_firm_fails(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.INSOLVENCY) == []


@pytest.mark.parametrize(
    ("text", "subject", "givers"),
    [
        (
            "Plantwise Foods raised 6 million euros. Zenith Ventures led the round.",
            "Plantwise Foods",
            {"Zenith Ventures"},
        ),
        (
            (
                "Plantwise Foods raised $40 million from Zenith Growth. "
                "Existing investors Halden Ventures and Orbit Capital also joined."
            ),
            "Plantwise Foods",
            {"Zenith Growth", "Halden Ventures", "Orbit Capital"},
        ),
        ("Acme Robotics is backed by Halden Ventures.", "Acme Robotics", {"Halden Ventures"}),
        (
            "Acme Robotics signed a $500 million loan facility with Zenith Bank.",
            "Acme Robotics",
            {"Zenith Bank"},
        ),
        ("Acme Power issued bonds worth 500 million euros.", "Acme Power", {None}),
        ("Acme Power will list its shares in Oslo before the summer.", "Acme Power", {None}),
        ("Acme Power has landed $80 million in fresh funding.", "Acme Power", {None}),
    ],
)
def test_a_firm_gets_money(
    claims_of: ClaimsOf, text: str, subject: str, givers: set[str | None]
) -> None:
    found = claims_of(text, Kind.FUNDING)
    assert {c.subject for c in found} == {subject}
    assert {c.object for c in found} == givers


@pytest.mark.parametrize(
    "text",
    [
        "Acme Power lists the gadget at 129 euros.",
        "Acme Power plans to list its coatings unit in Oslo.",
    ],
)
def test_a_price_list_is_no_flotation(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.FUNDING) == []


@pytest.mark.parametrize(
    ("text", "kind", "subject", "thing"),
    [
        (
            "The frozen food business went to Zenith Foods for 310 million euros in May.",
            Kind.ACQUISITION,
            "Zenith Foods",
            "frozen food business",
        ),
        (
            "Acme Capital sealed a $40 million deal for Zenith Foods.",
            Kind.ACQUISITION,
            "Acme Capital",
            "Zenith Foods",
        ),
        (
            "Acme Capital bought back $900 million worth of its stock.",
            Kind.ACQUISITION,
            "Acme Capital",
            "stock",
        ),
        (
            "Acme Capital bought a 20% stake in Zenith Foods from Halden Group.",
            Kind.DIVESTITURE,
            "Halden Group",
            "20% stake in Zenith Foods",
        ),
        (
            "Acme Oil will carve out its chemicals division next year.",
            Kind.DIVESTITURE,
            "Acme Oil",
            "chemicals division",
        ),
        (
            "Acme Partners has built a 6.2% stake in Zenith Foods.",
            Kind.OWNERSHIP,
            "Acme Partners",
            "Zenith Foods",
        ),
        (
            "The deal gives Acme Partners 51 percent of Zenith Foods.",
            Kind.OWNERSHIP,
            "Acme Partners",
            "Zenith Foods",
        ),
        (
            "He backed Zenith Foods, of which Acme Holdings holds 9 percent.",
            Kind.OWNERSHIP,
            "Acme Holdings",
            "Zenith Foods",
        ),
    ],
)
def test_what_changes_hands(
    claims_of: ClaimsOf, text: str, kind: Kind, subject: str, thing: str
) -> None:
    (found,) = claims_of(text, kind)
    assert found.subject == subject
    assert thing in (found.object or "")


@pytest.mark.parametrize(
    "text",
    [
        "Acme Oil has parted company with its finance director.",
        "Acme Oil, which takes half of the output, declined to comment.",
    ],
)
def test_nothing_changes_hands(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.ACQUISITION) == claims_of(text, Kind.DIVESTITURE) == []


def test_what_is_sold_to_a_buyer_is_not_the_seller(claims_of: ClaimsOf) -> None:
    text = "Acme Oil's sale of its retail arm to Zenith Group for $3 billion is due to close."
    found = claims_of(text, Kind.ACQUISITION)
    assert {c.object for c in found} <= {"retail arm"}


def test_a_rejected_bid_was_made(claims_of: ClaimsOf) -> None:
    text = "Acme Foods has rejected a takeover bid from Zenith Partners as too low."
    (bid,) = claims_of(text, Kind.ACQUISITION)
    assert (bid.subject, bid.object) == ("Zenith Partners", "Acme Foods")
    assert (bid.modality, bid.polarity) == (Modality.PLANNED, Polarity.AFFIRMED)


def test_jobs_are_created_at_a_plant(claims_of: ClaimsOf) -> None:
    text = "Around 350 new jobs are to be created at Acme Pharma's plant in Mayo."
    (hiring,) = claims_of(text, Kind.HIRING)
    assert hiring.subject == "Acme Pharma"


def test_a_number_of_a_number_counts_what_follows() -> None:
    for text in ("26 of 120 journalists", "26 of its 120 journalists", "26 of Acme's 120 jobs"):
        (amount,) = find_amounts(f"It cut {text}.")
        assert (amount.quantity.value, amount.quantity.unit) == (Decimal(26), "people")


def test_a_bid_in_dollars_that_won_something_is_in_no_won() -> None:
    (dollars,) = find_amounts("The bid for $11 billion won approval.")
    assert dollars.quantity.unit == "USD"
    (won,) = find_amounts("It cost 400 billion won.")
    assert won.quantity.unit == "KRW"
