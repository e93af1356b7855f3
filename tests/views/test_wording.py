from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kg.model import Quantity, TimeSpan
from kg.views.wording import amount_beside, amount_words, time_words


@pytest.mark.parametrize(
    ("value", "unit", "bound", "words"),
    [
        ("10000000000", "USD", None, "10 billion USD"),
        ("1250000", "EUR", "about", "about 1.25 million EUR"),
        ("-5.4", "percent", None, "−5.4 %"),
        ("1500", "people", "at least", "at least 1,500 people"),
        ("0.05", None, None, "0.05"),
        ("-2500000000000", "JPY", None, "−2.5 trillion JPY"),
    ],
)
def test_amounts(value: str, unit: str | None, bound: str | None, words: str) -> None:
    assert amount_words(Quantity(value=Decimal(value), unit=unit, bound=bound)) == words  # type: ignore[arg-type]


def test_no_amount_and_no_time_are_empty() -> None:
    assert amount_words(None) == time_words(None) == time_words(TimeSpan()) == ""


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2024-01-01", "2024-06-30", "first half of 2024"),
        ("2024-07-01", "2024-12-31", "second half of 2024"),
        ("2024-04-01", "2024-06-30", "Q2 2024"),
        ("2021-03-01", "2021-03-31", "March 2021"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2015-01-01", "2015-12-31", "2015"),
        ("2015-01-01", "2016-12-31", "2015 to 2016"),
        ("2021-06-01", "2021-08-31", "June 2021 to August 2021"),
        ("2021-05-12", "2021-05-12", "12 May 2021"),
        ("2021-05-12", "2021-10-20", "12 May 2021 to 20 October 2021"),
        (None, "2025-12-31", "by the end of 2025"),
        (None, "2025-06-30", "by 30 June 2025"),
        ("2010-01-01", None, "from 2010"),
        ("2010-02-03", None, "from 3 February 2010"),
    ],
)
def test_times(earliest: str | None, latest: str | None, words: str) -> None:
    def day(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    assert time_words(TimeSpan(earliest=day(earliest), latest=day(latest))) == words


@pytest.mark.parametrize(
    ("text", "value", "unit", "beside"),
    [
        ("is to open a £250 million mill in Tromsø", "250000000", "GBP", ""),
        ("is to open a £250-million mill", "250000000", "GBP", ""),
        ("aims at sales of $1.5bn", "1500000000", "USD", ""),
        ("is to open 12 bakeries", "12", "bakeries", ""),
        ("is to open a mill for 250 people", "250000000", "GBP", "250 million GBP"),
        ("is to ship 1,200 trams", "200", "trams", "200 trams"),
        ("is to launch Lyra 25", "2.5", "percent", "2.5 %"),
    ],
)
def test_an_amount_is_told_once(text: str, value: str, unit: str, beside: str) -> None:
    assert amount_beside(text, Quantity(value=Decimal(value), unit=unit)) == beside
