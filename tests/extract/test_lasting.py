"""Periods: how long a thing lasts, and what a rate counts by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("kind", "text", "period"),
    [
        (Kind.INVESTMENT, "Acme Motors will invest $3 million in research over five years.", "P5Y"),
        (
            Kind.SUPPLY,
            "Zenith Holdings will supply Acme Motors with cells for more than ten years.",
            "P10Y",
        ),
        (Kind.FACILITY, "Acme Motors closes its plant in Leeds for a total of five days.", "P5D"),
        (Kind.INVESTMENT, "Acme Motors spends 120 million dollars a year on research.", "P1Y"),
        (Kind.RESULT, "Acme Air carries 65 million passengers a year.", "P1Y"),
        (Kind.INVESTMENT, "Acme Motors spends $9 million annually on research.", "P1Y"),
        (
            Kind.SUPPLY,
            "Acme Motors has signed a 15-year contract to supply motors to Zenith Holdings.",
            "P15Y",
        ),
        (
            Kind.FACILITY,
            "Acme Motors plans to cut 300 jobs over the next two years and close its plant in Leeds.",
            None,
        ),
        (Kind.FACILITY, "Acme Motors will build a plant in Leeds for 300 million euros.", None),
        (Kind.FACILITY, "Acme Motors opened a plant in Leeds, three months late.", None),
        (
            Kind.FACILITY,
            "Acme Motors opened a plant in Leeds in May, six months later than planned.",
            None,
        ),
        (
            Kind.INSOLVENCY,
            "Acme Motors filed for bankruptcy on Monday, a week after its chief resigned.",
            None,
        ),
        (
            Kind.ACQUISITION,
            "Acme Motors acquired Zenith Holdings, ending a delay of four months.",
            None,
        ),
        (
            Kind.FACILITY,
            "Acme Motors will build a plant in Leeds and pay its staff for a month.",
            None,
        ),
        (
            Kind.RESULT,
            "Acme Motors lost $9 million, compared with $6 million a year earlier.",
            None,
        ),
    ],
)
def test_a_period_is_how_long_it_lasts(
    claims_of: ClaimsOf, kind: Kind, text: str, period: str | None
) -> None:
    """A length after "over" or "for" counts, and what a rate is for; a gap in time does not."""
    found = claims_of(text, kind)
    assert found
    assert {c.period for c in found} == {period}


def test_the_unit_of_a_rate_is_the_thing_alone(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Acme Motors sold 6,000 bikes a day.", Kind.RESULT)
    assert claim.amount is not None
    assert (claim.amount.unit, claim.period) == ("bikes", "P1D")
