from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_all_named_queries_are_listed_with_their_parameters(kg: Run) -> None:
    code, out, err = kg("queries", "--format", "json")
    rows = json.loads(out)
    assert (code, err) == (0, "")
    assert len(rows) >= 16
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows)
    assert {row["name"][:4]: row["parameters"] for row in rows}["cq06"] == [
        {
            "name": "field",
            "type": "iri",
            "help": 'A concept of the scheme "field".',
            "default": "field:electric-vehicles",
        }
    ]
    assert "field (iri)" in kg("queries")[1]
    assert all(row["help"].endswith("?") for row in rows)
    assert "cq01-targets" in kg("queries")[1]


def test_the_text_of_one_runs_as_it_is(kg: Run, exports: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    assert kg("queries", "cq08", "-o", path)[0] == 0
    code, out, _ = kg("query", "-q", path, "--store", exports, "-f", "csv")
    assert code == 0
    assert "Reuters" in out


def test_an_unknown_name_is_an_error_with_near_matches(kg: Run) -> None:
    code, _, err = kg("queries", "cq99")
    assert code == 2
    assert "Did you mean" in err


def test_parameters_have_types_defaults_and_help(kg: Run) -> None:
    rows = json.loads(kg("queries", "--params", "--format", "json")[1])
    assert {"query": "cq04-moved", "parameter": "since", "type": "date", "default": "2021-01-01",
            "help": "The first day that counts as after."} in rows  # fmt: skip
    assert all(row["help"] and row["type"] and row["default"] for row in rows)
    only = json.loads(kg("queries", "ledger", "--params", "--format", "json")[1])
    assert {row["query"] for row in only} == {"ledger"}


def test_a_name_that_nothing_bears_is_told(kg: Run, exports: Path) -> None:
    args = ("query", "--name", "cq10", "--store", exports, "-p", "company")
    code, _, err = kg(*args, "Acmme")
    assert (code, err) == (0, "Note: No entity is called 'Acmme'.\nDid you mean: Acme?\n")
    assert kg(*args, "Acme")[2] == ""
    assert kg("-q", *args, "Acmme")[2] == ""


@pytest.mark.parametrize(
    "given",
    [
        ("-p", "company", "Acme"),
        ("-p", "company=Acme"),
        ("--param", "company=Acme"),
        ("--param=company=Acme",),
    ],
)
def test_a_parameter_is_given_as_two_words_or_with_a_sign(
    kg: Run, exports: Path, given: tuple[str, ...]
) -> None:
    code, out, err = kg("query", "--name", "cq14", "--store", exports, *given, "-f", "csv")
    assert (code, err) == (0, "")
    assert "Bob Day" in out


def test_a_value_may_hold_the_sign(kg: Run, exports: Path) -> None:
    args = ("query", "--name", "cq14", "--store", exports)
    for given in (("-p", "company", "A=B"), ("-p", "company=A=B")):
        assert "No entity is called 'A=B'." in kg(*args, *given)[2]
    assert kg(*args, "-p", "company")[0] == 2


def test_the_list_tells_how_a_parameter_is_given(kg: Run) -> None:
    assert "-p KEY=VALUE" in kg("queries")[2]
    assert kg("queries", "--format", "csv")[2] == kg("-q", "queries")[2] == ""
