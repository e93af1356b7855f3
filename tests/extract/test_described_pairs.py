"""Two parties that are each told by what they are: "the drug maker Acme and the Israeli firm Zenith"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> list[tuple[str, str | None]]:
    return sorted((c.subject, c.object) for c in claims)


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        (
            "The paint maker Orbona and the Finnish firm Halvik are merging.",
            Kind.MERGER,
            [("Orbona", "Halvik")],
        ),
        (
            "The paint maker Orbona and the chip designer Halvik have sued Lumeta over patents.",
            Kind.LEGAL,
            [("Halvik", "Lumeta"), ("Orbona", "Lumeta")],
        ),
        (
            "Lumeta bought the paint maker Orbona and the chip designer Halvik for $3 million.",
            Kind.ACQUISITION,
            [("Lumeta", "Halvik"), ("Lumeta", "Orbona")],
        ),
        (
            "Lumeta bought the paint maker Orbona and the chip designer Halvik rose 3 percent.",
            Kind.ACQUISITION,
            [("Lumeta", "Orbona")],
        ),
    ],
)
def test_both_are_told_of(
    claims_of: ClaimsOf, text: str, kind: Kind, parties: list[tuple[str, str | None]]
) -> None:
    assert told(claims_of(text, kind)) == parties
