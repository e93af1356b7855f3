"""The parts of the analyser one by one: trees, windows, lemmas, features, tokens, CoNLL-U, SVG."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from spacy.vocab import Vocab

from kg.language import features, load, windows
from kg.language.conllu import to_conllu
from kg.language.lemmas import Lemmatizer, apply_script, candidates, make_script
from kg.language.svg import to_svg
from kg.language.tokenizer import make_tokenizer
from kg.language.trees import best_tree, is_tree


def total(scores: np.ndarray, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.integers(1, 4).flatmap(
        lambda n: npst.arrays(np.float32, (n, n + 1), elements=st.integers(-9, 9).map(float))
    )
)
def test_the_best_tree_is_the_best_of_all_trees(scores: np.ndarray) -> None:
    n = len(scores)
    heads = best_tree(scores)
    assert is_tree(heads)
    every = (h for h in product(range(n + 1), repeat=n) if is_tree(h))
    assert total(scores, heads) == max(total(scores, h) for h in every)


def test_large_random_scores_give_a_tree() -> None:
    scores = np.random.default_rng(3).normal(size=(120, 121)).astype(np.float32)
    assert is_tree(best_tree(scores))


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(["a", ".", ",", '"']), st.integers(1, 8), st.booleans())))
def test_windows_cover_all_tokens_in_order(tokens: list[tuple[str, int, bool]]) -> None:
    tokens = tokens * 9
    sizes = [t[1] for t in tokens]
    ranges = windows.split([t[0] for t in tokens], sizes, [int(t[2]) for t in tokens])
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(tokens)))
    assert all(a < b and sum(sizes[a:b]) <= windows.HARD for a, b in ranges)


def test_a_long_block_is_cut_after_a_full_stop() -> None:
    words = (["word"] * 49 + ["."]) * 6
    ranges = windows.split(words, [1] * 300, [0] * 300)
    assert ranges == [(0, 100), (100, 200), (200, 300)]


def test_a_long_sentence_is_kept_whole_where_the_encoder_takes_it() -> None:
    words = ["word"] * 180 + ["."] + ["next"] * 20
    assert windows.split(words, [1] * 201, [0] * 201) == [(0, 181), (181, 201)]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.text(alphabet="abcdeisngABC", min_size=1, max_size=9),
    st.text(alphabet="abcdeisng", min_size=1, max_size=9),
)
def test_scripts_give_back_lower_case_lemmas(form: str, lemma: str) -> None:
    assert apply_script(form, make_script(form, lemma)) == lemma


@pytest.mark.parametrize("script", ["l|9||9|", "k|4|x|4|y", "a|be", "t|0||1|", "l|0||0|"])
def test_scripts_never_fail_on_short_forms(script: str) -> None:
    assert isinstance(apply_script("to", script), str)


def test_spelling_offers_the_right_lemma() -> None:
    for form, tag, lemma in [
        ("planning", "VBG", "plan"),
        ("replaced", "VBD", "replace"),
        ("carried", "VBN", "carry"),
        ("boxes", "NNS", "box"),
        ("biggest", "JJS", "big"),
        ("parties", "NNS", "party"),
    ]:
        assert lemma in candidates(form, tag)


def test_lemmatizer_prefers_known_words() -> None:
    table = json.dumps({"forms": {"NNS": {"mice": "mouse"}}, "lemmas": {"VERB": ["zebrate"]}})
    lemmatizer = Lemmatizer(table, lambda word: word in ("stop", "stoppe"))
    assert lemmatizer.lemma("Mice", "NOUN", "NNS", "l|0||0|") == "mouse"
    assert lemmatizer.lemma("zebrated", "VERB", "VBD", "l|0||2|") == "zebrate"
    assert lemmatizer.lemma("stopped", "VERB", "VBD", "l|0||2|") == "stop"
    assert lemmatizer.lemma("shelved", "VERB", "VBD", "l|0||2|") == "shelve"
    assert lemmatizer.lemma("1,500", "NUM", "CD", "l|0||0|") == "1500"
    assert lemmatizer.lemma("Stops", "PROPN", "NNP", "k|0||0|") == "Stops"


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(min_size=1, max_size=8))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= features.shape(word) < len(features.SHAPES)


def test_pieces_forget_without_changing() -> None:
    from kg.language.analyser import MODEL

    pieces = features.Pieces(MODEL / "tokenizer.json", memory=2)
    words = ["acquisition", "Zentrixopolis", "x" * 500, "\u200b", "acquisition"]
    first = [pieces.ids(w) for w in words]
    assert [pieces.ids(w) for w in reversed(words)] == first[::-1]
    assert all(1 <= len(x) <= 8 for x in first)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a Leeds-based firm", ["a", "Leeds", "-", "based", "firm"]),
        ("the co-founder's e-mail", ["the", "co-founder", "'s", "e-mail"]),
        ("He cannot wait!!!", ["He", "can", "not", "wait", "!!!"]),
        ("on 08/16/2000, call 713-664-7478", ["on", "08/16/2000", ",", "call", "713-664-7478"]),
        ("==See also==", ["==", "See", "also", "=="]),
        ("Acme Inc. and/or Zent Ltd.", ["Acme", "Inc.", "and", "/", "or", "Zent", "Ltd."]),
        ("past few years,... Great", ["past", "few", "years", ",", "...", "Great"]),
    ],
)
def test_tokens_follow_universal_dependencies(text: str, words: list[str]) -> None:
    assert [t.text for t in make_tokenizer(Vocab())(text)] == words


def test_conllu_rows_form_trees_and_keep_the_text() -> None:
    text = "Plans\n\nAcme's plant opened in Leeds.  It grew."
    blocks = to_conllu(load()(text)).strip().split("\n\n")
    forms = []
    for block in blocks:
        rows = [x.split("\t") for x in block.split("\n") if not x.startswith("#")]
        assert [r[0] for r in rows] == [str(i) for i in range(1, len(rows) + 1)]
        assert is_tree([int(r[6]) for r in rows])
        assert all(len(r) == 10 and all(r) for r in rows)
        forms += [r[1] + ("" if "SpaceAfter=No" in r[9] else " ") for r in rows]
    assert "".join(forms).split() == text.split()
    assert any("NER=B-" in block for block in blocks)


def test_svg_is_well_formed_and_escapes_markup() -> None:
    image = to_svg(load()('<script>alert("x")</script> grew.\n\nA\x00B & Co fell.'))
    root = ET.fromstring(image)  # noqa: S314 - our own output
    assert root.tag.endswith("svg")
    assert "<script" not in image
    assert 'href="http' not in image


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("spun", "VBN", "spin"),
        ("Shrank", "VBD", "shrink"),
        ("restructured", "VBN", "restructure"),
        ("hived", "VBD", "hive"),
        ("mulling", "VBG", "mull"),
        ("privatised", "VBN", "privatise"),
        ("found", "VBD", "found"),
        ("stopped", "VBD", "stopp"),
    ],
)
def test_lemmatizer_knows_the_verbs_of_business(form: str, tag: str, lemma: str) -> None:
    lemmatizer = Lemmatizer(json.dumps({"forms": {}, "lemmas": {}}), bool)
    script = "l|0||2|" if form.endswith("ed") else "l|0||0|"
    assert lemmatizer.lemma(form, "VERB", tag, script) == lemma


def test_nouns_have_no_lemma_of_a_verb() -> None:
    lemmatizer = Lemmatizer(json.dumps({"forms": {}, "lemmas": {}}), bool)
    assert lemmatizer.lemma("restructuring", "NOUN", "NN", "l|0||0|") == "restructuring"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("gigafactories", "gigafactory"), ("smartwatches", "smartwatch"), ("calories", "calorie")],
)
def test_lemmatizer_spells_plurals_that_nobody_knows(form: str, lemma: str) -> None:
    lemmatizer = Lemmatizer(json.dumps({"forms": {}, "lemmas": {}}), {"calorie"}.__contains__)
    assert lemmatizer.lemma(form, "NOUN", "NNS", "l|0||1|") == lemma
