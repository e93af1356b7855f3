"""Firms that local news calls by where they work and what they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

import kg.extract
from kg.language import load
from kg.model import Article, Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind", "firm"),
    [
        ("The Eschbach winery has filed for insolvency.", Kind.INSOLVENCY, "Eschbach winery"),
        ("The Larvik paper mill went bankrupt.", Kind.INSOLVENCY, "Larvik paper mill"),
        ("The Larvik brickworks will cut 70 jobs.", Kind.LAYOFF, "Larvik brickworks"),
        (
            "The Eschbach winery has filed for insolvency. The winery was founded in 1911.",
            Kind.FORMATION,
            "Eschbach winery",
        ),
    ],
)
def test_a_place_and_a_trade_name_a_firm(
    claims_of: ClaimsOf, text: str, kind: Kind, firm: str
) -> None:
    assert [c.subject for c in claims_of(text, kind)] == [firm]


@pytest.mark.parametrize(
    ("text", "kind", "firms"),
    [
        ("Pavo Drinks said the Larvik brewery would cut 70 jobs.", Kind.LAYOFF, {"Pavo Drinks"}),
        (
            "Pavo Drinks will cut 300 jobs. The Larvik brewery will cut 70 jobs.",
            Kind.LAYOFF,
            {"Pavo Drinks"},
        ),
        ("The German winery has filed for insolvency.", Kind.INSOLVENCY, set()),
        (
            "The Larvik winery Hallgarten GmbH has filed for insolvency.",
            Kind.INSOLVENCY,
            {"Hallgarten GmbH"},
        ),
        ("The winery has filed for insolvency.", Kind.INSOLVENCY, set()),
    ],
)
def test_a_site_of_a_firm_and_a_bare_trade_name_none(
    claims_of: ClaimsOf, text: str, kind: Kind, firms: set[str]
) -> None:
    assert {c.subject for c in claims_of(text, kind)} == firms


@pytest.mark.parametrize(
    ("title", "text", "firm"),
    [
        ("Winery in trouble", "The Eschbach winery has filed for insolvency.", "Eschbach winery"),
        ("Carrier in trouble", "The airline Carrier has filed for insolvency.", "Carrier"),
    ],
)
def test_a_trade_that_begins_a_headline_is_no_name(title: str, text: str, firm: str) -> None:
    article = Article(id="x", title=title, text=text, date=dt.date(2024, 6, 20))
    claims = kg.extract.analyse(article, load(), kg.extract.load()).claims
    assert [c.subject for c in claims if c.kind is Kind.INSOLVENCY] == [firm]
