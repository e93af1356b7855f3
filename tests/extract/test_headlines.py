"""A claim of a headline takes from the body its evidence and what the body says more exactly."""

from __future__ import annotations

import datetime as dt
from functools import cache

import kg.extract
from kg.language import load
from kg.model import Article, Claim, Kind, Modality


@cache
def pipeline() -> tuple[object, kg.extract.Extractor]:
    return load(), kg.extract.load()


def claims_of(title: str, text: str, kind: Kind) -> list[Claim]:
    analyser, extractor = pipeline()
    article = Article(id="x", title=title, text=text, date=dt.date(2020, 5, 13))
    found = kg.extract.analyse(article, analyser, extractor).claims  # type: ignore[arg-type]
    return [claim for claim in found if claim.kind is kind]


def test_the_first_sentence_that_tells_the_same_is_the_evidence() -> None:
    text = (
        "Acme Motors has negotiated on Monday the takeover of the cell maker Zenith Batteries "
        "for $3 billion. Markets were calm."
    )
    [claim] = claims_of("Acme Motors buys Zenith Batteries", text, Kind.ACQUISITION)
    assert claim.title_evidence
    assert [span.of(text)[:11] for span in claim.evidence] == ["Acme Motors"]
    assert claim.amount is not None
    assert claim.amount.value == 3_000_000_000


def test_a_plan_in_the_body_is_believed_over_the_present_of_the_headline() -> None:
    text = "Acme Motors announced its intention of taking over Zenith Batteries."
    [claim] = claims_of("Acme Motors buys Zenith Batteries", text, Kind.ACQUISITION)
    assert claim.modality is Modality.PLANNED
    assert claim.speaker == "Acme Motors"


def test_a_body_about_something_else_gives_no_evidence() -> None:
    text = "Rain fell in Leeds. Nobody went out."
    [claim] = claims_of("Acme Motors buys Zenith Batteries", text, Kind.ACQUISITION)
    assert claim.title_evidence
    assert claim.evidence == ()


def test_a_party_alone_is_not_enough() -> None:
    text = "Acme Motors is based in Leeds. Its cars are blue."
    [claim] = claims_of("Acme Motors buys Zenith Batteries", text, Kind.ACQUISITION)
    assert claim.evidence == ()
