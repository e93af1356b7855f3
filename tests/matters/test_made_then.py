"""The day on which a plan was made is no due day, though the plan was told on that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.matters import Named, Standing
from kg.matters.marks import made_then, speaks_of
from kg.model import TimeSpan

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]
DAY = dt.date(2024, 3, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme agreed to buy Zenith on Monday.", True),
        ("Acme launched a 2 billion euro bid for Zenith on Monday.", True),
        ("Acme raised its offer for Zenith to $2 billion on Monday.", True),
        ("Acme struck a deal on Monday to buy Zenith.", True),
        ("Acme will close its purchase of Zenith on Monday.", False),
        ("Acme agreed to a deal and will close the purchase on Monday.", False),
        ("Acme is set to seal its plan for Zenith on Monday.", False),
    ],
)
def test_the_day_of_an_agreement_is_no_due_day(
    claim: Make, stand: Stand, text: str, expected: bool
) -> None:
    assert made_then(text, "on Monday") is expected
    plan = claim("2024-03-18", "Acquisition", "Acme", "Zenith")
    time = TimeSpan(earliest=DAY, latest=DAY, words="on Monday")
    dated = replace(plan.claim, time=time)
    (found,) = stand(replace(plan, claim=dated, sorts=speaks_of(dated, [text])))
    assert (found.status, found.due[1]) == (("open", None) if expected else ("overdue", DAY))


def test_an_agreed_day_to_come_stays_the_due_day(claim: Make, stand: Stand) -> None:
    text = "Acme agreed to sell Zenith to Halden on 18 March."
    plan = claim("2024-03-01", "Divestiture", "Acme", "Zenith")
    dated = replace(plan.claim, time=TimeSpan(earliest=DAY, latest=DAY, words="on 18 March"))
    (found,) = stand(replace(plan, claim=dated, sorts=speaks_of(dated, [text])))
    assert found.due[1] == DAY
