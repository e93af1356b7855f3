"""Who "announced the decision" behind a semicolon speaks for its own sentence, else for the one before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Zenith Foods will cut 80 jobs; its chief executive, Ann Cole, announced the decision on Monday.",
            "Ann Cole",
        ),
        ("Zenith Foods will cut 80 jobs. Ann Cole, its head, announced the decision.", "Ann Cole"),
        (
            "Zenith Foods will cut 80 jobs. Ann Cole, its head, announced the decision on Monday; shares rose.",
            "Ann Cole",
        ),
        (
            "Zenith Foods will cut 80 jobs. Orbix Bank closed a branch; its head Ann Cole announced the decision.",
            None,
        ),
    ],
)
def test_a_semicolon_keeps_who_announced(
    claims_of: ClaimsOf, text: str, speaker: str | None
) -> None:
    found = {c.speaker for c in claims_of(text, Kind.LAYOFF) if c.subject == "Zenith Foods"}
    assert found == {speaker}
