"""Which folders a build reads: not its own output, and none that it may not; the others all the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Report, Span

TEXTS = {
    "a.txt": "Acme grows\n\nAcme targets growth of sales.",
    "b.md": "---\ntitle: Orbit\ndate: 2021-10-20\n---\nOrbit targets the moon.",
    "sub/c.txt": "Nothing\n\nNothing happened here today.",
}


def analyse(article: Article) -> Extraction:
    """Tell of each "X targets Y" that X aims at Y."""
    return Extraction(
        claims=tuple(
            Claim(
                article=article.id,
                kind=Kind.TARGET,
                subject=found[1],
                subject_type="COMPANY",
                object=found[2],
                evidence=(Span(*found.span()),),
            )
            for found in re.finditer(r"(\w+) targets ([\w ]+)", article.text)
        )
    )


def run(sources: Path, out: Path, **options: Any) -> Report:
    return build([sources], out, **{"analyse": analyse, "version": "1", **options})


def outcomes(report: Report) -> dict[str | None, str]:
    return {row.article: row.outcome for row in report.rows}


def graph(out: Path) -> bytes:
    return (out / "graph.nq").read_bytes()


def write(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def no_index() -> Iterator[None]:
    """The index has tests of its own and costs a second of disk each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.rdf.store.build_index", lambda *_args, **_more: None)
        yield


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write(tmp_path / "sources", TEXTS)


@pytest.mark.parametrize("prune", [False, True])
def test_a_folder_that_becomes_unreadable_costs_only_itself(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, prune: bool
) -> None:
    write(sources, {"shut/e.txt": "Brio\n\nBrio targets a mine.", "shut/in/f.txt": "Norvik\n\nIt."})
    assert run(sources, tmp_path / "out").ok
    before = graph(tmp_path / "out")
    write(sources, {"g.txt": "Tolva\n\nTolva targets a port."})
    with monkeypatch.context() as patch:
        _shut(patch, sources / "shut")
        again = run(sources, tmp_path / "out", prune=prune)
        fresh = run(sources, tmp_path / "fresh", prune=prune)
    for report in (again, fresh):
        assert not report.ok
        assert {row.article for row in report.rows if row.outcome == "failed"} == {"shut"}
        assert outcomes(report)["g.txt"] == "built"
        assert "removed" not in outcomes(report).values()
        assert "gone" not in {issue.code for issue in report.issues}
    assert set(before.splitlines()) <= set(graph(tmp_path / "out").splitlines())
    shutil.rmtree(sources / "shut")
    gone = run(sources, tmp_path / "out", prune=True)
    assert (outcomes(gone)["shut/e.txt"], gone.ok) == ("removed", True)


def _shut(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Take the rights to a folder away, which the system does not do to its administrator."""
    stat, scan = os.stat, os.scandir

    def shut(path: Any) -> None:
        if isinstance(path, (str, Path)) and Path(path).is_relative_to(folder):
            raise PermissionError(13, "Permission denied", str(path))

    def stat_(path: Any, **options: Any) -> os.stat_result:
        if path != folder and str(path) != str(folder):
            shut(path)
        return stat(path, **options)

    def scan_(path: Any = ".") -> Any:
        shut(path)
        return scan(path)

    patch.setattr(os, "stat", stat_)
    patch.setattr(os, "scandir", scan_)


def _same_again(source: Path, out: Path) -> None:
    """Build twice, with exports beside the graph: the second finds what the first found."""
    first = run(source, out)
    (out / "graph.html").write_text("<title>Graph</title><p>Acme targets growth.", encoding="utf-8")
    second = run(source, out)
    assert (first.ok, second.ok) == (True, True)
    assert set(outcomes(first)) == set(outcomes(second))
    assert {row.outcome for row in second.rows} == {"unchanged"}


@pytest.mark.parametrize("out", ["exports", "deep/in/it", "sub/out", "."])
def test_a_build_does_not_read_what_it_wrote(sources: Path, out: str) -> None:
    _same_again(sources, sources / out)


def test_a_build_reads_the_output_of_no_other_build(sources: Path, tmp_path: Path) -> None:
    run(sources, sources / "one")
    write(sources, {"one/claims.jsonl": '{"text": "Norvik targets a mine."}'})
    _same_again(sources, sources / "two")
    whole = run(sources, tmp_path / "out")
    assert set(outcomes(whole)) == set(TEXTS)
    left = [issue.where for issue in whole.issues if issue.code == "left-out"]
    assert left == [str(sources / "one"), str(sources / "two")]
    assert run(sources / "one" / "store", tmp_path / "none").rows == ()


def test_folders_that_only_look_like_a_store_are_read(tmp_path: Path) -> None:
    text = "Brio\n\nBrio targets a mine."
    names = ["store/a.txt", "store/decisions.json/b.txt", "x/store/c.txt", "x/report.txt"]
    report = run(write(tmp_path / "in", dict.fromkeys(names, text)), tmp_path / "out")
    assert {row.article for row in report.rows} == set(names)


def test_decisions_that_stand_in_an_output_still_count(sources: Path, tmp_path: Path) -> None:
    run(sources, sources / "exports")
    at = "2024-05-15T00:00:00+00:00"
    line = {"decision": "remove", "articles": ["a.txt"], "by": "ann", "at": at}
    write(sources, {"exports/decisions.jsonl": json.dumps(line)})
    assert outcomes(run(sources, tmp_path / "out"))["a.txt"] == "removed"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_whose_name_is_no_utf8_is_built_and_known_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "sources", TEXTS)
    odd = folder / os.fsdecode(b"bad\xff.txt")
    odd.write_text("Acme\n\nAcme targets growth in Leeds.", encoding="utf-8")
    assert outcomes(run(folder, tmp_path / "out"))["bad\\xff.txt"] == "built"
    assert outcomes(run(folder, tmp_path / "out"))["bad\\xff.txt"] == "unchanged"
