"""To merge the names of two firms that merge with each other is another thing, and is warned of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg import build
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span

Run = Callable[..., tuple[int, str, str]]


def merging(article: Article) -> Extraction:
    """Read any article as one that tells of a merger of Acme and Zenith."""
    claim = Claim(
        article=article.id,
        kind=Kind.MERGER,
        subject="Acme",
        subject_type="COMPANY",
        object="Zenith",
        object_type="COMPANY",
        evidence=(Span(0, 4),),
    )
    return Extraction(claims=(claim,))


def test_to_merge_firms_that_merge_with_each_other_is_warned_of(
    kg: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "load_analysis", lambda *_: merging)
    monkeypatch.setattr(build, "pipeline_version", lambda *_: "test")
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    Path("sources/a.txt").write_text("Acme grows\n\nAcme and Zenith merge.", encoding="utf-8")
    assert kg("-q", "build")[0] == 0
    code, _, err = kg("review", "merge", "Zenith", "Brio", "ACME")
    assert (code, "Warning: a.txt tells of a merger of “ACME” and “Zenith”" in err) == (0, True)
    code, _, err = kg("review", "merge", "Zenith", "Brio")
    assert (code, "Warning" in err) == (0, False)
