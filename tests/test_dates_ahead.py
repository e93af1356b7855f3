"""A build names the articles that are dated after its own day, and those without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build import build
from kg.extract import Extraction
from kg.model import Article


def nothing(article: Article) -> Extraction:
    del article
    return Extraction(claims=(), dropped=(), mentions=())


@pytest.mark.parametrize(
    ("started", "noted"), [("2020-01-01T10:00:00", 1), ("2099-01-04", 0), (None, 0)]
)
def test_an_article_of_a_day_to_come_is_noted(
    tmp_path: Path, started: str | None, noted: int
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "text": "Acme targets growth.", "date": "2099-01-05"}', "utf-8")
    report = build([file], tmp_path / "out", analyse=nothing, version="1", started=started)
    assert [issue.code for issue in report.issues].count("date-ahead") == noted


def test_an_article_without_a_day_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = ('{"id": "a", "text": "Acme grows."}', '{"id": "b", "text": "x", "date": "2019-01-05"}')
    file.write_text("\n".join(lines), "utf-8")
    report = build([file], tmp_path / "out", analyse=nothing, version="1")
    assert {issue.code for issue in report.issues} == {"no-title"}
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["undated"] == ["a"]
