"""What an opened row of the ledger page tells: what was read, and each sentence once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kg.ledger import Promise
from kg.views.ledger import ledger_page
from kg.views.promises import history_of, quotes_beside_title

DAY = dt.date(2025, 1, 1)


@pytest.fixture
def promise(stored: Any) -> Promise:
    found: Promise = next(each for each in stored.ledger if each.promiser == "Brio")
    return replace(found, changes=(), evidence=())


def test_an_entry_tells_what_was_read(promise: Promise) -> None:
    owner = replace(
        promise.opened, claim="owner", what="mention", relation="owns", object="Zanzur Foods",
        article="later", quotes=("Its owner Brio said nothing.",),
    )  # fmt: skip
    assert "Brio owns Zanzur Foods" in ledger_page([replace(promise, changes=(owner,))], DAY)


def test_a_headline_is_given_once(promise: Promise) -> None:
    both = replace(
        promise.opened, quotes=("Brio will build.", "Brio  to Build"), title="Brio to build"
    )
    assert quotes_beside_title(both) == ("Brio will build.",)
    alone = replace(both, quotes=("Brio to Build",))
    assert quotes_beside_title(alone) == ("Brio to Build",)
    other = replace(both, title="Plant for Leeds")
    assert quotes_beside_title(other) == other.quotes


def test_the_announcing_sentence_does_not_come_again(promise: Promise) -> None:
    role = replace(promise.opened, claim="role", what="progress", kind="Role")
    assert history_of(replace(promise, changes=(role,))) == [promise.opened]


def test_what_its_status_rests_on_or_moves_it_stays(promise: Promise) -> None:
    role = replace(promise.opened, claim="role", what="progress", kind="Role")
    rested = replace(promise, changes=(role,), evidence=(role,))
    assert {entry.claim for entry in history_of(rested)} == {promise.opened.claim, "role"}
    for other in (
        replace(role, what="change of date"),
        replace(role, article="later"),
        replace(role, quotes=("Work has begun.",)),
    ):
        assert other in history_of(replace(promise, changes=(other,)))
