"""What there is still time for is planned, and what somebody only came near was not done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Acme and Zenith Foods have extended the deadline for completing their merger to the end of September.",
            Kind.MERGER,
        ),
        (
            "Acme now has until the end of September to complete its purchase of Zenith.",
            Kind.ACQUISITION,
        ),
        (
            "Acme has given itself until the end of September to open the plant in Leeds.",
            Kind.FACILITY,
        ),
        ("Acme was given until 30 September to sell its unit Zeta.", Kind.DIVESTITURE),
        (
            "Acme has moved the deadline for its takeover of Zenith to 30 September.",
            Kind.ACQUISITION,
        ),
    ],
)
def test_what_there_is_time_for_is_planned_up_to_then(
    claims_of: ClaimsOf, text: str, kind: Kind
) -> None:
    (found,) = claims_of(text, kind, date="2024-03-28")
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.AFFIRMED)
    assert found.time
    assert found.time.latest == dt.date(2024, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Acme has been given another six months to open its plant in Leeds.",
        "Acme is weeks away from opening its plant in Leeds.",
    ],
)
def test_so_is_what_more_time_is_given_for(claims_of: ClaimsOf, text: str) -> None:
    (found,) = claims_of(text, Kind.FACILITY)
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "Acme took six months to open its plant in Leeds.",
        "Acme met the deadline for opening its plant in Leeds.",
        "Acme opened its plant in Leeds within weeks of announcing it.",
    ],
)
def test_what_took_its_time_is_done(claims_of: ClaimsOf, text: str) -> None:
    (found,) = claims_of(text, Kind.FACILITY)
    assert (found.modality, found.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Steel came within weeks of shutting its Leeds rolling mill.", Kind.FACILITY),
        (
            "Acme Steel lit a furnace in Leeds. The mill, which came within months of closing, employs 445 people.",
            Kind.FACILITY,
        ),
        ("Acme got within hours of buying Zenith.", Kind.ACQUISITION),
    ],
)
def test_what_somebody_only_came_near_was_not_done(
    claims_of: ClaimsOf, text: str, kind: Kind
) -> None:
    found = [c for c in claims_of(text, kind) if c.action != "opens"]
    assert {(c.modality, c.polarity) for c in found} == {(Modality.ASSERTED, Polarity.NEGATED)}


def test_what_is_shut_within_months_is_shut(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Acme closed its mill in Leeds within months.", Kind.FACILITY)
    assert (found.modality, found.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED)
