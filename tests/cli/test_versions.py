"""Stores of other versions: they are named, never read, and made anew by the next build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import build
from kg.cli import main
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span


def analyse(article: Article) -> Extraction:
    span = Span(0, len(article.text))
    return Extraction(
        claims=(Claim(article=article.id, kind=Kind.HIRING, subject="Acme", evidence=(span,)),)
    )


def kg(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([*args])
    return int(exit_.value.code or 0)


def test_a_store_of_another_version_says_so_and_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(build, "load_analysis", lambda *_: analyse)
    monkeypatch.setattr(build, "pipeline_version", lambda *_: "test")
    Path("sources").mkdir()
    Path("sources/a.txt").write_text("T\n\nAcme hires.", encoding="utf-8")
    assert kg("build") == 0
    before = Path("exports/graph.nq").read_bytes()
    meta = Path("exports/store/meta.json")
    meta.write_text(json.dumps({**json.loads(meta.read_text("utf-8")), "format": 0}), "utf-8")
    for record in Path("exports/store/articles").iterdir():
        found = json.loads(record.read_text("utf-8"))
        record.write_text(json.dumps({**found, "format": 0}), encoding="utf-8")
    capsys.readouterr()
    assert kg("claims") == 2
    assert "has format 0" in capsys.readouterr().err
    assert kg("build") == 0
    err = capsys.readouterr().err
    assert "has format 0; this version reads" in err
    assert "made anew" in err
    assert "1 built" in err
    assert kg("claims") == 0
    assert Path("exports/graph.nq").read_bytes() == before
    assert kg("build") == 0
    assert "made anew" not in capsys.readouterr().err
