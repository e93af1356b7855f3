"""Source files that did not change are not read again, and nothing else changes by that."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from kg import inputs, seen
from kg.build import build
from kg.model import Article, Report
from kg.records import content_of
from tests.stand_ins import first_word


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were read from files, as they are read; no file is too young."""
    monkeypatch.setattr(seen, "SETTLED", -(10**18))
    found: list[str] = []

    def noted(article: Article) -> str:
        found.append(article.id)
        return content_of(article)

    monkeypatch.setattr(inputs, "content_of", noted)
    return found


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("A\n\nAcme grows.", encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"id": "b", "title": "B", "text": "Bolt grows."},
        {"id": "c", "title": "C", "text": "Corvid grows.", "url": "https://example.org/ann-lee"},
        {"id": "d", "title": "D", "text": ""},
    ]
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    (folder / "more.jsonl").write_text(text, encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"%PDF")
    return folder


def made(sources: Path, **options: Any) -> Report:
    return build([sources], sources.parent / "out", analyse=first_word, version="1", **options)


def memory(sources: Path) -> str:
    return (sources.parent / "out" / "store" / seen.FILE).read_text("utf-8")


def plain(report: Report) -> list[tuple[str, str | None, str]]:
    return [(row.source, row.article, row.reason) for row in report.rows]


def test_what_did_not_change_is_not_read_again(sources: Path, read: list[str]) -> None:
    first = made(sources)
    assert sorted(read) == ["a.txt", "b", "c"]
    graph = (sources.parent / "out" / "graph.nq").read_bytes()
    read.clear()
    again = made(sources)
    third = made(sources)
    assert read == []
    assert plain(again) == plain(third) == plain(first)
    assert again.issues == third.issues
    assert [row.outcome for row in again.rows] == [row.outcome for row in third.rows]
    assert (sources.parent / "out" / "graph.nq").read_bytes() == graph
    (sources / "new.txt").write_text("New\n\nNovum grows.", encoding="utf-8")
    made(sources)
    assert read == ["new.txt"]


def test_a_file_that_changed_is_read_even_if_its_size_and_time_are_as_before(
    sources: Path, read: list[str]
) -> None:
    made(sources)
    made(sources)
    path = sources / "a.txt"
    before = path.stat()
    path.write_text("A\n\nApex grows.", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    read.clear()
    made(sources)
    assert read == ["a.txt"]
    assert "Apex" in (sources.parent / "out" / "graph.nq").read_text("utf-8")


def test_what_is_young_is_read_again(
    sources: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen, "SETTLED", 10**18)
    made(sources)
    made(sources)
    read.clear()
    made(sources)
    assert sorted(read) == ["a.txt", "b", "c"]


def test_another_version_or_other_loaders_read_all(
    sources: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(sources)
    made(sources)
    read.clear()
    build([sources], sources.parent / "out", analyse=first_word, version="2")
    assert len(read) == 3
    read.clear()
    monkeypatch.setattr(seen, "readers", lambda: "others")
    build([sources], sources.parent / "out", analyse=first_word, version="2")
    assert len(read) == 3


def test_an_article_of_a_known_file_is_there_when_it_is_needed(
    sources: Path, read: list[str]
) -> None:
    made(sources)
    made(sources)
    graph = (sources.parent / "out" / "graph.nq").read_bytes()
    records = sorted((sources.parent / "out" / "store" / "articles").glob("*.json"))
    for record in records:
        record.unlink()
    read.clear()
    report = made(sources)
    assert [row.outcome for row in report.rows].count("built") == len(records) == 3
    assert (sources.parent / "out" / "graph.nq").read_bytes() == graph
    assert made(sources, texts=False).ok, "records that are made smaller need their articles"


def test_clashes_and_copies_are_told_as_before(sources: Path, read: list[str]) -> None:
    (sources / "again.jsonl").write_text(
        '{"id": "b", "title": "B", "text": "Other."}\n{"id": "e", "title": "E", "text": "Corvid grows."}\n',
        encoding="utf-8",
    )
    reports = [made(sources) for _ in range(3)]
    assert read.count("b") == 2, "both in the first build"
    assert plain(reports[2]) == plain(reports[1]) == plain(reports[0])
    assert reports[2].issues == reports[1].issues == reports[0].issues
    assert {i.code for i in reports[2].issues} >= {"same-text"}
    assert [row.outcome for row in reports[2].rows if row.article == "b"] == ["failed", "failed"]


def test_standard_input_is_always_read_and_belongs_to_no_file(
    sources: Path, read: list[str]
) -> None:
    out = sources.parent / "out"
    for text in (b"One\n\nOnly grows.", b"One\n\nOther grows.", b"One\n\nThird grows."):
        build(
            [sources / "a.txt", "-"], out, analyse=first_word, version="1", stdin=io.BytesIO(text)
        )
    assert read.count("stdin") == 3
    assert read.count("a.txt") == 1
    assert "Third" in (out / "graph.nq").read_text("utf-8")
    assert "stdin" not in memory(sources)


def test_no_text_or_address_is_kept_and_a_broken_memory_costs_nothing(
    sources: Path, read: list[str]
) -> None:
    made(sources)
    made(sources)
    assert "ann-lee" not in memory(sources)
    assert "grows" not in memory(sources)
    path, rows = sources.parent / "out" / "store" / seen.FILE, plain(made(sources))
    for damage in (memory(sources)[:-20], memory(sources).replace("article", "thing"), "{", ""):
        path.write_text(damage, encoding="utf-8")
        assert plain(made(sources)) == rows
    assert sorted(set(read)) == ["a.txt", "b", "c"]
