"""Which sentences of later articles may tell what came of a promise."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kg.matters.leads import TRAITS, Asked, Heard, leads, likelihood, settings, traits

ASKED = Asked(
    what="is to open cheese factory in Lugo",
    quotes=("Pavo will open a cheese factory in Lugo with 300 people by 2021.",),
    names=("Pavo", "Pavo Foods"),
    years=frozenset({"2021"}),
)


def heard(quote: str, **more: object) -> Heard:
    fields: dict[str, object] = {
        "iri": quote,
        "article": "b",
        "title": "",
        "published": dt.date(2022, 1, 1),
        "likelihood": 0.6,
    }
    return Heard(quote=quote, **{**fields, **more})  # type: ignore[arg-type]


def test_a_sentence_about_the_promise_goes_before_others() -> None:
    some = [
        heard("Butter sold well."),
        heard("The cheese factory in Lugo was never built."),
        heard("The wall was never painted."),
    ]
    found = leads(ASKED, some)
    assert found[0][1].quote.startswith("The cheese factory")
    assert all(chance >= settings()["least"] for chance, _ in found)
    assert [chance for chance, _ in found] == sorted((c for c, _ in found), reverse=True)


def test_words_numbers_years_and_titles_speak_for_a_sentence() -> None:
    plain = likelihood(ASKED, heard("It came to nothing."))
    assert likelihood(ASKED, heard("The factory came to nothing.")) > plain
    assert likelihood(ASKED, heard("Of the 300 nobody came.")) > plain
    assert likelihood(ASKED, heard("In 2021 it came to nothing.")) > plain
    assert likelihood(ASKED, heard("It came to nothing.", title="No cheese factory")) > plain
    assert likelihood(ASKED, heard("It came to nothing.", likelihood=0.1)) < plain


def test_the_name_of_who_promised_is_no_word_in_common() -> None:
    found = dict(zip(TRAITS, traits(ASKED, heard("Pavo Foods is a company.")), strict=True))
    assert (found["share"], found["shared"], found["quoted"]) == (0, 0, 0)


def test_a_sentence_about_another_firm_is_less_likely() -> None:
    own = heard("The cheese factory was closed.", about="Pavo")
    other = heard("The cheese factory was closed.", about="Lumina")
    assert likelihood(ASKED, other) < likelihood(ASKED, own)


def test_the_same_words_are_one_lead_the_first_published() -> None:
    first = heard("The cheese factory was never built.", iri="z", published=dt.date(2022, 1, 1))
    copy = heard("The cheese factory was never built.", iri="a", published=dt.date(2022, 5, 1))
    assert [each for _, each in leads(ASKED, [copy, first])] == [first]


def test_no_more_than_a_few_are_shown() -> None:
    some = [heard(f"The cheese factory in Lugo, case {n}, was never built.") for n in range(9)]
    assert len(leads(ASKED, some)) == settings()["most"]


@given(st.permutations([heard(f"The cheese factory {n} was never built.") for n in range(5)]))
def test_the_order_in_which_sentences_come_changes_nothing(some: list[Heard]) -> None:
    assert leads(ASKED, some) == leads(ASKED, sorted(some, key=lambda each: each.iri))


@given(st.floats(0, 1), st.text(max_size=40))
def test_a_likelihood_is_one_whatever_the_words(chance: float, quote: str) -> None:
    assert 0 <= likelihood(ASKED, heard(quote, likelihood=chance)) <= 1
