from __future__ import annotations

import csv
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kg import build
from kg.cli import main
from kg.errors import ModelError
from kg.extract import Extraction
from kg.interchange import FIELDS
from kg.model import Article, Claim, Dropped, Kind, Mention, Span, TimeSpan

TEXT = "Acme will build a plant. It may buy Orbit."
GOOD = f"Acme to build plant\n\n{TEXT}\n"


def found(article: Article) -> Extraction:
    time = TimeSpan(latest=article.date) if article.date else None
    spans = (Span(0, 24), Span(25, 42))
    kinds = (Kind.FACILITY, Kind.ACQUISITION)
    claims = tuple(
        Claim(article=article.id, kind=kind, subject=article.title, time=time, evidence=(span,))
        for kind, span in zip(kinds, spans, strict=True)
    )
    dropped = (
        Dropped(
            article=article.id,
            span=Span(32, 35),
            field="text",
            reason="only a possibility",
            kind=Kind.ACQUISITION,
            found_by="buy",
        ),
        Dropped(article=article.id, span=Span(0, 4), field="title", reason="no verb"),
        Dropped(
            article=article.id,
            span=Span(25, 42),
            field="text",
            reason="no aim",
            found_by="aim",
            missed=True,
            also="no verb (go)",
        ),
    )
    mentions = (Mention(span=Span(0, 4), text="Acme", label="COMPANY", name="Acme", chain=0),)
    return Extraction(claims=claims, dropped=dropped, mentions=mentions)


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "load_analysis", lambda *_: found)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(GOOD, encoding="utf-8")


def kg(*args: object) -> int:
    with pytest.raises(SystemExit) as exit_:
        main([str(arg) for arg in args])
    return int(exit_.value.code or 0)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_claims_are_json_lines_with_all_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("extract", "a.txt") == 0
    out, err = capsys.readouterr()
    found = lines(out)
    assert [claim["kind"] for claim in found] == ["Facility", "Acquisition"]
    assert list(found[0]) == list(FIELDS)
    assert found[0]["article"] == "a.txt"
    assert err == ""


def test_explain_tells_on_stderr_what_was_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    told = [
        "No Acquisition: only a possibility (buy)",
        "    It may buy Orbit.",
        "No claim: no verb",
        "    Acme to build plant",
        "Missed: no aim (aim); no verb (go)",
        "    It may buy Orbit.",
        "Sentences that look like events: 3, 1 of them (33 %) without a claim.",
    ]
    for option, expected in (("--explain", told[4:]), ("--explain-all", told)):
        assert kg("extract", "a.txt", option) == 0
        out, err = capsys.readouterr()
        assert len(lines(out)) == 2
        assert err.splitlines() == expected


def test_explain_says_of_which_article(capsys: pytest.CaptureFixture[str]) -> None:
    Path("more").mkdir()
    for name in ("a.txt", "b.txt"):
        Path("more", name).write_text(GOOD, encoding="utf-8")
    assert kg("extract", "more", "--explain") == 0
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if line.endswith(".txt:")] == ["a.txt:", "b.txt:"]
    assert told[1].startswith("Missed:")


@pytest.mark.parametrize("more", [(), ("--mentions",)])
def test_the_same_rows_in_every_format(
    capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    assert kg("extract", "a.txt", *more) == 0
    found = lines(capsys.readouterr().out)
    assert kg("extract", "a.txt", "--format", "json", *more) == 0
    assert json.loads(capsys.readouterr().out) == found
    assert kg("extract", "a.txt", "--format", "csv", *more) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["article"] for row in rows] == [row["article"] for row in found]
    assert kg("extract", "a.txt", "--format", "table", *more) == 0
    assert "Acme" in capsys.readouterr().out


