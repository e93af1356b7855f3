"""Steps of paths that go by the order of words, or through names as wholes."""

from __future__ import annotations

from typing import Any

from kg.extract import tree
from kg.extract.described import exemplars
from kg.extract.steps import follow, known_path


def words(tokens: list[Any]) -> list[str]:
    return [t.text for t in tokens]


def test_a_unit_between_its_owner_and_its_name(parsed: Any) -> None:
    doc = parsed(
        "Acme/PROPN/4/nmod:poss 's/PART/1/case/'s/POS charter/ADJ/4/amod unit/NOUN/6/compound"
        " Zeta/PROPN/6/compound Air/PROPN/7/nsubj flew/VERB/0/root ./PUNCT/7/punct",
        ents={"Acme": "COMPANY", "Zeta Air": "COMPANY"},
    )
    unit = doc[3]
    assert words(follow(unit, "called")) == ["Air"]
    assert words(follow(unit, "preceding")) == ["Acme"]
    assert known_path("called>head")
    assert not known_path("called>tail")


def test_a_name_that_nothing_ties_to_the_noun_before_is_not_its_name(parsed: Any) -> None:
    doc = parsed(
        "the/DET/2/det deal/NOUN/0/root Acme/PROPN/4/nsubj announced/VERB/2/acl:relcl",
        ents={"Acme": "COMPANY"},
    )
    assert follow(doc[1], "called") == []


def test_what_is_coordinated_with_a_word_of_a_name_is_with_the_name(parsed: Any) -> None:
    doc = parsed(
        "merger/NOUN/0/root between/ADP/3/case Acme/PROPN/4/compound Corp./PROPN/1/nmod"
        " and/CCONJ/7/cc Zeta/PROPN/7/compound Air/PROPN/3/conj",
        ents={"Acme Corp.": "COMPANY", "Zeta Air": "COMPANY"},
    )
    assert words(tree.conjuncts(doc[3])) == ["Corp.", "Air"]
    assert tree.case_of(doc[3]) == "between"
    assert words(tree.entity(doc[5])) == ["Zeta", "Air"]


def test_what_an_owner_is_said_to_be(parsed: Any) -> None:
    straight = parsed(
        "Acme/PROPN/4/nsubj is/AUX/4/cop the/DET/4/det owner/NOUN/0/root", ents={"Acme": "COMPANY"}
    )
    turned = parsed(
        "The/DET/2/det owner/NOUN/4/nsubj is/AUX/4/cop Acme/PROPN/0/root", ents={"Acme": "COMPANY"}
    )
    assert words(follow(straight[3], "equals")) == ["Acme"]
    assert words(follow(turned[1], "equals")) == ["Acme"]


def test_following_has_no_subject(parsed: Any) -> None:
    doc = parsed(
        "Following/VERB/5/advcl/follow/VBG the/DET/3/det sale/NOUN/1/obj Acme/PROPN/5/nsubj"
        " rose/VERB/0/root",
        ents={"Acme": "COMPANY"},
    )
    assert tree.surface_subject(doc[0]) == []
    assert follow(doc[2], "above") == []


def test_a_description_set_off_by_commas_belongs_to_the_name_before(parsed: Any) -> None:
    doc = parsed(
        "Jane/PROPN/12/nsubj of/ADP/3/case Zeta/PROPN/1/nmod ,/PUNCT/8/punct a/DET/8/det"
        " large/ADJ/8/amod car/NOUN/8/compound unit/NOUN/1/appos of/ADP/10/case Acme/PROPN/8/nmod"
        " ,/PUNCT/8/punct left/VERB/0/root",
        ents={"Jane": "PERSON", "Zeta": "COMPANY", "Acme": "COMPANY"},
    )
    assert words(follow(doc[7], "apposition")) == ["Jane"]
    assert words(follow(doc[7], "aside")) == ["Zeta"]


def test_a_name_set_off_from_a_description(parsed: Any) -> None:
    doc = parsed(
        "its/PRON/3/nmod:poss parent/NOUN/3/compound company/NOUN/6/nsubj ,/PUNCT/5/punct"
        " Acme/PROPN/6/obl fell/VERB/0/root",
        ents={"Acme": "COMPANY"},
    )
    assert words(follow(doc[1], "aside")) == ["Acme"]


def test_names_that_cross_in_a_broken_tree_are_told_once(parsed: Any) -> None:
    doc = parsed(
        "Acme/PROPN/5/conj Motors/PROPN/0/ ,/PUNCT/4/punct Zenith/PROPN/2/conj Bank/PROPN/4/flat",
        ents={"Acme Motors": "COMPANY", "Zenith Bank": "COMPANY"},
    )
    assert words(tree.conjuncts(doc[1])) == ["Motors", "Zenith"]
    assert words(tree.conjuncts(doc[3])) == ["Zenith", "Acme"]


def test_names_that_follow_a_plural_at_once_are_meant_by_it(parsed: Any) -> None:
    doc = parsed(
        "bought/VERB/0/root the/DET/3/det airlines/NOUN/1/obj/airline/NNS Zeta/PROPN/5/compound"
        " Air/PROPN/1/list and/CCONJ/7/cc Polar/PROPN/5/conj",
        ents={"Zeta Air": "COMPANY", "Polar": "COMPANY"},
    )
    names = exemplars(doc[2])
    assert words(names) == ["Air"]
    assert words(tree.conjuncts(names[0])) == ["Air", "Polar"]
