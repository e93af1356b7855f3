from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.ledger import FIELDS, FLAT

Run = Callable[..., tuple[int, str, str]]
DAY = ("--as-of", "2028-06-01")


def rows(kg: Run, exports: Path, *args: str) -> list[dict[str, object]]:
    code, out, _ = kg("ledger", "--store", exports, "--format", "jsonl", *DAY, *args)
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_every_promise_with_its_changes_and_evidence(kg: Run, exports: Path) -> None:
    found = rows(kg, exports)
    assert [tuple(row) for row in found] == [FIELDS] * len(found)
    (own,) = [row for row in found if row["sort"] == "own"]
    assert (own["promiser"], own["by"], own["status"]) == ("Acme", "Ann Lee", "slipped")
    assert (own["said"], own["due"], own["first_due"]) == ("2021-10-20", "2027", "../2025-12-31")
    assert own["overdue"] is True
    changes = own["changes"]
    assert isinstance(changes, list)
    assert [(c["what"], c["article"]) for c in changes] == [
        ("progress", "one"),
        ("change of date", "two"),
        ("confirmation", "two"),
    ]
    assert all(c["quotes"] for c in changes)
    assert [row["as_of"] for row in found] == ["2028-06-01"] * len(found)


def test_reports_of_others_are_a_list_of_their_own(kg: Run, exports: Path) -> None:
    code, out, err = kg("ledger", "--store", exports, *DAY)
    own, reported = out.split("What others report of their plans")
    assert code == 0
    assert "mass production" in own
    assert "Cato" not in own
    assert "Cato" in reported
    assert "  * denial: " in reported
    assert err == "As of 2028-06-01: 2 promises.\n"


def test_filters(kg: Run, exports: Path) -> None:
    assert [r["status"] for r in rows(kg, exports, "--overdue")] == ["slipped"]
    assert [r["status"] for r in rows(kg, exports, "--status", "disputed")] == ["disputed"]
    assert [r["sort"] for r in rows(kg, exports, "--sort", "reported")] == ["reported"]
    assert rows(kg, exports, "--company", "brio") == []
    assert len(rows(kg, exports, "--company", "ACME")) == 2


@pytest.mark.parametrize("command", ["ledger", "conflicts", "timeline Acme"])
def test_what_is_hardly_believed_can_be_left_out(kg: Run, exports: Path, command: str) -> None:
    args = (*command.split(), "--store", exports, "-f", "jsonl", "--min-confidence")
    assert kg(*args, "0")[1] == kg(*args[:-1])[1] != ""
    assert kg(*args, "1")[1] == ""


def test_the_day_is_today_unless_it_is_given_and_is_said(kg: Run, exports: Path) -> None:
    today = dt.datetime.now().astimezone().date().isoformat()
    code, out, err = kg("ledger", "--store", exports, "--format", "json")
    assert code == 0
    assert {row["as_of"] for row in json.loads(out)} == {today}
    assert err.startswith(f"As of {today}: ")
    assert kg("-q", "ledger", "--store", exports, *DAY)[2] == ""
    code, out, _ = kg("ledger", "--store", exports, "-f", "jsonl", "--as-of", "2020-01-01")
    assert (code, out) == (0, "")


def test_csv_has_one_value_in_a_cell(kg: Run, exports: Path) -> None:
    out = kg("ledger", "--store", exports, "-f", "csv", *DAY)[1]
    found = list(csv.DictReader(io.StringIO(out)))
    assert tuple(found[0]) == FLAT
    assert not any(cell.startswith(("[", "{")) for row in found for cell in row.values())
    (own,) = [row for row in found if row["sort"] == "own"]
    assert (own["due"], own["due_earliest"], own["due_latest"]) == (
        "2027",
        "2027-01-01",
        "2027-12-31",
    )
    assert (own["first_due_earliest"], own["first_due_latest"]) == ("", "2025-12-31")
    assert (own["article"], own["publisher"], own["changes"]) == ("one", "Example News", "3")
    assert own["quote"].startswith("Acme boss Ann Lee said")
    full = next(row for row in rows(kg, exports) if row["sort"] == "own")
    for name in ("due_earliest", "due_latest", "first_due_earliest", "first_due_latest"):
        assert (full[name] or "") == own[name]  # JSON has the days, too
    assert own["evidence"].split() == [each["claim"] for each in full["evidence"]]  # type: ignore[attr-defined]
    tabs = kg("ledger", "--store", exports, "-f", "tsv", *DAY)[1]
    assert list(csv.DictReader(io.StringIO(tabs), delimiter="\t")) == found


def test_the_table_shows_when_a_moved_promise_was_due_first(kg: Run, exports: Path) -> None:
    lines = kg("ledger", "--store", exports, "--brief", *DAY)[1].splitlines()
    head, (row,) = lines[2], [line for line in lines if line.startswith("slipped")]
    start, end = head.index("first_due"), head.index(" due ")
    assert row[start:end].strip() == "by the end of 2025"
    assert row[end:].lstrip().startswith("2027")
    still = kg("ledger", "--store", exports, "--as-of", "2022-01-01")[1]
    assert "first_due" not in still


def test_brief_leaves_changes_out(kg: Run, exports: Path) -> None:
    brief = kg("ledger", "--store", exports, "--brief", *DAY)[1]
    assert "confirmation" not in brief


@pytest.mark.parametrize("command", ["ledger --company", "timeline", "conflicts --company"])
def test_an_unknown_name_is_met_with_near_ones(kg: Run, exports: Path, command: str) -> None:
    code, out, err = kg(*command.split(), "Acmee", "--store", exports)
    assert (code, out) == (2, "")
    assert "Did you mean: Acme?" in err


def test_one_promise_is_counted_as_one(kg: Run, exports: Path) -> None:
    args = ("--status", "disputed", "--brief", *DAY)
    assert kg("ledger", "--store", exports, *args)[2] == "As of 2028-06-01: 1 promise.\n"
