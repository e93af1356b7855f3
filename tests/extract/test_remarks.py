"""Sentences that may tell what came of something announced before."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import kg.extract
from kg.extract.context import prepare
from kg.extract.remarks import Weights, remarks, traits
from kg.language import load
from kg.language.analyser import STATES
from kg.model import Article, Remark

TEXT = (
    "Pavo Foods said in 2019 that it would open a cheese factory in Lugo by 2021. "
    "The factory was never built. {outcome} "
    "The town has 98,000 people and a Roman wall. Cheese is made from milk."
)


def read(text: str, *, learned: bool = True) -> tuple[Remark, ...]:
    article = Article(id="a", title="", text=text)
    extractor = kg.extract.load()
    if not learned:
        extractor = dataclasses.replace(extractor, learned=None)
    return kg.extract.analyse(article, load(), extractor).remarks


def likelihood(sentence: str) -> float:
    text = TEXT.format(outcome=sentence)
    found = {each.span.of(text): each.likelihood for each in read(text)}
    return found.get(sentence, 0.0)


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan has been dropped for good.",
        "It missed its target of 300 jobs by a wide margin.",
        "The opening, once promised for the spring, has been put off again.",
        "Of the 300 jobs that had been promised only 120 exist.",
        "The work was finished two years later than planned.",
        "We have abandoned the project, said the chairman.",
    ],
)
def test_a_sentence_that_tells_an_outcome_is_likelier_than_others(sentence: str) -> None:
    assert likelihood(sentence) > 0.3
    assert likelihood(sentence) > 2 * likelihood("The mayor comes from a family of bakers.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Lugo lies in the north-west of Spain.",
        "The company makes butter and cheese.",
        "Was it ever built?",
    ],
)
def test_other_sentences_tell_none(sentence: str) -> None:
    assert likelihood(sentence) < 0.3


def test_a_remark_says_which_organization_it_is_about() -> None:
    text = (
        "Pavo Foods and Lumina Dairy both promised factories. Lumina has dropped its plan. "
        "Pavo Foods missed its own date by a year."
    )
    found = {each.span.of(text): each.about for each in read(text)}
    assert found["Lumina has dropped its plan."] == "Lumina Dairy"
    assert found["Pavo Foods missed its own date by a year."] == "Pavo Foods"


def test_remarks_are_in_order_and_within_the_text() -> None:
    text = TEXT.format(outcome="The plan has been dropped.")
    found = read(text)
    assert [each.span for each in found] == sorted(each.span for each in found)
    assert all(0 < each.likelihood <= 1 and each.article == "a" for each in found)
    assert all(each.span.of(text) == each.span.of(text).strip() for each in found)


def test_without_the_learned_extractor_or_a_reader_there_are_none() -> None:
    text = TEXT.format(outcome="The plan has been dropped.")
    assert read(text, learned=False) == ()
    doc, title = load()(text), load()("")
    doc.user_data.pop(STATES)
    context = prepare(Article(id="a", title="", text=text), doc, title, field_="text")
    assert remarks(context) == ()


def test_traits_are_means_and_then_highest_values() -> None:
    states = np.array([[1, -2], [3, 0]], np.float16)
    assert traits(states).tolist() == [2, -1, 3, 0]


def test_what_is_less_likely_than_asked_for_is_left_out() -> None:
    text = TEXT.format(outcome="The plan has been dropped.")
    doc, title = load()(text), load()("")
    context = prepare(Article(id="a", title="", text=text), doc, title, field_="text")
    size = 2 * doc.user_data[STATES].shape[1]
    never = Weights(np.zeros(size, np.float32), -9.0)
    always = Weights(np.zeros(size, np.float32), 9.0)
    assert remarks(context, never) == ()
    assert {each.likelihood for each in remarks(context, always)} == {1.0}
