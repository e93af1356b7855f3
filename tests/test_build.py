from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import build as building
from kg.build import build
from kg.errors import ModelError, StoreError
from kg.extract import Extraction
from kg.model import (
    Article,
    Claim,
    Dropped,
    InputRow,
    Kind,
    Quantity,
    Report,
    Span,
    TimeSpan,
)
from kg.rdf.store import build_index, open_store
from kg.records import Records, locked


def analyse(article: Article) -> Extraction:
    """A stand-in for the pipeline: one claim for each sentence "X targets Y"."""
    if "BREAK" in article.text:
        raise ZeroDivisionError("division by zero")
    if "DIE" in article.text:
        os._exit(1)
    if "STRAY" in article.text:
        stray = Span(0, len(article.text) + 1)
        return Extraction(claims=(_claim(article, "Acme", "growth", stray),))
    claims, dropped, start = [], [], 0
    for sentence in article.text.split(". "):
        span = Span(start, start + len(sentence))
        start = span.end + 2
        subject, verb, aim = sentence.rstrip(".").partition(" targets ")
        if verb:
            claims.append(_claim(article, subject, aim, span))
        else:
            dropped.append(
                Dropped(
                    article=article.id,
                    span=span,
                    field="text",
                    reason="no aim",
                    missed=True,
                    also="b",
                )
            )
    return Extraction(claims=tuple(claims), dropped=tuple(dropped))


def _claim(article: Article, subject: str, aim: str, span: Span) -> Claim:
    from decimal import Decimal

    return Claim(
        article=article.id,
        kind=Kind.TARGET,
        subject=subject,
        object=aim,
        subject_type="COMPANY",
        amount=Quantity(value=Decimal("1.50"), unit="EUR"),
        time=TimeSpan(latest=article.date, words="soon") if article.date else None,
        evidence=(span,),
        confidence=0.5,
        found_by="fake",
    )


def other(article: Article) -> Extraction:
    raise AssertionError(f"{article.id} was analysed again")


def missing_model() -> None:
    raise ModelError("no model")


def run(sources: Path, out: Path, **options: Any) -> Report:
    return build([sources], out, **{"analyse": analyse, "version": "1", **options})


def outcomes(report: Report) -> dict[str | None, str]:
    return {row.article: row.outcome for row in report.rows}


def graph(out: Path) -> bytes:
    return (out / "graph.nq").read_bytes()


