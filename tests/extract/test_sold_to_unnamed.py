"""Things sold to somebody whom the text does not name: nobody that it names buys them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Halden Air was founded in 1986 by Acme and Zenith, and was sold by the airline to Catalan investors for"
            " one euro in 2009."
        ),
        "Acme, a partner of Zenith, sold Halden Air to local investors in May.",
    ],
)
def test_nobody_named_buys_what_was_sold_to_the_unnamed(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.ACQUISITION)


def test_a_named_buyer_stays(claims_of: ClaimsOf) -> None:
    text = "Halden Air was sold to Zenith in May by Acme."
    assert [(c.subject, c.object) for c in claims_of(text, Kind.ACQUISITION)] == [
        ("Zenith", "Halden Air")
    ]
