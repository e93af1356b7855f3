"""Whose money it is: who stands behind a firm is told beside a sum and gave none of it, unless the text says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Air has raised 12 million francs. Backed by Swiss Courier, it flies medical samples.",
        "Polar Robotics raised $20 million. The start-up, which is backed by Humber Capital, makes drones.",
        "Voltane has secured a $300 million loan. Voltane is backed by Maple Fund.",
    ],
)
def test_a_backer_gave_no_sum_of_another_sentence(text: str, claims_of: ClaimsOf) -> None:
    found = claims_of(text, Kind.FUNDING)
    assert [c.object for c in found if c.amount is not None] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Voltane has raised $300 million in a round led by Maple Fund.",
        "Polar Robotics has raised $300 million from Maple Fund.",
    ],
)
def test_who_gave_a_sum_is_told_with_it(text: str, claims_of: ClaimsOf) -> None:
    found = claims_of(text, Kind.FUNDING)
    assert [c.object for c in found if c.amount is not None] == ["Maple Fund"]
