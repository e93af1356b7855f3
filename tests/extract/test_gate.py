"""What the gate joins and keeps apart."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from kg.extract import gate
from kg.extract.gate import tells_again
from kg.model import Claim, Kind, Modality, Polarity, Quantity, Span

BODY = Claim(
    article="a",
    kind=Kind.ACQUISITION,
    subject="Acme Corp.",
    object="Zeta Air",
    object_type="COMPANY",
    modality=Modality.PLANNED,
    speaker="Acme Corp.",
    evidence=(Span(0, 40),),
)
HEADLINE = dataclasses.replace(
    BODY, subject="Acme", modality=Modality.ASSERTED, speaker=None, evidence=(), title_evidence=True
)


def test_a_headline_in_the_present_tells_a_plan_of_the_body_again() -> None:
    assert tells_again(BODY, HEADLINE)


def test_a_headline_that_says_something_else_is_a_claim_of_its_own() -> None:
    assert not tells_again(BODY, dataclasses.replace(HEADLINE, object="Yonder Bank"))
    assert not tells_again(BODY, dataclasses.replace(HEADLINE, polarity=Polarity.NEGATED))
    assert not tells_again(BODY, dataclasses.replace(HEADLINE, modality=Modality.DENIED))
    assert not tells_again(BODY, dataclasses.replace(HEADLINE, kind=Kind.MERGER))


def test_only_a_headline_gives_way() -> None:
    again = dataclasses.replace(BODY, modality=Modality.ASSERTED, evidence=(Span(50, 90),))
    assert not tells_again(BODY, again)


def test_a_headline_may_describe_what_a_deal_of_the_body_names() -> None:
    described = dataclasses.replace(HEADLINE, object="regional airline", object_type=None)
    assert tells_again(BODY, described)
    named = dataclasses.replace(HEADLINE, object="Yonder Bank", object_type="COMPANY")
    assert not tells_again(BODY, named)


def test_a_headline_may_round_a_figure_or_give_it_as_a_share() -> None:
    jobs = dataclasses.replace(
        BODY, kind=Kind.LAYOFF, object=None, amount=Quantity(value=Decimal(2060), unit="people")
    )
    head = dataclasses.replace(HEADLINE, kind=Kind.LAYOFF, object=None)
    for amount, same in (
        (Quantity(value=Decimal(2000), unit="people"), True),
        (Quantity(value=Decimal(20), unit="percent"), True),
        (Quantity(value=Decimal(900), unit="people"), False),
    ):
        assert tells_again(jobs, dataclasses.replace(head, amount=amount)) is same


def test_claims_of_too_little_confidence_are_dropped_with_the_reason() -> None:
    span = Span(3, 9)
    one = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", confidence=0.4, evidence=(span,))
    two = dataclasses.replace(one, subject="Bo Ek", confidence=0.39)
    kept, dropped = gate.sure([one, two], 0.4)
    assert kept == (one,)
    assert [(d.span, d.reason) for d in dropped] == [(span, "believed at 0.39 only")]
    assert gate.sure([one, two], 0.0) == ((one, two), ())


def test_what_is_said_twice_with_all_its_fields_is_one_claim() -> None:
    weak = dataclasses.replace(BODY, confidence=0.5, found_by="model/1")
    other = dataclasses.replace(BODY, speaker=None)
    assert gate.each_once([weak, other, BODY]) == (BODY, other)


SUIT = Claim(
    article="a",
    kind=Kind.LEGAL,
    subject="Orla Foods",
    object="Tarn Mills",
    action="sues",
    evidence=(Span(0, 40),),
)
SPOKEN = dataclasses.replace(
    SUIT, speaker="lawyers", speaker_type="UNNAMED", evidence=(Span(90, 140),)
)


def test_a_fact_that_the_article_tells_is_not_said_by_who_speaks_of_it_later() -> None:
    for one, two in ((SUIT, SPOKEN), (SPOKEN, SUIT)):
        both = gate.join(one, two)
        assert (both.speaker, both.speaker_type) == (None, None)
        assert both.evidence == (Span(0, 40), Span(90, 140))


def test_what_others_or_the_party_said_keeps_its_speaker() -> None:
    after = dataclasses.replace(SUIT, evidence=(Span(200, 240),))
    assert gate.join(SPOKEN, after).speaker == "lawyers"
    own = dataclasses.replace(SPOKEN, speaker="Orla Foods", speaker_type="COMPANY")
    assert gate.join(SUIT, own).speaker == "Orla Foods"
    here = dataclasses.replace(SPOKEN, evidence=SUIT.evidence)
    assert gate.join(SUIT, here).speaker == "lawyers"
    planned = (dataclasses.replace(c, modality=Modality.PLANNED) for c in (SUIT, SPOKEN))
    assert gate.join(*planned).speaker == "lawyers"
