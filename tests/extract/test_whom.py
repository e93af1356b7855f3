"""Whom a claim is about: antecedents, positions and their holders, names and what only describes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
Subjects = Callable[..., set[str]]


@pytest.fixture
def subjects(claims_of: ClaimsOf) -> Subjects:
    """The function that gives the subjects of the claims of one kind in a text."""

    def found(text: str, kind: Kind, **more: Any) -> set[str]:
        return {claim.subject for claim in claims_of(text, kind, **more)}

    return found


@pytest.mark.parametrize(
    "text",
    [
        # A maker's name in that of its thing outweighs who was named last.
        (
            "Zenith's share of the Indian market shrank to 7 percent. Acme Mobile led with 29 percent."
            "\n\nThe company is expected to launch its first 5G handset, the Zenith X9, in May."
        ),
        # Another firm in what a firm says is not the one that goes on speaking.
        (
            "Zenith unveiled a handset on Thursday and said the retailer Acme Stores had agreed to sell"
            " it. The company will launch a second phone in May."
        ),
    ],
)
def test_the_company_is_who_was_told_of(subjects: Subjects, text: str) -> None:
    assert subjects(text, Kind.PRODUCT) <= {"Zenith"}


def test_a_pronoun_is_nobody_named_in_its_clause(framed: ClaimsOf) -> None:
    found = framed(
        "The administrators sold Halden Foods to Acme Creameries. It will close Halden's hall.",
        Kind.FACILITY,
    )
    assert [claim.subject for claim in found] == ["Acme Creameries"]


def test_a_pronoun_may_be_the_subject_before(subjects: Subjects) -> None:
    found = subjects(
        "Acme Motors bought Zenith Cars. It will close its plant in Leeds.", Kind.FACILITY
    )
    assert found == {"Acme Motors"}


def test_a_regulator_has_no_shares(subjects: Subjects) -> None:
    found = subjects(
        "SEBI fined Acme Realty on March 29. On Friday the stock fell 5 per cent.", Kind.MARKET_MOVE
    )
    assert "SEBI" not in found


@pytest.mark.parametrize(
    ("text", "holder", "place", "role"),
    [
        (
            "Acme's chief executive Cho Min-ho is to meet Ardent chair Mary Kessler in May.",
            "Cho Min-ho",
            "Acme",
            "chief executive",
        ),
        (
            "Acme Motors will open a plant in Pune, managing director Ann Lee told reporters.",
            "Ann Lee",
            "Acme Motors",
            "managing director",
        ),
        (
            "Ann Lee, chief executive of Acme Motors, left.",
            "Ann Lee",
            "Acme Motors",
            "chief executive",
        ),
    ],
)
def test_who_holds_what(
    claims_of: ClaimsOf, text: str, holder: str | None, place: str | None, role: str | None
) -> None:
    found = claims_of(text, Kind.ROLE)
    assert [(c.subject, c.role) for c in found if c.object == place] == [(holder, role)]


@pytest.mark.parametrize(
    ("text", "person", "place", "role"),
    [
        (
            "Norlux appointed Eva Holm, a former director of Zenith Pharma, as chief executive.",
            "Eva Holm",
            "Norlux",
            "chief executive",
        ),
        (
            "Tom Doe, partner at Acme Ventures, will join Zenith Bank's board of directors.",
            "Tom Doe",
            "Zenith Bank",
            "board of directors",
        ),
        (
            "Acme Motors named Jane Roe as its next chief executive replacing Tom Poe.",
            "Jane Roe",
            "Acme Motors",
            "chief executive",
        ),
        (
            (
                "Acme Motors named Linda Marsh head of its American business last week; she succeeds"
                " Hiroshi Endo, who is returning to Tokyo."
            ),
            "Linda Marsh",
            "Acme Motors",
            "head of American business",
        ),
    ],
)
def test_who_takes_up_what(
    claims_of: ClaimsOf, text: str, person: str | None, place: str | None, role: str | None
) -> None:
    found = claims_of(text, Kind.APPOINTMENT)
    assert [(c.subject, c.object, c.role) for c in found] == [(person, place, role)]


def test_who_is_not_replaced_leaves_all_the_same(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Acme Health's chief medical officer Ann Lee will step down on March 31 and will not be"
        " replaced.",
        Kind.DEPARTURE,
    )
    assert [c.polarity.value for c in found] == ["affirmed"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Acme & Kohl shut its foundry. The works council fears that the Leeds plant will be next."
            ' "We have heard such promises before," said its chairwoman, Ute Schramm.'
        ),
        (
            "The European Commission fined Acme Cloud. \"We disagree with the Commission's findings, and"
            ' we offered remedies in 2023," general counsel Ann Lee said.'
        ),
    ],
)
def test_heads_of_others(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.ROLE)
    assert not [c for c in found if c.object in ("Acme & Kohl", "European Commission")]


def test_its_chairwoman_is_that_of_the_firm_told_of(claims_of: ClaimsOf) -> None:
    found = claims_of(
        'Acme Foods shut its foundry. "It was needed," said its chairwoman, Ute Schramm.',
        Kind.ROLE,
    )
    assert [c.object for c in found] == ["Acme Foods"]


def test_a_short_name_is_that_of_the_text(subjects: Subjects) -> None:
    found = subjects(
        "Maison Halden was created in 1932 through the merger of Ganterie Roux and Halden Frères."
        " Halden opened shops in Tokyo.",
        Kind.FACILITY,
    )
    assert found <= {"Maison Halden"}


@pytest.mark.parametrize("period", ["Q3", "H1"])
def test_a_period_is_no_part_of_a_name(subjects: Subjects, period: str) -> None:
    found = subjects(
        "Acme Pharma on Thursday reported a net profit of $1.14 billion.",
        Kind.RESULT,
        title=f"Acme Pharma {period} profit beats estimates, raises outlook",
    )
    assert found == {"Acme Pharma"}


def test_descriptions_are_nobody(subjects: Subjects) -> None:
    sued = subjects("Three publishers sued Acme AI in federal court on Thursday.", Kind.LEGAL)
    assert not sued
    sold = subjects(
        "Ann Lee takes over as chief executive of Acme Hotels in May. Acme Hotels sold the hotel in"
        " Venice to the Qatari royal family.",
        Kind.ACQUISITION,
    )
    assert not sold


def test_who_tells_of_a_deal_is_not_bought(claims_of: ClaimsOf) -> None:
    found = claims_of(
        "Battery maker Halden Cells has agreed to be acquired by rival Acme AG for €1.2 billion in"
        " cash and shares, the two companies announced in a joint statement on Wednesday.",
        Kind.ACQUISITION,
    )
    assert "two companies" not in {c.object for c in found}


def test_a_plant_s_place_closes_nothing(subjects: Subjects) -> None:
    found = subjects(
        "The plan includes 4,600 job cuts at Acme in France and the closure of the Choisy parts"
        " plant.",
        Kind.FACILITY,
    )
    assert found == {"Acme"}


def test_creditors_owe_nothing(subjects: Subjects) -> None:
    found = subjects(
        "Acme Outdoors was founded in 1979. Creditors, among them the tent maker Halden Canvas, are"
        " owed some A$37 million.",
        Kind.RESULT,
    )
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "Acme and Zenith will found Acme Zenith Motors. Jane Roe, who comes from Zenith, is to be president.",
        "Jane Roe joins Acme from Zenith.",
        "Acme has hired Jane Roe from Zenith as chief financial officer.",
    ],
)
def test_nobody_is_appointed_by_whom_he_comes_from(claims_of: ClaimsOf, text: str) -> None:
    assert "Zenith" not in {claim.object for claim in claims_of(text, Kind.APPOINTMENT)}
