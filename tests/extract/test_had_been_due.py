"""What "had been due" by a month of no year is due in the near one, on either side of the article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
TOLD = "Hexton will open its plant in Leeds in June. The plant had been due to open by the end of March."
PLANNED = "Hexton will open its plant in Leeds in June. Hexton had been scheduled to open the plant in {}."


@pytest.mark.parametrize(
    ("text", "day", "due"),
    [
        (TOLD, "2024-02-10", "2024-03-31"),
        (TOLD, "2024-05-10", "2024-03-31"),
        (PLANNED.format("March"), "2024-02-10", "2024-03-31"),
        (PLANNED.format("November"), "2024-02-10", "2023-11-30"),
        ("Lormant's first ship had been due by the end of March.", "2024-05-10", "2024-03-31"),
    ],
)
def test_a_day_that_had_been_due(claims_of: ClaimsOf, text: str, day: str, due: str) -> None:
    found = [
        c.time.latest
        for kind in (Kind.FACILITY, Kind.PRODUCT)
        for c in claims_of(text, kind, date=day)
        if c.time
    ]
    assert dt.date.fromisoformat(due) in found
    assert all(latest and latest.year < 2025 for latest in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Marbeck battery plant had been due to open by the end of March, but Marbeck now says it will open in July.",
        "Hexton's new hall had been due to be opened in March, but Hexton will open it in July.",
    ],
)
def test_the_new_day_lies_ahead(claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text, Kind.FACILITY, date="2024-02-10")
    days = {c.time.latest for c in found if c.time}
    assert dt.date(2023, 7, 31) not in days
    assert days <= {dt.date(2024, 3, 31), dt.date(2024, 7, 31)}
    assert days
