"""Logical arguments are found in whatever way a sentence puts them; trees are written by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from kg.extract import tree
from kg.extract.arrays import arrays
from kg.extract.particles import particle

VOCAB = spacy.blank("en").vocab


def parse(spec: str, ents: str = "") -> Doc:
    """Build a tree from `word/POS/TAG/head/dep` items; heads count from 1, 0 is the root."""
    rows = [item.split("/") for item in spec.split()]
    heads = [int(r[3]) - 1 if r[3] != "0" else i for i, r in enumerate(rows)]
    names = set(ents.split())
    return Doc(
        VOCAB,
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        heads=heads,
        deps=[r[4] for r in rows],
        lemmas=[r[0].lower() for r in rows],
        ents=["B-COMPANY" if r[0] in names else "O" for r in rows],
    )


def token(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


ACTIVE = "X/PROPN/NNP/2/nsubj bought/VERB/VBD/0/root Y/PROPN/NNP/2/obj"
PASSIVE = (
    "Y/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass bought/VERB/VBN/0/root"
    " by/ADP/IN/5/case X/PROPN/NNP/3/obl:agent"
)
REDUCED = (
    "Y/PROPN/NNP/0/root ,/PUNCT/,/3/punct bought/VERB/VBN/1/acl by/ADP/IN/5/case"
    " X/PROPN/NNP/3/obl:agent"
)
RELATIVE = (
    "X/PROPN/NNP/0/root ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj bought/VERB/VBD/1/acl:relcl"
    " Y/PROPN/NNP/4/obj"
)
GAP = "Y/PROPN/NNP/0/root that/PRON/WDT/4/obj X/PROPN/NNP/4/nsubj bought/VERB/VBD/1/acl:relcl"
CONTROL = (
    "X/PROPN/NNP/2/nsubj plans/VERB/VBZ/0/root to/PART/TO/4/mark bought/VERB/VB/2/xcomp"
    " Y/PROPN/NNP/4/obj"
)
COORDINATION = (
    "X/PROPN/NNP/2/nsubj came/VERB/VBD/0/root and/CCONJ/CC/4/cc bought/VERB/VBD/2/conj"
    " Y/PROPN/NNP/4/obj"
)


POSSESSIVE = (
    "X/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case purchase/NOUN/NN/0/root"
    " of/ADP/IN/5/case Y/PROPN/NNP/3/nmod"
)
BY_PHRASE = (
    "purchase/NOUN/NN/0/root of/ADP/IN/3/case Y/PROPN/NNP/1/nmod"
    " by/ADP/IN/5/case X/PROPN/NNP/1/nmod"
)
LIGHT_VERB = (
    "X/PROPN/NNP/2/nsubj announced/VERB/VBD/0/root the/DET/DT/4/det purchase/NOUN/NN/2/obj"
    " of/ADP/IN/6/case Y/PROPN/NNP/4/nmod"
)


@pytest.mark.parametrize("spec", [ACTIVE, PASSIVE, REDUCED, RELATIVE, GAP, CONTROL, COORDINATION])
def test_one_deal_told_in_seven_ways(spec: str) -> None:
    bought = token(parse(spec), "bought")
    assert words(tree.agents(bought)) == ["X"]
    assert words(tree.patients(bought)) == ["Y"]


@pytest.mark.parametrize(
    "spec",
    [POSSESSIVE, BY_PHRASE, LIGHT_VERB],
)
def test_a_deal_told_as_a_noun(spec: str) -> None:
    purchase = token(parse(spec, "X Y"), "purchase")
    assert words(tree.agents(purchase)) == ["X"]
    assert words(tree.patients(purchase)) == ["Y"]


def test_a_passive_without_an_agent_has_none() -> None:
    doc = parse("Y/PROPN/NNP/3/nsubj:pass was/AUX/VBD/3/aux:pass bought/VERB/VBN/0/root")
    assert tree.agents(token(doc, "bought")) == []
    assert words(tree.patients(token(doc, "bought"))) == ["Y"]


def test_the_object_of_asking_does_what_is_asked() -> None:
    doc = parse(
        "X/PROPN/NNP/2/nsubj ask/VERB/VBD/0/root Z/PROPN/NNP/2/obj to/PART/TO/5/mark"
        " leave/VERB/VB/2/xcomp"
    )
    assert words(tree.agents(token(doc, "leave"))) == ["Z"]


def test_coordinated_names_come_apart() -> None:
    doc = parse("X/PROPN/NNP/4/nsubj and/CCONJ/CC/3/cc Z/PROPN/NNP/1/conj agreed/VERB/VBD/0/root")
    assert words(tree.conjuncts(token(doc, "X"))) == ["X", "Z"]


def test_prepositions_of_several_words_are_one() -> None:
    doc = parse("rose/VERB/VBD/0/root because/ADP/IN/4/case of/ADP/IN/2/fixed demand/NOUN/NN/1/obl")
    assert tree.case_of(token(doc, "demand")) == "because of"
    assert words(tree.obliques(token(doc, "rose"), "because of")) == ["demand"]


def test_a_clause_ends_where_another_begins() -> None:
    doc = parse(
        "X/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/5/nsubj will/AUX/MD/5/aux"
        " sell/VERB/VB/2/ccomp Y/PROPN/NNP/5/obj"
    )
    clauses = arrays(doc).in_clause
    assert token(doc, "Y").i in clauses(token(doc, "sell").i)
    assert token(doc, "Y").i not in clauses(token(doc, "said").i)


def test_what_has_a_preposition_is_an_oblique_whatever_its_label() -> None:
    doc = parse(
        "Y/PROPN/NNP/0/root owned/VERB/VBN/1/acl by/ADP/IN/4/case X/PROPN/NNP/2/nsubj"
        " since/ADP/IN/6/case May/PROPN/NNP/2/obj"
    )
    owned = token(doc, "owned")
    assert not tree.has_subject(owned)
    assert words(tree.agents(owned)) == ["X"]
    assert words(tree.patients(owned)) == ["Y"]
    assert words(tree.obliques(owned, "since")) == ["May"]


def test_who_announces_a_deal_does_it() -> None:
    assert words(tree.agent_above(token(parse(LIGHT_VERB), "purchase"))) == ["X"]
    assert tree.agent_above(token(parse(BY_PHRASE), "purchase")) == []


def test_participle_after_as_is_about_the_object() -> None:
    doc = parse(
        "Z/PROPN/NNP/2/nsubj describes/VERB/VBZ/0/root Y/PROPN/NNP/2/obj as/SCONJ/IN/5/mark"
        " owned/VERB/VBN/2/advcl by/ADP/IN/7/case X/PROPN/NNP/5/obl:agent"
    )
    assert words(tree.patients(token(doc, "owned"))) == ["Y"]
    assert words(tree.agents(token(doc, "owned"))) == ["X"]


@pytest.mark.parametrize("label", ["2/compound:prt", "4/case"])
def test_a_particle_read_as_a_preposition_of_the_object(label: str) -> None:
    doc = parse(
        f"X/PROPN/NNP/2/nsubj spun/VERB/VBD/0/root off/ADP/RP/{label} Y/PROPN/NNP/2/obj"
        " in/ADP/IN/6/case May/PROPN/NNP/2/obl"
    )
    assert particle(token(doc, "spun")) == "off"
    assert words(tree.patients(token(doc, "spun"))) == ["Y"]


def test_a_name_before_a_finite_verb_is_its_subject_whatever_its_label() -> None:
    doc = parse(
        "X/PROPN/NNP/3/parataxis will/AUX/MD/3/aux buy/VERB/VB/0/root Y/PROPN/NNP/3/obj", "X"
    )
    assert words(tree.agents(token(doc, "buy"))) == ["X"]


@pytest.mark.parametrize("label", ["iobj", "obl", "nmod", "obj"])
def test_a_name_without_a_preposition_after_a_verb_is_its_object(label: str) -> None:
    doc = parse(
        f"X/PROPN/NNP/2/nsubj bought/VERB/VBD/0/root Y/PROPN/NNP/2/{label}"
        " in/ADP/IN/5/case Spain/PROPN/NNP/2/obl",
        "X Y Spain",
    )
    assert words(tree.patients(token(doc, "bought"))) == ["Y"]


def test_who_is_in_the_process_of_buying_buys() -> None:
    doc = parse(
        "X/PROPN/NNP/5/nsubj is/AUX/VBZ/5/cop in/ADP/IN/5/case the/DET/DT/5/det"
        " process/NOUN/NN/0/root of/SCONJ/IN/7/mark buying/VERB/VBG/5/acl Y/PROPN/NNP/7/obj"
    )
    assert words(tree.agents(token(doc, "buying"))) == ["X"]


def test_who_ends_a_relative_clause_is_not_joined_to_what_it_describes() -> None:
    doc = parse(
        "Acme/PROPN/NNP/9/nsubj ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj owns/VERB/VBZ/1/acl:relcl Zeta/PROPN/NNP/4/obj "
        "and/CCONJ/CC/7/cc Comet/PROPN/NNP/1/conj ,/PUNCT/,/1/punct failed/VERB/VBD/0/root",
        "Acme Zeta Comet",
    )
    assert [t.text for t in tree.conjuncts(doc[0])] == ["Acme"]
    doc = parse(
        "Acme/PROPN/NNP/9/nsubj ,/PUNCT/,/4/punct which/PRON/WDT/4/nsubj fell/VERB/VBD/1/acl:relcl ,/PUNCT/,/7/punct "
        "and/CCONJ/CC/7/cc Comet/PROPN/NNP/1/conj ,/PUNCT/,/1/punct failed/VERB/VBD/0/root",
        "Acme Comet",
    )
    assert [t.text for t in tree.conjuncts(doc[0])] == ["Acme", "Comet"]
