"""Whose product is told of, and which one: names beside it and pronouns before it mislead."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def told(claims_of: ClaimsOf, text: str, kind: Kind) -> list[tuple[str, str | None]]:
    return [(c.subject, c.object) for c in claims_of(text, kind)]


def test_what_two_work_on_together_is_a_partnership_and_a_development_of_each(
    claims_of: ClaimsOf,
) -> None:
    text = "Orbit Motors and Zenith Tools will work together on an electric van."
    assert told(claims_of, text, Kind.PARTNERSHIP) == [("Orbit Motors", "Zenith Tools")]
    assert told(claims_of, text, Kind.DEVELOPMENT) == [
        ("Orbit Motors", "electric van"),
        ("Zenith Tools", "electric van"),
    ]


def test_who_only_works_together_develops_nothing(claims_of: ClaimsOf) -> None:
    text = "Orbit Motors and Zenith Tools will work together."
    assert told(claims_of, text, Kind.DEVELOPMENT) == []
