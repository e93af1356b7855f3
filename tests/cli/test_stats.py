"""`kg stats`: figures as a table with bars, and as rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from kg.cli import stats
from kg.graph.stats import DIMENSIONS

Run = Callable[..., tuple[int, str, str]]


def test_the_command_offers_all_dimensions() -> None:
    assert set(stats.DIMENSIONS) == set(DIMENSIONS)


def test_the_overview_has_totals_and_sections(kg: Run, exports: Path) -> None:
    code, out, err = kg("stats", "--store", exports)
    assert (code, err) == (0, "")
    assert "claims      11" in out
    assert "Acquisition       3   27.3%  ████" in out
    assert "2022       0    0.0%" in out


def test_articles_without_a_claim_are_read_and_have_none(kg: Run, exports: Path) -> None:
    out = kg("stats", "--store", exports, "--format", "json")[1]
    totals = {row["value"]: row["count"] for row in json.loads(out) if row["by"] == "total"}
    assert (totals["read"], totals["articles"]) == (2, 2)
    some = kg("stats", "--store", exports, "--format", "json", "--kind", "Acquisition")[1]
    assert "read" not in {row["value"] for row in json.loads(some)}


def test_rows_as_json_have_numbers(kg: Run, exports: Path) -> None:
    rows = json.loads(kg("stats", "--by", "kind", "--store", exports, "--format", "json")[1])
    assert rows[0] == {"by": "kind", "value": "Acquisition", "count": 3, "share": 0.272727}


def test_filters_narrow_what_is_counted(kg: Run, exports: Path) -> None:
    args = ("stats", "--by", "status", "--store", exports, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(kg(*args, "--as-of", "2022-01-01")[1])))
    assert [(row["value"], row["count"]) for row in rows] == [
        ("asserted", "3"),
        ("planned", "1"),
        ("rumoured", "1"),
    ]


def test_a_cross_table(kg: Run, exports: Path) -> None:
    code, out, _ = kg("stats", "--by", "year", "--across", "status", "--store", exports)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == [
        "year",
        "asserted",
        "planned",
        "denied",
        "rumoured",
        "unknown",
        "all",
    ]
    assert lines[3].split() == ["2022", *"000000"]


def test_a_cross_table_wants_two_sides(kg: Run, exports: Path) -> None:
    assert kg("stats", "--across", "status", "--store", exports)[0] == 2


def test_what_is_left_out_is_said(kg: Run, exports: Path) -> None:
    _, out, err = kg("stats", "--by", "kind", "--top", "2", "--store", exports)
    assert len(out.splitlines()) == 4
    assert "more values of kind; --top 0 lists all" in err
    count = len(kg("stats", "--by", "kind", "-f", "jsonl", "--store", exports)[1].splitlines())
    _, _, err = kg("stats", "--by", "kind", "--top", f"{count - 1}", "--store", exports)
    assert err == "1 more value of kind; --top 0 lists all.\n"
