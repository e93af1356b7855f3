"""Times: the table of expressions, the tenses, the inferred year, and the properties of any text."""

from __future__ import annotations

import datetime as dt
import doctest
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.times import TimeMention, cue_tense, find_times, infer_year
from kg.extract.times.calendar import edtf, granule, months_of, shift

TABLE = tomllib.loads(Path(__file__).with_name("table.toml").read_text(encoding="utf-8"))
ROWS = [
    (group["anchor"], group.get("tense"), row) for group in TABLE["group"] for row in group["rows"]
]
DAY = dt.date(2021, 10, 20)


def _shown(mention: TimeMention) -> str:
    value = mention.value
    if value is None:
        return "-"
    return f"{value.earliest or '..'}/{value.latest or '..'}"


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 300
    assert len({row[0] for _, _, row in ROWS}) >= 300


@pytest.mark.parametrize(("anchor", "tense", "row"), ROWS, ids=[r[2][0] for r in ROWS])
def test_an_expression_has_its_interval(anchor: str, tense: str | None, row: list[Any]) -> None:
    marked, value, qualifier, period, inner = (*row, "", "")[:5]
    start = marked.index("«")
    end = marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    found = find_times(text, _date(anchor), tense=(lambda _: tense) if tense else None)
    inside = [m for m in found if m.span.start >= start and m.span.end <= end]
    assert inside, [m.words for m in found]
    mention = inside[-1]
    if not inner:
        assert mention.words == text[start:end]
    assert (_shown(mention), mention.qualifier, mention.period or "") == (value, qualifier, period)


@pytest.mark.parametrize("text", TABLE["none"][0]["texts"])
def test_a_number_or_name_is_no_time(text: str) -> None:
    assert find_times(text, DAY) == []


@pytest.mark.parametrize(
    ("text", "precision", "string"),
    [
        ("in the first half of 2024", "half-year", "2024-40"),
        ("in Q3 2021", "quarter", "2021-35"),
        ("in March 2021", "month", "2021-03"),
        ("on May 12, 2021", "day", "2021-05-12"),
        ("in 2015", "year", "2015"),
        ("in summer 2009", "season", "2009-22"),
        ("in the 1990s", "decade", "199X"),
        ("by 2025", "bounded", "../2025"),
        ("from May 2010", "bounded", "2010-05/.."),
        ("since May 12, 2021", "day", "2021-05-12/.."),
        ("from 2004 to 2006", "bounded", "2004/2006"),
        ("in May and June 2009", "bounded", "2009-05/2009-06"),
        ("last week", "week", "2021-10-11/2021-10-17"),
        ("over ten years", "duration-only", None),
        ("soon", "vague", None),
    ],
)
def test_precision_and_edtf(text: str, precision: str, string: str | None) -> None:
    [mention] = find_times(text, DAY)
    assert (mention.precision, mention.edtf) == (precision, string)


def test_the_core_leaves_the_preposition_out() -> None:
    text = "It ends by the end of 2025."
    [mention] = find_times(text, None)
    assert mention.span.of(text) == "by the end of 2025"
    assert mention.core.of(text) == "the end of 2025"


def test_relative_says_whether_the_anchor_was_used() -> None:
    told, relative = find_times("It fell in 2008 and rose last year.", DAY)
    assert (told.relative, relative.relative) == (False, True)


def test_a_rate_is_recurring_and_a_length_is_not() -> None:
    rate, length = find_times("It moves 4m tonnes a year under a two-year contract.", DAY)
    assert (rate.recurring, length.recurring) == (True, False)


def test_a_year_in_a_name_is_marked() -> None:
    text = "The concept was shown at CES 2020 and again in 2021."
    name, plain = find_times(text, None)
    assert (name.words, name.in_name, plain.in_name) == ("2020", True, False)


def test_a_reference_is_forgotten_after_a_sentence() -> None:
    text = "It listed in 1996. It was quiet. A year later it earned a profit."
    assert find_times(text, None)[-1].value is None


def test_the_seed_articles_times() -> None:
    text = "In March this year the maker said it would. It started in August."
    march, august = find_times(text, dt.date(2021, 10, 20))
    assert (_shown(march), _shown(august)) == ("2021-03-01/2021-03-31", "2021-08-01/2021-08-31")


