from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_a_rumour_and_its_denial(kg: Run, exports: Path) -> None:
    code, out, _ = kg("conflicts", "--store", exports, "--format", "jsonl")
    (found,) = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (found["why"], found["one"]["speaker"], found["other"]["speaker"]) == (
        "denied",
        "sources",
        "Acme",
    )
    assert found["one"]["quotes"]


def test_filters_and_table(kg: Run, exports: Path) -> None:
    assert kg("conflicts", "--store", exports, "--why", "dates", "-f", "jsonl")[1] == ""
    assert kg("conflicts", "--store", exports, "--company", "Brio", "-f", "jsonl")[1] == ""
    out = kg("conflicts", "--store", exports, "--company", "Cato")[1]
    assert out.startswith("why ")
    assert "sources (one)" in out
    first, second = (line for line in out.splitlines()[2:])
    assert first.startswith("denied ")
    assert second.startswith(" ")


def test_a_cell_of_csv_holds_one_value(kg: Run, exports: Path) -> None:
    (row,) = csv.DictReader(kg("conflicts", "--store", exports, "-f", "csv")[1].splitlines())
    assert (row["why"], row["one_speaker"], row["other_speaker"]) == ("denied", "sources", "Acme")
    assert row["one_quote"]
    assert not any(cell.startswith(("{", "[")) for cell in row.values())
