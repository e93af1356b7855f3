"""Times of posts, seasons, plans and figures, and times that are of something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
DAY = "2024-05-06"


def times(claims: list[Claim]) -> set[tuple[str, str] | None]:
    return {None if c.time is None else (str(c.time.earliest), str(c.time.latest)) for c in claims}


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        ("The one-time chief executive of Larvik Foods, Ann Lee, is being investigated.", Kind.ROLE, ("None", DAY)),
        ("Chairman Bo Ek of Larvik Bank, who has held the post since 2003, said so.", Kind.ROLE, ("2003-01-01", "None")),
        ("Chairman Bo Ek of Larvik Bank, who has held shares since 2003, said so.", Kind.ROLE, None),
        ("Larvik Foods will open a store in Leeds before the summer.", Kind.FACILITY, ("None", "2024-05-31")),
        ("Larvik Foods will supply Acme Motors from the autumn.", Kind.SUPPLY, ("2024-09-01", "None")),
        ("Larvik Foods plans a rights issue of 900 million euros in February.", Kind.FUNDING, ("2025-02-01", "2025-02-28")),
        ("The regulator has opened an inquiry into whether Larvik Bank sold the bonds last month.", Kind.LEGAL, None),
        ("Larvik Foods has opened two mills since 2021.", Kind.FACILITY, ("2021-01-01", DAY)),
        ("Larvik Foods has ordered 90 vans from Acme Motors, to be supplied by 2030.", Kind.SUPPLY, ("None", "2030-12-31")),
        ("Larvik Foods' sales have been falling since 2015.", Kind.RESULT, ("2015-01-01", "None")),
        ("The tribunal ordered Larvik Foods to offer its services from July.", Kind.LEGAL, ("2024-07-01", "None")),
        ("Larvik Foods will hive off its bakery arm and list it in Oslo by the end of next year.", Kind.DIVESTITURE, ("None", "2025-12-31")),
        ("Larvik Foods will hive off its bakery arm and open a mill by the end of next year.", Kind.DIVESTITURE, None),
        ("The regulator opened an inquiry into Larvik Bank last month.", Kind.LEGAL, ("2024-04-01", "2024-04-30")),
        ("It was seen last year with Larvik Foods buying Zenith Mills.", Kind.ACQUISITION, ("2023-01-01", "2023-12-31")),
        ("It was denied last year that Larvik Foods was buying Zenith Mills.", Kind.ACQUISITION, None),
        ("When Larvik Foods closed its bakery in 2011, it had $63 million in assets.", Kind.RESULT, ("2011-01-01", "2011-12-31")),
        ("When Larvik Foods closed its bakery in 2011, it sold bread; it has $63 million in assets.", Kind.RESULT, None),
    ],
)  # fmt: skip
def test_when(claims_of: ClaimsOf, text: str, kind: Kind, time: tuple[str, str] | None) -> None:
    assert times(claims_of(text, kind, DAY)) == {time}


def test_after_a_fall_is_after_no_autumn(claims_of: ClaimsOf) -> None:
    text = "Larvik Foods bought Halden Mills after the fall of its shares."
    assert times(claims_of(text, Kind.ACQUISITION, DAY)) == {None}


def test_an_aside_on_who_acts_dates_no_act(claims_of: ClaimsOf) -> None:
    text = "The government of Chad, in office since a coup in 2009, has approved the port of Larvik Bay in principle."
    assert ("2009-01-01", "2009-12-31") not in times(claims_of(text, Kind.LEGAL, DAY))


def test_what_grew_in_a_report_has_its_period(claims_of: ClaimsOf) -> None:
    text = (
        "Larvik Foods reported a profit of $5 million for the first quarter of 2024. "
        "Its load factor improved to 77.4 percent."
    )
    assert times(claims_of(text, Kind.RESULT, DAY)) == {("2024-01-01", "2024-03-31")}


def test_sums_in_brackets_are_those_of_the_year_before(claims_of: ClaimsOf) -> None:
    text = (
        "Larvik Foods raised £310m on Thursday. "
        "Figures for the first quarter of 2024 showed sales of £402m (£388m)."
    )
    found = {c.amount.value: times([c]) for c in claims_of(text, Kind.RESULT, DAY) if c.amount}
    assert found == {
        402_000_000: {("2024-01-01", "2024-03-31")},
        388_000_000: {("2023-01-01", "2023-03-31")},
    }


def test_a_sum_in_other_money_is_none_of_the_year_before(claims_of: ClaimsOf) -> None:
    text = "Sales of Larvik Foods were £402m ($488m) in the first quarter of 2024."
    assert times(claims_of(text, Kind.RESULT, DAY)) == {("2024-01-01", "2024-03-31")}
