"""A `Doc` as lists, and what is kept with it."""

from __future__ import annotations

import pickle
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from kg.extract import tree
from kg.extract.answers import once, tokens_once
from kg.extract.arrays import arrays


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Give the heads of a tree, arcs that cross included."""
    order = draw(st.permutations(range(draw(st.integers(1, 7)))))
    heads = [order[0]] * len(order)
    for n, i in enumerate(order[1:], 1):
        heads[i] = order[draw(st.integers(0, n - 1))]
    return heads


@given(trees())
@settings(derandomize=True, deadline=None, max_examples=80)
def test_trees_are_as_spacy_reads_them(heads: list[int]) -> None:
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    doc = Doc(Vocab(), ["w"] * len(heads), heads=heads, deps=deps)
    a = arrays(doc)
    assert a.head == heads
    assert a.below == [[c.i for c in t.children] for t in doc]
    assert [*zip(a.left, a.right, strict=True)] == [(t.left_edge.i, t.right_edge.i) for t in doc]
    assert [list(a.subtree(i)) for i in range(len(doc))] == [[t.i for t in w.subtree] for w in doc]


def test_a_doc_without_words_has_empty_lists() -> None:
    a = arrays(Doc(Vocab(), []))
    assert (a.word, a.head, a.left, a.sents, len(a)) == ([], [], [], [], 0)


def test_questions_are_asked_once_for_a_doc(parsed: Any) -> None:
    doc = parsed("Acme/PROPN/2/nsubj flew/VERB/0/root")
    asked = []

    @once
    def small(token: Token) -> bool:
        asked.append(token.text)
        return token.is_lower

    def around(token: Token) -> list[Token]:
        asked.append(f"around {token.text}")
        return list(token.children)

    for _ in range(2):
        assert [small(t) for t in doc] == [False, True]
        assert [t.text for t in tokens_once("around", doc[1], around)] == ["Acme"]
    assert asked == ["Acme", "flew", "around flew"]


def test_a_doc_with_answers_can_be_pickled(parsed: Any) -> None:
    doc = parsed("Acme/PROPN/2/nsubj flew/VERB/0/root planes/NOUN/2/obj")
    assert [t.text for t in tree.agents(doc[1])] == ["Acme"]
    again = pickle.loads(pickle.dumps(doc))  # noqa: S301 - our own
    assert [t.text for t in tree.agents(again[1])] == ["Acme"]


def test_names_and_sentences_are_as_spacy_reads_them() -> None:
    words = ["Acme", "Motors", "hired", "Ann", ".", "Zenith", "Acme", "Air", "Closed", "shops"]
    tags = ["B-ORG", "I-ORG", "O", "B-PERSON", "O", "B-ORG", "B-ORG", "I-ORG", "O", "O"]
    starts: list[bool | int | None] = [i in (0, 5) for i in range(len(words))]
    doc = Doc(Vocab(), words, ents=tags, sent_starts=starts)
    a = arrays(doc)
    assert a.label == [t.ent_type_ for t in doc]
    assert [a.name(i) for i in (0, 1, 2, 3, 5, 7)] == [
        *((0, 2), (0, 2), (2, 3), (3, 4), (5, 6), (6, 8))
    ]
    assert a.sents == [(s.start, s.end) for s in doc.sents] == [(0, 5), (5, 10)]
    assert a.said(1) == {"acme", "motors", "hired", "ann", ".", "zenith"}
    assert (tree.starts(doc[7]), tree.ends(doc[7])) == (5, 10)
