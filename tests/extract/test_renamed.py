"""A firm that changed its name is one firm, told by the name that stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Loxmoor Metals, formerly Pellgrave Steel, opened a plant in Leeds.", "Loxmoor Metals"),
        ("Astel Foods (formerly Sorley Foods) opened a plant in Leeds.", "Astel Foods"),
        ("Loxmoor Power, the former Loxmoor Energy, opened a plant in Leeds.", "Loxmoor Power"),
        ("Brastow Group was renamed Verrano in May. Brastow opened a plant in Leeds.", "Verrano"),
        ("Brastow Group will be renamed Verrano. Verrano opened a plant in Leeds.", "Brastow Group"),
        # These tell of two firms.
        ("Kelmar is a former unit of Brastow Group. Kelmar opened a plant in Leeds.", "Kelmar"),
        ("Loxmoor Energy, the former Tessaly unit, opened a plant in Leeds.", "Loxmoor Energy"),
    ],
)  # fmt: skip
def test_an_old_name_is_no_second_actor(claims_of: ClaimsOf, text: str, who: str) -> None:
    assert [(c.subject, c.object) for c in claims_of(text, Kind.FACILITY)] == [
        (who, "plant in Leeds")
    ]


def test_an_old_name_is_no_owner(claims_of: ClaimsOf) -> None:
    text = "Loxmoor Power, the former Loxmoor Energy, opened a plant in Leeds."
    assert not claims_of(text, Kind.OWNERSHIP)


def test_a_firm_apart_from_its_former_unit_is_kept_apart(claims_of: ClaimsOf) -> None:
    text = "Kelmar, a former unit of Brastow Group, opened a plant in Leeds. Brastow Group hired 40 people."
    assert [c.subject for c in claims_of(text, Kind.HIRING)] == ["Brastow Group"]
