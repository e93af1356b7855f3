"""Rows as text: every format, stable, and safe for a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import _output
from kg.cli._output import (
    render_rows,
    shortened,
    table,
    text_width,
    wrapped,
    write_file,
    write_text,
)
from kg.errors import SourceError

ROWS: list[dict[str, Any]] = [
    {"name": "Acme", "n": 1, "list": ["a"]},
    {"name": 'B, "C"\nD', "n": None},
]
COLUMNS = ["name", "n", "list"]


def test_json_lines_keep_types_and_order() -> None:
    lines = render_rows(ROWS, COLUMNS, "jsonl").splitlines()
    assert json.loads(lines[0]) == {"name": "Acme", "n": 1, "list": ["a"]}
    assert list(json.loads(lines[1])) == COLUMNS


def test_json_is_one_array() -> None:
    assert json.loads(render_rows(ROWS, COLUMNS, "json"))[1]["n"] is None


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_no_cell_is_a_formula_and_numbers_stay_numbers(format_: str) -> None:
    texts = ['=HYPERLINK("http://noral.example")', "+49 noral", "-1+cmd|' /C calc'!A0", "@SUM(A1)"]
    kept = [
        -3,
        "-3",
        "+2.5",
        "-1,200",
        "-4 %",
        Decimal("-0.5"),
        "a=b",
        "'quoted'",
        ["=1"],
        None,
        "",
    ]
    text = render_rows([{"a": value} for value in (*texts, "\t=1", *kept)], ["a"], format_)
    rows = list(csv.reader(io.StringIO(text), delimiter="," if format_ == "csv" else "\t"))
    found = [row[0] if row else "" for row in rows[1:]]
    assert found[:5] == [f"'{each}" for each in (*texts, "\t=1")]
    assert found[5:] == [
        "-3",
        "-3",
        "+2.5",
        "-1,200",
        "-4 %",
        "-0.5",
        "a=b",
        "'quoted'",
        '["=1"]',
        "",
        "",
    ]


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_separated_values_read_back(format_: str, delimiter: str) -> None:
    text = render_rows(ROWS, COLUMNS, format_)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    assert rows == [COLUMNS, ["Acme", "1", '["a"]'], ['B, "C"\nD', "", ""]]


def test_a_table_shows_control_characters_escaped() -> None:
    text = render_rows([{"name": "a\x1b[31mb\u202ec"}], ["name"], "table")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_an_empty_table_still_names_its_columns() -> None:
    assert render_rows([], ["name"], "table").splitlines()[0] == "name"


def test_files_are_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "sub" / "x.txt"
    write_file(target, "one")
    write_file(target, "two")
    assert target.read_text(encoding="utf-8") == "two"
    assert [p.name for p in target.parent.iterdir()] == ["x.txt"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SourceError, match="Can't write"):
        write_file(tmp_path / "file" / "below", "x")


def test_numbers_stand_to_the_right() -> None:
    text = render_rows([{"name": "a", "n": 5}, {"name": "b", "n": 1234}], ["name", "n"], "table")
    assert text.splitlines()[2:] == ["a        5", "b     1234"]


def test_a_table_fits_by_cutting_the_widest_columns() -> None:
    rows = [{"id": "x1", "words": "many words that go on and on", "more": "some more words here"}]
    lines = table(rows, ["id", "words", "more"], width=34).splitlines()
    assert max(map(len, lines)) <= 34
    assert lines[2].startswith("x1  many words th")
    assert "…" in lines[2]


def test_a_pipe_gets_a_table_whole() -> None:
    assert "x" * 500 in render_rows([{"a": "x" * 500}], ["a"], "table")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=3, max_size=3),
    st.integers(30, 60),
)
def test_no_line_of_a_table_is_wider_than_the_terminal(cells: list[str], width: int) -> None:
    columns = ["a", "b", "c"]
    text = table([dict(zip(columns, cells, strict=True))], columns, width=width)
    assert len(text.splitlines()) == 3
    assert all(text_width(line) <= width for line in text.splitlines())


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text("aé小\u0301🙂 ", max_size=20), st.integers(1, 12))
def test_a_cut_text_is_as_wide_as_asked(text: str, width: int) -> None:
    assert text_width(shortened(text, width)) <= width
    assert shortened(text, text_width(text)) == text


Shown = Callable[[], str]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    """Let stdout be a terminal of 60 columns and 10 lines; return what tells what is on it."""
    monkeypatch.setattr(_output, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "10")
    return lambda: capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="the pager of this test is a POSIX command")
def test_what_is_longer_than_the_screen_goes_through_the_pager(
    screen: Shown, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGER", "cat")
    monkeypatch.setenv("KG_PAGER", f"tee {tmp_path / 'paged'}")
    write_text("short\n")
    assert screen() == "short\n"
    write_text("line\n" * 20)
    assert screen() == ""
    assert (tmp_path / "paged").read_text() == "line\n" * 20


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager-anywhere"])
def test_without_a_pager_all_is_printed(
    screen: Shown, monkeypatch: pytest.MonkeyPatch, pager: str
) -> None:
    monkeypatch.setenv("KG_PAGER", pager)
    write_text("line\n" * 20)
    assert screen() == "line\n" * 20


def test_no_pager_is_an_option(
    screen: Shown, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KG_PAGER", f"tee {tmp_path / 'paged'}")
    with click.Context(click.Command("kg"), obj={"no_pager": True}):
        write_text("line\n" * 20)
    assert screen() == "line\n" * 20


def test_a_pipe_is_never_paged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_output, "_pager", lambda: pytest.fail("no pager is asked for"))
    write_text("line\n" * 500)
    assert capsys.readouterr().out == "line\n" * 500


def test_a_narrow_terminal_goes_without_empty_columns_and_keeps_numbers_whole() -> None:
    rows = [{"what": "w" * 40, "none": None, "value": 10_000_000_000}]
    narrow = table(rows, ["what", "none", "value"], width=36)
    assert "none" not in narrow
    assert "10000000000" in narrow
    assert all(text_width(line) <= 36 for line in narrow.splitlines())
    assert "none" in table(rows, ["what", "none", "value"], width=80)


def test_a_narrow_terminal_goes_without_spare_columns() -> None:
    rows = [{"what": "w" * 30, "more": "m" * 10, "less": "l" * 10}]
    columns = ["what", "more", "less"]
    assert "less" in table(rows, columns, width=60, spare=["less", "more"])
    narrow = table(rows, columns, width=44, spare=["less", "more"])
    assert "w" * 30 in narrow
    assert "more" in narrow
    assert "less" not in narrow
    assert "less" in table(rows, columns, width=0, spare=["less", "more"])


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    link, target = tmp_path / "link.csv", tmp_path / "target.csv"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target.name)
    write_file(link, "new\n")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_gets_what_is_written_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    write_file(pipe, "all of it\n")
    assert reader.communicate(timeout=20)[0] == b"all of it\n"
    assert pipe.is_fifo()


def test_a_column_that_wraps_is_not_cut_and_stays_the_widest() -> None:
    rows = [
        {"status": "slipped (21 days late)", "promise": "is to open a foundry in Varberg by then"},
        {"promise": "  * completion: Alfa Foundries opens a foundry in Varberg after all"},
    ]
    lines = table(rows, ["status", "promise"], width=50, wrap=["promise", "status"]).splitlines()
    assert lines == [
        "status    promise",
        "--------  ----------------------------------------",
        "slipped   is to open a foundry in Varberg by then",
        "(21 days",
        "late)",
        "            * completion: Alfa Foundries opens a",
        "              foundry in Varberg after all",
    ]
    assert "…" not in table(rows, ["status", "promise"], width=24, wrap=["promise", "status"])
    assert table(rows, ["promise"], width=0, wrap=["promise"]).count("\n") == 4
    assert "…" in table(rows, ["status", "promise"], width=50, wrap=["promise"])


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text("aé小\u0301🙂", min_size=1, max_size=20), st.integers(4, 30))
def test_a_wrapped_text_loses_nothing(text: str, width: int) -> None:
    lines = wrapped(f"  {text} {text}", width)
    assert "".join("".join(lines).split()) == "".join((text + text).split())
    assert all(text_width(line) <= width for line in lines)
