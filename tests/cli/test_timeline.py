from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def rows(kg: Run, exports: Path, *args: str) -> list[dict[str, object]]:
    code, out, err = kg("timeline", *args, "--store", exports, "--format", "jsonl")
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_all_that_names_a_company_by_day(kg: Run, exports: Path) -> None:
    found = rows(kg, exports, "Acme")
    assert len(found) == 10
    times = [(row["time"], row["what"]) for row in found if row["time"]]
    assert times == [("../2025-12-31", "announcement"), ("2027", "change of date")]


def test_days_limit_it(kg: Run, exports: Path) -> None:
    assert [r["time"] for r in rows(kg, exports, "Acme", "--since", "2025-01-01")] == [
        "../2025-12-31",
        "2027",
    ]
    assert all(r["article"] == "one" for r in rows(kg, exports, "Acme", "--as-of", "2022-01-01"))
    assert all(r["said"] < "2022" for r in rows(kg, exports, "Acme", "--until", "2022-01-01"))  # type: ignore[operator]


def test_a_person_and_a_table(kg: Run, exports: Path) -> None:
    assert [r["speaker"] for r in rows(kg, exports, "Ann Lee")] == [None, "Ann Lee"]
    out = kg("timeline", "ann lee", "--store", exports)[1]
    assert out.startswith("time ")
    assert "Ann Lee" in out


def test_the_order_of_saying(kg: Run, exports: Path) -> None:
    told = rows(kg, exports, "Acme")
    said = rows(kg, exports, "Acme", "--by", "said")
    assert sorted(map(str, told)) == sorted(map(str, said))
    days = [str(row["said"]) for row in said]
    assert days == sorted(days) != [str(row["said"]) for row in told]
    late = rows(kg, exports, "Acme", "--by", "said", "--until", "2022-01-01")
    assert "../2025-12-31" in [row["time"] for row in late]
    assert kg("timeline", "Acme", "--store", exports, "--by", "said")[1].startswith("said ")
