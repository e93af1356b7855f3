"""What is joined hangs on what comes first, a name on its description, "worth" a sum on the name before it."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from kg.language.repairs import (
    Tree,
    free_obliques,
    free_worth,
    join_names,
    join_subjects,
    name_descriptions,
)

_NLP = spacy.blank("en")
_NUMBERS = {"NOUN": 1, "PROPN": 2, "VERB": 3, "CCONJ": 4, "ADP": 5, "SYM": 6, "X": 7}


def tree_of(sentence: str) -> tuple[Tree, list[str]]:
    """Return the tree of `form/POS/head/relation` words, and the names of its relations."""
    rows = [word.split("/") for word in sentence.split()]
    relations = sorted({row[3] for row in rows} | {"acl", "conj", "flat", "obl"})
    names = {name: np.uint64(n + 1) for n, name in enumerate(relations)}
    made = Tree(
        text=Doc(_NLP.vocab, words=[row[0] for row in rows]),
        pos=np.array([_NUMBERS[row[1]] for row in rows], np.uint64),
        deps=np.array([names[row[3]] for row in rows], np.uint64),
        heads=np.array([int(row[2]) - 1 for row in rows], np.int64),
        names=names,
        nouns=frozenset({1, 2}),
        proper=2,
        verb=3,
    )
    return made, relations


def relation(made: Tree, relations: list[str], at: int) -> tuple[int, str]:
    """Return the head of a token, counted from 1, and its relation."""
    return int(made.heads[at]) + 1, relations[int(made.deps[at]) - 1]


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("Acme/PROPN/4/nsubj and/CCONJ/3/cc Zenith/PROPN/4/conj agreed/VERB/4/root", 1),
        ("Acme/PROPN/4/obj and/CCONJ/3/cc Zenith/PROPN/4/conj agreed/VERB/4/root", 4),
        ("Acme/PROPN/4/nsubj with/ADP/3/case Zenith/PROPN/4/conj agreed/VERB/4/root", 4),
    ],
)
def test_a_second_subject_hangs_on_the_first(sentence: str, head: int) -> None:
    made, relations = tree_of(sentence)
    join_subjects(made)
    assert relation(made, relations, 2) == (head, "conj")


def test_a_name_tied_on_by_and_is_no_other_name_of_the_first() -> None:
    made, relations = tree_of(
        "Acme/PROPN/4/nsubj and/CCONJ/3/cc Zenith/PROPN/1/appos agreed/VERB/4/root"
    )
    join_names(made)
    assert relation(made, relations, 2) == (1, "conj")


@pytest.mark.parametrize(
    ("sentence", "name", "worth"),
    [
        (
            "deal/NOUN/1/root with/ADP/4/case Acme/PROPN/4/compound worth/NOUN/1/nmod $/SYM/4/obj",
            (1, "nmod"),
            (3, "acl"),
        ),
        (
            "deal/NOUN/1/root with/ADP/4/case Acme/PROPN/4/compound worth/NOUN/1/nmod it/X/4/obj",
            (4, "compound"),
            (1, "nmod"),
        ),
        (
            "sold/VERB/1/root the/X/4/det stock/NOUN/4/compound worth/NOUN/1/obj $/SYM/4/obj",
            (4, "compound"),
            (1, "obj"),
        ),
    ],
)
def test_a_name_before_worth_and_a_sum(
    sentence: str, name: tuple[int, str], worth: tuple[int, str]
) -> None:
    made, relations = tree_of(sentence)
    free_worth(made)
    assert (relation(made, relations, 2), relation(made, relations, 3)) == (name, worth)


@pytest.mark.parametrize(
    ("sentence", "noun", "name"),
    [
        (
            "Acme/PROPN/5/nsubj and/CCONJ/3/cc maker/NOUN/1/conj Zenith/PROPN/1/compound agreed/VERB/5/root",
            (1, "conj"),
            (3, "flat"),
        ),
        (
            "Acme/PROPN/5/nsubj and/CCONJ/3/cc maker/NOUN/4/conj Zenith/PROPN/1/compound agreed/VERB/5/root",
            (1, "conj"),
            (3, "flat"),
        ),
        (
            "Acme/PROPN/5/nsubj and/CCONJ/4/cc Halden/PROPN/4/compound Zenith/PROPN/1/conj agreed/VERB/5/root",
            (4, "compound"),
            (1, "conj"),
        ),
    ],
)
def test_a_name_hangs_on_the_noun_that_describes_it(
    sentence: str, noun: tuple[int, str], name: tuple[int, str]
) -> None:
    made, relations = tree_of(sentence)
    name_descriptions(made)
    assert (relation(made, relations, 2), relation(made, relations, 3)) == (noun, name)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("buys/VERB/1/root cars/NOUN/1/obj from/ADP/4/case Acme/PROPN/1/flat", (1, "obl")),
        ("buys/VERB/1/root cars/NOUN/1/obj from/ADP/1/case Acme/PROPN/1/flat", (1, "flat")),
        ("buys/VERB/1/root cars/NOUN/1/obj from/ADP/4/case Acme/PROPN/2/flat", (2, "flat")),
    ],
)
def test_what_has_a_preposition_is_no_part_of_a_name(
    sentence: str, expected: tuple[int, str]
) -> None:
    made, relations = tree_of(sentence)
    free_obliques(made)
    assert relation(made, relations, 3) == expected
