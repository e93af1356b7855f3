"""Which post somebody takes up, stays in or leaves, and when, where the sentence tells several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


def test_a_director_since_then_is_appointed_now(claims_of: ClaimsOf) -> None:
    text = (
        "Max Vogt has stepped down as chairman of Acme Motors. He is replaced by Ann Lee, "
        "a non-executive director since 2005."
    )
    assert [c.time for c in claims_of(text, Kind.APPOINTMENT)] == [None]


def test_the_post_after_to_is_taken_up(claims_of: ClaimsOf) -> None:
    text = "Acme Motors promoted chief operating officer Ann Lee to chief executive."
    assert [c.role for c in claims_of(text, Kind.APPOINTMENT)] == ["chief executive"]


def test_who_is_succeeded_left_when_the_clause_says(claims_of: ClaimsOf) -> None:
    text = (
        "Bo Ek was named president of Acme Motors on Monday, succeeding Ann Lee, who died in June."
    )
    left = claims_of(text, Kind.DEPARTURE, date="2012-09-12")
    assert [(c.subject, c.time and c.time.latest) for c in left] == [
        ("Ann Lee", dt.date(2012, 6, 30))
    ]


def test_who_replaces_another_leaves_nothing(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors' chief executive, Bo Ek, quit on Tuesday. Finance director Ann Lee will "
        "replace him."
    )
    assert "Ann Lee" not in {c.subject for c in claims_of(text, Kind.DEPARTURE)}


@pytest.mark.parametrize("verb", ["will remain", "will stay on as", "will continue as"])
def test_who_stays_takes_up_nothing(claims_of: ClaimsOf, verb: str) -> None:
    text = f"Acme Motors has bought Halden Steel. Ann Lee {verb} chief executive of Halden Steel."
    assert claims_of(text, Kind.APPOINTMENT) == []
    assert {c.modality for c in claims_of(text, Kind.ROLE)} <= {Modality.ASSERTED}


def test_who_will_be_takes_up_a_post(claims_of: ClaimsOf) -> None:
    text = "Acme Motors has bought Halden Steel. Ann Lee will be chief executive of Halden Steel."
    assert [c.subject for c in claims_of(text, Kind.APPOINTMENT)] == ["Ann Lee"]
