"""What ought to be is wanted; what seems or is unlikely is what somebody thinks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]
_NOT = (Modality.REPORTED, Polarity.NEGATED)
_SEEMS = (Modality.REPORTED, Polarity.AFFIRMED)
_DONE = (Modality.ASSERTED, Polarity.AFFIRMED)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Acme Motors ought to buy Zenith Rail, investor Bob Day said.",
            Kind.ACQUISITION,
            (Modality.TARGETED, Polarity.AFFIRMED),
        ),
        ("Acme Motors seems to have bought Zenith Rail.", Kind.ACQUISITION, _SEEMS),
        ("It appears that Acme Motors has bought Zenith Rail.", Kind.ACQUISITION, _SEEMS),
        ("Acme Motors appears to have cut 90 jobs.", Kind.LAYOFF, _SEEMS),
        ("Acme Motors is unlikely to buy Zenith Rail, analysts said.", Kind.ACQUISITION, _NOT),
        ("It is unlikely that Acme Motors will close its Brno plant.", Kind.FACILITY, _NOT),
        ("A bid by Acme Motors for Zenith Rail looks improbable.", Kind.ACQUISITION, _NOT),
        ("Acme Motors managed to buy Zenith Rail.", Kind.ACQUISITION, _DONE),
        (
            "Acme Motors, which appeared in a list of carmakers, bought Zenith Rail.",
            Kind.ACQUISITION,
            _DONE,
        ),
    ],
)
def test_what_is_thought(
    text: str, kind: Kind, expected: tuple[Modality, Polarity], claims_of: ClaimsOf
) -> None:
    assert {(c.modality, c.polarity) for c in claims_of(text, kind)} == {expected}
