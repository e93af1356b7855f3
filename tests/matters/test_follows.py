"""What is to follow what the text told before is a promise of its own, and moves no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.matters import Named, Standing
from kg.matters.marks import FOLLOWS, is_to_follow

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]
PLAN = ("2023-02-08", "Product:launches", "Acme", "Comet inhaler")
LATER = "2025-07-01/2025-12-31"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Germany will follow in the second half of 2025.", "in the second half of 2025", True),
        ("France and Spain are to follow next year.", "next year", True),
        ("Italy is set to come next in May.", "in May", True),
        ("In May it will follow its rival.", "In May", False),
        ("It will follow its rival in May.", "in May", False),
        ("The Comet will now go on sale in May.", "in May", False),
    ],
)
def test_a_time_of_what_is_to_follow(text: str, words: str, expected: bool) -> None:
    assert is_to_follow(text, words) is expected


@pytest.mark.parametrize("follows", [True, False])
def test_what_is_to_follow_moves_no_promise_and_is_not_what_it_follows(
    claim: Make, stand: Stand, follows: bool
) -> None:
    marks = frozenset({f"{FOLLOWS}later"} if follows else ())
    plan = claim(*PLAN, time="2024-01-01/2024-03-31")
    day = "2024-11-05"
    done = claim(day, *PLAN[1:], "asserted", time=f"{day}/{day}", article="b")
    next_one = claim(day, *PLAN[1:], time=LATER, article="b")
    found = stand(plan, done, replace(next_one, sorts=marks), as_of=dt.date(2025, 3, 1))
    late = [(each.status, each.due[1]) for each in found if each.done]
    waiting = [(each.status, each.due[1]) for each in found if not each.done]
    if follows:
        assert late == [("slipped", dt.date(2024, 3, 31))]
        assert waiting == [("open", dt.date(2025, 12, 31))]
    else:
        assert (late, waiting) == ([("slipped", dt.date(2025, 12, 31))], [])
