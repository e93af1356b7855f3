"""How a nominal is told: without what only adds to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind", "subject", "thing"),
    [
        (
            "Pavo will buy the 8 percent of Halden held by Corvo.",
            Kind.ACQUISITION,
            "Pavo",
            "8 percent of Halden",
        ),
        (
            "Halden was fined $3 million by the watchdog for deceiving clients.",
            Kind.LEGAL,
            "watchdog",
            "Halden",
        ),
        # A name of what it is for stays.
        (
            "Halden was fined $3 million by the authority for consumers.",
            Kind.LEGAL,
            "authority for consumers",
            "Halden",
        ),
    ],
)
def test_an_agent_and_what_somebody_acts_for_are_no_part_of_a_party(
    claims_of: ClaimsOf, text: str, kind: Kind, subject: str, thing: str
) -> None:
    assert {(c.subject, c.object) for c in claims_of(text, kind)} == {(subject, thing)}
