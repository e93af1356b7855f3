from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.ledger import FIELDS

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


def test_the_day_is_today_unless_it_is_given_and_is_said(kg: Run, exports: Path) -> None:
    today = dt.datetime.now().astimezone().date().isoformat()
    code, out, err = kg("ledger", "--store", exports, "--format", "json")
    assert code == 0
    assert {row["as_of"] for row in json.loads(out)} == {today}
    assert err.startswith(f"As of {today}: ")
    assert kg("-q", "ledger", "--store", exports, *DAY)[2] == ""
    code, out, _ = kg("ledger", "--store", exports, "-f", "jsonl", "--as-of", "2020-01-01")
    assert (code, out) == (0, "")


def test_csv_and_brief(kg: Run, exports: Path) -> None:
    found = list(
        csv.DictReader(io.StringIO(kg("ledger", "--store", exports, "-f", "csv", *DAY)[1]))
    )
    assert tuple(found[0]) == FIELDS
    assert json.loads(found[0]["opened"])["article"] == "one"
    brief = kg("ledger", "--store", exports, "--brief", *DAY)[1]
    assert "confirmation" not in brief


@pytest.mark.parametrize("command", ["ledger --company", "timeline", "conflicts --company"])
def test_an_unknown_name_is_met_with_near_ones(kg: Run, exports: Path, command: str) -> None:
    code, out, err = kg(*command.split(), "Acmee", "--store", exports)
    assert (code, out) == (2, "")
    assert "Did you mean: Acme?" in err
