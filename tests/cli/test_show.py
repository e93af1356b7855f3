"""`kg show`: one thing, as text for people and as rows and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from kg.cli import show
from kg.graph.profile import sections

Run = Callable[..., tuple[int, str, str]]


def test_the_command_offers_all_sections() -> None:
    assert (*sections(), "latest") == show.SECTIONS


def test_a_company_for_people(kg: Run, exports: Path) -> None:
    code, out, err = kg("show", "acme", "--store", exports)
    assert (code, err) == (0, "")
    assert out.startswith("Acme\n====\ntype    Company\n")
    for words in (
        "ROLES", "Ann Lee is chief executive officer of Acme", "TARGETS", "2027",
        "acquires Brio", "3.4 billion USD", "is rumoured to acquire Cato", "LATEST",
        "“Acme bought Brio for $3.4 billion.”",
    ):  # fmt: skip
        assert words in out


def test_sections_and_top_narrow_it(kg: Run, exports: Path) -> None:
    args = ("show", "acme", "--section", "deals", "--top", "1", "--store", exports)
    _, out, _ = kg(*args)
    assert "DEALS (1 of 4; --top 0 shows all)" in out
    assert "ROLES" not in out
    found = json.loads(kg(*args, "--format", "json")[1])
    assert len(found["deals"]) == 1
    assert "roles" not in found


def test_json_is_one_object_with_ids(kg: Run, exports: Path) -> None:
    found = json.loads(kg("show", "Acme", "--store", exports, "--format", "json")[1])
    assert (found["name"], found["type"], found["claims"]) == ("Acme", "Company", 10)
    deal = next(each for each in found["deals"] if each["what"] == "Acme acquires Brio")
    assert deal["amount"] == {"value": 3400000000, "unit": "USD"}
    assert deal["claims"][0].startswith("https://")
    assert found["latest"][0]["quotes"]


def test_rows_name_their_section(kg: Run, exports: Path) -> None:
    _, out, _ = kg("show", "Acme", "--store", exports, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["section"] for row in rows} == {
        "roles", "targets", "initiatives", "deals", "figures", "latest",
    }  # fmt: skip


def test_an_unknown_name_is_an_error_with_near_ones(kg: Run, exports: Path) -> None:
    code, out, err = kg("show", "Acmme", "--store", exports)
    assert (code, out) == (2, "")
    assert err == "Error: No entity is called 'Acmme'.\nDid you mean: Acme?\n"