def test_mentions(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("extract", "a.txt", "--mentions") == 0
    (mention,) = lines(capsys.readouterr().out)
    assert mention["name"] == "Acme"
    assert mention["span"] == [0, 4]


def test_kind_narrows_and_output_is_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("extract", "a.txt", "--kind", "facility", "-o", "claims.jsonl") == 0
    assert capsys.readouterr().out == ""
    (claim,) = lines(Path("claims.jsonl").read_text("utf-8"))
    assert claim["kind"] == "Facility"


@pytest.mark.parametrize(
    ("args", "title", "start"),
    [([], "Acme to build plant", TEXT), (["--title", "Other"], "Other", "Acme to build plant")],
)
def test_standard_input(
    args: list[str],
    title: str,
    start: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[Article] = []

    def load(*_: Any) -> Any:
        def analyse(article: Article) -> Extraction:
            seen.append(article)
            return found(article)

        return analyse

    class Stdin:
        buffer = io.BytesIO(GOOD.encode())

    monkeypatch.setattr(build, "load_analysis", load)
    monkeypatch.setattr(sys, "stdin", Stdin())
    assert kg("extract", "-", *args, "--date", "2021-10-20") == 0
    assert lines(capsys.readouterr().out)[0]["time"] == {"latest": "2021-10-20"}
    assert seen[0].title == title
    assert seen[0].text.startswith(start)


def test_a_date_of_its_own_stays(capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.md").write_text(f"---\ntitle: T\ndate: 2020-01-01\n---\n{TEXT}", encoding="utf-8")
    assert kg("extract", "b.md", "--date", "2021-10-20") == 0
    assert lines(capsys.readouterr().out)[0]["time"] == {"latest": "2020-01-01"}


def test_several_articles_of_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.dumps({"id": i, "title": i, "text": TEXT}) for i in "xy"]
    Path("n.jsonl").write_text("\n".join([*rows, "{"]), encoding="utf-8")
    assert kg("extract", "n.jsonl") == 3
    out, err = capsys.readouterr()
    assert [claim["article"] for claim in lines(out)] == ["x", "x", "y", "y"]
    assert err.startswith("Failed: n.jsonl:3: not JSON")


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, 2, "there is no such file"),
        (b"%PDF-1.7", 2, "a PDF document, not text"),
        (b"", 0, "Skipped: x.txt: empty: no text"),
    ],
)
def test_files_without_an_article(
    content: bytes | None, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("x.txt").write_bytes(content)
    assert kg("extract", "x.txt") == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("name", ["x.csv", "x.xml", "x"])
def test_a_file_of_a_format_that_is_not_read_is_no_empty_answer(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_text(GOOD, encoding="utf-8")
    assert kg("extract", name) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "read are .txt .md .html .jsonl" in err
    assert "docs/loading.md" in err


def test_a_folder_may_hold_files_that_are_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path("in")
    folder.mkdir()
    (folder / "x.csv").write_text("a,b\n", encoding="utf-8")
    assert kg("extract", "in") == 0
    assert "Skipped: " in capsys.readouterr().err


def test_a_missing_file_without_a_suffix_is_missing_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert kg("extract", "nosuch") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "nosuch: there is no such file" in err


def test_what_takes_too_long_or_breaks_is_told_and_costs_no_other_article(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def analyse(article: Article) -> Extraction:
        if article.title == "Long":
            time.sleep(60)
        if article.title == "Odd":
            raise RuntimeError("no such word")
        return found(article)

    monkeypatch.setattr(build, "load_analysis", lambda *_: analyse)
    articles = [{"id": name, "title": name, "text": TEXT} for name in ("Long", "Odd", "Short")]
    Path("some.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    began = time.monotonic()
    assert kg("extract", "some.jsonl", "--article-seconds", "0.3") == 3
    assert time.monotonic() - began < 30
    out, err = capsys.readouterr()
    assert {claim["article"] for claim in lines(out)} == {"Short"}
    assert "its analysis took longer than 0.3 s" in err
    assert "its analysis broke: RuntimeError: no such word" in err


def test_what_the_command_line_can_mend_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def analyse(article: Article) -> Extraction:
        raise ModelError(f"No model for {article.title}.", "Install it.")

    monkeypatch.setattr(build, "load_analysis", lambda *_: analyse)
    assert kg("extract", "a.txt") not in (0, 3)
    assert "Install it." in capsys.readouterr().err
