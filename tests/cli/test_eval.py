from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import build
from kg.cli import main
from kg.extract import Extraction
from kg.interchange import claims_to_jsonl
from kg.model import Article, Claim, Kind, Modality, Span

TEXT = "Acme will build a plant. Orbit denied it."
GOLD = [
    Claim(
        article="a", kind=Kind.FACILITY, subject="Acme", action="builds", evidence=(Span(0, 24),)
    ),
    Claim(
        article="a", kind=Kind.STANCE, subject="Orbit", action="denies", evidence=(Span(25, 41),)
    ),
]


def kg(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([str(arg) for arg in args])
    return int(exit_.value.code or 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold.jsonl").write_text(claims_to_jsonl(GOLD), encoding="utf-8")
    lines = [json.dumps({"id": id_, "title": "Acme to build", "text": TEXT}) for id_ in "ab"]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "half.jsonl").write_text(claims_to_jsonl(GOLD[:1]), encoding="utf-8")
    return tmp_path


FOUND = Extraction(claims=(*GOLD[:1], Claim(article="a", kind=Kind.LAYOFF, subject="Acme")))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    analysed: list[str] = []

    def load(_frames: Path | None, _least: float = 0.0) -> Any:
        def analyse(article: Article) -> Extraction:
            analysed.append(article.id)
            return FOUND

        return analyse

    monkeypatch.setattr(build, "load_analysis", load)
    return analysed


def test_the_extractor_runs_over_the_articles_of_the_gold_claims(
    folder: Path, pipeline: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert kg("eval", folder / "gold.jsonl") == 0
    assert pipeline == ["a"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split()[:7] == ["all", "2", "2", "1", "0.500", "0.500", "0.500"]
    assert any(line.startswith("modality") for line in lines)


def test_annotated_articles_without_claims_count_too(
    folder: Path, pipeline: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_text("# none here\n\nb\n", encoding="utf-8")
    assert kg("eval", folder / "gold.jsonl", "--empty", folder / "empty.txt", "--json") == 0
    assert pipeline == ["a", "b"]
    assert json.loads(capsys.readouterr().out)["articles"] == 2


def test_predictions_of_another_tool_need_no_articles(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "articles.jsonl").unlink()
    assert kg("eval", folder / "gold.jsonl", "--predictions", folder / "half.jsonl", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["overall"]["precision"], found["overall"]["recall"]) == (1.0, 0.5)


def test_figures_come_in_the_formats_of_all_commands(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = folder / "half.jsonl"
    half.write_text((folder / "gold.jsonl").read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    args = ("eval", folder / "gold.jsonl", "--predictions", half)
    assert kg(*args, "--json") == 0
    whole = capsys.readouterr().out
    assert kg(*args, "--format", "json") == 0
    assert capsys.readouterr().out == whole
    assert kg(*args, "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["kind"] == "all"
    assert float(rows[0]["recall"]) == pytest.approx(
        json.loads(whole)["overall"]["recall"], abs=1e-3
    )
    assert kg(*args, "--format", "csv") == 0
    assert capsys.readouterr().out.startswith("kind,gold,predicted,right,precision,recall,f1")


def test_errors_show_the_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ("eval", folder / "gold.jsonl", "--predictions", folder / "half.jsonl", "--errors")
    assert kg(*args) == 0
    assert "Orbit denied it." in capsys.readouterr().out
    assert kg(*args, "--json") == 0
    assert json.loads(capsys.readouterr().out)["errors"][0]["sentence"] == "Orbit denied it."


def test_wrong_fields_are_listed_with_both_values(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import kg.cli.eval as command

    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    changed = [{**row, "modality": "rumoured"} for row in rows]
    (folder / "changed.jsonl").write_text("".join(json.dumps(r) + "\n" for r in changed), "utf-8")
    args = ("eval", folder / "gold.jsonl", "--predictions", folder / "changed.jsonl", "--fields")
    assert kg(*args) == 0
    shown = capsys.readouterr().out
    assert 'said "rumoured"' in shown
    assert "Orbit denied it." in shown
    assert kg(*args, "--json") == 0
    found = json.loads(capsys.readouterr().out)["wrong_fields"]
    assert {row["field"] for row in found} == {"modality"}
    monkeypatch.setattr(command, "_unseen", lambda: {"a"})
    assert kg(*args) == 0
    assert "Orbit" not in capsys.readouterr().out


def test_no_sentence_of_an_untouched_article_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import kg.cli.eval as command

    monkeypatch.setattr(command, "_unseen", lambda: {"a"})
    args = ("eval", folder / "gold.jsonl", "--predictions", folder / "half.jsonl", "--errors")
    for more in ((), ("--json",)):
        assert kg(*args, *more) == 0
        shown = capsys.readouterr().out
        assert "Orbit" not in shown
        assert "(kept unseen)" in shown


def test_the_untouched_articles_are_known() -> None:
    import kg.cli.eval as command

    assert len(command._unseen()) == 60


def test_a_fall_below_the_baseline_exits_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, baseline = folder / "gold.jsonl", folder / "base.json"
    assert kg("eval", gold, "--predictions", gold, "--json") == 0
    baseline.write_text(capsys.readouterr().out, encoding="utf-8")
    assert kg("eval", gold, "--predictions", gold, "--baseline", baseline) == 0
    assert capsys.readouterr().err == ""
    args = ("eval", gold, "--predictions", folder / "half.jsonl", "--baseline", baseline)
    assert kg(*args) == 1
    assert "recall of all fell from 1.0000 to 0.5000" in capsys.readouterr().err


def test_a_fall_in_one_field_exits_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, baseline = folder / "gold.jsonl", folder / "base.json"
    assert kg("eval", gold, "--predictions", gold, "--json") == 0
    baseline.write_text(capsys.readouterr().out, encoding="utf-8")
    from dataclasses import replace

    changed = [replace(claim, modality=Modality.RUMOURED) for claim in GOLD]
    (folder / "changed.jsonl").write_text(claims_to_jsonl(changed), encoding="utf-8")
    args = ("eval", gold, "--predictions", folder / "changed.jsonl", "--baseline", baseline)
    assert kg(*args) == 1
    assert "share of modality fell" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [("gold.jsonl", "{"), ("gold.jsonl", "[]"), ("gold.jsonl", None), ("base.json", "{}")],
)
def test_files_that_cannot_be_used_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: str | None
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(content, encoding="utf-8")
    args = ["eval", folder / "gold.jsonl", "--predictions", folder / "half.jsonl"]
    assert kg(*args, *(["--baseline", folder / name] if name == "base.json" else [])) == 2
    error = capsys.readouterr().err
    assert error.startswith("Error: ")
    assert "Traceback" not in error


def test_a_baseline_of_other_gold_claims_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half, baseline = folder / "half.jsonl", folder / "base.json"
    assert kg("eval", half, "--predictions", half, "--json") == 0
    baseline.write_text(capsys.readouterr().out, encoding="utf-8")
    assert kg("eval", folder / "gold.jsonl", "--predictions", half, "--baseline", baseline) == 2
    assert "other gold claims" in capsys.readouterr().err


def test_gold_articles_that_are_missing_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str], pipeline: list[str]
) -> None:
    (folder / "articles.jsonl").write_text('{"id": "b", "text": "x"}', encoding="utf-8")
    assert kg("eval", folder / "gold.jsonl") == 2
    assert "such as a" in capsys.readouterr().err
    assert pipeline == []


def test_a_missing_gold_file_is_told_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kg("eval", folder / "nosuch") == 2
    error = capsys.readouterr().err
    assert f"There is no file {folder / 'nosuch'}." in error
    assert "Errno" not in error


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_gold_without_claims_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    gold = folder / "none.jsonl"
    gold.write_text(content, encoding="utf-8")
    args = ["eval", gold, "--predictions", folder / "half.jsonl"]
    assert kg(*args) == 2
    captured = capsys.readouterr()
    assert f"There is no claim in {gold}" in captured.err
    assert "Put gold claims into it" in captured.err
    assert captured.out == ""
    (folder / "empty.txt").write_text("a\n", encoding="utf-8")
    assert kg(*args, "--empty", folder / "empty.txt") == 0, "articles without claims can be scored"


def test_a_gold_line_of_an_unknown_kind_is_named_with_the_known_kinds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = folder / "gold.jsonl"
    line = json.dumps({"article": "a", "kind": "Rumour", "subject": "Acme"})
    gold.write_text(claims_to_jsonl(GOLD) + line, encoding="utf-8")
    assert kg("eval", gold) == 2
    error = capsys.readouterr().err
    assert f"{gold}:3: Not a claim: 'Rumour' is no kind." in error
    assert all(kind in error for kind in Kind)


def test_only_claims_of_some_confidence_are_scored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    rows = [{**json.loads(line), "confidence": 0.3 + n / 2} for n, line in enumerate(lines)]
    (folder / "told.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    args = ("eval", folder / "gold.jsonl", "--predictions", folder / "told.jsonl")
    assert kg(*args, "--json") == 0
    whole = json.loads(capsys.readouterr().out)
    by_level = {level["least"]: level["predicted"] for level in whole["by_confidence"]}
    assert by_level == {0.0: 2, 0.2: 2, 0.3: 2, 0.4: 1, 0.5: 1, 0.6: 1, 0.7: 1, 0.8: 1}
    assert kg(*args, "--json", "--min-confidence", "0.4") == 0
    sure = json.loads(capsys.readouterr().out)
    assert sure["overall"]["predicted"] == 1
    assert kg(*args) == 0
    assert "0.4 or more" in capsys.readouterr().out