def test_an_inferred_anchor_lends_only_its_year_and_says_so() -> None:
    text = (
        "In March this year it fell. Earlier this year it rose. On Monday it met. In 2015 it grew."
    )
    words = "since May 12, 2021"
    march, earlier, monday, told = find_times(text, dt.date(2021, 12, 31), anchor_inferred=words)
    assert march.value is not None
    assert (_shown(march), march.value.inferred) == ("2021-03-01/2021-03-31", words)
    assert _shown(earlier) == "2021-01-01/2021-12-31"
    assert monday.value is None
    assert told.value is not None
    assert told.value.inferred is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The largest gain since May 12, 2021.", (2021, "since May 12, 2021")),
        ("It was sued on 3 May 2019 and again on 4 June 2020.", (2020, "on 4 June 2020")),
        ("It was sued on 3 May 2019. In 2020 it settled.", (2020, "In 2020")),
        ("It was founded on 3 May 1985. In 2020 it settled.", None),
        ("It was founded in 1985.", None),
        ("The plant will open on 3 May 2024.", None),
        ("It is due by 3 May 2024.", None),
        ("Nothing is told.", None),
    ],
)
def test_infer_year(text: str, expected: tuple[int, str] | None) -> None:
    assert infer_year(text) == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("She will join in October.", "in", "future"),
        ("She is due to join in October.", "in", "future"),
        ("It is expected to be finished by Monday.", "by", "future"),
        ("She joined in October.", "in", "past"),
        ("The boards approved the plan on Sunday.", "on", "past"),
        ("On Sunday the boards approved it.", "On", "past"),
        ("No verb here in October.", "in", None),
    ],
)
def test_cue_tense(text: str, at: str, expected: str | None) -> None:
    assert cue_tense(text)(text.index(at)) == expected


PIECES = (Path(__file__).with_name("pieces.txt")).read_text(encoding="utf-8").split()
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(text=TEXTS, anchor=st.none() | st.dates(), tense=st.sampled_from([None, "past", "future"]))
def test_any_text_gives_sorted_exact_spans(
    text: str, anchor: dt.date | None, tense: str | None
) -> None:
    found = find_times(text, anchor, tense=lambda _: tense)
    assert found == find_times(text, anchor, tense=lambda _: tense)
    end = 0
    for mention in found:
        assert end <= mention.span.start <= mention.core.start < mention.core.end
        assert mention.core.end == mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.words
        end = mention.span.end
        if mention.value is not None:
            assert mention.value
            assert mention.value.words == mention.words
        if anchor is None and mention.relative and mention.qualifier in ("in", "by"):
            assert mention.value is None or any(not m.relative for m in found)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(text=TEXTS)
def test_any_text_has_a_tense_and_maybe_a_year(text: str) -> None:
    assert cue_tense(text)(len(text) // 2) in (None, "past", "future")
    guess = infer_year(text)
    assert guess is None or guess[1] in text


@settings(derandomize=True, deadline=None, max_examples=100)
@given(day=st.dates(dt.date(1800, 1, 1), dt.date(2100, 1, 1)), months=st.integers(-60, 60))
def test_periods_of_the_calendar(day: dt.date, months: int) -> None:
    for unit in ("day", "week", "month", "quarter", "half-year", "year", "decade"):
        first, last = granule(day, unit)
        assert first <= day <= last
        assert edtf(first, last)
    moved = shift(day, months, "month")
    assert moved is not None
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    first, last = months_of(day.year, day.month, 3)
    assert (last - first).days in range(88, 93)


@pytest.mark.parametrize(
    "piece",
    ["third quarter of ", "between 2000 and ", "2008-", "the end of ", "March and ", "1 100 "],
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    def once(text: str) -> float:
        start = time.process_time()
        find_times(text, DAY)
        return time.process_time() - start

    def seconds(times: int) -> float:
        """Return the best of three: a pause of the whole process is not the grammar's."""
        return min(once(piece * times) for _ in range(3))

    seconds(10)
    assert seconds(1200) < 12 * max(seconds(300), 0.02)


def test_the_examples_of_the_page_hold() -> None:
    page = Path(__file__).parents[3] / "docs" / "times-and-amounts.md"
    result = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert result.attempted > 15
    assert result.failed == 0
