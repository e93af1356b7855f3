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


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Acme Motors named its finance director, Ann Lee, acting chief executive.",
            "acting chief executive",
        ),
        (
            "Acme Motors named its finance director, Ann Lee, chief executive on Monday.",
            "chief executive",
        ),
        ("Acme Motors named Ann Lee, 48, chief executive.", "chief executive"),
        (
            "Acme Motors named finance director Ann Lee as interim chief executive.",
            "interim chief executive",
        ),
    ],
)
def test_the_title_behind_the_name_is_the_new_one(
    claims_of: ClaimsOf, text: str, role: str
) -> None:
    assert [c.role for c in claims_of(text, Kind.APPOINTMENT)] == [role]


def test_who_joined_years_ago_took_no_post_then(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors' chief executive, Bo Ek, will be replaced by the head of its Asian arm, "
        "Ann Lee, who joined Acme in 1996."
    )
    comes = claims_of(text, Kind.APPOINTMENT)
    assert {(c.role, c.time) for c in comes} <= {("chief executive", None)}
    assert {c.subject for c in claims_of(text, Kind.DEPARTURE)} == {"Bo Ek"}


def test_nobody_takes_over_as_founder(claims_of: ClaimsOf) -> None:
    text = "Acme Motors appointed Ann Lee as its chairman. Lee takes over from founder Bo Ek on 1 July."
    assert {c.role for c in claims_of(text, Kind.APPOINTMENT)} == {"chairman"}


def test_a_title_has_no_sum_before_it(claims_of: ClaimsOf) -> None:
    text = "Acme Motors owes its banks $230 million, its chairman, Bo Ek, said."
    assert {c.role for c in claims_of(text, Kind.ROLE)} == {"chairman"}
