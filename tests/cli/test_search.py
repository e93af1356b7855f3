"""`kg search`: hits as tables and rows; nothing found is an answer, not an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_things_and_claims(kg: Run, exports: Path) -> None:
    code, out, err = kg("search", "brio", "--store", exports)
    assert (code, err) == (0, "")
    assert out.startswith("THINGS\nname  what     claims\n")
    assert "Acme acquires Brio  Acme bought Brio for $3.4 billion." in out


def test_a_typing_error_is_forgiven_and_told(kg: Run, exports: Path) -> None:
    code, out, err = kg("search", "electirc", "cars", "--kind", "claim", "--store", exports)
    assert code == 0
    assert "Acme works on electric cars" in out
    assert err == "No word begins with “electirc”; looked for electric.\n"
    assert kg("-q", "search", "electirc", "--store", exports)[2] == ""


def test_rows_have_whole_iris(kg: Run, exports: Path) -> None:
    args = ("search", "acme", "--limit", "2", "--store", exports, "--format", "jsonl")
    rows = [json.loads(line) for line in kg(*args)[1].splitlines()]
    assert [row["kind"] for row in rows] == ["thing", "claim", "claim"]
    assert all(row["iri"].startswith("https://") for row in rows)
    assert rows[0]["claims"] == 10


def test_nothing_found_is_code_1(kg: Run, exports: Path) -> None:
    code, out, err = kg("search", "qqqqqqqq", "--store", exports)
    assert (code, out, err) == (1, "", "Nothing has all these words.\n")
    assert kg("search", "qqqqqqqq", "--store", exports, "-f", "json")[1] == "[]\n"


def test_an_empty_text_is_a_usage_error(kg: Run, exports: Path) -> None:
    code, out, err = kg("search", "", "--store", exports)
    assert (code, out) == (2, "")
    assert "text to look for is empty" in err
