"""A firm may own, sell and buy what bears its name, and is believed as if it bore another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]
SURE = 0.7


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (
            "Veldana's subsidiaries include Veldana Cargo and Brightwing.",
            Kind.OWNERSHIP,
            {("Veldana", "Veldana Cargo"), ("Veldana", "Brightwing")},
        ),
        (
            "Samsel plans to sell Samsel Displays to Norvan Holdings.",
            Kind.DIVESTITURE,
            {("Samsel", "Samsel Displays")},
        ),
        (
            "Veldana bought Veldana Cargo from Norvan Holdings.",
            Kind.ACQUISITION,
            {("Veldana", "Veldana Cargo")},
        ),
    ],
)
def test_a_namesake_is_another(
    claims_of: Found, text: str, kind: Kind, told: set[tuple[str, str]]
) -> None:
    found = claims_of(text, kind)
    assert {(c.subject, c.object) for c in found} == told
    assert all(c.confidence >= SURE for c in found)


def test_one_firm_by_two_names_is_no_owner_of_itself(claims_of: Found) -> None:
    text = "Zenith Steel bought Norvan Foods. Zenith Steel plc said Zenith would close no shops."
    assert {(c.subject, c.object) for c in claims_of(text, Kind.ACQUISITION)} == {
        ("Zenith Steel", "Norvan Foods")
    }
