"""A time that opens a sentence holds for what the sentence goes on to tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
DAY = "2024-05-08"


def times(claims: list[Claim]) -> set[tuple[str, str] | None]:
    return {None if c.time is None else (str(c.time.earliest), str(c.time.latest)) for c in claims}


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        (
            "In 2001, Larvik Foods went bankrupt and Halden Mills closed its plant in Bergen.",
            Kind.FACILITY,
            ("2001-01-01", "2001-12-31"),
        ),
        (
            "January: Larvik Foods stuns the city by closing its plant in Bergen.",
            Kind.FACILITY,
            ("2024-01-01", "2024-01-31"),
        ),
        (
            "In 2001, Larvik Foods went bankrupt and Halden Mills later closed its plant in Bergen.",
            Kind.FACILITY,
            None,
        ),
        (
            "On Monday, Ann Lee said that sales fell, and Halden Mills has closed its plant in Bergen.",
            Kind.FACILITY,
            None,
        ),
    ],
)
def test_opening_time(
    claims_of: ClaimsOf, text: str, kind: Kind, time: tuple[str, str] | None
) -> None:
    assert times(claims_of(text, kind, DAY)) == {time}
