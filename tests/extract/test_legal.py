"""What courts and authorities do to a firm, in the wordings that news have for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Polarity

Found = Callable[..., list[Claim]]


def acts(claims: list[Claim]) -> list[tuple[str, str | None, str | None]]:
    """Who acts, whom it concerns and how, of the claims that are affirmed."""
    affirmed = [c for c in claims if c.polarity is Polarity.AFFIRMED]
    return [(c.subject, c.object, c.action) for c in affirmed]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Acme Arms's export licence was revoked last week by Dutch regulators.",
            ("Dutch regulators", "Acme Arms", "blocks"),
        ),
        (
            "Zenith Bank's banking licence was suspended by the Bank of Latvia.",
            ("Bank of Latvia", "Zenith Bank", "blocks"),
        ),
        (
            "The government withdrew Zenith Oil's permission to drill.",
            ("government", "Zenith Oil", "blocks"),
        ),
        # what is received is given
        (
            "Zenith Bank received a licence from the Bank of Latvia and withdrew its suit.",
            ("Bank of Latvia", "Zenith Bank", "approves"),
        ),
    ],
)
def test_a_licence_taken_away_is_blocked_alone(
    claims_of: Found, text: str, told: tuple[str, str, str]
) -> None:
    claims = claims_of(text, Kind.LEGAL)
    assert acts(claims) == [told] == [(c.subject, c.object, c.action) for c in claims]


FINED = ("European Commission", "Acme Bank", "fines")
RULED = ("High Court", "Acme Bank", "rules")


@pytest.mark.parametrize(
    "text",
    [
        "A $40 million fine imposed on Acme Bank by the European Commission was upheld by the High Court.",
        "An $8 million fine imposed on Acme Bank by the European Commission was overturned by the High Court.",
        "The High Court upheld a fine of $8 million which the European Commission had imposed on Acme Bank.",
        "The High Court annulled the European Commission's fine on Acme Bank.",
    ],
)
def test_a_court_that_reviews_a_fine_has_not_imposed_it(claims_of: Found, text: str) -> None:
    assert sorted(acts(claims_of(text, Kind.LEGAL))) == [FINED, RULED]


def test_an_annulled_fine_was_imposed_by_no_court(claims_of: Found) -> None:
    claims = claims_of("A court has annulled a fine on Acme Bank.", Kind.LEGAL)
    confirmed = claims_of("The appeals court confirmed the fine on Acme Bank.", Kind.LEGAL)
    assert not [c for c in confirmed if c.action == "fines"]
    assert [(c.subject, c.object, c.action) for c in claims] == [("court", "Acme Bank", "rules")]


def test_a_court_may_fine(claims_of: Found) -> None:
    (claim,) = claims_of("The High Court imposed a fine of $8 million on Acme Bank.", Kind.LEGAL)
    assert (claim.subject, claim.object, claim.action) == ("High Court", "Acme Bank", "fines")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The European Commission fined Acme Bank. Acme Bank said it would challenge the ruling at the General Court.",
            ("Acme Bank", "European Commission", "sues"),
        ),
        (
            "Acme Air will contest the fine of $10 million proposed by the Federal Aviation Administration.",
            ("Acme Air", "Federal Aviation Administration", "sues"),
        ),
        (
            "A group of owners in Oregon filed a class action suit against Zenith Motors' American subsidiary.",
            ("group of owners in Oregon", "Zenith Motors", "sues"),
        ),
        (
            "Zenith Bank settled with regulators in 2004.",
            ("Zenith Bank", "regulators", "settles"),
        ),
    ],
)
def test_going_to_law_and_settling(claims_of: Found, text: str, told: tuple[str, str, str]) -> None:
    assert told in acts(claims_of(text, Kind.LEGAL))


@pytest.mark.parametrize(
    "text",
    [
        # of no authority
        "Acme Bank challenged the decision to close the branch. A ruling of the Bern Commercial Court is due.",
        "Investors filed a lawsuit against a rival of Acme Motors.",
    ],
)
def test_what_is_no_legal_act_against_or_by_a_firm(claims_of: Found, text: str) -> None:
    assert not claims_of(text, Kind.LEGAL)
