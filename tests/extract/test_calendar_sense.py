"""Days against the date of the article: goals that are moved, and acts that are still ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "In November 2019, Halden Motors raised its delivery target to 18,000 cars.",
        "Halden Motors lowered its sales goal last week to 18,000 cars.",
        "Halden Motors cut its 2019 delivery target to 18,000 cars from 20,000.",
        "Halden Motors raised its target for deliveries for last year to 18,000 cars.",
        "Halden Motors delivered 20,000 cars in 2019. It had raised its delivery target last year to 18,000 cars.",
    ],
)
def test_a_goal_that_was_moved_is_not_due_in_the_past(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.TARGET)
    assert found
    assert {(str(c.amount.value) if c.amount else None, c.time) for c in found} == {("18000", None)}


def test_a_goal_that_was_moved_is_due_when_it_says(claims_of: ClaimsOf) -> None:
    text = "Halden Motors raised its delivery target for 2021 to 18,000 cars."
    [claim] = claims_of(text, Kind.TARGET)
    assert claim.amount
    assert claim.time
    assert (str(claim.amount.value), claim.time.earliest) == ("18000", dt.date(2021, 1, 1))


@pytest.mark.parametrize("when", ["as of the new year", "as of January 2021", "next month"])
@pytest.mark.parametrize(
    "start",
    ["said it was closing 30 stores", "is closing 30 stores", "announced closing 30 stores"],
)
def test_what_begins_after_the_article_is_not_done(
    claims_of: ClaimsOf, start: str, when: str
) -> None:
    [claim] = claims_of(f"Acme Motors {start} {when}.", Kind.FACILITY)
    assert claim.modality is Modality.PLANNED
    assert claim.time
    assert claim.time.earliest
    assert claim.time.earliest > dt.date(2020, 5, 13)


def test_what_was_done_before_the_article_is_done(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Acme Motors said it closed 30 stores last month.", Kind.FACILITY)
    assert claim.modality is Modality.ASSERTED
