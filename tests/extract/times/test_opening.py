"""The cheap test of where a time may begin loses none that the grammar knows."""

from __future__ import annotations

import datetime as dt
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times import compose, find
from kg.extract.times.opening import REACH, may_begin, openings
from kg.extract.times.tokens import Tokens
from kg.extract.times.words import words

DAY = dt.date(2024, 5, 15)
WORDS = sorted(
    {
        *words().months, *words().weekdays, *words().units, *words().numbers, *words().ordinals,
        *words().openers, *words().tells, *(words().pointed - {"equivalent"}), *(w for w in words().qualifiers if w.isalpha()),
        *("new", "near", "future", "end", "start", "middle", "course", "due", "later", "date", "point", "day"),
        "half", "of", "to", "and", "until", "2023", "2025", "15", "5th", "Q3", "-", "/", ",", "plant", "it",
    }
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
def test_no_time_is_lost(text: str) -> None:
    found = find.find_times(text, DAY)
    with (
        mock.patch.object(compose, "may_begin", return_value=True),
        mock.patch.object(find, "openings", lambda tokens: range(len(tokens))),
    ):
        assert find.find_times(text, DAY) == found


def test_a_lead_alone_begins_no_time() -> None:
    tokens = Tokens("The firm and its bank own the plant, the mill and the port in the far north")
    assert openings(tokens) == []
    assert not any(may_begin(tokens, i) for i in range(len(tokens)))


def test_what_tells_of_time_may_stand_some_words_ahead() -> None:
    tokens = Tokens("the " + "two " * (REACH - 1) + "years")
    assert may_begin(tokens, 0)
    assert not may_begin(Tokens("the " + "two " * REACH + "years"), 0)
