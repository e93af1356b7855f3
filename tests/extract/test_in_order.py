"""Lists that go together in order: parties with figures, times or positions of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _figures(found: list[Claim]) -> set[tuple[str, str | None, str]]:
    return {
        (c.subject, c.object, f"{c.amount.value} {c.amount.unit}" if c.amount else "")
        for c in found
    }


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Acme Foods, Zenith Snacks and Halden Mills posted losses of $5 million, $3 million and $2 million.",
            Kind.RESULT,
            {
                ("Acme Foods", "losses", "5000000 USD"),
                ("Zenith Snacks", "losses", "3000000 USD"),
                ("Halden Mills", "losses", "2000000 USD"),
            },
        ),
        (
            "Shares of Acme Foods and Zenith Snacks fell 3 percent and 5 percent.",
            Kind.MARKET_MOVE,
            {("Acme Foods", None, "-3 percent"), ("Zenith Snacks", None, "-5 percent")},
        ),
        (
            "Acme Foods and Zenith Snacks will cut 500 and 300 jobs, respectively.",
            Kind.LAYOFF,
            {("Acme Foods", None, "500 people"), ("Zenith Snacks", None, "300 people")},
        ),
        (
            "Acme Foods will close its Ohio plant and 20 stores.",
            Kind.FACILITY,
            {("Acme Foods", "Ohio plant", ""), ("Acme Foods", "20 stores", "20 stores")},
        ),
        (
            "Acme Motors holds 45 percent of Zenith Chips, Halden Steel 40 percent and the government 15 percent.",
            Kind.OWNERSHIP,
            {
                ("Acme Motors", "Zenith Chips", "45 percent"),
                ("Halden Steel", "Zenith Chips", "40 percent"),
                ("government", "Zenith Chips", "15 percent"),
            },
        ),
        (
            "Acme Motors earned $5 million, compared with $3 million at Zenith Chips.",
            Kind.RESULT,
            {("Acme Motors", "profit", "5000000 USD"), ("Zenith Chips", "profit", "3000000 USD")},
        ),
        (
            "Acme Motors will hire 500 people this year and 300 next year.",
            Kind.HIRING,
            {("Acme Motors", None, "500 people"), ("Acme Motors", None, "300 people")},
        ),
        (
            "Halden Air canceled 111 flights today and 110 flights on Tuesday.",
            Kind.PRODUCT,
            {
                ("Halden Air", "111 flights", "111 flights"),
                ("Halden Air", "110 flights", "110 flights"),
            },
        ),
    ],
)
def test_each_has_its_own_figure(
    text: str, kind: Kind, expected: set[tuple[str, str | None, str]], framed: ClaimsOf
) -> None:
    assert _figures(framed(text, kind)) == expected


def test_each_figure_has_its_own_month(framed: ClaimsOf) -> None:
    text = "Acme Motors reported sales of $5 million, $3 million and $2 million in January, February and March."
    found = {
        (str(c.amount.value), c.time.earliest.month)
        for c in framed(text, Kind.RESULT)
        if c.amount and c.time and c.time.earliest
    }
    assert found == {("5000000", 1), ("3000000", 2), ("2000000", 3)}


def test_months_that_share_a_verb_are_ahead_or_gone_with_it(framed: ClaimsOf) -> None:
    text = "Acme Motors will hire 5,000 and 3,000 people in April and June."
    found = {
        (str(c.amount.value), str(c.time.earliest))
        for c in framed(text, Kind.HIRING)
        if c.amount and c.time
    }
    assert found == {("5000", "2021-04-01"), ("3000", "2020-06-01")}  # told on 13 May 2020


def test_a_limit_is_one_of_each(framed: ClaimsOf) -> None:
    text = "Acme Motors will cut 500 and 300 jobs by 2021 and 2022, respectively."
    found = {
        (str(c.amount.value), c.time.earliest, str(c.time.latest))
        for c in framed(text, Kind.LAYOFF)
        if c.amount and c.time
    }
    assert found == {("500", None, "2021-12-31"), ("300", None, "2022-12-31")}


def test_a_thing_goes_to_whom_it_is_sold(claims_of: ClaimsOf) -> None:
    text = "Acme Motors sold its paper mill to Corvo Group and its steel works to Halden Steel."
    found = {(c.subject, c.object) for c in claims_of(text, Kind.ACQUISITION)}
    assert ("Corvo Group", "paper mill") in found
    assert ("Halden Steel", "paper mill") not in found


def test_each_measure_has_its_own_change_and_level(framed: ClaimsOf) -> None:
    text = (
        "Acme Foods said its revenue and net profit rose 5 percent and 7 percent, respectively, "
        "to $30 million and $4 million."
    )
    found = {
        (thing.split()[0], told) for _, thing, told in _figures(framed(text, Kind.RESULT)) if thing
    }
    assert found == {
        ("revenue", "5 percent"),
        ("revenue", "30000000 USD"),
        ("net", "7 percent"),
        ("net", "4000000 USD"),
    }


@pytest.mark.parametrize(
    ("text", "kind", "years"),
    [
        (
            "Acme Foods bought Corvo in 2005 and Halden Steel in 2008.",
            Kind.ACQUISITION,
            {"Corvo": 2005, "Halden Steel": 2008},
        ),
        (
            "Acme Foods bought Corvo for $5 million in 2005 and Halden Steel for $7 million in 2008.",
            Kind.ACQUISITION,
            {"Corvo": 2005, "Halden Steel": 2008},
        ),
        (
            "Acme Motors launched the A5 in 2003, the B7 in 2006 and the C9 in 2012.",
            Kind.PRODUCT,
            {"A5": 2003, "B7": 2006, "C9": 2012},
        ),
    ],
)
def test_each_has_its_own_time(
    text: str, kind: Kind, years: dict[str, int], framed: ClaimsOf
) -> None:
    found = {
        c.object: c.time.earliest.year
        for c in framed(text, kind)
        if c.time is not None and c.time.earliest is not None
    }
    assert found == years


def test_a_sum_is_of_the_firm_before_it_alone(framed: ClaimsOf) -> None:
    text = "Acme Foods bought Corvo for $5 million in 2005 and Halden Steel for $7 million in 2008."
    assert _figures(framed(text, Kind.ACQUISITION)) == {
        ("Acme Foods", "Corvo", "5000000 USD"),
        ("Acme Foods", "Halden Steel", "7000000 USD"),
    }


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Zenith Motors on Monday named Ann Lee chairman and Bob Day president.",
            Kind.APPOINTMENT,
            {("Ann Lee", "chairman"), ("Bob Day", "president")},
        ),
        (
            "The board of Zenith Motors elected Ann Lee as chairman, Bob Day as president and Carl Fox as treasurer.",
            Kind.APPOINTMENT,
            {("Ann Lee", "chairman"), ("Bob Day", "president"), ("Carl Fox", "treasurer")},
        ),
        (
            "Zenith Motors' chairman Ann Lee and finance chief Bob Day have quit.",
            Kind.DEPARTURE,
            {("Ann Lee", "chairman"), ("Bob Day", "finance chief")},
        ),
        (
            "Ann Lee, chairman of Zenith Motors, and Bob Day, its chief executive, resigned.",
            Kind.DEPARTURE,
            {("Ann Lee", "chairman"), ("Bob Day", "chief executive")},
        ),
        (
            "Ann Lee and Bob Day resigned as directors of Zenith Motors.",
            Kind.DEPARTURE,
            {("Ann Lee", "directors"), ("Bob Day", "directors")},
        ),
        (
            "Zenith Motors' new chief executive, Bob Day, replaces Ann Lee, who left for Corvo Chips.",
            Kind.DEPARTURE,
            {("Ann Lee", "chief executive")},
        ),
    ],
)
def test_each_has_its_own_position(
    text: str, kind: Kind, expected: set[tuple[str, str]], framed: ClaimsOf
) -> None:
    assert {(c.subject, c.role) for c in framed(text, kind)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lumora Gas is jointly owned by Halden with 51% and Vesta Steel with 49%.",
        "Lumora Gas is owned by Halden (51%) and Vesta Steel (49%).",
        "Lumora Gas is owned 51% by Halden and 49% by Vesta Steel.",
    ],
)
def test_owners_have_the_share_that_stands_beside_their_name(
    claims_of: ClaimsOf, text: str
) -> None:
    found = claims_of(text, Kind.OWNERSHIP)
    shares = sorted((c.subject, int(c.amount.value)) for c in found if c.amount)
    assert shares == [("Halden", 51), ("Vesta Steel", 49)]
