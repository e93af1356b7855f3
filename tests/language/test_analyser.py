"""The shipped analyser: offsets, trees, sentences, and independence of company."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.language import load
from kg.language.analyser import STATES, force_starts
from kg.language.layout import Line

TEXTS = [
    "Acme Corp. opened a plant in Leeds on Monday. It will hire 300 people, Jane Doe said.",
    "Zentrix to buy rival Polydyne for $2.5 billion\n\nThe board of Polydyne has agreed.",
    "",
    "ZENTRIX SHARES FALL AFTER PROFIT WARNING",
    "The company, which makes pumps, hasn't said whether it would sell its unit. " * 30,
    '"We won\'t comment," said a spokesman.\nThe deal == Background == was first reported in May!',
]


def content(doc: Doc) -> list[tuple[object, ...]]:
    """Return everything the contract promises of each token."""
    rows: list[tuple[object, ...]] = [
        (t.text, t.idx, t.pos_, t.tag_, t.lemma_, t.head.i, t.dep_, t.is_sent_start) for t in doc
    ]
    rows += [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    rows += [(s.start_char, s.end_char, s.label_) for k in sorted(doc.spans) for s in doc.spans[k]]
    return rows


def check(doc: Doc, text: str) -> None:
    """Assert what holds for any text."""
    assert doc.text == text
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head.i == t.i]
        assert [t.dep_ for t in roots] == ["root"]
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            at, seen = token, set()
            while at.head.i != at.i:
                assert at.i not in seen
                seen.add(at.i)
                at = at.head
    for token in doc:
        assert token.pos_
        assert token.dep_
        assert token.lemma_
        assert token.is_space == (token.pos_ == "SPACE")
    for span in [*doc.ents, *doc.spans["heading"], *doc.spans["caption"]]:
        assert text[span.start_char : span.end_char] == span.text
        assert span.sent.start <= span.start


def test_a_plain_sentence() -> None:
    doc = load()("Acme Corp. will open a plant in Leeds, Jane Doe said.")
    by_text = {t.text: t for t in doc}
    assert by_text["open"].tag_ == "VB"
    assert by_text["open"].pos_ == "VERB"
    assert by_text["plant"].head.text == "open"
    assert by_text["plant"].dep_ == "obj"
    assert by_text["said"].lemma_ == "say"
    names = {e.text: e.label_ for e in doc.ents}
    assert names["Jane Doe"] == "PERSON"
    assert names["Leeds"] == "PLACE"


def test_passive_and_relative_clause_labels() -> None:
    doc = load()("The firm, which makes pumps, was bought by a rival.")
    deps = {t.text: t.dep_ for t in doc}
    assert deps["firm"] == "nsubj:pass"
    assert deps["makes"] == "acl:relcl"
    assert deps["was"] == "aux:pass"
    assert deps["rival"] == "obl:agent"


def test_case_does_not_collapse_the_tags() -> None:
    loud = load()("ACME TO BUY ITS RIVAL FOR 3 BILLION DOLLARS")
    quiet = load()("acme to buy its rival for 3 billion dollars")
    for doc in (loud, quiet):
        tags = {t.lower_: t.pos_ for t in doc}
        assert tags["buy"] == "VERB"
        assert tags["rival"] == "NOUN"
        assert tags["billion"] == "NUM"


@pytest.mark.parametrize("text", TEXTS)
def test_invariants(text: str) -> None:
    check(load()(text), text)


@pytest.mark.parametrize(
    "text", ["   ", "\n", "\n\n\t", "\u200b", "\x00", "a\x00b", "é\u0301 ﬁ 🙂🏽", "=" * 40]
)
def test_odd_texts(text: str) -> None:
    check(load()(text), text)


@settings(derandomize=True, deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(" \n.,-=*\"'AaBb19$é中\u00a0\u2028"), st.characters(codec="utf-8")
        ),
        max_size=200,
    )
)
def test_any_text_comes_back_whole(text: str) -> None:
    check(load()(text), text)


def test_one_article_is_the_same_alone_and_in_company() -> None:
    analyser = load()
    alone = [content(analyser(text)) for text in TEXTS]
    for threads in (1, 2, 4):
        assert [content(d) for d in analyser.pipe(TEXTS, threads=threads)] == alone
    backwards = [content(d) for d in analyser.pipe(reversed(TEXTS), threads=2)]
    assert backwards[::-1] == alone


def test_pipe_reads_only_a_few_texts_ahead() -> None:
    read = []

    def texts() -> object:
        for n in range(100):
            read.append(n)
            yield "It grew."

    stream = load().pipe(texts(), threads=2)  # type: ignore[arg-type]
    next(stream)
    assert len(read) < 40


def test_a_fresh_vocabulary_takes_over_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    analyser = load()
    texts = TEXTS[:2]
    before = [content(analyser(text)) for text in texts]
    monkeypatch.setattr("kg.language.analyser._VOCABULARY_LIMIT", 0)
    docs = list(analyser.pipe(texts, threads=2))
    assert [content(d) for d in docs] == before
    assert docs[0].vocab is not docs[1].vocab


@pytest.mark.slow
def test_a_hundred_thousand_words_without_a_line_break() -> None:
    text = "word and word " * 33_400
    doc = load()(text)
    assert doc.text == text
    assert sum(not t.is_space for t in doc) == 100_200


def test_one_endless_word() -> None:
    text = "x" * 50_000 + " grew."
    check(load()(text), text)


def test_headings_and_captions_are_sentences_of_their_own() -> None:
    text = (
        "Acme logo image 7\n\nAcme grew fast.\n\nPlans for next year\n\nAcme will build two plants."
    )
    doc = load()(text)
    assert [s.text for s in doc.spans["caption"]] == ["Acme logo image 7"]
    assert [s.text for s in doc.spans["heading"]] == ["Plans for next year"]
    starts = {s.start_char for s in doc.sents}
    assert {0, text.index("Acme grew"), text.index("Plans"), text.index("Acme will")} <= starts


def test_sentence_starts_are_forced_by_layout() -> None:
    words = ["Profits", "rose", "==", "Plans", "==", "It", "grew"]
    gaps = [3, 1, 1, 1, 1, 1, 1]
    offsets = [0, 8, 13, 16, 22, 25, 28]
    assert force_starts(words, gaps, offsets, [Line(16, 21, "heading")]) == [1, 0, 1, 1, 1, 1, 0]


def test_no_sentence_begins_right_after_what_opens_one() -> None:
    words = ["Last", "year", ",", "Acme", "grew", ".", "Zeta", "fell"]
    gaps = [3, 1, 0, 1, 1, 0, 1, 1]
    offsets = [0, 5, 9, 11, 16, 20, 22, 27]
    assert force_starts(words, gaps, offsets, []) == [1, -1, -1, -1, -1, -1, 0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Over the next ten years Orbit Motors estimates the cost of its bus unit at 3 billion euros.",
        "Last holiday season, Toy Planet made sales of $4.5 billion.",
        "In March Acme Motors dropped its plant in Leeds, which was to have cost $1 billion.",
        "During the first half of last year, Zenith Air carried 3 million passengers.",
    ],
)
def test_a_time_that_opens_a_sentence_is_in_it(text: str) -> None:
    assert len(list(load()(text).sents)) == 1


def test_an_infinitive_that_tells_what_a_noun_is_is_its_clause() -> None:
    doc = load()(
        "Spanish conglomerate Halden Aerospace has revealed plans to cut around twenty percent of the "
        "company's workforce of 21,362 people."
    )
    (cut,) = [t for t in doc if t.text == "cut"]
    assert (cut.head.text, cut.dep_) == ("plans", "acl")


def test_model_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"python -m kg\.language\.train"):
        load(tmp_path)


def test_scores_are_numbers() -> None:
    output = load().network.run([101, 2009, 3473, 102], [0, 4, 4, 0], [1, 2], [4, 4], [1, 0])
    assert output.bio.shape == (2, 21)
    assert np.isfinite(output.bio).all()


def test_without_the_reader_only_what_it_tells_is_missing() -> None:
    text = "Acme Motors bought Zenith Bank.\n\nThe bank will open an office in Paris."
    plain, read = load(reads=False)(text), load()(text)
    assert content(plain) == content(read)
    assert STATES not in plain.user_data
    told = read.user_data[STATES]
    assert told.shape[0] == len(read)
    assert all(told[t.i].any() != t.is_space for t in read)


def test_a_folder_without_reader_says_what_to_do(tmp_path: Path) -> None:
    from kg.language.reader import Reader

    with pytest.raises(ModelError, match="reader"):
        Reader(tmp_path)