TEXTS = {
    "a.txt": "Acme grows\n\nAcme targets growth of sales. The weather was fine.",
    "b.txt": "Acme Corp again\n\nAcme Corp targets a plant. Orbit targets the moon.",
    "c.md": "---\ntitle: Orbit\ndate: 2021-10-20\n---\nOrbit Ltd targets the moon by rail.",
    "sub/d.txt": "Nothing\n\nNothing happened here today.",
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def importable() -> Iterator[None]:
    """Worker processes import this module anew, by the name that pytest gave it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).resolve().parents[1])
        yield


@pytest.fixture(scope="module", autouse=True)
def no_index() -> Iterator[None]:
    """The index has tests of its own and costs a second of disk each time; one test makes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.rdf.store.build_index", lambda *_args, **_more: None)
        yield


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write(tmp_path / "sources", TEXTS)


def test_build_writes_graph_index_and_report(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.rdf.store.build_index", build_index)
    out = tmp_path / "out"
    report = run(sources, out, started="2021-10-20T12:00:00Z")
    assert set(outcomes(report).values()) == {"built"}
    lines = graph(out).decode().splitlines()
    assert lines == sorted(set(lines))
    assert any("Orbit" in line for line in lines)
    assert len(open_store(out)) > len(lines)
    found = json.loads((out / "report.json").read_text("utf-8"))
    assert found["graph"] == {"articles": 4, "claims": 4, "entities": 2}
    assert found["started"] == "2021-10-20T12:00:00Z"
    assert found["outcomes"] == {"built": 4}
    row = next(row for row in found["rows"] if row["article"] == "a.txt")
    assert row["dropped"][0]["sentence"] == "The weather was fine."
    assert (row["dropped"][0]["reason"], row["dropped"][0]["also"]) == ("no aim", "b")
    assert (row["missed"], row["dropped"][0]["missed"]) == (1, True)
    assert found["events"] == {"sentences": 6, "missed": 2}
    assert row["seconds"] >= 0


def test_claims_survive_their_record(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "out")
    record = Records(tmp_path / "out" / "store").get("c.md")
    assert record is not None
    (claim,) = record.claims
    expected = analyse(record.article).claims[0]
    assert claim == expected
    assert claim.subject_type == "COMPANY"
    assert claim.time is not None
    assert claim.time.words == "soon"
    assert str(claim.amount and claim.amount.value) == "1.50"


def test_unchanged_articles_are_not_analysed_again(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "out")
    before = graph(tmp_path / "out")
    report = run(sources, tmp_path / "out", analyse=other)
    assert set(outcomes(report).values()) == {"unchanged"}
    assert graph(tmp_path / "out") == before


def test_a_changed_text_replaces_the_old_one(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "out")
    write(sources, {"a.txt": "Acme shrinks\n\nAcme targets cuts."})
    report = run(sources, tmp_path / "out")
    assert outcomes(report)["a.txt"] == "built"
    assert outcomes(report)["b.txt"] == "unchanged"
    run(sources, tmp_path / "fresh")
    assert graph(tmp_path / "out") == graph(tmp_path / "fresh")


def test_another_pipeline_version_analyses_all_again(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "out")
    report = run(sources, tmp_path / "out", version="2")
    assert set(outcomes(report).values()) == {"built"}
    run(sources, tmp_path / "fresh", version="2")
    assert graph(tmp_path / "out") == graph(tmp_path / "fresh")


def test_articles_of_earlier_builds_stay_and_follow_the_version(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(sources, out)
    extra = write(tmp_path / "more", {"e.txt": "E\n\nOrbit Inc targets Mars."})
    report = run(extra, out, version="2")
    assert outcomes(report) == {"e.txt": "built", **dict.fromkeys(TEXTS, "built")}
    build([sources, extra], tmp_path / "fresh", analyse=analyse, version="2")
    assert graph(out) == graph(tmp_path / "fresh")


def test_gone_articles_stay_until_pruned(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(sources, out)
    before = graph(out)
    (sources / "b.txt").unlink()
    report = run(sources, out)
    assert [issue.code for issue in report.issues] == ["gone"]
    assert graph(out) == before
    report = run(sources, out, prune=True)
    assert outcomes(report)["b.txt"] == "removed"
    run(sources, tmp_path / "fresh")
    assert graph(out) == graph(tmp_path / "fresh")


def test_prune_leaves_articles_of_files_that_were_not_read(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "out")
    report = run(sources / "a.txt", tmp_path / "out", prune=True)
    assert outcomes(report) == {"a.txt": "unchanged"}


def test_prune_removes_lines_that_left_a_json_lines_file(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": id_, "title": id_, "text": f"{id_} targets growth."}) for id_ in "xyz"
    ]
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    run(file, tmp_path / "out")
    file.write_text(lines[1], encoding="utf-8")
    report = run(file, tmp_path / "out", prune=True)
    assert outcomes(report) == {"x": "removed", "y": "unchanged", "z": "removed"}


def test_one_id_with_two_contents_fails_on_both_sides_in_any_order(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"a.txt": TEXTS["a.txt"], "c.md": TEXTS["c.md"]})
    two = write(tmp_path / "two", {"a.txt": TEXTS["b.txt"]})
    graphs = set()
    for number, paths in enumerate(([one, two], [two, one])):
        report = build(paths, tmp_path / f"out{number}", analyse=analyse, version="1")
        assert [(r.article, r.outcome) for r in report.rows if r.article == "a.txt"] == [
            ("a.txt", "failed")
        ] * 2
        assert outcomes(report)["c.md"] == "built"
        graphs.add(graph(tmp_path / f"out{number}"))
    assert len(graphs) == 1


def test_the_same_article_again_is_skipped(tmp_path: Path, sources: Path) -> None:
    report = build([sources, sources / "a.txt"], tmp_path / "out", analyse=analyse, version="1")
    rows = [row for row in report.rows if row.article == "a.txt"]
    assert sorted(row.outcome for row in rows) == ["built", "skipped"]
    assert "the same article again" in next(r.reason for r in rows if r.outcome == "skipped")


def test_copies_under_two_ids_stay_two_articles_and_are_noted(tmp_path: Path) -> None:
    body = {"text": "Acme targets growth.", "title": "t", "url": "https://example.org/a"}
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps({"id": i, **body}) for i in "12"), encoding="utf-8")
    report = run(file, tmp_path / "out")
    assert outcomes(report) == {"1": "built", "2": "built"}
    assert sorted(issue.code for issue in report.issues) == ["same-text", "same-url"]


@pytest.mark.parametrize("word", ["BREAK", "STRAY"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_breaks_the_analysis_costs_only_itself(
    sources: Path, tmp_path: Path, word: str, jobs: int
) -> None:
    write(sources, {"bad.txt": f"Bad\n\nThis one is {word} of it."})
    report = run(sources, tmp_path / "out", jobs=jobs)
    assert outcomes(report) == {"bad.txt": "failed", **dict.fromkeys(TEXTS, "built")}
    assert not report.ok


def test_an_article_that_ends_its_process_costs_only_itself(sources: Path, tmp_path: Path) -> None:
    write(sources, {"bad.txt": "Bad\n\nThis one is DIE of it."})
    report = run(sources, tmp_path / "out", jobs=2)
    assert outcomes(report) == {"bad.txt": "failed", **dict.fromkeys(TEXTS, "built")}
    reason = next(row.reason for row in report.rows if row.outcome == "failed")
    assert reason == "its analysis ended the process"


def test_several_processes_give_the_same_graph(sources: Path, tmp_path: Path) -> None:
    run(sources, tmp_path / "one")
    run(sources, tmp_path / "two", jobs=2)
    assert graph(tmp_path / "one") == graph(tmp_path / "two")


def test_a_missing_model_stops_the_build_with_its_own_error(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_frames: Path | None, _least: float = 0.0) -> None:
        raise ModelError("the model is missing", "install it")

    monkeypatch.setattr(building, "load_analysis", load)
    with pytest.raises(ModelError, match="missing"):
        run(sources, tmp_path / "out", analyse=None)


def test_only_one_build_writes_a_folder(sources: Path, tmp_path: Path) -> None:
    with (
        locked(tmp_path / "out" / "store"),
        pytest.raises(StoreError, match="Another build is writing"),
    ):
        run(sources, tmp_path / "out")
    assert run(sources, tmp_path / "out").ok


def test_a_folder_that_cannot_be_written_is_a_store_error(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="Can't write"):
        run(sources, tmp_path / "file")


def test_without_texts_the_graph_is_the_same_and_the_store_keeps_none(
    sources: Path, tmp_path: Path
) -> None:
    secret = "x" * 300 + " secret " + "y" * 300
    write(sources, {"a.txt": f"Acme\n\nAcme targets growth. {secret}"})
    run(sources, tmp_path / "with")
    run(sources, tmp_path / "without", texts=False)
    assert graph(tmp_path / "with") == graph(tmp_path / "without")
    written = [p.read_text("utf-8") for p in (tmp_path / "without").rglob("*.json")]
    assert not any("secret" in text for text in written)
    shutil.rmtree(sources)
    sources.mkdir()
    run(sources, tmp_path / "without", texts=False)
    assert graph(tmp_path / "with") == graph(tmp_path / "without")


def test_texts_come_and_go_without_new_analysis(sources: Path, tmp_path: Path) -> None:
    records = Records(tmp_path / "out" / "store")
    run(sources, tmp_path / "out", texts=False)
    run(sources, tmp_path / "out", analyse=other)
    record = records.get("a.txt")
    assert record is not None
    assert record.whole
    assert "weather" in record.article.text
    run(sources, tmp_path / "out", texts=False, analyse=other)
    record = records.get("a.txt")
    assert record is not None
    assert not record.whole


@pytest.mark.parametrize("damage", ["", "{", '{"format": 0}', "[]", '{"format": 1}', "null"])
def test_a_damaged_record_is_made_anew(sources: Path, tmp_path: Path, damage: str) -> None:
    out = tmp_path / "out"
    run(sources, out)
    before = graph(out)
    records = Records(out / "store")
    records.path("a.txt").write_text(damage, encoding="utf-8")
    stray = records.path("of no source")
    stray.write_text(damage, encoding="utf-8")
    report = run(sources, out)
    assert outcomes(report)["a.txt"] == "built"
    assert [issue.code for issue in report.issues] == ["record-damaged"]
    assert not stray.exists()
    assert graph(out) == before


def test_what_a_killed_build_left_is_cleared(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".graph.x1").mkdir(parents=True)
    (out / "store" / "articles").mkdir(parents=True)
    (out / "store" / "articles" / ".0.json.tmp").write_text("{", encoding="utf-8")
    run(sources, out)
    assert not list(out.glob(".graph.*"))
    assert not list(out.rglob("*.tmp"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in other ways")
def test_a_killed_build_goes_on_where_it_was(sources: Path, tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "import test_build as t\n"
        "def analyse(article):\n"
        "    if article.id == 'c.md': os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return t.analyse(article)\n"
        "t.run(Path(sys.argv[2]), Path(sys.argv[3]), analyse=analyse)"
    )
    out = tmp_path / "out"
    folder = str(Path(__file__).parent)
    killed = subprocess.run([sys.executable, "-c", code, folder, sources, out], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (out / "graph.nq").exists()
    report = run(sources, out)
    assert Counter(outcomes(report).values()) == {"unchanged": 2, "built": 2}
    run(sources, tmp_path / "fresh")
    assert graph(out) == graph(tmp_path / "fresh")


def test_a_large_graph_is_sorted_in_chunks(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(sources, tmp_path / "one")
    monkeypatch.setattr("kg.pieces.CHUNK_LINES", 7)
    run(sources, tmp_path / "two")
    assert graph(tmp_path / "one") == graph(tmp_path / "two")


def test_standard_input_with_a_title(tmp_path: Path) -> None:
    import io

    stdin = io.BytesIO(b"Acme targets growth.")
    report = build(
        ["-"], tmp_path / "out", analyse=analyse, version="1", stdin=stdin, title="Acme grows"
    )
    assert report.rows == (
        InputRow(source="stdin", article="stdin", outcome="built", reason="", claims=1),
    )
    assert build([], tmp_path / "out", analyse=other, version="1", prune=True).rows == ()


def test_no_article_gives_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    report = run(tmp_path / "none", tmp_path / "out")
    assert report.rows == ()
    assert graph(tmp_path / "out") == b""


def test_progress_counts_the_articles_that_are_analysed(sources: Path, tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    run(sources, tmp_path / "out", progress=lambda done, all_: calls.append((done, all_)))
    assert calls == [(n, 4) for n in range(5)]


@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=12)
def test_graph_is_a_function_of_the_set_of_articles(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any order, several builds, an interruption, articles added and removed: the same bytes."""
    folder = tmp_path_factory.mktemp("set")
    files = write(folder / "in", TEXTS)
    extra = write(folder / "extra", {"z.txt": "Z\n\nOrbit Corporation targets Mars."})
    wanted = sorted(TEXTS)
    build([files / name for name in wanted], folder / "fresh", analyse=analyse, version="1")

    order = data.draw(st.permutations(wanted))
    cut = data.draw(st.integers(0, len(order)))
    stop = data.draw(st.integers(0, 3))
    count = 0

    def interrupted(article: Article) -> Extraction:
        nonlocal count
        count += 1
        if count > stop:
            raise KeyboardInterrupt
        return analyse(article)

    out = folder / "out"
    first = [files / name for name in order[:cut]]
    build([*first, extra], out, analyse=analyse, version="1")
    with contextlib.suppress(KeyboardInterrupt):
        build([files / n for n in order], out, analyse=interrupted, version="1")
    (extra / "z.txt").unlink()
    build([files / name for name in order], out, analyse=analyse, version="1", prune=True)
    assert graph(out) == graph(folder / "fresh")


def test_graph_does_not_depend_on_the_hash_seed(sources: Path, tmp_path: Path) -> None:
    """Sets and dictionaries must not leak their order into the file."""
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "import test_build as t; t.run(Path(sys.argv[2]), Path(sys.argv[3]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), sources, tmp_path / seed],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    assert graph(tmp_path / "1") == graph(tmp_path / "2")
