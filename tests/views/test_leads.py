"""Leads on the pages: where to look for what came of a promise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kg.ledger import Lead, Promise
from kg.views.ledger import ledger_page
from kg.views.promises import promises

HOSTILE = '<script>alert("x")</script> was \u202enever built.'


def lead(**more: Any) -> Lead:
    fields: dict[str, Any] = {
        "quote": "The plant was never built.",
        "likelihood": 0.5,
        "published": dt.date(2024, 5, 1),
        "article": "later",
        "title": "A plant that never was",
        "publisher": "Gazette",
        "url": "https://example.org/plant",
        "evidence": "https://example.org/e",
    }
    return Lead(**{**fields, **more})


@pytest.fixture
def promise(stored: Any) -> Promise:
    ledger: list[Promise] = stored.ledger
    return next(each for each in ledger if each.status not in ("met", "missed"))


def test_a_page_holds_leads_beside_their_promise(stored: Any, promise: Promise) -> None:
    with_lead = replace(promise, leads=(lead(), lead(published=None, url="javascript:alert(1)")))
    (found,) = promises(stored.rows, [with_lead])
    assert found["leads"][0] == {
        "quote": "The plant was never built.",
        "date": "2024-05-01",
        "outlet": "Gazette",
        "title": "A plant that never was",
        "url": "https://example.org/plant",
    }
    assert set(found["leads"][1]) == {"quote", "outlet", "title"}
    (without,) = promises(stored.rows, [replace(promise, leads=())])
    assert "leads" not in without


def test_the_ledger_page_tells_how_many_leads_there_are_and_which(promise: Promise) -> None:
    day = dt.date(2025, 1, 1)
    two = replace(promise, leads=(lead(), lead(quote="It came to nothing.")))
    page = ledger_page([two], day)
    assert "2 leads" in page
    assert page.index("The plant was never built.") < page.index("It came to nothing.")
    assert 'href="https://example.org/plant"' in page
    assert "1 lead<" in ledger_page([replace(promise, leads=(lead(),))], day)
    assert "May tell what came of it" not in ledger_page([replace(promise, leads=())], day)


def test_what_a_lead_says_is_text_and_nothing_else(promise: Promise) -> None:
    given = replace(promise, leads=(lead(quote=HOSTILE, url="javascript:alert(1)"),))
    page = ledger_page([given], dt.date(2025, 1, 1))
    assert '<script>alert("x")' not in page
    assert "\u202e" not in page
    assert "javascript:alert" not in page


def test_a_sentence_of_the_history_is_marked_there_and_not_given_twice(promise: Promise) -> None:
    again = replace(
        promise.opened, claim="again", what="confirmation", article="later", quotes=(lead().quote,)
    )
    told = replace(promise, changes=(again,), leads=(lead(), lead(quote="It came to nothing.")))
    page = ledger_page([told], dt.date(2025, 1, 1))
    assert page.count("The plant was never built.") == 1
    assert page.count("May tell what came of it") == 2
    assert "2 leads" in page
    # The same words in another article are another sentence.
    elsewhere = replace(told, changes=(replace(again, article="other"),))
    assert ledger_page([elsewhere], dt.date(2025, 1, 1)).count("The plant was never built.") == 2
