"""What starts by itself is a promise of whom the text tells just before, and of nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "subject", "month"),
    [
        (
            "Qorvand said it would build a second plant in Dresden. Construction is due to begin in May 2021.",
            "Qorvand",
            5,
        ),
        (
            "Halden Foods will build a factory near Leeds. Work is to start in March 2021.",
            "Halden Foods",
            3,
        ),
    ],
)
def test_works_at_a_site_told_just_before(
    framed: ClaimsOf, text: str, subject: str, month: int
) -> None:
    (found,) = [c for c in framed(text, Kind.TARGET) if c.found_by == "Target/works-start"]
    assert (found.subject, found.modality) == (subject, Modality.PLANNED)
    assert found.time is not None
    assert found.time.earliest == dt.date(2021, month, 1)


@pytest.mark.parametrize(
    "text",
    [
        "The government will build a motorway in Wales. Construction is to begin in May 2021. Halden Motors welcomed it.",
        "Carver Lane will close its mill in Leeds. Work will start on a new law in May 2021.",
        "Carver Lane said it would build a mill in Leeds. Construction of the road is due to begin in May 2021.",
        "Carver Lane was founded in 1990. Construction is due to begin in May 2021.",
    ],
)
def test_works_of_nobody_who_builds(framed: ClaimsOf, text: str) -> None:
    assert not framed(text, Kind.TARGET)


@pytest.mark.parametrize(
    ("text", "object_", "year"),
    [
        (
            "Orlane Foods said its new mill in Leeds would reach full capacity in 2022.",
            "full capacity",
            2022,
        ),
        ("Qorvand's Dresden plant will begin making chips in 2023.", "making chips", 2023),
    ],
)
def test_a_site_that_is_to_reach_or_make(
    framed: ClaimsOf, text: str, object_: str, year: int
) -> None:
    (found,) = framed(text, Kind.TARGET)
    assert found.object == object_
    assert found.time is not None
    assert found.time.latest == dt.date(year, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "Qorvand's Dresden plant began making chips in 2018.",
        "Orlane Foods' mill reached full capacity in 2018.",
    ],
)
def test_a_site_that_has_reached_or_made(framed: ClaimsOf, text: str) -> None:
    assert not framed(text, Kind.TARGET)


@pytest.mark.parametrize(
    "text",
    [
        "Completion of Halden Motors' battery plant has slipped to late 2022.",
        "Start-up of Halden Motors' battery plant has slipped from 2021 to late 2022.",
    ],
)
def test_a_start_that_slips(claims_of: ClaimsOf, text: str) -> None:
    (found,) = claims_of(text, Kind.FACILITY)
    assert (found.action, found.modality) == ("opens", Modality.PLANNED)
    assert found.time is not None
    assert (found.time.earliest, found.time.latest) == (dt.date(2022, 10, 1), dt.date(2022, 12, 31))


def test_what_enters_service(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Tessaly's hydrogen truck will enter service in 2022.", Kind.PRODUCT)
    assert (found.action, found.modality) == ("launches", Modality.PLANNED)
    text = "Halden Motors' chief executive will enter service in 2022."
    assert not claims_of(text, Kind.PRODUCT)
