"""Due days that count from the day of saying, not from the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


def _days(time: TimeSpan | None) -> str | None:
    return f"{time.earliest or ''}..{time.latest or ''}" if time else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Halden said last March that it would open its Leeds plant within a year.",
            "..2025-03-31",
        ),
        ("Halden said in November it would shut its Leeds plant within two years.", "..2026-11-30"),
        ("Acme Motors promised in 2023 to open a plant in Leeds within two years.", "..2025-12-31"),
        (
            "Halden announced in 2023 that it would shut its Leeds plant in two years.",
            "2025-01-01..2025-12-31",
        ),
        (
            "Halden said on Friday that it would shut its Leeds plant on Monday.",
            "2025-03-10..2025-03-10",
        ),
        ("Halden said on Friday it would shut its Leeds plant by Monday.", "..2025-03-10"),
        (
            "Halden said in November that it would shut its Leeds plant in January.",
            "2025-01-01..2025-01-31",
        ),
        (
            "Halden said in November that it would shut its Leeds plant on 15 January.",
            "2025-01-15..2025-01-15",
        ),
        ("Halden announced in 2023 that it would shut its Leeds plant in two months.", None),
    ],
)
def test_due_days_count_from_the_saying(
    claims_of: ClaimsOf, text: str, expected: str | None
) -> None:
    found = claims_of(text, Kind.FACILITY, "2025-03-12")
    assert [_days(c.time) for c in found] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Halden said it would open its Leeds plant within a year.", "..2026-03-12"),
        (
            "Halden said on Friday it will shut its Leeds plant on Monday.",
            "2025-03-17..2025-03-17",
        ),
        (
            "Halden said on Friday that it had shut its Leeds plant on Monday.",
            "2025-03-10..2025-03-10",
        ),
        (
            "Halden said on Monday that it would shut its Leeds plant in May.",
            "2025-05-01..2025-05-31",
        ),
        (
            "Halden said in November that it would shut its Leeds plant next month.",
            "2025-04-01..2025-04-30",
        ),
    ],
)
def test_other_days_count_from_the_article(claims_of: ClaimsOf, text: str, expected: str) -> None:
    found = claims_of(text, Kind.FACILITY, "2025-03-12")
    assert [_days(c.time) for c in found] == [expected]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Halden said in September that it would buy Zenith Holdings the following month.",
            Kind.ACQUISITION,
            "2024-10-01..2024-10-31",
        ),
        (
            "In 2023 Halden said it would sell its Polish unit the next year.",
            Kind.DIVESTITURE,
            "2024-01-01..2024-12-31",
        ),
        ("Halden agreed in September to buy Zenith Holdings.", Kind.ACQUISITION, None),
    ],
)
def test_a_deal_is_due_after_the_day_on_which_it_was_told(
    claims_of: ClaimsOf, text: str, kind: Kind, expected: str | None
) -> None:
    found = claims_of(text, kind, "2025-03-12")
    assert [_days(c.time) for c in found] == [expected]
