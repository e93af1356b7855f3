"""Names that are alike are of two firms where the text tells that one is a unit or the parent of the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Orbana Cars, a unit of Orbana Group, will close a plant.", "Orbana Cars"),
        (
            "Orbana Cars will close a plant. Its parent, Orbana Group, said it had no choice.",
            "Orbana Cars",
        ),
        ("Orbana Cars will close a plant. Orbana said it had no choice.", "Orbana Cars"),
        ("Orbana Group will close a plant. The plant of Orbana is in Texas.", "Orbana Group"),
    ],
)
def test_a_unit_is_not_its_parent(claims_of: ClaimsOf, text: str, closes: str) -> None:
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {closes}


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Lunex Optics is a unit of Lunex. Lunex will open a plant in Delft.", "Lunex"),
        ("Lunex Optics is owned by Lunex. Lunex will open a plant in Delft.", "Lunex"),
        (
            "Steen Hungary cut jobs. Steen, which owns it, will open a brewery in Graz.",
            "Steen",
        ),
        # Nothing says that the short name is the owner's.
        ("Lunex Optics makes lenses. Lunex will open a plant in Delft.", "Lunex Optics"),
        ("Lunex Optics is a unit of Axent. Lunex will open a plant in Delft.", "Lunex Optics"),
    ],
)
def test_an_owner_may_be_told_after_its_unit(claims_of: ClaimsOf, text: str, opens: str) -> None:
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {opens}


def test_the_parent_owns_the_unit(claims_of: ClaimsOf) -> None:
    text = "Orbana Bank, owned by Orbana Holdings, was fined $3 million."
    owned = claims_of(text, Kind.OWNERSHIP)
    assert [(c.subject, c.object) for c in owned] == [("Orbana Holdings", "Orbana Bank")]


@pytest.mark.parametrize(
    ("text", "fined_by"),
    [
        ("Acme Bank, a subsidiary of Halden Holdings, was fined $3 million.", []),
        (
            "Acme Bank, a subsidiary of Halden Holdings, was fined $3 million by the Bank of England.",
            ["Bank of England"],
        ),
    ],
)
def test_an_owner_does_not_fine_its_unit(
    claims_of: ClaimsOf, text: str, fined_by: list[str]
) -> None:
    assert [c.subject for c in claims_of(text, Kind.LEGAL)] == fined_by
