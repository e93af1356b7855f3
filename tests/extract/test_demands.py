"""What others want, tell or allow a company to do is not told as done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]
HYPOTHETICAL, TARGETED, PLANNED = Modality.HYPOTHETICAL, Modality.TARGETED, Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The union urged Acme Motors to close the plant.", Kind.FACILITY, HYPOTHETICAL),
        ("The senator called on Acme Motors to close the plant.", Kind.FACILITY, HYPOTHETICAL),
        ("Campaigners appealed to Acme Motors to close the plant.", Kind.FACILITY, HYPOTHETICAL),
        ("Activists asked Acme Motors to sell its oil unit.", Kind.DIVESTITURE, HYPOTHETICAL),
        ("Investors want Acme Motors to buy Zenith Cars.", Kind.ACQUISITION, HYPOTHETICAL),
        ("It is time for Acme Motors to sell its van unit.", Kind.DIVESTITURE, HYPOTHETICAL),
        (
            "Halden demanded that Acme Motors stop making the Roadster.",
            Kind.PRODUCT,
            HYPOTHETICAL,
        ),
        ("Acme Motors was urged to close the plant.", Kind.FACILITY, HYPOTHETICAL),
        ("Zenith Bank told Acme Motors to sell its oil unit.", Kind.DIVESTITURE, TARGETED),
        ("The court ordered Acme Motors to sell its van unit.", Kind.DIVESTITURE, PLANNED),
        ("Acme Motors was ordered to sell its van unit.", Kind.DIVESTITURE, PLANNED),
        ("The regulator allowed Acme Motors to buy Zenith Cars.", Kind.ACQUISITION, PLANNED),
    ],
)
def test_what_is_demanded_of_a_company_is_not_done(
    claims_of: ClaimsOf, text: str, kind: Kind, modality: Modality
) -> None:
    assert {c.modality for c in claims_of(text, kind)} == {modality}


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The strike forced Acme Motors to close its plant.", Kind.FACILITY, Modality.ASSERTED),
        ("Acme Motors told workers it will close the plant.", Kind.FACILITY, PLANNED),
        ("Acme Motors wants to sell its van unit.", Kind.DIVESTITURE, TARGETED),
        (
            "Jane Doe told Reuters that Acme Motors had closed the plant.",
            Kind.FACILITY,
            Modality.ASSERTED,
        ),
    ],
)
def test_what_a_company_tells_and_wants_is_its_own(
    claims_of: ClaimsOf, text: str, kind: Kind, modality: Modality
) -> None:
    assert {c.modality for c in claims_of(text, kind)} == {modality}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The fund Sandhill called on Penrose to close its Leeds mill.", Kind.FACILITY),
        ("The consumer group Blue Lake called on Marten Foods to recall the soups.", Kind.PRODUCT),
        (
            "Sandhill asked Penrose for an assurance that its mill in Leeds would not be closed.",
            Kind.FACILITY,
        ),
        ("The fund Sandhill urged Penrose to sell its Dorval unit.", Kind.OWNERSHIP),
        ("The consumer group Blue Lake called on Marten Foods to recall the soups.", Kind.STANCE),
    ],
)
def test_who_demands_an_act_does_not_do_it(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert {c.subject for c in claims_of(text, kind)} <= {"Penrose", "Marten Foods"}


def test_what_a_company_should_sell_is_its_own(claims_of: ClaimsOf) -> None:
    text = "The fund Sandhill urged Penrose to sell its Dorval unit."
    assert [(c.subject, c.object) for c in claims_of(text, Kind.OWNERSHIP)] == [
        ("Penrose", "Dorval")
    ]


def test_what_a_company_should_back_may_be_the_asker_s(claims_of: ClaimsOf) -> None:
    text = "Sandhill Group urged shareholders of Penrose to back its bid for Dorval."
    assert {c.subject for c in claims_of(text, Kind.ACQUISITION)} <= {"Sandhill Group"}


def test_who_asks_customers_does_the_act(claims_of: ClaimsOf) -> None:
    text = "Marten Foods said it was recalling the soups and asked customers to return them."
    assert {(c.subject, c.action) for c in claims_of(text, Kind.PRODUCT)} == {
        ("Marten Foods", "recalls")
    }
