"""Times that stand beside a move or a figure and are not when it came about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]
QUARTER = ("2025-07-01", "2025-09-30")
NONE = ("", "")


def span(claim: Claim) -> tuple[str, str]:
    """Return when the time of a claim begins and ends."""
    return (str(claim.time.earliest), str(claim.time.latest)) if claim.time else NONE


@pytest.mark.parametrize(
    ("text", "time"),
    [
        (
            "Ravenglass shares plunged 17% in Oslo, their biggest one-day drop since listing in 2017.",
            NONE,
        ),
        ("Ravenglass shares fell 4%, the most since its flotation in 2017.", NONE),
        (
            "Vantor has lost a third of its value since its listing in 2010.",
            ("2010-01-01", "2025-10-30"),
        ),
        (
            "Vantor raised its forecast after stronger than expected sales over Christmas, sending its shares up 6.2%.",
            NONE,
        ),
        ("Bergvall shares rose 4% after a strong September.", NONE),
        ("Bergvall shares rose 4% in September.", ("2025-09-01", "2025-09-30")),
        ("Bergvall shares fell 4% after weak results on Tuesday.", ("2025-10-28", "2025-10-28")),
    ],
)
def test_a_move_has_no_time_of_its_cause(
    claims_of: Found, text: str, time: tuple[str, str]
) -> None:
    (claim,) = claims_of(text, Kind.MARKET_MOVE, date="2025-10-30")
    assert span(claim) == time


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Orlane posted a 13% rise in third-quarter profit on Thursday.", {QUARTER}),
        ("Vantor's quarterly profit fell on Thursday.", {NONE}),
        ("Orlane posted a drop in first-half profit on Thursday.", {NONE}),
        (
            "Orlane lost 4 million euros on Thursday, when its mill burned.",
            {("2025-10-30", "2025-10-30")},
        ),
    ],
)
def test_no_profit_is_of_the_day_that_it_is_told_on(
    claims_of: Found, text: str, times: set[tuple[str, str]]
) -> None:
    assert {span(c) for c in claims_of(text, Kind.RESULT, date="2025-10-30")} == times


def test_a_year_earlier_is_the_same_quarter_though_another_sentence_names_it(
    claims_of: Found,
) -> None:
    text = (
        "Bergvall reported third-quarter results on Thursday. Operating income was 9.1 billion "
        "crowns, down from 14.1 billion a year earlier."
    )
    found = claims_of(text, Kind.RESULT, date="2025-10-30")
    told = {float(c.amount.value): span(c) for c in found if c.amount}
    assert told == {9.1e9: QUARTER, 14.1e9: ("2024-07-01", "2024-09-30")}


def test_a_year_earlier_is_a_year_where_the_figure_is_one(claims_of: Found) -> None:
    text = "Bergvall's 2024 income was 9.1 billion crowns, down from 14.1 billion a year earlier."
    found = claims_of(text, Kind.RESULT, date="2025-03-30")
    told = {float(c.amount.value): span(c) for c in found if c.amount}
    assert told[14.1e9] == ("2023-01-01", "2023-12-31")


def test_a_statement_late_on_monday_is_no_day_of_a_sale(claims_of: Found) -> None:
    text = (
        "Vineta has sold its Polaris brand to Carver Lane, it said in a statement late on Monday."
    )
    assert {span(c) for c in claims_of(text, Kind.ACQUISITION, date="2025-10-30")} == {NONE}
    text = "Vineta sold its Polaris brand to Carver Lane late on Monday."
    (claim,) = claims_of(text, Kind.ACQUISITION, date="2025-10-30")
    assert span(claim) == ("2025-10-27", "2025-10-27")


@pytest.mark.parametrize(
    "text",
    [
        "Bergvall said North American orders had dropped by a third.",
        "Bergvall said that West African orders had dropped by a third.",
    ],
)
def test_a_part_of_the_world_orders_nothing(claims_of: Found, text: str) -> None:
    (claim,) = claims_of(text, Kind.RESULT)
    assert claim.subject == "Bergvall"
    assert claim.object is not None
    assert claim.object.endswith("n orders")


def test_a_firm_may_be_named_after_a_part_of_the_world(claims_of: Found) -> None:
    text = "North American Steel said its orders had dropped by a third."
    (claim,) = claims_of(text, Kind.RESULT)
    assert claim.subject == "North American Steel"
