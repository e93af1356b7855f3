"""Labels that parsers often get wrong still lead to who does what, and quantities to what is counted."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span, Token

from kg.extract import tree
from kg.extract.slots import counted

VOCAB = spacy.blank("en").vocab


def parse(spec: str) -> Doc:
    """Build a tree from `word/POS/TAG/head/dep` items; heads count from 1, 0 is the root."""
    rows = [item.split("/") for item in spec.split()]
    return Doc(
        VOCAB,
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        heads=[int(r[3]) - 1 if r[3] != "0" else i for i, r in enumerate(rows)],
        deps=[r[4] for r in rows],
        lemmas=[r[0].lower() for r in rows],
    )


def token(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


def test_what_is_said_to_be_according_to_somebody_is_not_done_by_them() -> None:
    doc = parse(
        "Y/PROPN/NNP/2/nsubj:pass sold/VERB/VBN/0/root according/VERB/VBG/5/case"
        " to/ADP/IN/3/fixed X/PROPN/NNP/2/obl:agent"
    )
    assert tree.agents(token(doc, "sold")) == []


def test_a_participle_before_the_clause_shares_its_subject() -> None:
    doc = parse(
        "founded/VERB/VBN/6/acl by/ADP/IN/3/case X/PROPN/NNP/1/obl:agent ,/PUNCT/,/1/punct"
        " Y/PROPN/NNP/6/nsubj makes/VERB/VBZ/0/root cars/NOUN/NNS/6/obj"
    )
    assert words(tree.agents(token(doc, "founded"))) == ["X"]
    assert words(tree.patients(token(doc, "founded"))) == ["Y"]


def test_whom_one_sees_does_what_is_seen_even_under_a_wrong_label() -> None:
    doc = parse(
        "we/PRON/PRP/2/nsubj see/VERB/VBP/0/root X/PROPN/NNP/2/nsubj"
        " joining/VERB/VBG/2/advcl in/ADV/RB/4/advmod"
    )
    assert words(tree.agents(token(doc, "joining"))) == ["X"]


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("X/NOUN/NNS/2/nsubj include/VERB/VBP/0/root Y/PROPN/NNP/2/conj", ["Y"]),
        ("X/NOUN/NNS/2/nsubj came/VERB/VBD/0/root and/CCONJ/CC/4/cc Y/PROPN/NNP/2/conj", []),
    ],
)
def test_a_noun_right_after_a_verb_is_its_object(spec: str, found: list[str]) -> None:
    doc = parse(spec)
    assert words(tree.patients(doc[1])) == found


@pytest.mark.parametrize(
    ("spec", "first", "found"),
    [
        ("126/NUM/CD/0/root of/ADP/IN/3/case shops/NOUN/NNS/1/nmod", "126", "shops"),
        ("many/ADJ/JJ/0/root of/ADP/IN/3/case shops/NOUN/NNS/1/nmod", "many", "shops"),
        ("owner/NOUN/NN/0/root of/ADP/IN/3/case shops/NOUN/NNS/1/nmod", "owner", "owner"),
        ("many/ADJ/JJ/0/root", "many", "many"),
    ],
)
def test_a_quantity_stands_for_what_it_counts(spec: str, first: str, found: str) -> None:
    assert counted(token(parse(spec), first)).text == found


def test_a_preposition_after_a_noun_is_not_its_case() -> None:
    doc = parse(
        "hire/VERB/VB/0/root staff/NOUN/NNS/1/obj for/ADP/IN/4/case unit/NOUN/NN/1/obl"
        " ahead/ADP/IN/4/case of/ADP/IN/7/case sale/NOUN/NN/5/obl"
    )
    assert tree.case_of(token(doc, "unit")) == "for"


def test_a_possessive_after_a_noun_is() -> None:
    doc = parse("X/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case cars/NOUN/NNS/0/root")
    assert tree.case_of(token(doc, "X")) == "'s"


def test_a_name_before_a_verb_is_its_subject_though_read_as_that_of_another() -> None:
    doc = parse(
        "X/PROPN/NNP/6/nsubj which/PRON/WDT/4/obj Y/PROPN/NNP/6/nsubj bought/VERB/VBD/1/acl:relcl"
        " ,/PUNCT/,/1/punct makes/VERB/VBZ/0/root maps/NOUN/NNS/6/obj"
    )
    doc.ents = [Span(doc, 2, 3, label="COMPANY")]
    assert words(tree.agents(token(doc, "bought"))) == ["Y"]


def test_a_possessor_is_known_by_its_marker() -> None:
    doc = parse(
        "X/PROPN/NNP/4/nsubj 's/PART/POS/1/case brands/NOUN/NNS/4/nsubj include/VERB/VBP/0/root"
        " Y/PROPN/NNP/4/obj"
    )
    doc.ents = [Span(doc, 0, 1, label="COMPANY")]
    assert words(tree.possessors(token(doc, "brands"))) == ["X"]
    assert words(tree.agents(token(doc, "include"))) == ["brands"]


def test_what_of_ties_to_a_noun_is_its_own_though_read_as_a_subject() -> None:
    doc = parse(
        "purchase/NOUN/NN/5/nsubj:pass of/ADP/IN/3/case X/PROPN/NNP/5/nsubj:pass"
        " was/AUX/VBD/5/aux:pass completed/VERB/VBN/0/root"
    )
    assert words(tree.obliques(token(doc, "purchase"), "of")) == ["X"]


def test_a_participle_of_a_predicate_noun_has_its_subject() -> None:
    doc = parse(
        "X/PROPN/NNP/3/nsubj is/AUX/VBZ/3/cop one/NUM/CD/0/root of/ADP/IN/5/case"
        " firms/NOUN/NNS/3/nmod controlling/VERB/VBG/5/acl Y/PROPN/NNP/6/obj"
    )
    assert words(tree.agents(token(doc, "controlling"))) == ["X"]


def test_a_past_tense_with_an_object_is_active_though_read_as_a_participle() -> None:
    doc = parse(
        "X/PROPN/NNP/5/nsubj delivered/VERB/VBD/5/acl cars/NOUN/NNS/2/obj it/PRON/PRP/5/nsubj"
        " said/VERB/VBD/0/root"
    )
    assert words(tree.agents(token(doc, "delivered")))[0] == "X"
    assert words(tree.patients(token(doc, "delivered"))) == ["cars"]


def test_a_name_hung_on_what_describes_it_is_the_subject() -> None:
    doc = parse(
        "Danish/ADJ/JJ/2/amod operator/NOUN/NN/5/nmod:desc Acme/PROPN/NNP/2/nsubj"
        " has/AUX/VBZ/5/aux picked/VERB/VBN/0/root Zenith/PROPN/NNP/5/obj"
    )
    doc.ents = [Span(doc, 2, 3, "COMPANY"), Span(doc, 5, 6, "COMPANY")]
    assert words(tree.agents(token(doc, "picked"))) == ["Acme"]
