"""What a sentence leaves to the text before it; trees are written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from kg.extract import context, discourse, products
from kg.model import Article

NAMES = {"Acme": "COMPANY", "Zenith": "COMPANY", "Comet": "PRODUCT", "Doe": "PERSON"}
LAUNCH = "Acme/PROPN/2/nsubj launched/VERB/0//launch Comet/PROPN/2/obj ./PUNCT/2/punct"
DELIVERED = "cars/NOUN/7/nsubj:pass/car/NNS were/AUX/7/aux:pass/be delivered/VERB/0//deliver/VBN"


def prepared(doc: Doc) -> context.Context:
    article = Article(id="a", title="", text=doc.text)
    return context.prepare(article, doc, doc[:0].as_doc(), field_="text")


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


def test_deliveries_are_those_of_the_maker_told_before(parsed: Callable[..., Doc]) -> None:
    doc = parsed(f"{LAUNCH} {DELIVERED}", ents=NAMES)
    found = discourse.organization_about(word(doc, "delivered"), prepared(doc))
    assert found is not None
    assert found.name == "Acme"
    assert [t.text for t in products.product_in_mind(word(doc, "delivered"))] == ["Comet"]


def test_no_product_before_it_is_named(parsed: Callable[..., Doc]) -> None:
    doc = parsed(LAUNCH, ents=NAMES)
    assert products.product_in_mind(word(doc, "launched")) == []


@pytest.mark.parametrize(("noun", "found"), [("target", ["target"]), ("report", [])])
def test_it_stands_for_a_goal(parsed: Callable[..., Doc], noun: str, found: list[str]) -> None:
    doc = parsed(
        f"Acme/PROPN/2/nsubj set/VERB/0//set a/DET/4/det {noun}/NOUN/2/obj/{noun} "
        "./PUNCT/2/punct it/PRON/8/nsubj:pass/it was/AUX/8/aux:pass/be lifted/VERB/0//lift",
        ents=NAMES,
    )
    assert [t.text for t in discourse.goal_in_mind(word(doc, "it"))] == found


def test_the_court_of_the_sentence_before_acts_where_none_is_named(
    parsed: Callable[..., Doc],
) -> None:
    doc = parsed(
        "A/DET/2/det court/NOUN/3/nsubj met/VERB/0//meet ./PUNCT/3/punct",
        "Acme/PROPN/3/nsubj:pass was/AUX/3/aux:pass/be fined/VERB/0//fine/VBN ./PUNCT/3/punct",
        ents=NAMES,
    )
    found = discourse.authority_in_mind(word(doc, "fined"), prepared(doc))
    assert found is not None
    assert found.text == "court"
    assert discourse.authority_in_mind(word(doc, "court"), prepared(doc)) is None


def test_a_regulator_is_known_by_its_name_or_letters(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "The/DET/3/det Fair/PROPN/3/compound Commission/PROPN/4/nsubj met/VERB/0//meet",
        "SEC/PROPN/2/nsubj met/VERB/0//meet Acme/PROPN/2/obj",
        ents={"Fair Commission": "ORG", "SEC": "ORG", "Acme": "COMPANY"},
    )
    last = word(doc, "Acme")
    assert getattr(discourse.authority_in_mind(last, prepared(doc)), "text", None) == "SEC"
    assert getattr(discourse.authority_in_mind(doc[3], prepared(doc)), "text", None) == "Commission"


def test_the_site_nearest_in_the_sentence(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Acme/PROPN/2/nsubj cuts/VERB/0//cut jobs/NOUN/2/obj as/SCONJ/6/mark it/PRON/6/nsubj "
        "shuts/VERB/2/advcl/shut a/DET/8/det plant/NOUN/6/obj",
        "An/DET/2/det office/NOUN/3/nsubj stays/VERB/0//stay",
        ents=NAMES,
    )
    assert [t.text for t in discourse.site_near(word(doc, "cuts"))] == ["plant"]
    assert [t.text for t in discourse.site_near(word(doc, "stays"))] == ["office"]
