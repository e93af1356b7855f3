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
