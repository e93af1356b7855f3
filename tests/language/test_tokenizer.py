"""The tokenizer on long words and long runs of marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.util import compile_suffix_regex
from spacy.vocab import Vocab

from kg.language import tokenizer
from kg.language.tokenizer import make_tokenizer, tokenize

PARTS = [
    "Ab",
    "'s",
    "'",
    ".",
    "...",
    "!",
    ")",
    "km",
    "5",
    "%",
    "°C",
    "”",
    "=",
    "--",
    "__",
    "a",
    " ",
    "$",
]


@pytest.mark.parametrize("mark", ["'", ")", "🚀", "](x"])
def test_a_long_run_of_marks_takes_time_that_grows_with_it(mark: str) -> None:
    split, text = make_tokenizer(Vocab()), f"Noral {mark * (12_000 // len(mark))} grew."
    began = time.process_time()
    doc = tokenize(split, text)
    assert (
        time.process_time() - began < 4
    )  # half a minute where each mark costs a look at all others
    assert doc.text == text
    assert [doc[0].text, doc[-2].text, doc[-1].text] == ["Noral", "grew", "."]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([1, 2, 40, 90])), max_size=8))
def test_what_ends_a_word_is_found_as_by_a_search_from_its_beginning(
    parts: list[tuple[str, int]],
) -> None:
    whole = compile_suffix_regex([tokenizer._RUNS, "=", *(English.Defaults.suffixes or ())])
    text = "".join(part * times for part, times in parts)
    one, other = whole.search(text), tokenizer._from_end(whole)(text)
    assert (one and one.span()) == (other and other.span())


def test_a_text_that_is_cut_has_all_its_tokens() -> None:
    text = f"Noral can't {'x' * 4_500}-{'y' * 30} buy\u00a0Halden today."
    doc = tokenize(make_tokenizer(Vocab()), text)
    assert doc.text == text
    words = [token.text for token in doc]
    assert words[:3] == ["Noral", "ca", "n't"]
    assert words[-5:] == ["buy", "\u00a0", "Halden", "today", "."]
