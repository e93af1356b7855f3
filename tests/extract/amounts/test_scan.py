"""The cheap test of where an amount may begin loses none that the grammar knows."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.amounts import find, find_amounts
from kg.extract.amounts.numbers import tables

WORDS = sorted(
    {
        *tables()["numbers"], *tables()["fractions"], *tables()["magnitudes"], *tables()["symbols"],
        *tables()["bounds_before"], *tables()["bounds_after"], *tables()["people"],
        *("$", "US$", "A$", "U.S.$", "CN¥", "Rs", "USD", "EUR", "-", "−", "–", "to", "and", "between", "by", "half"),
        *("5", "1,500", "2.5", "300", "2024", "%", "percent", "a", "the", "of", "its", "fell", "total", "stake"),
    }
)  # fmt: skip


class _Every(frozenset[str]):
    """A set that has every word."""

    def __contains__(self, word: object) -> bool:
        return True


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
def test_no_amount_is_lost(text: str) -> None:
    found = find_amounts(text)
    with mock.patch.object(find, "_openers", return_value=_Every()):
        assert find_amounts(text) == found
