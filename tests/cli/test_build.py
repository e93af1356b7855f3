from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import build
from kg.cli import main
from tests.stand_ins import first_word

GOOD = "Acme to build plant\n\nAcme will build a plant in Leipzig.\n"
GERMAN = (
    "Werk\n\nDer Konzern hat am Montag mit dem Bau einer neuen Fabrik in Leipzig begonnen, die bis "
    "zum Ende des Jahres fertig sein soll.\n"
)


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "load_analysis", lambda *_: first_word)
    monkeypatch.setattr(build, "pipeline_version", lambda *_: "test")
    monkeypatch.chdir(tmp_path)


def kg(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([str(arg) for arg in args])
    return int(exit_.value.code or 0)


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_folder_sources_is_read_and_exports_written(capsys: pytest.CaptureFixture[str]) -> None:
    write("sources/a.txt", GOOD)
    assert kg("build") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "Inputs: 1 built." in err
    assert "Sentences that look like events: 1, 0 of them (0 %) without a claim." in err
    assert f"{Path('exports/graph.nq')}: 1 article, 1 claim, 1 entity." in err
    report = json.loads(Path("exports/report.json").read_text("utf-8"))
    assert report["rows"][0]["outcome"] == "built"
    assert report["started"]
    assert kg("build") == 0
    assert "Inputs: 1 unchanged." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "strict", "code", "said"),
    [
        (GERMAN, False, 0, "not English: German"),
        (GERMAN, True, 2, "not English: German"),
        (b"%PDF-1.7", False, 3, "a PDF document, not text"),
        (b"%PDF-1.7", True, 2, "a PDF document, not text"),
        (GOOD, True, 0, "2 built"),
    ],
)
def test_exit_codes(
    text: str | bytes, strict: bool, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("news/a.txt", GOOD)
    write("news/b.txt", text)
    assert kg("build", "news", *(["--strict"] if strict else [])) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_quiet_says_only_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    write("news/a.txt", GERMAN)
    write("news/b.txt", b"%PDF-1.7")
    assert kg("-q", "build", "news") == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_many_rows_are_counted_and_control_characters_escaped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for number in range(12):
        write(
            f"news/{number}\x1b[31m.txt" if sys.platform != "win32" else f"news/{number}.txt", b""
        )
    assert kg("build", "news") == 0
    err = capsys.readouterr().err
    assert "2 more skipped; see report.json." in err
    assert "\x1b" not in err


@pytest.mark.parametrize("sources", [[], ["nowhere"], ["there", "nowhere"]])
def test_a_source_that_is_not_there_exits_2_before_anything_is_written(
    sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write("there/a.txt", GOOD)
    assert kg("build", *sources) == 2
    assert capsys.readouterr().err.startswith("Error: There is no ")
    assert not Path("exports").exists()


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stdin:
        buffer = io.BytesIO(b"Acme will build.")

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert kg("build", "-", "--title", "Acme", "--out", "out") == 0
    assert "1 built" in capsys.readouterr().err
    assert Path("out/graph.nq").is_file()


def test_view_writes_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyvis")
    write("sources/a.txt", GOOD)
    assert kg("build", "--view") == 0
    assert "Acme" in Path("exports/graph.html").read_text("utf-8")
    write("none/.hidden", "")
    assert kg("build", "none", "--view", "--out", "empty") == 0
    assert "No graph.html: " in capsys.readouterr().err
    assert not Path("empty/graph.html").exists()


def test_prune_and_no_texts(capsys: pytest.CaptureFixture[str]) -> None:
    write("news/a.txt", GOOD)
    gone = write("news/b.txt", GOOD.replace("Acme", "Orbit"))
    assert kg("build", "news", "--no-texts") == 0
    gone.unlink()
    assert kg("build", "news", "--no-texts", "--prune") == 0
    assert "1 removed, 1 unchanged" in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_unless_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("sources/a.txt", GOOD)
    assert kg("build", "--out", "one") == 0
    assert "of 1 articles" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert kg("-q", "build", "--out", "two") == 0
    assert capsys.readouterr().err == ""
    assert kg("build", "--out", "three") == 0
    assert "] 1 of 1 articles" in capsys.readouterr().err


def test_one_process_for_each_core_where_they_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def all_(articles: Any, *_: Any, jobs: int, apart: bool) -> Any:
        assert not apart
        asked.append(jobs)
        return iter(())

    monkeypatch.setattr(build, "analyse_all", all_)
    monkeypatch.setattr(build, "cores", lambda: 3)
    for count in (1, 8, 40):
        write(
            "news/a.jsonl",
            "\n".join(
                json.dumps({"id": f"{count}.{n}", "title": "t", "text": "Acme said."})
                for n in range(count)
            ),
        )
        build.build([Path("news")], Path(f"out{count}"), jobs=0)
    assert asked == [1, 2, 3]


def test_a_locked_folder_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    from kg.records import locked

    write("sources/a.txt", GOOD)
    with locked(Path("exports/store")):
        assert kg("build") == 2
    assert "Another build is writing" in capsys.readouterr().err


def test_out_that_cannot_be_written_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    write("sources/a.txt", GOOD)
    write("file", "")
    assert kg("build", "--out", "file/below") == 2
    assert "--out" in capsys.readouterr().err


def test_more_frames_change_the_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)  # undone with the rest
    from kg import extract

    monkeypatch.setattr(extract, "version", lambda: "1")
    folder = write("frames/x.toml", "a = 1").parent
    first = build.pipeline_version(folder)
    write("frames/x.toml", "a = 2")
    second: Any = build.pipeline_version(folder)
    assert build.pipeline_version(None) == "1"
    assert first.startswith("1+frames.")
    assert first != second


def test_the_confidence_that_is_asked_for_is_in_the_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    from kg import extract

    monkeypatch.setattr(extract, "version", lambda: "1")
    assert build.pipeline_version(None, None) == "1"
    assert build.pipeline_version(None, 0.0) == "1+confidence.0"
    assert build.pipeline_version(None, 0.4) == "1+confidence.0.4"


def test_the_graph_that_commands_read_is_the_one_that_a_build_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("news/a.txt", GOOD)
    monkeypatch.setenv("KG_STORE", "mine")
    assert kg("-q", "build", "news") == 0
    assert kg("claims") == 0
    assert Path("mine/graph.nq").is_file()
    assert not Path("exports").exists()
    assert kg("-q", "build", "news", "--out", "other") == 0
    assert Path("other/graph.nq").is_file()


def test_articles_without_a_date_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        write(f"news/{number}.txt", f"{GOOD} Page {number}.")
    write("news/dated.md", f"---\ntitle: T\ndate: 2024-03-05\n---\n{GOOD}")
    assert kg("build", "news") == 0
    assert "Without a date: “0.txt”, “1.txt”, “2.txt” and 2 more." in capsys.readouterr().err
