"""What came to nothing, is only approved, stays as it was or was only expected is not told as done."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
YES, NO = Polarity.AFFIRMED, Polarity.NEGATED


def told(claims: list[Claim]) -> set[tuple[Modality, Polarity]]:
    return {(c.modality, c.polarity) for c in claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Motors abandoned its takeover of Zenith Cars.", Kind.ACQUISITION),
        ("Acme Motors failed to buy Zenith Cars.", Kind.ACQUISITION),
        ("The regulator blocked Acme Motors' purchase of Zenith Cars.", Kind.ACQUISITION),
        ("The government vetoed the sale of Zenith Cars to Acme Motors.", Kind.ACQUISITION),
        ("Acme Motors called off its merger with Zenith Cars.", Kind.MERGER),
        ("Acme Motors cancelled the sale of its van unit.", Kind.DIVESTITURE),
        ("Acme Motors cancelled the launch of the Roadster.", Kind.PRODUCT),
    ],
)
def test_what_is_off_was_only_planned(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert told(claims_of(text, kind)) == {(Modality.PLANNED, NO)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Motors did not buy Zenith Cars.", Kind.ACQUISITION),
        ("Acme Motors has not opened the plant.", Kind.FACILITY),
        ("Acme Motors never launched the Roadster.", Kind.PRODUCT),
    ],
)
def test_what_is_not_done_is_told_so(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert told(claims_of(text, kind)) == {(Modality.ASSERTED, NO)}


@pytest.mark.parametrize(
    "text",
    [
        "The European Commission approved Acme Motors' purchase of Zenith Cars.",
        "The regulator cleared Acme Motors' takeover of Zenith Cars on Monday.",
        "The regulator is reviewing Acme Motors' takeover of Zenith Cars.",
        "Shareholders approved the sale of Zenith Cars to Acme Motors.",
    ],
)
def test_what_is_approved_lies_ahead(claims_of: ClaimsOf, text: str) -> None:
    assert told(claims_of(text, Kind.ACQUISITION)) == {(Modality.PLANNED, YES)}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors promised to keep the plant open until 2030.",
        "The plant will remain open, Acme Motors said.",
    ],
)
def test_what_stays_open_does_not_open(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.FACILITY) == []


@pytest.mark.parametrize(
    "ending",
    [
        "compared with the $3.2 billion expected by analysts.",
        "up 12% from a year ago and above the $3.2 billion analysts expected.",
    ],
)
def test_what_was_expected_is_no_figure_of_last_year(claims_of: ClaimsOf, ending: str) -> None:
    text = f"Acme Motors reported first-quarter revenue of $3.4 billion, {ending}"
    found = {
        c.amount.value: (c.modality, c.speaker)
        for c in claims_of(text, Kind.RESULT)
        if c.amount is not None
    }
    assert found[Decimal(3_400_000_000)] == (Modality.ASSERTED, "Acme Motors")
    assert found[Decimal(3_200_000_000)] == (Modality.TARGETED, "analysts")


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors raised $30 million in a round led by Halden Capital.",
        "Acme Motors said it raised $30 million led by Halden Capital.",
        "Halden Capital, which also backs Zenith Cars, led the round in Acme Motors.",
    ],
)
def test_who_leads_a_round_gives_the_money(claims_of: ClaimsOf, text: str) -> None:
    found = {(c.subject, c.object) for c in claims_of(text, Kind.FUNDING)}
    assert found == {("Acme Motors", "Halden Capital")}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors will spin off its van unit by the end of 2025.",
        "Acme Motors will spin off its van unit into a separate company by the end of 2025.",
    ],
)
def test_off_is_read_with_spin_wherever_it_hangs(claims_of: ClaimsOf, text: str) -> None:
    (found,) = claims_of(text, Kind.DIVESTITURE)
    assert (found.object, found.modality) == ("van unit", Modality.PLANNED)


def test_what_is_built_from_a_day_on_is_aimed_at(claims_of: ClaimsOf) -> None:
    text = "Acme Motors will start building the Roadster at its plant in Ohio in early 2026."
    (found,) = claims_of(text, Kind.TARGET)
    assert found.object == "building the Roadster at its plant in Ohio"
    assert found.modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        (
            "Acme Motors has neither confirmed nor denied that it will close the plant.",
            Kind.FACILITY,
            Modality.UNKNOWN,
        ),
        (
            "Acme Motors has been accused of closing plants to punish unions.",
            Kind.FACILITY,
            Modality.REPORTED,
        ),
        (
            "The sale of Acme Motors to Zenith Holdings is subject to approval.",
            Kind.ACQUISITION,
            Modality.PLANNED,
        ),
    ],
)
def test_what_is_open_or_alleged_is_not_told_as_so(
    claims_of: ClaimsOf, text: str, kind: Kind, modality: Modality
) -> None:
    assert told(claims_of(text, kind)) == {(modality, YES)}
