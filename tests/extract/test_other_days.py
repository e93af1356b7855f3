"""Days that are of something else: of who speaks, of what came before, of what is still to come, and "today" for these days."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
DAY = "2024-05-08"  # a Wednesday
Limits = tuple[str, str] | None
SUNDAY = ("2024-05-05", "2024-05-05")
MONDAY = ("2024-05-06", "2024-05-06")


def times(claims: list[Claim]) -> set[Limits]:
    return {None if c.time is None else (str(c.time.earliest), str(c.time.latest)) for c in claims}


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        # when it was said
        ("Larvik Foods is ready to consider Halden Mills' raised bid, the latter said on Sunday, pointing to talks.", Kind.STANCE, SUNDAY),
        ("Larvik Foods is ready to consider Halden Mills' raised bid, the latter said on Sunday, pointing to talks.", Kind.ACQUISITION, None),
        # the day of an older event, before its noun
        ("The High Court upheld Larvik Bank's May 3, 2021 conviction.", Kind.LEGAL, None),
        ("The Larvik agency began an investigation into a 1996 rail disaster at Halden Rail.", Kind.LEGAL, None),
        # what is done about a deal or beside a new unit is neither
        ("Ann Lee appeared before lawmakers on Monday to defend the proposed merger between Larvik Foods and Halden Mills.", Kind.MERGER, None),
        ("Larvik Foods and Halden Mills agreed on Monday to a merger.", Kind.MERGER, MONDAY),
        ("Larvik Foods' head spoke to a newly created unit of the firm, Larvik Labs, on Monday.", Kind.FORMATION, None),
        ("Larvik Foods formed a unit, Larvik Labs, on Monday.", Kind.FORMATION, MONDAY),
        # from when on shares have moved
        ("Since Halden Motors announced recalls in March, Larvik Glass's stock has lost almost 7%.", Kind.MARKET_MOVE, ("2024-03-01", DAY)),
        ("In March, Larvik Glass's shares lost 7%.", Kind.MARKET_MOVE, ("2024-03-01", "2024-03-31")),
        # a level of now beside an aim, and after what once was
        ("Larvik Mills exports about 900,000 tonnes of oats a year, and is heading for 1 million tonnes in the next two years.", Kind.RESULT, None),
        ("Larvik Foods was founded in 1985 and has since grown into a group of 34 mills with combined sales of $3 million.", Kind.RESULT, None),
        # when a promise was made
        ("On May 3, Larvik Rail offered its crews a three-year pay deal.", Kind.TARGET, None),
        # what lasts so long
        ("Larvik Foods will be financed by Halden Bank in five-year loans worth $3 million.", Kind.FUNDING, None),
    ],
)  # fmt: skip
def test_whose_day(claims_of: ClaimsOf, text: str, kind: Kind, time: Limits) -> None:
    assert times(claims_of(text, kind, DAY)) == {time}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ('Larvik Foods said in a statement that it offers "mills for every purse today, not only big ones".', None),
        ('"Today, we launch our oat mill," Larvik Foods said.', (DAY, DAY)),
        ("Larvik Foods launches its oat mill today.", (DAY, DAY)),
    ],
)  # fmt: skip
def test_today_for_these_days(claims_of: ClaimsOf, text: str, time: Limits) -> None:
    assert times(claims_of(text, Kind.PRODUCT, DAY)) == {time}


def test_an_aim_keeps_the_time_within_which_it_is_due(claims_of: ClaimsOf) -> None:
    text = (
        "Larvik Air carries 9 million people a year; its rival Halden Air has an aim of raising its "
        "passenger numbers to above 70 million within five years."
    )
    found = {c.subject: times([c]) for c in claims_of(text, Kind.RESULT, DAY)}
    assert found == {"Larvik Air": {None}, "Halden Air": {("None", "2029-05-08")}}
