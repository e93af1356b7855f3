"""An old and a new name that a sentence tells to be one firm's are proposed to be merged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import build
from kg.model import Article, Claim, Kind, Span

Run = Callable[..., tuple[int, str, str]]
FIRMS = ("Brastow Group", "Verrano Industries", "Orlane Foods", "Kelmar")


@dataclass(frozen=True)
class Found:
    claims: tuple[Claim, ...]
    dropped: tuple[()] = ()


def hiring(article: Article) -> Found:
    """Read any article as one that tells of one more worker of the firm that it names last."""
    who = max(FIRMS, key=article.text.rfind)
    return Found(
        (
            Claim(
                article=article.id,
                kind=Kind.HIRING,
                subject=who,
                subject_type="COMPANY",
                evidence=(Span(0, 4),),
            ),
        )
    )


def test_a_new_name_is_proposed_to_be_merged_with_the_old(
    kg: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "load_analysis", lambda *_: hiring)
    monkeypatch.setattr(build, "pipeline_version", lambda *_: "test")
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    told = "Brastow Group has changed its name to Verrano Industries."
    for name, text in {
        "a": "Brastow Group hired a worker.",
        "b": f"{told} The firm hired a worker.",
        "c": "Orlane Foods, formerly Kelmar's bakery, hired a worker. Kelmar did not.",
        "d": "Orlane Foods hired a worker.",
    }.items():
        Path(f"sources/{name}.txt").write_text(f"T\n\n{text}", encoding="utf-8")
    assert kg("-q", "build")[0] == 0
    assert kg("-q", "review", "propose")[0] == 0
    lines = Path("sources/decisions.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    merges = [(one["names"], one["why"]) for one in found if one["decision"] == "merge"]
    assert merges == [(["Brastow Group", "Verrano Industries"], f"b.txt: “{told}”")]
    assert kg("-q", "review", "propose")[0] == 0
    assert len(Path("sources/decisions.jsonl").read_text("utf-8").splitlines()) == len(lines)
