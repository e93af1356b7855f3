"""What will not be done until a day is a plan from then on, or a promise for the time before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


def days(claim: Claim) -> tuple[str | None, str | None] | None:
    if claim.time is None:
        return None
    limits = (claim.time.earliest, claim.time.latest)
    first, last = (None if day is None else day.isoformat() for day in limits)
    return first, last


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("Acme will not open its shop in Ghent until 2031.", Kind.FACILITY, "2031-01-01"),
        (
            "Acme would not open its shop in Ghent before 2031, it said.",
            Kind.FACILITY,
            "2031-01-01",
        ),
        (
            "Acme will not open its shop in Ghent until at least June 2031.",
            Kind.FACILITY,
            "2031-06-01",
        ),
        ("Acme does not plan to launch the Comet until late 2031.", Kind.PRODUCT, "2031-10-01"),
        ("Acme won't ship the Comet earlier than 2031.", Kind.PRODUCT, "2031-01-01"),
        ("Acme will not launch the Comet until after 2031.", Kind.PRODUCT, "2032-01-01"),
        (
            "Acme will not begin building its factory in Leeds until 2031.",
            Kind.FACILITY,
            "2031-01-01",
        ),
    ],
)
def test_what_comes_at_a_day_at_the_earliest_is_planned(
    claims_of: ClaimsOf, text: str, kind: Kind, first: str
) -> None:
    (found,) = claims_of(text, kind)
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.AFFIRMED)
    assert days(found) == (first, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme will not close its mill in Leeds until 2031.", Kind.FACILITY),
        ("Acme will not cut any jobs before 2031.", Kind.LAYOFF),
        ("Acme will not sell its unit Zeta until 2031.", Kind.DIVESTITURE),
        ("Acme will not hire any staff until 2031.", Kind.HIRING),
    ],
)
def test_what_is_held_back_from_is_promised_for_the_time_before(
    claims_of: ClaimsOf, text: str, kind: Kind
) -> None:
    (found,) = claims_of(text, kind)
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.NEGATED)
    assert days(found) == (None, "2030-12-31")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Acme will not open its shop in Ghent.", None),
        ("Acme will not open its shop in Ghent in 2031.", ("2031-01-01", "2031-12-31")),
        ("Acme will not open its shop in Ghent by 2031.", (None, "2031-12-31")),
    ],
)
def test_what_will_not_be_done_at_all_stays_refused(
    claims_of: ClaimsOf, text: str, time: tuple[str | None, str | None] | None
) -> None:
    (found,) = claims_of(text, Kind.FACILITY)
    assert found.polarity is Polarity.NEGATED
    assert days(found) == time


def test_what_waits_for_an_event_is_planned_without_a_day(claims_of: ClaimsOf) -> None:
    (found,) = claims_of(
        "Acme won't buy Zenith Batteries until the court has ruled.", Kind.ACQUISITION
    )
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.AFFIRMED)
    assert found.time is None
