"""A figure that is restated is of the same period as the one that it replaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


def years(claims_of: Found, text: str) -> dict[float, int | None]:
    """Return the year in which the period of each figure begins."""
    return {
        float(c.amount.value): c.time.earliest.year if c.time and c.time.earliest else None
        for c in claims_of(text, Kind.RESULT, date="2024-05-15")
        if c.amount
    }


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Tessaly has restated its revenue for 2022 to 355 million euros from 372 million euros.",
            {355e6: 2022, 372e6: 2022},
        ),
        (
            "Tessaly corrected its 2022 profit from 92 million euros to 29 million euros.",
            {29e6: 2022, 92e6: 2022},
        ),
        (
            "Tessaly's 2022 revenue was revised to 355 million euros from 372 million euros.",
            {355e6: 2022, 372e6: 2022},
        ),
        (
            "Tessaly's revenue rose to 372 million euros in 2022 from 355 million euros.",
            {372e6: 2022, 355e6: 2021},
        ),
        (
            "Tessaly lifted its 2022 revenue to 372 million euros from 355 million euros.",
            {372e6: 2022, 355e6: 2021},
        ),
        (
            "Tessaly restated its 2022 revenue downwards by 17 million euros to 355 million euros.",
            {-17e6: 2022, 355e6: 2022},
        ),
    ],
)
def test_a_restated_figure_is_of_the_same_year(
    claims_of: Found, text: str, figures: dict[float, int | None]
) -> None:
    assert years(claims_of, text) == figures
