"""Amounts: the table, links between amounts, lost signs, dollars, and the properties of any text."""

from __future__ import annotations

import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.amounts import dollar_of, find_amounts, show
from kg.model import Bound, Quantity

TABLE = tomllib.loads(Path(__file__).with_name("table.toml").read_text(encoding="utf-8"))
ROWS = [(group["kind"], row) for group in TABLE["group"] for row in group["rows"]]


def test_the_table_is_large_enough() -> None:
    assert len({row[0] for _, row in ROWS}) >= 200


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_an_amount_has_its_value(kind: str, row: list[Any]) -> None:
    marked, value, unit, bound, per = (*row, "", "")[:5]
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    [mention] = find_amounts(text)
    assert mention.words == text[start:end]
    quantity = mention.quantity
    assert (str(quantity.value), quantity.unit or "-") == (value, unit)
    assert (mention.kind, quantity.bound or "", mention.per or "") == (kind, bound, per)
    assert not mention.assumed


@pytest.mark.parametrize("text", TABLE["none"][0]["texts"])
def test_a_date_or_name_is_no_amount(text: str) -> None:
    assert find_amounts(text) == []


def test_the_core_leaves_the_bound_out() -> None:
    text = "It may cost up to $5 million."
    [mention] = find_amounts(text)
    assert (mention.span.of(text), mention.core.of(text)) == ("up to $5 million", "$5 million")


def test_bracketed_conversions_point_to_what_was_written_first() -> None:
    text = "Losses were HK$37.5bn (US$4.8bn/€3.7bn) in all, or £245m (about $400m)."
    first, dollars, euros, pounds, about = find_amounts(text)
    assert [m.converted_from for m in (first, pounds)] == [None, None]
    assert dollars.converted_from == euros.converted_from == first.span
    assert about.converted_from == pounds.span


def test_two_figures_of_one_currency_are_no_conversion() -> None:
    assert all(
        m.converted_from is None for m in find_amounts("It rose to £245.6m (from £161.5m before).")
    )


def test_a_year_before_a_level_is_no_lower_end() -> None:
    found = find_amounts("It raised its target for 2021 to 18,000 cars.")
    assert [(str(m.quantity.value), m.quantity.unit, m.quantity.bound) for m in found] == [
        ("18000", "cars", None)
    ]
    [ranged] = find_amounts("It has orders for 2,500 to 18,000 cars.")
    assert (str(ranged.quantity.value), ranged.quantity.bound) == ("2500", "at least")


def test_a_level_after_a_change_is_an_amount_of_its_own() -> None:
    change, level = find_amounts("The stock was up $6.64 to $57.57 at noon.")
    assert (change.quantity.value, level.quantity.value) == (Decimal("6.64"), Decimal("57.57"))
    assert change.quantity.bound is None
    old, new = find_amounts("Revenue rose from $201 million to $264 million.")
    assert (int(old.quantity.value), int(new.quantity.value)) == (201_000_000, 264_000_000)
    share, sum_ = find_amounts("Revenue grew 30% to $3.6bn.")
    assert (share.quantity.unit, sum_.quantity.unit) == ("percent", "USD")


@pytest.mark.parametrize(
    ("text", "word", "sign"),
    [
        ("Its shares fell 6% on the day.", "fell", -1),
        ("Its shares were down by 3 percent.", "down", -1),
        ("It reduced the flow of crude oil to the east of Norway by 3 percent.", "reduced", -1),
        ("It reduced the flow of crude oil, which Norway missed by 3 percent.", None, 0),
        ("It took a 12% slump in trade.", "slump", -1),
        ("Net income grew 29%.", "grew", 1),
        ("It saw a 74% rise in profit.", "rise", 1),
        ("It owns 20% of the bank.", None, 0),
        ("It fell, and 20% of it is lost to us.", None, 0),
    ],
)
def test_the_word_of_a_change(text: str, word: str | None, sign: int) -> None:
    [mention] = find_amounts(text)
    assert (mention.signed_by, mention.sign) == (word, sign)
    assert mention.quantity.value > 0


def test_a_lost_sign_is_the_texts_own_currency_or_none() -> None:
    text = "In a 24m deal it buys 20 stores. The rival had invested £20m in the firm."
    lost = find_amounts(text)[0]
    assert (lost.quantity.unit, lost.kind, lost.assumed) == ("GBP", "money", True)
    alone = find_amounts("The anchor filed a 70 million lawsuit.")[0]
    assert (alone.quantity.unit, alone.kind, alone.assumed) == (None, "money", True)


def test_a_bare_further_number_counts_what_was_told_before() -> None:
    text = "It seeks 320 employees and will hire a further 280 this year."
    told, further = find_amounts(text)
    assert (int(told.quantity.value), int(further.quantity.value)) == (320, 280)
    assert (further.quantity.unit, further.kind, further.assumed) == ("people", "people", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It pays NZ$5 million, $500,000 of it now.", "NZD"),
        ("It pays NZ$5 million (US$3.1 million), $500,000 of it now.", "USD"),
        ("Canadian firm Arbutus of Toronto pays $5 million.", "CAD"),
        ("Arbutus of Toronto pays $5 million.", "USD"),
        ("The American firm and the Canadian firm of New York pay $5 million.", "USD"),
        ("It pays $5 million.", "USD"),
    ],
)
def test_the_dollar_of_a_text(text: str, code: str) -> None:
    assert dollar_of(text) == code
    assert {m.quantity.unit for m in find_amounts(text) if m.words.startswith("$")} == {code}


def test_the_caller_may_say_which_dollar() -> None:
    [mention] = find_amounts("It pays $5 million.", default_dollar="AUD")
    assert mention.quantity.unit == "AUD"


UNITS = ["USD", "EUR", "GBP", "JPY", "percent", "people", "aircraft", "cars", "barrels"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    value=st.decimals(min_value=2, max_value=10**15, places=2, allow_nan=False),
    unit=st.sampled_from(UNITS),
    bound=st.sampled_from([None, "at most", "at least", "about"]),
)
def test_what_is_shown_is_read_back(value: Decimal, unit: str, bound: str | None) -> None:
    quantity = Quantity(value=value, unit=unit, bound=cast("Bound | None", bound))
    text = f"It is {show(quantity)}."
    [mention] = find_amounts(text)
    assert mention.quantity == quantity
    assert show(mention.quantity) == show(
        find_amounts(f"It is {show(mention.quantity)}.")[0].quantity
    )


PIECES = (Path(__file__).with_name("pieces.txt")).read_text(encoding="utf-8").split()
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(text=TEXTS)
def test_any_text_gives_sorted_exact_spans(text: str) -> None:
    found = find_amounts(text)
    assert found == find_amounts(text)
    spans = {mention.span for mention in found}
    end = 0
    for mention in found:
        assert end <= mention.span.start <= mention.core.start < mention.core.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.words
        assert mention.converted_from is None or mention.converted_from in spans
        assert mention.quantity.value.is_finite()
        assert mention.quantity.unit or mention.assumed
        end = mention.span.end


@pytest.mark.parametrize(
    "piece",
    ["1 100 ", "1,000,", "$1-", "half a ", "5 big and old and ", "at least about ", "10 of "],
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    def once(text: str) -> float:
        start = time.process_time()
        find_amounts(text)
        return time.process_time() - start

    def seconds(times: int) -> float:
        """Return the best of three: a pause of the whole process is not the grammar's."""
        return min(once(piece * times) for _ in range(3))

    seconds(10)
    assert seconds(1200) < 12 * max(seconds(300), 0.02)
