"""Figures are those of the measure that they stand with, by the order of words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from spacy.tokens import Doc

from kg.extract import context
from kg.extract.figures import figures_of, in_singular, of_measure
from kg.extract.wording import measure_of
from kg.model import Article, Quantity

KINDS = ("money", "percent", "count")


@pytest.mark.parametrize(
    ("value", "unit", "measure", "signed"),
    [
        (-5, "USD", "net losses", 5),
        (-5, "USD", "profit", -5),
        (-5, "percent", "loss", -5),
        (5, "USD", "loss", 5),
        (-5, None, "loss", -5),
    ],
)
def test_a_loss_is_no_fall(value: int, unit: str | None, measure: str, signed: int) -> None:
    quantity = Quantity(value=Decimal(value), unit=unit)
    found = of_measure(quantity, measure)
    assert found == Quantity(value=Decimal(signed), unit=unit)


def told(doc: Doc, word: str, *, changes: bool = False) -> list[str]:
    """Return the figures of the word in a text as `value unit`."""
    prepared = context.prepare(
        Article(id="a", title="", text=doc.text), doc, doc[:0].as_doc(), field_="text"
    )
    measure = next(t for t in doc if t.text == word)
    found = figures_of(measure, prepared, KINDS, {"profit", "sale"}, changes=changes)
    return [f"{q.value.normalize():f} {q.unit}" for q, _ in found]


ROSE = (
    "Revenue/NOUN/2/nsubj/revenue rose/VERB/0//rise 5/NUM/4/nummod percent/NOUN/2/obl "
    "to/ADP/6/case $/SYM/2/obl/$/$ 3/NUM/8/compound billion/NUM/6/nummod "
)


def test_change_and_level_are_two_figures(parsed: Callable[..., Doc]) -> None:
    doc = parsed(ROSE + "./PUNCT/2/punct")
    assert told(doc, "Revenue") == ["5 percent", "3000000000 USD"]
    assert told(doc, "Revenue", changes=True) == ["5 percent"]


@pytest.mark.parametrize(("verb", "value"), [("fell", "-5 percent"), ("rose", "5 percent")])
def test_a_fall_is_signed(parsed: Callable[..., Doc], verb: str, value: str) -> None:
    lemma = {"fell": "fall", "rose": "rise"}[verb]
    doc = parsed(
        f"Revenue/NOUN/2/nsubj/revenue {verb}/VERB/0//{lemma} 5/NUM/4/nummod "
        "percent/NOUN/2/obl ./PUNCT/2/punct"
    )
    assert told(doc, "Revenue") == [value]


def test_another_measure_ends_the_stretch(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Revenue/NOUN/2/nsubj/revenue rose/VERB/0//rise and/CCONJ/4/cc profit/NOUN/2/conj "
        "fell/VERB/2/conj/fall 5/NUM/7/nummod percent/NOUN/5/obl ./PUNCT/2/punct"
    )
    assert told(doc, "Revenue") == []
    assert told(doc, "profit") == ["-5 percent"]


def test_a_figure_before_its_measure(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Acme/PROPN/2/nsubj reported/VERB/0//report a/DET/6/det 9/NUM/5/nummod "
        "percent/NOUN/6/compound drop/NOUN/2/obj/drop in/ADP/8/case revenue/NOUN/6/nmod "
        "./PUNCT/2/punct"
    )
    assert told(doc, "revenue") == ["-9 percent"]


def test_a_measure_that_only_modifies_has_no_figures(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Acme/PROPN/2/nsubj evaded/VERB/0//evade $/SYM/2/obj/$/$ 2/NUM/5/compound "
        "million/NUM/3/nummod in/ADP/8/case sales/NOUN/8/compound/sale/NNS taxes/NOUN/3/nmod/tax/NNS"
    )
    assert told(doc, "sales") == []


@pytest.mark.parametrize(
    ("measure", "called"),
    [
        ("Quarterly profits", "quarterly profit"),
        ("sales of cars", "sales of cars"),
        ("net losses", "net loss"),
        ("riders", "riders"),
    ],
)
def test_measures_are_compared_in_one_number(measure: str, called: str) -> None:
    assert in_singular(measure) == called


def test_a_measure_is_named_as_the_text_names_it(parsed: Callable[..., Doc]) -> None:
    doc = parsed("Net/ADJ/2/amod/net losses/NOUN/3/nsubj/loss/NNS rose/VERB/0//rise")
    prepared = context.prepare(
        Article(id="a", title="", text=doc.text), doc, doc[:0].as_doc(), field_="text"
    )
    assert measure_of(doc[1], prepared) == "Net losses"


def test_a_measure_is_told_without_its_figures(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Acme/PROPN/2/nsubj posted/VERB/0//post a/DET/7/det net/ADJ/7/amod/net $/SYM/7/compound/$/$ "
        "3/NUM/5/nummod loss/NOUN/2/obj of/ADP/9/case phones/NOUN/7/nmod/phone/NNS"
    )
    prepared = context.prepare(
        Article(id="a", title="", text=doc.text), doc, doc[:0].as_doc(), field_="text"
    )
    assert measure_of(doc[6], prepared) == "loss of phones"


def test_a_measure_after_on_has_its_own_figure(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Loss/NOUN/0//loss of/ADP/5/case $/SYM/5/compound/$/$ 2/NUM/5/compound million/NUM/1/nmod "
        "on/ADP/7/case profit/NOUN/1/nmod of/ADP/11/case $/SYM/11/compound/$/$ 6/NUM/11/compound "
        "million/NUM/7/nmod"
    )
    assert told(doc, "Loss") == ["2000000 USD"]
    assert told(doc, "profit") == ["6000000 USD"]


def test_a_loss_in_per_cent_must_move(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Losses/NOUN/0//loss/NNS of/ADP/4/case 8/NUM/4/nummod percent/NOUN/1/nmod ./PUNCT/1/punct"
    )
    assert told(doc, "Losses") == []


def test_any_verb_of_a_measure_leads_to_its_figure(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Revenue/NOUN/2/nsubj/revenue inched/VERB/0//inch up/ADV/2/advmod 5/NUM/5/nummod "
        "percent/NOUN/2/obl ./PUNCT/2/punct"
    )
    assert told(doc, "Revenue") == ["5 percent"]


def test_tax_that_a_profit_is_told_before_ends_nothing(parsed: Callable[..., Doc]) -> None:
    doc = parsed(
        "Profit/NOUN/4/nsubj/profit before/SCONJ/4/mark tax/NOUN/4/nsubj came/VERB/0//come "
        "to/ADP/6/case $/SYM/4/obl/$/$ 3/NUM/8/compound billion/NUM/6/nummod ./PUNCT/4/punct"
    )
    assert told(doc, "Profit") == ["3000000000 USD"]
