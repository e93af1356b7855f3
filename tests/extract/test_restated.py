"""What the model tells is set beside the frames' claims of its own sentence alone."""

from __future__ import annotations

import datetime as dt

import pytest

import kg.extract
from kg.extract.learned import restated
from kg.language import load
from kg.model import Article


def test_an_article_of_many_sentences_costs_no_more_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes: list[int] = []
    told_better = restated._is_told_better

    def counted(candidate: object, beside: object) -> bool:
        sizes.append(len(beside))  # type: ignore[arg-type]
        return told_better(candidate, beside)  # type: ignore[arg-type]

    monkeypatch.setattr(restated, "_is_told_better", counted)
    text = "Pavo Group plans to hire 300 engineers in Cardiff by 2026. Lumina bought Brio for $50 million. "
    article = Article(id="a", title="T", text=(text * 40).strip(), date=dt.date(2024, 5, 6))
    found = kg.extract.analyse(article, load(), kg.extract.load())
    assert len(found.claims) == 2
    assert sizes
    assert max(sizes) <= 4
