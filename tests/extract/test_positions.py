"""Holders of positions are found by the order of words where the tree has them wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.extract import tree
from kg.extract.steps import follow
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]

VOCAB = spacy.blank("en").vocab


def parse(spec: str, *names: tuple[int, int, str]) -> Doc:
    """Build a tree from `word/POS/TAG/head/dep` items; heads count from 1, 0 is the root."""
    rows = [item.split("/") for item in spec.split()]
    doc = Doc(
        VOCAB,
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        tags=[r[2] for r in rows],
        heads=[int(r[3]) - 1 if r[3] != "0" else i for i, r in enumerate(rows)],
        deps=[r[4] for r in rows],
        lemmas=[r[0].lower() for r in rows],
    )
    doc.set_ents([Span(doc, start, end, label) for start, end, label in names])
    return doc


def found(doc: Doc, word: str, path: str) -> list[str]:
    start = next(t for t in doc if t.text == word)
    return [t.text for t in follow(start, path)]


@pytest.mark.parametrize(
    ("spec", "names", "word"),
    [
        # "said Jane Doe , head of sales": the tree hangs the title on the verb.
        (
            (
                "said/VERB/VBD/0/root Jane/PROPN/NNP/1/nsubj Doe/PROPN/NNP/2/flat "
                ",/PUNCT/,/5/punct head/NOUN/NN/1/nmod of/ADP/IN/7/case sales/NOUN/NNS/5/nmod"
            ),
            ((1, 3, "PERSON"),),
            "head",
        ),
        # "president and chief executive Jane Doe": the name is made a conjunct.
        (
            (
                "president/NOUN/NN/0/root and/CCONJ/CC/5/cc chief/ADJ/JJ/4/amod "
                "executive/NOUN/NN/5/nmod:desc Jane/PROPN/NNP/1/conj Doe/PROPN/NNP/5/flat"
            ),
            ((4, 6, "PERSON"),),
            "president",
        ),
        # "the head of Acme , Jane Doe , left"
        (
            (
                "the/DET/DT/2/det head/NOUN/NN/9/nsubj of/ADP/IN/4/case Acme/PROPN/NNP/2/nmod "
                ",/PUNCT/,/9/punct Jane/PROPN/NNP/9/nsubj Doe/PROPN/NNP/6/flat "
                ",/PUNCT/,/9/punct left/VERB/VBD/0/root"
            ),
            ((3, 4, "COMPANY"), (5, 7, "PERSON")),
            "head",
        ),
    ],
)
def test_the_holder_stands_beside_the_title(
    spec: str, names: tuple[tuple[int, int, str], ...], word: str
) -> None:
    assert found(parse(spec, *names), word, "beside") == ["Jane"]


def test_nobody_stands_beside_a_title_without_a_name() -> None:
    doc = parse(
        "the/DET/DT/2/det president/NOUN/NN/3/nsubj met/VERB/VBD/0/root Acme/PROPN/NNP/3/obj",
        (3, 4, "COMPANY"),
    )
    assert found(doc, "president", "beside") == []


def test_a_past_tense_with_an_object_is_active_whatever_its_subject_is_labelled() -> None:
    doc = parse(
        "Acme/PROPN/NNP/2/nsubj:pass rejected/VERB/VBD/0/root the/DET/DT/4/det "
        "bid/NOUN/NN/2/obj by/ADP/IN/6/case Zeta/PROPN/NNP/2/obl:agent",
        (0, 1, "COMPANY"),
        (5, 6, "COMPANY"),
    )
    assert found(doc, "rejected", "agent") == ["Acme"]
    assert found(doc, "rejected", "patient") == ["bid"]


def test_a_headline_without_auxiliary_is_passive() -> None:
    doc = parse(
        "Acme/PROPN/NNP/2/nsubj:pass fined/VERB/VBN/0/root by/ADP/IN/4/case "
        "Zeta/PROPN/NNP/2/obl:agent",
        (0, 1, "COMPANY"),
        (3, 4, "COMPANY"),
    )
    assert tree.is_passive(doc[1])
    assert found(doc, "fined", "agent") == ["Zeta"]


def test_a_name_before_a_finite_verb_is_its_subject() -> None:
    doc = parse(
        "Acme/PROPN/NNP/2/compound filed/VERB/VBD/0/root a/DET/DT/4/det suit/NOUN/NN/2/obj",
        (0, 1, "COMPANY"),
    )
    assert found(doc, "filed", "agent") == ["Acme"]
    owned = parse(
        "Acme/PROPN/NNP/2/compound owned/VERB/VBN/3/amod shop/NOUN/NN/0/root", (0, 1, "COMPANY")
    )
    assert found(owned, "owned", "subject") == []


def test_a_head_under_a_heading_may_be_of_another_company(framed: ClaimsOf) -> None:
    before = (
        "Acme Motors will build a plant in Spain, Acme Motors said. Acme Motors hired 300 people."
    )
    after = (
        "Zenith Phones showed the Comet in Turin. Ann Lee, the chief executive, praised its screen."
    )
    [one] = framed(f"{before}\n\nZenith thinks big\n\n{after}", Kind.ROLE)
    [two] = framed(f"{before}\n\n{after}", Kind.ROLE)
    assert (one.object, two.object) == ("Zenith Phones", "Acme Motors")


def test_a_perfect_without_been_is_active_whatever_its_subject_is_labelled() -> None:
    doc = parse(
        "shops/NOUN/NNS/3/nsubj:pass have/AUX/VBP/3/aux closed/VERB/VBN/0/root in/ADP/IN/5/case "
        "Leeds/PROPN/NNP/3/obl",
        (4, 5, "PLACE"),
    )
    assert not tree.is_passive(doc[2])
    assert found(doc, "closed", "agent") == ["shops"]


def test_a_name_right_after_a_verb_is_its_object_under_any_label() -> None:
    doc = parse(
        "Acme/PROPN/NNP/2/nsubj introduced/VERB/VBD/0/root the/DET/DT/4/det "
        "Comet/PROPN/NNP/2/mark in/ADP/IN/6/case Spain/PROPN/NNP/2/obl",
        (0, 1, "COMPANY"),
        (3, 4, "PRODUCT"),
        (5, 6, "PLACE"),
    )
    assert found(doc, "introduced", "patient") == ["Comet"]


@pytest.mark.parametrize(
    "left",
    [
        "left the door open for a bid",
        "left guidance unchanged",
        "left reporters waiting for an hour",
        "left it to the board to decide",
        "left for London on Monday",
        "left a mark on the industry",
        "departed from her script",
        "fired back at critics",
        "stepped back from the microphone",
        "quit smoking last year",
    ],
)
def test_who_leaves_a_thing_leaves_no_post(claims_of: ClaimsOf, left: str) -> None:
    text = f"Acme Motors' chief executive Ann Lee {left}."
    assert claims_of(text, Kind.DEPARTURE) == []


@pytest.mark.parametrize(
    "left",
    [
        "left the company in May",
        "left her post on Monday",
        "left the board last year",
        "left Acme Motors for Zenith Cars",
        "departed on Monday",
        "quit",
        "resigned from the board",
    ],
)
def test_who_leaves_a_post_or_a_firm_does(claims_of: ClaimsOf, left: str) -> None:
    text = f"Acme Motors' chief executive Ann Lee {left}."
    assert [c.object for c in claims_of(text, Kind.DEPARTURE)] == ["Acme Motors"]
