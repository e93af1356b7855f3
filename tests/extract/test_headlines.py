"""A claim of a headline takes from the body its evidence and what the body says more exactly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


def test_the_first_sentence_that_tells_the_same_is_the_evidence(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Motors has negotiated on Monday the takeover of the cell maker Zenith Batteries "
        "for $3 billion. Markets were calm."
    )
    [claim] = claims_of(text, Kind.ACQUISITION, title="Acme Motors buys Zenith Batteries")
    assert claim.title_evidence
    assert [span.of(text)[:11] for span in claim.evidence] == ["Acme Motors"]
    assert claim.amount is not None
    assert claim.amount.value == 3_000_000_000


def test_a_plan_in_the_body_is_believed_over_the_present_of_the_headline(
    claims_of: ClaimsOf,
) -> None:
    text = "Acme Motors announced its intention of taking over Zenith Batteries."
    [claim] = claims_of(text, Kind.ACQUISITION, title="Acme Motors buys Zenith Batteries")
    assert claim.modality is Modality.PLANNED
    assert claim.speaker == "Acme Motors"


def test_a_body_about_something_else_gives_no_evidence(claims_of: ClaimsOf) -> None:
    text = "Rain fell in Leeds. Nobody went out."
    [claim] = claims_of(text, Kind.ACQUISITION, title="Acme Motors buys Zenith Batteries")
    assert claim.title_evidence
    assert claim.evidence == ()


def test_a_party_alone_is_not_enough(claims_of: ClaimsOf) -> None:
    text = "Acme Motors is based in Leeds. Its cars are blue."
    [claim] = claims_of(text, Kind.ACQUISITION, title="Acme Motors buys Zenith Batteries")
    assert claim.evidence == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Acme delays Ghent plant to 2027", "Acme has delayed the opening of its plant in Ghent to 2027."),
        ("Acme postpones Ghent plant until 2027", "Acme postponed the plant in Ghent for the second time."),
        ("Acme puts off Ghent plant until 2027", "Acme said on Monday that the opening of the Ghent plant had been put off."),
    ],
)  # fmt: skip
def test_what_is_put_off_stays_a_plan_where_the_body_tells_of_the_delay(
    claims_of: ClaimsOf, title: str, text: str
) -> None:
    found = claims_of(text, Kind.TARGET, title=title)
    assert [(claim.modality, claim.time and str(claim.time.earliest)) for claim in found] == [
        (Modality.PLANNED, "2027-01-01")
    ]
