"""An aim keeps the per cent that it ends with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Acme Steel stuck to its goal of cutting emissions by 40% by 2030.", "by 40%"),
        ("Acme Foods Group aims to reduce food waste by 50% by 2030.", "by 50%"),
    ],
)
def test_an_aim_keeps_its_per_cent(claims_of: Found, text: str, aim: str) -> None:
    (claim,) = claims_of(text, Kind.TARGET)
    assert claim.object is not None
    assert claim.object.endswith(aim)
    assert claim.amount is not None
    assert claim.amount.unit == "percent"


def test_a_figure_beside_a_goal_is_not_its_own(claims_of: Found) -> None:
    text = "Acme Steel repeated its goal of becoming carbon neutral after emissions fell by 12%."
    (claim,) = claims_of(text, Kind.TARGET)
    assert claim.amount is None
