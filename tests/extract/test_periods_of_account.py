"""The quarter or year of each figure: of two that are compared, of forecasts, of those told for "the month"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _by_amount(claims: list[Claim]) -> dict[str, str | None]:
    """Return the time of each figure as "FIRST..LAST", by the figure in millions or per cent."""
    found = {}
    for claim in claims:
        if claim.amount is None:
            continue
        value = claim.amount.value
        scale = 1 if claim.amount.unit == "percent" or value < 1_000_000 else 1_000_000
        key = f"{(value / scale).normalize():f}"
        found[key] = f"{claim.time.earliest}..{claim.time.latest}" if claim.time else None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Halden reported a third-quarter net loss of €12 million after a profit of "
                "€96 million a year ago."
            ),
            {"12": "2012-07-01..2012-09-30", "96": "2011-07-01..2011-09-30"},
        ),
        (
            "Halden swung to a third-quarter profit of $90 million from a $38 million loss a year ago.",
            {"90": "2012-07-01..2012-09-30", "38": "2011-07-01..2011-09-30"},
        ),
        (
            "In the third quarter Halden swung to a profit of $88 million from a loss of $41 million.",
            {"88": "2012-07-01..2012-09-30", "41": "2011-07-01..2011-09-30"},
        ),
        (
            (
                "Halden's sales grew 24 per cent to $134 million from $108 million in the quarter "
                "ended September 30."
            ),
            {
                "24": "2012-07-01..2012-09-30",
                "134": "2012-07-01..2012-09-30",
                "108": "2011-07-01..2011-09-30",
            },
        ),
        (
            "Halden said profit dropped to £196m from £316m in the nine months to September.",
            {"196": "2012-01-01..2012-09-30", "316": "2011-01-01..2011-09-30"},
        ),
        (
            "Halden's profit rose to $10 million from $9 million in the first quarter of 2011.",
            {"10": None, "9": "2011-01-01..2011-03-31"},
        ),
        (
            "Halden's profit rose to $10 million from $9 million last year.",
            {"10": None, "9": "2011-01-01..2011-12-31"},
        ),
        (
            "Halden's net profit was $18 million against $6 million in the third quarter of 2011.",
            {"18": "2012-07-01..2012-09-30", "6": "2011-07-01..2011-09-30"},
        ),
        (
            (
                "Halden's sales rose to $10 million in the third quarter. A year ago it had a profit "
                "of $3 million."
            ),
            {"10": "2012-07-01..2012-09-30", "3": "2011-07-01..2011-09-30"},
        ),
        (
            "Halden's sales fell to £20m in the 13 weeks to October 30.",
            {"20": "2012-08-01..2012-10-30"},
        ),
        (
            "Halden made a profit of £20m in the six months to end-June.",
            {"20": "2012-01-01..2012-06-30"},
        ),
        (
            (
                "Net profit more than doubled, and Halden's sales rose to $46 million, the company "
                "said after the close of trading on Tuesday."
            ),
            {"46": None},
        ),
    ],
)
def test_each_figure_has_its_own_period(
    claims_of: ClaimsOf, text: str, expected: dict[str, str | None]
) -> None:
    assert _by_amount(claims_of(text, Kind.RESULT, "2012-11-27")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("expects to report a third-quarter loss of $5 million", "2008-07-01..2008-09-30"),
        ("expects a fourth-quarter loss of $5 million", "2008-10-01..2008-12-31"),
        ("expects a loss of $5 million for the six months to March", "2008-10-01..2009-03-31"),
        ("expects a loss of $5 million for the first quarter of 2009", "2009-01-01..2009-03-31"),
        ("expects a loss of $5 million for the full year", "2008-01-01..2008-12-31"),
    ],
)
def test_a_forecast_is_for_the_part_of_the_year_that_ends_next(
    claims_of: ClaimsOf, text: str, expected: str
) -> None:
    found = claims_of(f"Halden Insurance {text}.", Kind.RESULT, "2008-10-07")
    assert _by_amount(found) == {"5": expected}


def test_the_month_is_that_of_the_figures(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors said its sales increased by 7.6 per cent during the month of July. "
        "Acme Motors reported that 129,094 units were sold during the month. "
        "In the year to date, Acme Motors sold 900,000 cars."
    )
    assert _by_amount(claims_of(text, Kind.RESULT, "2008-08-07")) == {
        "7.6": "2008-07-01..2008-07-31",
        "129094": "2008-07-01..2008-07-31",
        "900000": "2008-01-01..2008-07-31",
    }


def test_a_letter_and_a_digit_that_begin_a_name_are_no_half_year(claims_of: ClaimsOf) -> None:
    found = claims_of("H2Alpen had sales of $5 million.", Kind.RESULT, "2018-12-20")
    assert all(claim.time is None for claim in found)
