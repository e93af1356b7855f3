"""Plans that are put off or brought forward are due on their new day, and what is on hold is not done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


def _days(claims: list[Claim]) -> list[tuple[str, str]]:
    return [(str(c.time.earliest), str(c.time.latest)) for c in claims if c.time]


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        (
            "Zenith Rail delayed the launch of the Comet from March to June 2025.",
            Kind.PRODUCT,
            ("2025-06-01", "2025-06-30"),
        ),
        (
            "Acme postponed the opening of its Ohio plant, originally planned for 2023, to 2025.",
            Kind.FACILITY,
            ("2025-01-01", "2025-12-31"),
        ),
        (
            "Zenith Foods has brought forward the closure of its Leeds bakery to June from December.",
            Kind.FACILITY,
            ("2024-06-01", "2024-06-30"),
        ),
        (
            "Acme Motors delayed deliveries of the E3 until late 2025.",
            Kind.PRODUCT,
            ("2025-10-01", "2025-12-31"),
        ),
        (
            "Acme said the start of production at its Ohio plant would slip to the third quarter of 2025.",
            Kind.TARGET,
            ("2025-07-01", "2025-09-30"),
        ),
    ],
)
def test_what_is_moved_is_due_on_the_new_day(
    claims_of: ClaimsOf, text: str, kind: Kind, days: tuple[str, str]
) -> None:
    found = claims_of(text, kind, date="2024-05-15")
    assert [c.modality for c in found] == [Modality.PLANNED]
    assert _days(found) == [days]


def test_what_moves_to_a_place_is_dated_by_its_own_day(claims_of: ClaimsOf) -> None:
    found = claims_of("Acme moved its headquarters to Ohio in 2019.", Kind.FACILITY)
    assert [(c.modality, _days([c])) for c in found] == [
        (Modality.ASSERTED, [("2019-01-01", "2019-12-31")])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Acme had planned to open the plant in 2023 but now expects to open it in 2025.",
        "Acme, which first planned to open the plant in 2023, will open it in 2025.",
    ],
)
def test_a_plan_told_again_of_it_has_both_days(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.FACILITY, date="2024-05-15")
    assert {c.object for c in found} == {"plant"}
    assert _days(found) == [("2023-01-01", "2023-12-31"), ("2025-01-01", "2025-12-31")]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Acme said it remains on track to open the plant by the end of 2025.", Modality.PLANNED),
        ("Acme is on course to open its plant in Ohio by 2030.", Modality.PLANNED),
        ("Acme has put the opening of its Ohio plant on hold.", Modality.PLANNED),
        ("Acme opened its plant on a track to the north.", Modality.ASSERTED),
        ("Acme took the train to open the plant.", Modality.ASSERTED),
    ],
)
def test_what_is_on_track_or_on_hold_is_not_done(
    claims_of: ClaimsOf, text: str, modality: Modality
) -> None:
    found = claims_of(text, Kind.FACILITY)
    assert [(c.modality, c.polarity) for c in found] == [(modality, Polarity.AFFIRMED)]


def test_what_can_be_done_is_not_done(claims_of: ClaimsOf) -> None:
    found = claims_of("Acme said it can raise up to $2 billion in an offering.", Kind.FUNDING)
    assert {c.modality for c in found} == {Modality.HYPOTHETICAL}


def test_it_is_no_product_named_before_another_was_told_of(claims_of: ClaimsOf) -> None:
    text = "Zenith Motors unveiled the Z7 in March. Halden Motors is working on a car. It is due in 2029."
    assert [c.modality for c in claims_of(text, Kind.PRODUCT)] == [Modality.ASSERTED]
    text = "Zenith Motors unveiled a car, the Z7, in March. It is due in 2029."
    assert Modality.PLANNED in {c.modality for c in claims_of(text, Kind.PRODUCT)}


@pytest.mark.parametrize(
    "text",
    [
        "Zenith had agreed on Friday to buy Halden.",
        "Acme fell after Zenith, which agreed last month to buy Halden, cut its forecast.",
        "Zenith offered $3 billion on Monday to buy Halden.",
    ],
)
def test_what_is_agreed_is_planned_whatever_stands_between(claims_of: ClaimsOf, text: str) -> None:
    assert {c.modality for c in claims_of(text, Kind.ACQUISITION)} == {Modality.PLANNED}
