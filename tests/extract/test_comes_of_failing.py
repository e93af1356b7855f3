"""What came of not doing a thing did come about: "failed to find money, forcing it to close its mill"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Acme Motors failed to find new money, forcing it to file for bankruptcy.",
            Kind.INSOLVENCY,
        ),
        (
            "Acme Motors failed to refinance its debt, leading it to close its Brno plant.",
            Kind.FACILITY,
        ),
        (
            "The council refused to renew the lease, forcing Acme Motors to close its Brno plant.",
            Kind.FACILITY,
        ),
        (
            "Acme Motors was unable to repay its loan, forcing it to cut 90 jobs.",
            Kind.LAYOFF,
        ),
        (
            "Acme Motors failed to win approval for its pill, sending its shares down 40%.",
            Kind.MARKET_MOVE,
        ),
    ],
)
def test_what_came_of_failing_is_affirmed(text: str, kind: Kind, claims_of: ClaimsOf) -> None:
    assert {c.polarity for c in claims_of(text, kind)} == {Polarity.AFFIRMED}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Motors failed to buy Zenith Rail, saying the price was too high.", Kind.ACQUISITION),
        (
            "Acme Motors scrapped plans to open a plant in Brno, creating 500 jobs.",
            Kind.FACILITY,
        ),
        ("Acme Motors refused to close its Brno plant by cutting 90 jobs.", Kind.FACILITY),
    ],
)
def test_what_was_not_done_is_negated(text: str, kind: Kind, claims_of: ClaimsOf) -> None:
    assert {c.polarity for c in claims_of(text, kind)} == {Polarity.NEGATED}


def test_whoever_is_left_to_do_a_thing_does_it(claims_of: ClaimsOf) -> None:
    text = "Acme Motors declined to buy Zenith Rail, leaving Orbix Foods to acquire the carmaker."
    found = claims_of(text, Kind.ACQUISITION)
    assert {c.subject for c in found if c.polarity is Polarity.AFFIRMED} <= {"Orbix Foods"}
