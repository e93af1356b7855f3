"""Names and nouns that stand side by side where the tree hangs them elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.arrays import arrays
from kg.extract.listed import listed
from kg.language import load
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _lists(text: str) -> set[tuple[str, ...]]:
    """Return the lists of a text by the full names in them."""
    doc = load(reads=False)(text)
    a = arrays(doc)

    def name(i: int) -> str:
        first, end = a.name(i)
        return str(doc[first:end].text)

    return {tuple(name(i) for i in heads) for heads in listed(a).values() if len(heads) > 1}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The creditors include Merrill Lynch, Goldman Sachs, Citigroup, Barclays and UBS.",
            ("Merrill Lynch", "Goldman Sachs", "Citigroup", "Barclays", "UBS"),
        ),
        (
            "They are steelmaker Krakatau Steel, Halden Bank and national flag carrier Garuda Indonesia.",
            ("Krakatau Steel", "Halden Bank", "Garuda Indonesia"),
        ),
        (
            "The fields are owned by France's Total SA, Brazil's Petrobras SA and Spain's Repsol SA.",
            ("Total SA", "Petrobras SA", "Repsol SA"),
        ),
        (
            "Acme Motors bought Corvo Chips in 2005 and Halden Steel in 2008.",
            ("Corvo Chips", "Halden Steel"),
        ),
    ],
)
def test_names_of_a_list(text: str, names: tuple[str, ...]) -> None:
    assert names in _lists(text)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors sold Corvo Chips in March and Zenith Motors bought Halden Steel.",
        "Acme Motors, a unit of Zenith Holdings, and its rivals declined to comment.",
        "Zenith Motors said in March and Halden Steel bought it.",
    ],
)
def test_no_list(text: str) -> None:
    assert not _lists(text)


def test_two_firms_that_share_a_word_are_two(proposals_of: ClaimsOf) -> None:
    text = "Acme Motors, of Ohio, supplies brakes to General Motors and General Mills."
    found = {c.object for c in proposals_of(text, Kind.SUPPLY)}
    assert {"General Motors", "General Mills"} <= found


@pytest.mark.parametrize(
    ("text", "kind", "things"),
    [
        (
            "Zenith Motors will open a store in Berlin and a warehouse in Rome.",
            Kind.FACILITY,
            {"store in Berlin", "warehouse in Rome"},
        ),
        (
            "Zenith Rail announced a bullet train between Arden and Bolney and new night trains.",
            Kind.PRODUCT,
            {"bullet train between Arden and Bolney", "new night trains"},
        ),
    ],
)
def test_what_goes_on_behind_a_place(
    text: str, kind: Kind, things: set[str], framed: ClaimsOf
) -> None:
    assert {c.object for c in framed(text, kind)} == things


def test_what_is_set_beside_is_none_of_a_list(framed: ClaimsOf) -> None:
    text = "Acme Motors closed its biggest plant, a mill in Ohio, and two mines."
    assert {c.object for c in framed(text, Kind.FACILITY)} == {"biggest plant", "two mines"}


def test_a_move_told_in_money_and_as_a_share_is_two(framed: ClaimsOf) -> None:
    found = framed("Zenith rose $1.20, or 3 percent, to $41.", Kind.MARKET_MOVE)
    assert {str(c.amount.value) for c in found if c.amount} == {"1.2", "3"}


def test_who_is_left_out_does_nothing(framed: ClaimsOf) -> None:
    text = "Acme Motors, but not Zenith Chips, will build a plant in Ohio."
    assert {c.subject for c in framed(text, Kind.FACILITY)} == {"Acme Motors"}


def test_what_the_words_list_with_others_is_no_founder(framed: ClaimsOf) -> None:
    text = "Ann Lee, who founded Acme Motors in 1990 and Zenith Chips in 1995, died on Monday."
    found = {(c.subject, c.object) for c in framed(text, Kind.FORMATION)}
    assert found == {("Ann Lee", "Acme Motors"), ("Ann Lee", "Zenith Chips")}


def test_a_venture_is_neither_of_those_who_pay_for_it(framed: ClaimsOf) -> None:
    text = "Acme Motors and Zenith Chips will each invest $5 million in the venture."
    found = {(c.subject, c.object) for c in framed(text, Kind.INVESTMENT)}
    assert found == {("Acme Motors", "venture"), ("Zenith Chips", "venture")}


def test_a_share_in_a_venture_is_not_one_in_what_was_told_of_before(framed: ClaimsOf) -> None:
    text = (
        "Halden Foods makes snacks. A joint venture, in which Acme Motors holds 55 percent "
        "and Zenith Chips 45, will launch it."
    )
    assert "Halden Foods" not in {c.object for c in framed(text, Kind.OWNERSHIP)}
