"""A measure by the customer, room or square metre is none of the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Revenue per available room at Acme Hotels rose 5.4%.",
            {("Revenue per available room", 5.4)},
        ),
        ("Zenith Air's revenue per passenger was 62 euros.", {("revenue per passenger", 62)}),
        (
            "Acme Telecom reported revenue of 3 million euros and average revenue per user of 4 euros.",
            {("revenue", 3e6), ("average revenue per user", 4)},
        ),
        ("Acme Stores said sales per square metre fell 4%.", {("sales per square metre", -4)}),
        ("Acme Stores' sales per month rose to 12 million euros.", {("sales", 12e6)}),
        ("Acme Stores' room revenue rose 5%.", {("room revenue", 5)}),
    ],
)
def test_a_measure_by_a_unit_is_one_of_its_own(
    claims_of: Found, text: str, expected: set[tuple[str, float]]
) -> None:
    found = claims_of(text, Kind.RESULT)
    assert {(c.object, float(c.amount.value)) for c in found if c.amount} == expected
