"""What is joined hangs on what comes first, a name on its description, "worth" a sum on the name before it."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language.repairs import (
    Tree,
    free_actors,
    free_numbers,
    free_obliques,
    free_particles,
    free_subjects,
    free_titles,
    join_generals,
    join_names,
    join_siblings,
    join_subjects,
    make_passive,
    mend_worth,
    name_actors,
    name_descriptions,
    name_objects,
    name_units,
    set_off_names,
    take_up_to,
)

_NLP = spacy.blank("en")
MENDS = (
    join_generals,
    name_actors,
    name_descriptions,
    set_off_names,
    name_objects,
    name_units,
    free_titles,
    join_subjects,
    join_names,
    join_siblings,
    free_obliques,
    free_numbers,
    free_particles,
    take_up_to,
    make_passive,
    free_actors,
    mend_worth,
)
_NUMBERS = {"NOUN": 1, "PROPN": 2, "VERB": 3, "CCONJ": 4, "ADP": 5, "SYM": 6, "X": 7}


def tree_of(sentence: str) -> tuple[Tree, list[str]]:
    """Return the tree of `form/POS/head/relation` words, and the names of its relations."""
    rows = [word.split("/") for word in sentence.split()]
    relations = sorted(
        {row[3] for row in rows} | {"acl", "advmod", "conj", "flat", "nsubj:pass", "obl", "obj"}
    )
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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("allowed/VERB/1/root Zenith/PROPN/3/compound Bank/PROPN/1/compound", "obj"),
        ("allowed/VERB/1/root it/X/1/obj Bank/PROPN/1/compound", "compound"),
        ("fund/NOUN/1/root Zenith/PROPN/3/compound Bank/PROPN/1/compound", "compound"),
    ],
)
def test_a_name_right_behind_a_verb_is_its_object(sentence: str, told: str) -> None:
    made, relations = tree_of(sentence)
    name_objects(made)
    assert relation(made, relations, 2) == (1, told)


@pytest.mark.parametrize(
    ("above", "told", "unit"),
    [("said", "obj", (6, "nsubj")), ("sold", "obj", (1, "obj")), ("said", "obl", (1, "obl"))],
)
def test_a_unit_is_the_head_of_its_name(above: str, told: str, unit: tuple[int, str]) -> None:
    made, relations = tree_of(
        f"{above}/VERB/1/root its/X/3/nmod:poss unit/NOUN/1/{told} Orbit/PROPN/5/compound Labs/PROPN/6/nsubj bought/VERB/1/ccomp"
    )
    name_units(made)
    assert relation(made, relations, 2) == unit
    assert relation(made, relations, 4)[1] == ("flat" if unit[0] == 6 else "nsubj")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "venture/NOUN/1/root between/ADP/3/case Acme/PROPN/1/nmod and/CCONJ/5/cc Zenith/PROPN/1/nmod",
            (3, "conj"),
        ),
        (
            "venture/NOUN/1/root between/ADP/3/case Acme/PROPN/1/obl and/CCONJ/5/cc Zenith/PROPN/1/nmod",
            (1, "nmod"),
        ),
    ],
)
def test_what_and_ties_on_hangs_on_what_is_before(sentence: str, told: tuple[int, str]) -> None:
    made, relations = tree_of(sentence)
    join_siblings(made)
    assert relation(made, relations, 4) == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "sell/VERB/0/root towers/NOUN/1/obj ,/X/4/punct Roca/PROPN/2/compound x/X/1/appos",
            "appos",
        ),
        ("sell/VERB/0/root towers/NOUN/1/obj Roca/PROPN/2/compound x/X/1/appos", "compound"),
    ],
)
def test_a_name_behind_a_comma_is_no_part_of_what_is_before(sentence: str, told: str) -> None:
    tree, names = tree_of(sentence)
    set_off_names(tree)
    at = sentence.split().index("Roca/PROPN/2/compound")
    assert names[int(tree.deps[at]) - 1] == told


def test_a_title_before_an_honorific_hangs_on_the_name() -> None:
    made, relations = tree_of(
        "Acme/PROPN/6/compound Chief/X/3/amod Executive/X/4/amod Dr/PROPN/5/nmod:desc Lee/PROPN/6/nsubj said/VERB/6/root"
    )
    free_titles(made)
    assert relation(made, relations, 2) == (5, "nmod:desc")
    assert relation(made, relations, 0) == (3, "compound")
    made, relations = tree_of(
        "Acme/PROPN/6/compound Chief/X/3/amod Executive/X/4/amod post/NOUN/5/nmod:desc Lee/PROPN/6/nsubj said/VERB/6/root"
    )
    free_titles(made)
    assert relation(made, relations, 2) == (4, "amod")


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
    mend_worth(made)
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


@pytest.mark.parametrize(
    ("sentence", "worth", "clause"),
    [
        (  # "bought it in a deal (worth $9)"
            "bought/VERB/1/root in/ADP/3/case deal/NOUN/1/obl worth/X/1/parataxis $/SYM/4/obj build/VERB/1/conj",
            (3, "acl"),
            (1, "conj"),
        ),
        (  # "signed a deal (worth $9) to build": what the deal is for
            "signed/VERB/1/root deal/NOUN/1/obj worth/X/2/amod $/SYM/3/obj to/X/6/mark build/VERB/3/acl",
            (2, "amod"),
            (2, "acl"),
        ),
        (
            "signed/VERB/1/root deal/NOUN/1/obj valued/VERB/2/acl $/SYM/3/obj to/X/6/mark build/VERB/3/advcl",
            (2, "acl"),
            (2, "acl"),
        ),
        (  # the noun hangs on it
            "makes/VERB/1/root the/X/3/det stock/NOUN/4/nmod worth/X/1/xcomp $/SYM/4/obj build/VERB/1/conj",
            (1, "xcomp"),
            (1, "conj"),
        ),
    ],
)
def test_worth_and_a_sum_hang_on_the_noun_before(
    sentence: str, worth: tuple[int, str], clause: tuple[int, str]
) -> None:
    made, relations = tree_of(sentence)
    mend_worth(made)
    at = [w.text in ("worth", "valued") for w in made.text].index(True)
    assert (relation(made, relations, at), relation(made, relations, 5)) == (worth, clause)


@given(st.data())
def test_no_mend_makes_a_tree_hang_on_itself(data: st.DataObject) -> None:
    words = [
        "deal/NOUN",
        "Acme/PROPN",
        "worth/X",
        "valued/VERB",
        "$/SYM",
        "to/X",
        "build/VERB",
        "and/CCONJ",
        "for/ADP",
    ]
    relations = ["acl", "amod", "obj", "nsubj", "mark", "compound", "nmod", "cc", "case", "conj"]
    more = data.draw(st.lists(st.sampled_from(words), max_size=5))
    text = ["deal/NOUN", "worth/X", "$/SYM", *more]
    size = len(text)
    order = data.draw(st.permutations(range(1, size + 1)))
    heads = {order[0]: order[0]}
    for n, at in enumerate(order[1:], 1):
        heads[at] = order[data.draw(st.integers(0, n - 1))]
    made, _ = tree_of(
        " ".join(
            f"{text[at - 1]}/{heads[at]}/"
            f"{'root' if heads[at] == at else data.draw(st.sampled_from(relations))}"
            for at in range(1, size + 1)
        )
    )
    for mend in MENDS:
        mend(made)
    roots = {made.above(at)[-1] if made.above(at) else at for at in range(size)}
    assert all(int(made.heads[root]) == root for root in roots)


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        (
            "Acme/PROPN/2/nsubj sued/VERB/2/root by/ADP/4/case Zenith/PROPN/2/obl:agent",
            "nsubj:pass",
        ),
        (
            "Acme/PROPN/2/nsubj had/VERB/2/root it/NOUN/2/obj by/ADP/5/case Zenith/PROPN/2/obl:agent",
            "nsubj",
        ),
        ("Acme/PROPN/2/nsubj grew/VERB/2/root by/ADP/4/case half/NOUN/2/obl", "nsubj"),
    ],
)
def test_what_an_agent_acts_on_is_a_passive_subject(sentence: str, subject: str) -> None:
    made, relations = tree_of(sentence)
    make_passive(made)
    assert relation(made, relations, 0) == (2, subject)


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        (
            "time/NOUN/1/root for/ADP/5/mark Acme/PROPN/1/nsubj to/X/5/mark build/VERB/1/acl",
            (5, "nsubj"),
        ),
        (
            "deal/NOUN/1/root for/ADP/3/case Acme/PROPN/1/nmod to/X/5/mark build/VERB/1/acl",
            (1, "nmod"),
        ),
        (
            "Acme/PROPN/1/root for/ADP/5/mark Zenith/PROPN/5/nsubj to/X/5/mark build/VERB/1/acl",
            (5, "nsubj"),
        ),
    ],
)
def test_who_stands_between_for_and_to_acts(sentence: str, head: tuple[int, str]) -> None:
    made, relations = tree_of(sentence)
    free_actors(made)
    assert relation(made, relations, 2) == head


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        (
            "maker/NOUN/4/compound will/X/3/aux shut/VERB/3/root plant/NOUN/3/obj Acme/PROPN/6/nsubj fell/VERB/6/root",
            (3, "nsubj"),
        ),
        (
            "maker/NOUN/3/compound would/X/3/aux cut/VERB/3/root jobs/NOUN/3/obj Acme/PROPN/6/nsubj fell/VERB/6/root",
            (3, "nsubj"),
        ),
        (
            "maker/NOUN/5/compound Acme/PROPN/4/nsubj will/X/4/aux shut/VERB/4/root plant/NOUN/4/obj",
            (5, "compound"),
        ),
        ("shut/VERB/1/root mill/NOUN/3/compound plant/NOUN/1/obj now/X/1/aux so/X/1/nsubj", None),
    ],
)
def test_no_verb_parts_a_compound(sentence: str, head: tuple[int, str] | None) -> None:
    made, relations = tree_of(sentence)
    free_subjects(made)
    if head is not None:
        assert relation(made, relations, 0) == head
    else:
        assert relation(made, relations, 1) == (3, "compound")


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        (
            "director/NOUN/2/xcomp hailed/VERB/2/root Lee/PROPN/4/nsubj left/VERB/4/root",
            (2, "nsubj"),
        ),
        ("director/NOUN/3/xcomp Lee/PROPN/3/nsubj hailed/VERB/3/root", (3, "xcomp")),
        (
            "as/ADP/2/case director/NOUN/3/xcomp hailed/VERB/3/root Lee/PROPN/5/nsubj left/VERB/5/root",
            None,
        ),
        ("director/NOUN/3/xcomp to/X/3/mark become/VERB/3/root", (3, "xcomp")),
    ],
)
def test_no_predicate_precedes_its_verb(sentence: str, head: tuple[int, str] | None) -> None:
    made, relations = tree_of(sentence)
    name_actors(made)
    at = 0 if head is not None else 1
    assert relation(made, relations, at) == (head or (3, "xcomp"))


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        (
            "attorney/NOUN/3/nsubj general/NOUN/3/nsubj said/VERB/3/root new/X/5/amod jobs/NOUN/3/obj",
            (1, "amod"),
        ),
        (
            "surgeon/NOUN/2/nsubj general/NOUN/3/nsubj said/VERB/3/root new/X/5/amod jobs/NOUN/3/obj",
            (1, "amod"),
        ),
        (
            "director/NOUN/2/compound general/NOUN/3/nsubj said/VERB/3/root new/X/5/amod jobs/NOUN/3/obj",
            (3, "nsubj"),
        ),
        (
            "retired/X/2/amod general/NOUN/3/nsubj said/VERB/3/root new/X/5/amod jobs/NOUN/3/obj",
            (3, "nsubj"),
        ),
    ],
)
def test_an_office_has_one_name(sentence: str, head: tuple[int, str]) -> None:
    made, relations = tree_of(sentence)
    join_generals(made)
    assert relation(made, relations, 1) == head


@pytest.mark.parametrize(
    ("sentence", "relation_of_noun"),
    [
        ("expects/VERB/1/root up/X/5/case to/X/2/fixed 9/X/5/nummod rise/NOUN/1/obl", "obj"),
        ("went/VERB/1/root up/X/1/advmod to/X/5/case 9/X/5/nummod rise/NOUN/1/obl", "obl"),
        (
            "pays/VERB/1/root up/X/5/case to/X/2/fixed 9/X/5/nummod times/NOUN/1/obl fees/NOUN/1/obj",
            "obl",
        ),
    ],
)
def test_up_to_is_no_preposition(sentence: str, relation_of_noun: str) -> None:
    made, relations = tree_of(sentence)
    take_up_to(made)
    assert relation(made, relations, 4) == (1, relation_of_noun)
