"""Who speaks, over whole sentences: descriptions of speakers, and when they spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("source", "speaker", "said"),
    [
        ("A Halden spokesman on Friday", "a Halden spokesman", "2020-05-08"),
        ("An executive at Halden in March", "an executive at Halden", "2020-03-01"),
        ("A spokesman on Friday for the union", "a spokesman for the union", "2020-05-08"),
        ("People familiar with the 2019 talks", "People familiar with the 2019 talks", None),
    ],
)
def test_when_somebody_spoke_is_no_part_of_who_spoke(
    claims_of: ClaimsOf, source: str, speaker: str, said: str | None
) -> None:
    text = f"{source} said the company will open a plant in Ohio. Halden makes cars."
    [claim] = claims_of(text, Kind.FACILITY, title="Halden to open plant in Ohio")
    assert claim.speaker == speaker
    assert (claim.said.earliest if claim.said else None) == (
        dt.date.fromisoformat(said) if said else None
    )
