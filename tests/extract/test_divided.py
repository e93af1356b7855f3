"""Whose a share is that its sentence leaves open: of the company whose owners were told of just before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("before", "whose"),
    [
        ("Halden wants to buy Lumora. Lumora's shareholders must still agree.", "Lumora"),
        (
            "Halden wants to buy Lumora. Lumora's largest shareholder, Vesta Motors, is against it.",
            "Lumora",
        ),
        ("Halden wants to buy Lumora. Vesta Motors owns 20.1% of Lumora.", "Lumora"),
        ("Halden wants to buy Lumora. The shareholders of Lumora are silent.", "Lumora"),
        ("Halden makes vans. It is listed in Oslo.", "Halden"),
        ("Halden makes vans. The founding family owns 40% of Halden.", "Halden"),
    ],
)
def test_a_share_is_of_the_company_that_was_shared_out_before(
    claims_of: ClaimsOf, before: str, whose: str
) -> None:
    found = claims_of(f"{before} Zenith holds 11.8%.", Kind.OWNERSHIP)
    assert {c.object for c in found if c.subject == "Zenith"} <= {whose}
