"""A founding year long ago takes little of a timeline."""

from __future__ import annotations

import datetime as dt

from kg.views.timeline import Axis


def _axis(*years: int) -> Axis:
    return Axis([dt.date(year, 6, 1) for year in years])


def test_empty_years_in_a_row_are_as_wide_as_one() -> None:
    axis = _axis(1952, 2022, 2023)
    day = dt.date
    assert axis.x(day(2022, 1, 1)) - axis.x(day(1953, 1, 1)) == 213.0
    assert [name for _, name in axis.ticks()] == ["1952", "1953", "…", "2022", "2023", "2024"]


def test_few_empty_years_are_drawn_each() -> None:
    assert "…" not in [name for _, name in _axis(2018, 2022).ticks()]
