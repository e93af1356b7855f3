"""A trade that a headline begins with is no part of the firm's name."""

from __future__ import annotations

import datetime as dt

import pytest

import kg.extract
from kg.language import load
from kg.model import Article

HIRED = "has hired 40 people, it said on Monday."


@pytest.mark.parametrize(
    ("title", "text", "who"),
    [
        ("Grocer Fjordmart hires 40", f"Fjordmart {HIRED}", "Fjordmart"),
        ("Telco Vantor hires 40", f"Vantor {HIRED}", "Vantor"),
        # The body has the trade in the name, or does not have the rest alone.
        ("Chain Reaction hires 40", f"Leeds firm Chain Reaction {HIRED} Reaction has 3 plants.", "Chain Reaction"),
        ("Brewer Science hires 40", f"Brewer Science {HIRED}", "Brewer Science"),
    ],
)  # fmt: skip
def test_a_trade_before_a_known_name_is_cut_off(title: str, text: str, who: str) -> None:
    article = Article(id="x", title=title, text=text, date=dt.date(2024, 6, 20))
    claims = kg.extract.analyse(article, load(), kg.extract.load()).claims
    assert {c.subject for c in claims} == {who}
