"""The pass that completes claims from other sentences: only those that lack something, and none is read in vain."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from spacy.tokens import Span as Sentence

from kg.extract.context import Context, prepare
from kg.extract.following import completed
from kg.language import load
from kg.model import Article, Claim, Kind

MILL = Claim(article="a", kind=Kind.FACILITY, subject="Acme", object="mill")
SHOP = Claim(article="a", kind=Kind.FACILITY, subject="Acme", object="shop")


def _with_role(
    claim: Claim, known: Sequence[Claim], sentences: Sequence[Sentence], _body: Context
) -> Claim:
    return dataclasses.replace(claim, role=f"{len(known)} claims, {len(sentences)} sentences")


def test_only_claims_that_lack_something_are_completed() -> None:
    article = Article(id="a", title="", text="Acme opened a mill. It hired ten people.")
    body = prepare(article, load()(article.text), load()(""), field_="text")
    mill, shop = completed([MILL, SHOP], body, lambda c: c.object == "mill", _with_role)
    assert mill.role == "2 claims, 2 sentences"
    assert shop is SHOP


def test_where_nothing_lacks_no_sentence_is_read() -> None:
    unread: Context = None  # type: ignore[assignment]
    assert completed([MILL, SHOP], unread, lambda _: False, _with_role) == (MILL, SHOP)
