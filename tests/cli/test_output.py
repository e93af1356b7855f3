"""Rows as text: every format, stable, and safe for a terminal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli._output import render_rows, write_file
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
