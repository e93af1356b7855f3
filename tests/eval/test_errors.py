from __future__ import annotations

from typing import Any

from kg.eval import score
from kg.eval.errors import HIDDEN, fault_to_json, fault_to_text, faults, sentence
from kg.model import Article, Claim, Kind, Modality, Span

TEXT = "Acme will build a plant. Orbit denied it."
ARTICLES = {"a": Article(id="a", title="Acme to build", text=TEXT)}


def claim(subject: str, span: Span, **more: Any) -> Claim:
    return Claim(article="a", kind=Kind.TARGET, subject=subject, evidence=(span,), **more)


FIRST, SECOND = Span(0, 24), Span(25, 41)


def test_sure_extras_come_first_then_misses_then_wrong_fields() -> None:
    gold = [claim("Acme", FIRST), claim("Zeta", SECOND)]
    predicted = [
        claim("Acme", FIRST, modality=Modality.PLANNED),
        claim("Orbit", SECOND, confidence=0.2),
        claim("Omega", SECOND, confidence=1.0),
    ]
    found = faults(score(gold, predicted))
    assert [(f.what, f.claim.subject) for f in found] == [
        ("extra", "Omega"),
        ("miss", "Zeta"),
        ("extra", "Orbit"),
        ("wrong", "Acme"),
    ]
    assert found[-1].fields == ("modality",)


def test_a_miss_names_the_nearest_prediction_and_its_sentence() -> None:
    (extra, miss) = faults(score([claim("Zeta", SECOND)], [claim("Orbit", SECOND, found_by="x")]))
    text = fault_to_text(miss, ARTICLES)
    assert text.startswith("MISS a Target 'Zeta'")
    assert "said: Target 'Orbit'" in text
    assert "Orbit denied it." in text
    assert "by x (1)" in fault_to_text(extra, ARTICLES)


def test_the_title_is_shown_where_it_is_evidence() -> None:
    both = Claim(
        article="a", kind=Kind.TARGET, subject="Acme", evidence=(FIRST,), title_evidence=True
    )
    assert sentence(both, ARTICLES) == "Acme to build … Acme will build a plant."
    assert sentence(both, {}) == ""


def test_nothing_of_an_unseen_article_is_shown() -> None:
    fault = faults(score([claim("Zeta", SECOND)], []))[0]
    shown = fault_to_text(fault, ARTICLES, {"a"}) + str(fault_to_json(fault, ARTICLES, {"a"}))
    assert HIDDEN in shown
    assert "Zeta" not in shown
    assert "denied" not in shown
    seen = fault_to_json(fault, ARTICLES)
    assert seen["sentence"] == "Orbit denied it."
    assert seen["claim"]["subject"] == "Zeta"
