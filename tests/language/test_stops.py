"""Where a sentence ends at an abbreviation, and where it goes on."""

from __future__ import annotations

import pytest

from kg.language import load


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


def test_one_thread_or_two_see_the_same_ends() -> None:
    texts = ["Shares rose to $3 at 4 p.m. Halden fell."] * 3
    analyser = load()
    for threads in (1, 2):
        for doc in analyser.pipe(texts, threads):
            assert [t.i for t in doc if t.is_sent_start] == [0, 8]
