"""What somebody without a name does, has or undergoes is told of no company that stands nearby."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Motors said on Friday that its rivals posted losses of $3 billion.", Kind.RESULT),
        ("Halden said energy suppliers made profits of $3 billion last year.", Kind.RESULT),
        ("Analysts at Zenith Bank said banks would book losses of $9 billion.", Kind.RESULT),
        ("Acme Motors makes cars. A rival posted a loss of $3 million.", Kind.RESULT),
        ("Acme Motors makes cars. The government ran a deficit of $3 billion.", Kind.RESULT),
        ("Acme Motors makes cars. Its parent reported a loss of $3 million.", Kind.RESULT),
        ("Acme Motors said its suppliers would cut 300 jobs.", Kind.LAYOFF),
        ("Acme Motors makes cars. A rival opened a plant in Texas on Monday.", Kind.FACILITY),
        ("According to Zenith Bank, carmakers will close 20 plants by 2026.", Kind.FACILITY),
        ("Acme Motors said that a competitor had recalled 20,000 trucks.", Kind.PRODUCT),
        ("Acme Motors makes cars. Its suppliers will invest $30 million.", Kind.INVESTMENT),
        ("Acme Motors said the union had rejected the offer.", Kind.STANCE),
        ("Acme Motors makes cars. The plant was bought by a rival.", Kind.ACQUISITION),
    ],
)
def test_no_company_does_what_a_stranger_does(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert claims_of(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Acme Motors managed to post a profit of $3 million.", Kind.RESULT, "Acme Motors"),
        ("Acme Motors said it would report a loss of $3 million.", Kind.RESULT, "Acme Motors"),
        (
            "Acme Motors makes cars. The group posted a loss of $3 million.",
            Kind.RESULT,
            "Acme Motors",
        ),
        (
            "Acme Motors makes cars. Analysts had expected a profit of $3 million.",
            Kind.RESULT,
            "Acme Motors",
        ),
        (
            "Acme Motors makes cars. The carmaker opened a plant in Texas.",
            Kind.FACILITY,
            "Acme Motors",
        ),
        (
            "Acme Motors makes cars. Another carmaker, Zenith, will open a plant in Texas.",
            Kind.FACILITY,
            "Zenith",
        ),
        (
            "An investor sold the unit to Acme Motors for $3 million.",
            Kind.ACQUISITION,
            "Acme Motors",
        ),
        ("Acme Motors, its suppliers and dealers will cut 300 jobs.", Kind.LAYOFF, "Acme Motors"),
    ],
)
def test_a_company_keeps_what_is_its_own(
    claims_of: ClaimsOf, text: str, kind: Kind, subject: str
) -> None:
    assert {c.subject for c in claims_of(text, kind)} == {subject}


def test_names_among_strangers_do_what_these_do(claims_of: ClaimsOf) -> None:
    found = claims_of("Rivals such as Zenith Cars and Apex have cut 300 jobs.", Kind.LAYOFF)
    assert {c.subject for c in found} == {"Zenith Cars", "Apex"}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry alleges that Acme Motors denied them employment benefits.",
        "Acme Motors denied the workers a pay rise.",
    ],
)
def test_who_is_denied_a_thing_hears_no_denial(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.STANCE) == []


def test_a_fall_is_no_refusal(claims_of: ClaimsOf) -> None:
    (found,) = claims_of("Acme stock declined by 2% on Monday.", Kind.MARKET_MOVE)
    assert found.polarity is Polarity.AFFIRMED
    assert found.amount is not None
    assert found.amount.value == -2


@pytest.mark.parametrize(
    "text",
    [
        "Fairview, California based Acme acquired Zenith Systems for $2.3 million.",
        "Oslo-headquartered Acme bought Zenith Systems for $2.3 million.",
    ],
)
def test_where_a_company_has_its_seat_acts_not(claims_of: ClaimsOf, text: str) -> None:
    assert {c.subject for c in claims_of(text, Kind.ACQUISITION)} == {"Acme"}


def test_what_somebody_is_undergoes_nothing(claims_of: ClaimsOf) -> None:
    text = "Jane Doe, a customer of Acme Motors, sued her neighbour in May."
    assert claims_of(text, Kind.LEGAL) == []


def test_who_only_speaks_of_a_company_has_no_post_there(claims_of: ClaimsOf) -> None:
    text = "The idea that Acme Motors might buy Zenith Cars is absurd, said analyst Bob Ray."
    assert claims_of(text, Kind.ROLE) == []


def test_who_speaks_of_a_company_has_the_post_that_is_named(claims_of: ClaimsOf) -> None:
    text = "Acme Motors sells cars. Analyst Bob Ray of Zenith Bank expects more."
    assert {(c.subject, c.object) for c in claims_of(text, Kind.ROLE)} == {
        ("Bob Ray", "Zenith Bank")
    }
