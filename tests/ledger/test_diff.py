from __future__ import annotations

from dataclasses import replace

from kg.ledger import diff
from kg.model import Claim, Kind, Modality, Span

ONE = Claim(
    article="a", kind=Kind.ACQUISITION, subject="Acme", object="Brio", evidence=(Span(0, 9),)
)
TWO = replace(ONE, object="Cato", evidence=(Span(20, 30),))


def test_the_same_claims_in_any_order_do_not_differ() -> None:
    assert diff([ONE, TWO], [TWO, ONE]) == []
    assert diff([ONE, ONE], [ONE]) != []


def test_new_and_gone() -> None:
    assert [(c.what, c.object) for c in diff([ONE], [ONE, TWO])] == [("new", "Cato")]
    assert [(c.what, c.object) for c in diff([ONE, TWO], [ONE])] == [("gone", "Cato")]


def test_a_changed_claim_tells_its_fields() -> None:
    new = replace(ONE, modality=Modality.RUMOURED, subject="Acme Corp.")
    (found,) = diff([ONE, TWO], [TWO, new])
    assert found.what == "changed"
    assert found.fields == (
        ("subject", '"Acme"', '"Acme Corp."'),
        ("modality", '"asserted"', '"rumoured"'),
    )
    assert found.old != found.new


def test_claims_of_other_words_other_kinds_or_other_articles_are_not_the_same() -> None:
    for other in (
        replace(ONE, evidence=(Span(50, 60),)),
        replace(ONE, kind=Kind.MERGER, object="Cato"),
        replace(ONE, kind=Kind.MERGER, evidence=(Span(0, 9), Span(20, 30))),
        replace(ONE, kind=Kind.MERGER, object=None),
        replace(ONE, article="b"),
        replace(ONE, subject="Zenith"),
    ):
        assert sorted(c.what for c in diff([ONE], [other])) == ["gone", "new"]


def test_a_claim_of_another_kind_is_the_same_one_corrected() -> None:
    (found,) = diff([ONE, TWO], [TWO, replace(ONE, kind=Kind.MERGER)])
    assert (found.what, found.kind) == ("changed", "Merger")
    assert found.fields == (("kind", '"Acquisition"', '"Merger"'),)


def test_a_claim_of_the_same_kind_comes_before_one_of_another() -> None:
    merger = replace(ONE, kind=Kind.MERGER)
    surer = replace(ONE, confidence=0.5, modality=Modality.PLANNED, speaker="Acme")
    found = diff([ONE], [merger, surer])
    assert [(c.what, c.kind) for c in found] == [("changed", "Acquisition"), ("new", "Merger")]


def test_ignored_fields_do_not_count() -> None:
    surer = replace(ONE, confidence=0.5)
    assert [c.what for c in diff([ONE], [surer])] == ["changed"]
    assert diff([ONE], [surer], ignored=["confidence"]) == []
