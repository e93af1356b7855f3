"""When somebody takes up a post, told in one of the sentences after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]

NAMED = "Norvik has named Leila Farouk as its chief executive."


def _days(found: list[Claim]) -> list[str | None]:
    return [str(c.time.earliest) if c.time else None for c in found if c.subject == "Leila Farouk"]


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("She will take over on December 1, 2030.", "2030-12-01"),
        ("Farouk will start on December 3, 2030.", "2030-12-03"),
        ("She is 48. She starts on December 3, 2030.", "2030-12-03"),
    ],
)
def test_the_next_sentence_tells_when_a_post_is_taken_up(
    after: str, day: str, claims_of: ClaimsOf
) -> None:
    assert _days(claims_of(f"{NAMED} {after}", Kind.APPOINTMENT)) == [day]


@pytest.mark.parametrize(
    "after",
    [
        "She started at Halden in 2009.",
        "She took over as finance chief in 2009.",
        "She will start a review of costs in January 2030.",
        "The new shop will start on December 3, 2030.",
        "Bo Ek will take over as chairman on December 3, 2030.",
    ],
)
def test_another_beginning_is_not_that_of_the_post(after: str, claims_of: ClaimsOf) -> None:
    assert _days(claims_of(f"{NAMED} {after}", Kind.APPOINTMENT)) == [None]
