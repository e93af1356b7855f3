"""Where a site is and in whom a share is held belongs to what is told, wherever trees hang it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
SOLD = Kind.DIVESTITURE


@pytest.mark.parametrize(
    ("text", "kind", "thing"),
    [
        ("Pavo will sell its mill in Turin to Corvo.", SOLD, "mill in Turin"),
        ("Pavo will sell its mills in Turin and Siena to Corvo.", SOLD, "mills in Turin and Siena"),
        ("Pavo sold its stake in the bank Halden to Corvo.", SOLD, "stake in the bank Halden"),
        (
            "Pavo sold its stake of 8 percent in the airline Halden to Corvo.",
            SOLD,
            "stake of 8 percent in the airline Halden",
        ),
        (
            "Pavo sold its stake in the television station Kanal 44 to the Danish broadcaster Nordlys TV.",
            SOLD,
            "stake in the television station Kanal 44",
        ),
        ("Pavo has bought a stake in the airline Corvana.", Kind.ACQUISITION, "stake in the airline Corvana"),
        (
            "Pavo Group will build a new plant for ball bearings in Siena, Italy.",
            Kind.FACILITY,
            "new plant for ball bearings in Siena, Italy",
        ),
        # What is behind is no part of it.
        ("Pavo will sell its mill in May to Corvo.", SOLD, "mill"),
        ("Pavo will sell its mill to Corvo in Turin.", SOLD, "mill"),
        ("Pavo sold its stake in the bank to Corvo.", SOLD, "stake in the bank"),
    ],
)  # fmt: skip
def test_what_stands_right_behind_tells_which_one(
    claims_of: ClaimsOf, text: str, kind: Kind, thing: str
) -> None:
    assert {c.object for c in claims_of(text, kind)} == {thing}
