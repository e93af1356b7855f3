"""Days and words as people write them, and what they are told of those that are none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kg.cli._types import Day, Word

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
