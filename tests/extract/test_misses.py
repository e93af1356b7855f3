"""The list of sentences that look like events of a company but gave no claim."""

from __future__ import annotations

from functools import cache

import pytest

import kg.extract
from kg.language import load
from kg.model import Article, Dropped


@cache
def pipeline() -> tuple[object, kg.extract.Extractor]:
    return load(), kg.extract.load()


def missed(text: str) -> list[Dropped]:
    analyser, extractor = pipeline()
    article = Article(id="x", title="", text=text)
    found = kg.extract.analyse(article, analyser, extractor)  # type: ignore[arg-type]
    return [each for each in found.dropped if each.missed]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors washed the old curtains in Leeds last year.",
        "The statues in Leeds were polished by Acme Motors.",
    ],
)
def test_an_act_of_a_company_that_no_frame_reads_is_listed_with_a_reason(text: str) -> None:
    [found] = missed(text)
    assert found.span.of(text) == text
    assert found.reason


def test_the_reason_of_a_frame_is_given_where_one_was_tried() -> None:
    [found] = missed("Acme Motors bought it from somebody else yesterday evening.")
    assert found.kind is not None
    assert found.found_by.startswith(found.kind.value)


def test_a_second_reason_is_another_one() -> None:
    [found] = missed("Acme Motors bought it from somebody else and sold it yesterday evening.")
    assert found.also
    assert not found.also.startswith(f"{found.reason} ({found.found_by})")


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors bought Zenith Batteries on Monday.",  # gives a claim
        "The rain fell on the streets of Leeds all day.",  # nobody takes part
        "Did Acme Motors repaint the old hangars in Leeds?",  # a question
        "Acme Motors is near the river and has a garden.",  # a state
        "About Acme Motors",  # a heading
    ],
)
def test_other_sentences_are_not_listed(text: str) -> None:
    assert missed(text) == []


def test_each_sentence_is_listed_once_and_in_order() -> None:
    text = "Acme Motors repainted the hangars. It rained. Acme Motors repainted the gates of Leeds."
    found = missed(text)
    assert [each.span.of(text)[-9:] for each in found] == [" hangars.", "of Leeds."]


def test_a_name_that_was_not_taken_for_a_firm_is_named() -> None:
    [found] = missed("Oranje no longer supplies Hellweg.")
    assert found.reason == "'Oranje' is read as a person, not as an organization"
    assert found.found_by.startswith("Supply/")


def test_what_people_do_is_not_missed() -> None:
    assert missed("John Smith closed the door of the plant.") == []


def test_that_no_amount_fits_says_nothing_of_a_sentence_without_a_figure() -> None:
    [found] = missed("Bank Wawelski declined to comment.")
    assert not found.reason.startswith("no amount")
