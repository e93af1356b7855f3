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


def test_few_years_name_their_months() -> None:
    assert [name for _, name in _axis(2022, 2023).months()] == ["Apr", "Jul", "Oct"] * 2
    assert len(_axis(2022).months()) == 11
    # Empty years that are drawn as one have none.
    assert [name for _, name in _axis(1952, 2022, 2023).months()] == ["Apr", "Jul", "Oct"] * 3


def test_many_years_name_none() -> None:
    assert _axis(2015, 2018, 2022).months() == []


def test_months_lie_between_their_years() -> None:
    axis = _axis(2022, 2023)
    (_, first), (_, second), _ = ((n, x) for x, n in axis.ticks())
    assert first < axis.months()[0][0] < second
