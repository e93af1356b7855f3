"""Days and words as people write them, and what they are told of those that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from kg.cli import cli
from kg.cli._types import Day, Number, Word

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-02-17", dt.date(2023, 2, 17), dt.date(2023, 2, 17)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    ],
)
def test_a_month_or_year_is_its_first_or_last_day(text: str, first: dt.date, last: dt.date) -> None:
    assert Day().convert(text, None, None).date() == first
    assert Day(last=True).convert(text, None, None).date() == last


@pytest.mark.parametrize("text", ["yesterday", "2023-13", "2023-02-30", "0000", "23-02-01", ""])
def test_what_is_no_day_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(click.BadParameter, match=r"is no day\. Write it as 2024-06-30, 2024-06 or"):
        Day().convert(text, None, None)
    with pytest.raises(click.BadParameter, match=r"Write it as 2024-06-30\.$"):
        Day(whole=True).convert("2023-05", None, None)


def test_a_word_in_any_case_and_a_near_one() -> None:
    words = Word(["Layoff", "Hiring"])
    assert words.convert("layoff", None, None) == "Layoff"
    with pytest.raises(click.BadParameter, match="Did you mean 'Layoff'"):
        words.convert("layof", None, None)
    with pytest.raises(click.BadParameter, match="is not one of"):
        words.convert("zebra", None, None)


def test_the_help_lists_words_as_claims_have_them(kg: Run) -> None:
    out = kg("claims", "--help")[1]
    assert "|Result|MarketMove|Legal|" in out
    assert "[asserted|planned|" in out


def test_a_group_tells_of_each_command_in_a_whole_sentence(kg: Run) -> None:
    for group in ("analyze", "reference", "review"):
        out = kg(group, "--help")[1]
        assert "..." not in out.partition("Commands:")[2]
    assert "by its id or the first" in kg("review", "--help")[1]


def test_commands_take_a_year(kg: Run, exports: Path) -> None:
    code, _, err = kg("ledger", "--store", exports, "--as-of", "2027", "--brief")
    assert (code, err.split(":")[0]) == (0, "As of 2027-12-31")
    assert kg("claims", "--store", exports, "--until", "1999", "-f", "jsonl")[1] == ""
    code, _, err = kg("timeline", "Acme", "--store", exports, "--since", "soon")
    assert code == 2
    assert "'soon' is no day" in err


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-inf", "1e999", "1.5", "-0.1", "much"])
def test_what_is_no_number_of_the_range_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Number(0, 1).convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0.0), ("0.4", 0.4), ("1", 1.0), ("1e-3", 0.001)]
)
def test_numbers_of_the_range(text: str, number: float) -> None:
    assert Number(0, 1).convert(text, None, None) == number


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e7", "1e300", "0", "-1"])
def test_a_query_waits_no_longer_than_a_day(kg: Run, exports: Path, seconds: str) -> None:
    code, _, err = kg("query", "ASK {}", "--store", exports, "--timeout", seconds)
    assert code == 2
    assert "86400" in err


@pytest.mark.parametrize("command", ["build", "extract"])
def test_a_confidence_is_a_number(kg: Run, tmp_path: Path, command: str) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Acme grew.", "utf-8")
    code, _, err = kg(command, text, "--min-confidence", "nan")
    assert code == 2
    assert "0<=x<=1" in err


@pytest.mark.parametrize(
    "args",
    [
        ("parse", "Bj\udcf6rk Ltd."),
        ("query", "-p", "x", "Bj\udcf6rk", "SELECT ?x { ?x ?y ?z }"),
        ("query", "-p", "\udcf6", "x", "SELECT ?x { ?x ?y ?z }"),
        ("query", "SELECT ('Bj\udcf6rk' AS ?x) {}"),
        ("query", "SELECT ('Bj\udcf6rk' AS ?x) {}", "--timeout", "20"),
    ],
)
def test_an_argument_that_is_no_text_is_told_so(kg: Run, args: tuple[str, ...]) -> None:
    code, out, err = kg(*args)
    assert (code, out) == (2, "")
    assert "\\udcf6" in err
    assert err.endswith("is not UTF-8 text.\n")


def test_letters_of_other_scripts_are_text(kg: Run, exports: Path) -> None:
    query = "SELECT ?x { VALUES ?y { 1 } FILTER (?x = ?x) }"
    code, out, _ = kg("query", query, "-p", "x", "Björk 小米 😀", "--store", exports, "-f", "csv")
    assert (code, out) == (0, "x\nBjörk 小米 😀\n")


@pytest.mark.parametrize(
    ("args", "start", "found"),
    [
        (["claims", "--kind"], "t", ["Target"]),
        (["query", "--name"], "cq06", ["cq06"]),
        (["queries"], "cq06", ["cq06"]),
        (["query", "--name"], "nosuch", []),
    ],
)
def test_what_a_shell_completes(args: list[str], start: str, found: list[str]) -> None:
    items = ShellComplete(cli, {}, "kg", "_KG_COMPLETE").get_completions(args, start)
    assert [each.value.partition("-")[0] for each in items] == found
