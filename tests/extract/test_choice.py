"""Whom "it" and "the company" mean, by what speaks for each that may be."""

from __future__ import annotations

import pytest

from kg.extract.coref.choice import _read, of_sort, weights
from kg.extract.coref.resolve import resolve
from kg.language import load


def means(text: str, word: str, title: str = "") -> str | None:
    """Return the name of what the last such word of a text means."""
    analyse = load()
    doc = analyse(text)
    found = resolve(doc, analyse(title)).text
    place = max(token.i for token in doc if token.lower_ == word)
    return found[place].name if place in found else None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        # What a firm says of itself, whoever else is in mind.
        (
            (
                "Zenith Bank and Polar Trust called for calm. Both lost money on bonds. The grocer Acme"
                " Stores said it would close 12 shops."
            ),
            "it",
            "Acme Stores",
        ),
        # A paper that tells of a firm does not speak of itself.
        (
            "Acme Motors makes vans in Halden. The Yorkshire Courier said it would close the plant.",
            "it",
            "Acme Motors",
        ),
        # Who the sentences are about, not what was named in passing just before.
        (
            (
                "Acme Motors opened a plant near the works of Zenith Steel. It employs 300 people there and"
                " paid 40 million euros for the land."
            ),
            "it",
            "Acme Motors",
        ),
        # A firm named many sentences ago, when nobody else is told of.
        (
            (
                "Acme Motors makes vans. Winters in Halden are long. Snow fell for a week. Roads were"
                " closed. Schools stayed shut. Buses did not run. People walked. Some skied. Shops were"
                " empty. The company cut its forecast."
            ),
            "company",
            "Acme Motors",
        ),
        # Of the paragraph's firms, not of the one that all is about.
        (
            (
                "Acme Motors makes vans. Acme Motors also makes buses. Acme Motors wants to grow.\n\nZenith"
                " Bank has other plans. Its chairman wants peace. The bank will open 20 branches."
            ),
            "bank",
            "Zenith Bank",
        ),
        # Of whom somebody of its own tells.
        (
            "Acme Motors will buy Zenith Holdings for $3 billion, its president said.",
            "its",
            "Acme Motors",
        ),
        # A thing that bears its maker's name.
        (
            "Zenith Bank lent Acme 200 million yuan. Its first model, the Acme 01, went on sale in May.",
            "its",
            "Acme",
        ),
        # Whose sales or plant it is.
        (
            "Acme Motors reported results on Monday. Its sales fell by a tenth.",
            "its",
            "Acme Motors",
        ),
    ],
)
def test_who_is_meant(text: str, word: str, name: str) -> None:
    assert means(text, word) == name


def test_a_title_says_whom_a_text_is_about() -> None:
    text = "A court in Oslo fined Acme Motors and Zenith Steel. The company will appeal."
    assert means(text, "company", "Zenith Steel fined for price fixing") == "Zenith Steel"


def test_all_that_has_a_weight_is_of_a_known_sort_of_word() -> None:
    sorts = {name.partition("|")[0] for name in _read() if "|" in name}
    assert sorts <= {"it", "its", "the", "this"}
    assert all(weights(sort) == of_sort(_read(), sort) for sort in sorts)


def test_whoever_watches_is_told_of_each_choice() -> None:
    analyse = load()
    seen: list[str] = []
    doc = analyse("Acme Motors makes vans. It sold 300 of them, and its profit rose.")
    resolve(doc, None, watch=lambda _, asked, told: seen.append(f"{asked.sort} {len(told) > 0}"))
    assert seen == ["it True", "its True"]
