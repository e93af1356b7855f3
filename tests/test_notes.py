"""Ids that two files claim in two builds, and articles whose file is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.cli.build import _tell_gone, _tell_undated
from kg.model import Report
from tests.stand_ins import first_word


def run(out: Path, *paths: Path, **options: Any) -> Report:
    return build(paths, out, analyse=first_word, version="1", **options)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def outcomes(report: Report) -> dict[str | None, str]:
    return {row.article: row.outcome for row in report.rows}


def graph(out: Path) -> str:
    return (out / "graph.nq").read_text("utf-8")


VELA, BRIO = "Vela sues Torr\n\nVela sued Torr.", "Brio cuts jobs\n\nBrio will cut 90 jobs."


@pytest.mark.parametrize("of", ["folder", "file"])
def test_a_file_does_not_replace_the_article_of_another_one_that_is_still_there(
    tmp_path: Path, of: str
) -> None:
    one, two = write(tmp_path / "k1/001.txt", VELA), write(tmp_path / "k2/001.txt", BRIO)
    out = tmp_path / "out"
    run(out, one.parent)
    before = graph(out)
    source = two if of == "file" else two.parent
    for prune in (False, True, False):
        [row] = run(out, source, prune=prune).rows
        assert row.outcome == "failed"
        assert row.reason.startswith("several articles have this id: ")
        assert all(str(path) in row.reason for path in (one, two))
        assert "name the folder above them as the source, or give each an id" in row.reason
        assert graph(out) == before
    both = outcomes(run(out, tmp_path))
    assert (both["k1/001.txt"], both["k2/001.txt"]) == ("built", "built")


def test_both_in_one_build_fail_with_the_same_way_out(tmp_path: Path) -> None:
    one, two = write(tmp_path / "k1/001.txt", VELA), write(tmp_path / "k2/001.txt", BRIO)
    rows = run(tmp_path / "out", one.parent, two.parent).rows
    assert [row.outcome for row in rows] == ["failed", "failed"]
    assert all("name the folder above them" in row.reason for row in rows)


@pytest.mark.parametrize("how", ["gone", "moved", "same text"])
def test_an_id_goes_to_another_file_where_the_first_is_gone_or_says_the_same(
    tmp_path: Path, how: str
) -> None:
    one = write(tmp_path / "k1/001.txt", VELA)
    two = write(tmp_path / "k2/001.txt", VELA if how == "same text" else BRIO)
    out = tmp_path / "out"
    run(out, one.parent)
    if how == "moved":
        one.rename(one.with_name("002.txt"))
    elif how == "gone":
        one.unlink()
    report = run(out, two.parent)
    assert outcomes(report)["001.txt"] == ("unchanged" if how == "same text" else "built")


def test_an_id_that_is_given_is_the_same_article_in_any_file(tmp_path: Path) -> None:
    """A feed of tomorrow corrects an article of today's."""
    for day, text in (("1", "Vela sued Torr."), ("2", "Vela did not sue Torr.")):
        line = json.dumps({"id": "gz-1", "title": "Vela", "text": text})
        report = run(tmp_path / "out", write(tmp_path / f"feed-{day}.jsonl", line))
        assert outcomes(report) == {"gz-1": "built"}
    same = write(tmp_path / "k1/a.txt", f"---\nid: gz-1\ntitle: Vela\n---\n{BRIO}")
    assert outcomes(run(tmp_path / "out", same)) == {"gz-1": "built"}


def test_articles_whose_file_is_gone_are_told_with_what_they_became(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    old = write(folder / "old.md", VELA)
    write(folder / "stays.md", BRIO + " Then more.")
    lost = write(folder / "lost.md", BRIO)
    run(out, folder)
    assert "gone" not in json.loads((out / "report.json").read_text("utf-8"))
    old.rename(folder / "new.md")
    lost.unlink()
    report = run(out, folder)
    told = json.loads((out / "report.json").read_text("utf-8"))
    new = str(folder / "new.md")
    assert told["gone"] == [{"id": "lost.md", "now": ""}, {"id": "old.md", "now": new}]
    assert told["undated"] == ["new.md", "stays.md"]
    messages = [issue.message for issue in report.issues if issue.code == "gone"]
    assert messages[1].endswith(f"; {new} has the same text")
    _tell_gone(told["gone"])
    said = capsys.readouterr().err
    assert "2 articles are kept that no file gives any more: “lost.md”, “old.md”." in said
    assert "--prune removes" in said
    assert f"Has “old.md” become {new}? The text is the same" in said
    assert "Has “lost.md”" not in said
    run(out, folder, prune=True)
    assert "gone" not in json.loads((out / "report.json").read_text("utf-8"))


def test_many_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    _tell_gone([{"id": f"{n}.md", "now": f"in/{n}.txt"} for n in range(5)])
    _tell_undated(["a", "b\x1b", "c", "d"])
    said = capsys.readouterr().err
    assert "“0.md”, “1.md”, “2.md” and 2 more" in said
    assert "2 more have the text of another file" in said
    assert "“a”, “b\\x1b”, “c” and 1 more" in said


def test_what_stands_for_two_contents_is_not_told_as_gone(tmp_path: Path) -> None:
    one, two = write(tmp_path / "k1/001.txt", VELA), write(tmp_path / "k2/001.txt", BRIO)
    out = tmp_path / "out"
    run(out, one.parent)
    report = run(out, one.parent, two.parent)
    assert not [issue for issue in report.issues if issue.code == "gone"]
