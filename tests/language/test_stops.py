"""Where a sentence ends at an abbreviation, and where it goes on."""

from __future__ import annotations

import pytest

from kg.language import load
from kg.language.stops import after_stop


def sentences(text: str) -> list[str]:
    return [sent.text.strip() for sent in load()(text).sents]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Acme Motors makes cars in the U.S.", "The company will open a plant in Ohio."),
        ("Halden opened plants in the U.S.", "Lars Ek said it would hire 300 people."),
        ("Ann Lee told it for the brewer Halden S.A.", "Robaina was the only grower."),
        (
            "Halden Motors plans to sell cars in the U.S.",
            "Norvik Group has bought a stake in it.",
        ),
        ("Shares rose to $3 at 4 p.m.", "Halden fell."),
    ],
)
def test_a_sentence_may_end_in_an_abbreviation(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Department of Justice sued Acme Motors on Monday.",
        "A law that was passed by the U.S. Senate bans the sale of such cars.",
        "Acme said a plan by the U.S. Treasury would hurt it.",
        "He said Acme Inc. Canada will close its plant.",
        "He works for Acme Motor Co. of America, which said it will close.",
        "The fine that was paid to the U.S. Justice Department was small.",
        "Halden Corp. President Lars Ek said it will hire 300 people.",
        "The U.K. Competition and Markets Authority blocked the merger of Halden and Norvik.",
    ],
)
def test_a_sentence_goes_on_after_an_abbreviation(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Turnover climbed by a tenth to €35m.", "Finance chief Ann Lee said that costs rose."),
        ("Norvik paid $300m.", "Analysts had expected less."),
        ("Sales were $30M.", "Halden had forecast more."),
        ("The plant has a capacity of 12 t.", "Operations head Lars Ek wants to double it."),
        ("Ann Lee retires at the end of the year.", "Halden's head of sales, Lars Ek, takes over."),
        ("She left on Friday.", "Norvik's chairman, Lars Ek, takes over."),
        ("The loan runs until April 27.", "Finance chief Ann Lee wants to renew it."),
        ("Norvik set up Halden Cables GmbH.", "Corvo will invest €40m."),
        ("Norvik has bought Halden AB.", "Halden makes pumps."),
        ("Norvik has bought Halden Sp. z o.o.", "Halden makes pumps."),
        ("It will shut the mill in winter.", "Chief executive Lars Ek apologised."),
    ],
)
def test_a_stop_behind_a_plain_word_or_a_number_ends_a_sentence(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Norvik reported results at 5 p.m. London time on Friday.",
        "Halden Inc. Chairman Lars Ek said sales rose.",
        "The firm paid approx. Rs. 300 crore for it.",
        "Norvik sold 30m. shares to Halden.",
    ],
)
def test_a_stop_behind_what_is_cut_short_ends_none(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("words", "gaps", "starts"),
    [
        ("sold the mill . Halden", "31101", True),
        ("sold the mill . halden", "31101", False),
        ("sold the mill . Halden", "31100", False),
        ("about 30 approx . Halden", "31101", False),
        ("set up Halden GmbH . Corvo", "311101", True),
        ("of type AB . Corvo", "31101", False),
        ("rose to 1.2 bn . Halden", "311101", True),
        ("rose to 27 . Halden", "31101", True),
        ("Acme ; 2 . Norvik", "31101", False),
        ("the No . 7 Norvik", "31101", False),
    ],
)
def test_words_alone_tell_where_a_sentence_surely_begins(
    words: str, gaps: str, starts: bool
) -> None:
    *_, last = range(len(words.split()))
    assert after_stop(words.split(), [int(gap) for gap in gaps], last) is starts


def test_one_thread_or_two_see_the_same_ends() -> None:
    texts = ["Shares rose to $3 at 4 p.m. Halden fell."] * 3
    analyser = load()
    for threads in (1, 2):
        for doc in analyser.pipe(texts, threads):
            assert [t.i for t in doc if t.is_sent_start] == [0, 8]
