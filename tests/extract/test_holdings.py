"""A parent and its units may have names that begin alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
HIRES = "plans to hire 300 people."


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (f"Brisa Chile {HIRES} Brisa belongs to Spain's Brisa Holding.", "Brisa Chile"),
        (f"Orlane Foods makes soup. Orlane {HIRES} Orlane Group owns the company.", "Orlane Foods"),
        (f"Orlane Foods makes soup. Orlane Group {HIRES}", "Orlane Group"),
        (f"Orlane Foods is a unit of Orlane Group. Orlane {HIRES}", "Orlane"),
        (f"Orlane, a subsidiary of Dublin-based Orlane Holdings plc, {HIRES}", "Orlane"),
        (f"Orlane Group makes soup. Orlane Kenya makes bread. Orlane {HIRES}", "Orlane Group"),
        # Where no other firm's name begins alike, the one with "Group" is the same.
        (f"Orlane Group said on Monday that Orlane {HIRES}", "Orlane Group"),
        (f"Orlane {HIRES} The board of Orlane Holdings approved the plan.", "Orlane Holdings"),
    ],
)
def test_a_group_is_another_than_its_unit(claims_of: ClaimsOf, text: str, who: str) -> None:
    assert [c.subject for c in claims_of(text, Kind.HIRING)] == [who]


@pytest.mark.parametrize(
    ("text", "owner", "owned"),
    [
        ("Brisa Chile will build a plant. Brisa belongs to Brisa Holding.", "Brisa Holding", "Brisa Chile"),
        ("Nordal Baltic plans to cut 40 jobs. Nordal Group owns the company.", "Nordal Group", "Nordal Baltic"),
        ("Labora Holding owns 80% of Labora Diagnostics.", "Labora Holding", "Labora Diagnostics"),
        ("Celtel, a subsidiary of Celtel Group, will cut 40 jobs.", "Celtel Group", "Celtel"),
    ],
)  # fmt: skip
def test_a_group_owns_its_unit(claims_of: ClaimsOf, text: str, owner: str, owned: str) -> None:
    assert [(c.subject, c.object) for c in claims_of(text, Kind.OWNERSHIP)] == [(owner, owned)]
