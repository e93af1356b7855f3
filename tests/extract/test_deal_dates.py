"""The day of a deal to come: when it is to close, not when it was signed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
DEAL = "Acme Motors agreed in March to buy Zenith Holdings for $1.8 billion."


@pytest.mark.parametrize(
    ("after", "latest"),
    [
        ("", None),
        (" The parties hope to close in the third quarter.", "2020-09-30"),
        (" It will pay when the deal closes, which is expected in December.", "2020-12-31"),
        (
            " The buyer sees savings two years after closing, which is planned for June 2021.",
            "2021-06-30",
        ),
        (" It is building a mill, which will make more paper when it is finished in 2021.", None),
        (" If all goes well the deal should close in June 2021.", "2021-06-30"),
        (" Completion of the deal is due in June 2021.", "2021-06-30"),
        (" It expects to close its plant in Leeds in July.", None),
        (" It is closing its plant in Leeds, which is expected in July.", None),
    ],
)
def test_a_deal_agreed_is_due_when_it_closes(
    claims_of: ClaimsOf, after: str, latest: str | None
) -> None:
    """The day on which a deal to come was agreed is not its own, and that of its end is."""
    [claim] = claims_of(DEAL + after, Kind.ACQUISITION)
    assert (str(claim.time.latest) if claim.time else None) == latest


def test_a_deal_that_was_done_keeps_its_day(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Acme Motors bought Zenith Holdings in March 2020.", Kind.ACQUISITION)
    assert claim.time is not None
    assert str(claim.time.latest) == "2020-03-31"


def test_the_day_of_a_deal_just_agreed_stands_for_want_of_another(claims_of: ClaimsOf) -> None:
    text = "Acme Motors and Zenith Holdings agreed to merge only last week."
    assert [c.time is not None for c in claims_of(text, Kind.MERGER)] == [True]


def test_an_investment_agreed_long_ago_is_not_dated_by_that_day(claims_of: ClaimsOf) -> None:
    text = "Acme Motors agreed in May 2019 to invest $3 billion in a plant in Leeds."
    [claim] = claims_of(text, Kind.INVESTMENT)
    assert claim.time is None
