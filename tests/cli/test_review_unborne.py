"""Decisions with names that nobody bears, about articles that are gone, and in files of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import build
from kg.cli import main
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span

TEXTS = {
    "a.txt": "Norlund grows\n\nNorlund builds a plant.",
    "b.txt": "Vask too\n\nVask builds a mill.",
}


def analyse(article: Article) -> Extraction:
    claims = [
        Claim(
            article=article.id,
            kind=Kind.FACILITY,
            action="builds",
            subject=match[1],
            object=match[2],
            subject_type="COMPANY",
            evidence=(Span(*match.span()),),
        )
        for match in re.finditer(r"(\w+) builds ([^.]+)", article.text)
    ]
    return Extraction(claims=tuple(claims))


def kg(*args: str) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([*args])
    return int(exit_.value.code or 0)


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "load_analysis", lambda *_: analyse)
    monkeypatch.setattr(build, "pipeline_version", lambda *_: "test")
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path("sources").mkdir(exist_ok=True)
        (Path("sources") / name).write_text(text, encoding="utf-8")
    assert kg("-q", "build") == 0


def claim_of(word: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert kg("claims", "--format", "csv") == 0
    (row,) = (line for line in capsys.readouterr().out.splitlines() if word in line)
    found = re.search(r"\.([0-9a-f]{16})", row)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Norlund", "Norlud"), "Norlud, beside Norlund: no such name"),
        (("Norlud", "Norlund"), "Norlud, beside Norlund: no such name"),
        (("Norlud", "Vosk"), "Norlud and Vosk: no such names"),
        (("NORLUND", "Vosk"), "Vosk, beside NORLUND: no such name"),
    ],
)
def test_only_the_name_that_nobody_bears_is_told_as_missing(
    names: tuple[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kg("review", "merge", *names) == 0
    assert "The decision is written and waits for articles" in capsys.readouterr().err
    assert kg("build") == 0
    assert told in capsys.readouterr().err


def test_of_names_that_are_there_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "merge", "Norlund", "Vask") == 0
    assert "waits" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "told"),
    [("subject=Norlud", True), ("subject=Vask", False), ("object=a foundry", False)],
)
def test_a_corrected_name_that_nobody_bears_is_told(
    change: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kg("review", "correct", claim_of("plant", capsys), change) == 0
    err = capsys.readouterr().err
    assert ("Did you mean: Norlund?" in err) is told
    assert ("makes a new thing of that name" in err) is told


def test_a_decision_about_a_withdrawn_article_does_not_warn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert kg("review", "correct", claim_of("plant", capsys), "modality=planned") == 0
    assert kg("review", "correct", claim_of("mill", capsys), "modality=planned") == 0
    assert kg("-q", "build") == 0
    assert kg("remove", "a.txt") == 0
    assert kg("build") == 0
    assert "waits for it" not in capsys.readouterr().err
    assert kg("review") == 0
    out = capsys.readouterr().out
    assert "a.txt was withdrawn" in out
    assert "b.txt was withdrawn" not in out


def test_a_decision_about_a_claim_that_is_gone_warns(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "correct", claim_of("plant", capsys), "modality=planned") == 0
    Path("sources/a.txt").write_text("Norlund grows\n\nNorlund rests.", encoding="utf-8")
    assert kg("build") == 0
    assert "the decision waits for it" in capsys.readouterr().err
    # withdrawn, and there again with another text
    assert kg("remove", "a.txt") == 0
    Path("sources/a.txt").write_text("Norlund grows\n\nNorlund sleeps.", encoding="utf-8")
    capsys.readouterr()
    assert kg("build") == 0
    assert "the decision waits for it" in capsys.readouterr().err


def test_the_list_takes_a_file_of_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("review", "merge", "Norlund", "Vask") == 0
    assert kg("review", "--decisions", "trial.jsonl", "split", "Norlund", "Vask") == 0
    capsys.readouterr()
    assert kg("review", "--decisions", "trial.jsonl") == 0
    out = capsys.readouterr().out
    assert "split" in out
    assert "merge" not in out
    assert "not built with" in out
    assert kg("review") == 0
    assert "split" not in capsys.readouterr().out
    assert kg("review", "--decisions", "none.jsonl") == 2
    assert "There is no file 'none.jsonl'" in capsys.readouterr().err
