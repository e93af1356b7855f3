"""Parties that are called no more than "the parent" or "the rest" make no claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orvane makes ropes. The parent still owns 38 percent of Orvane.", Kind.OWNERSHIP),
        ("Orvane holds 30% of Lisbeck and has an option to buy the rest.", Kind.ACQUISITION),
        ("Orvane owns half of Lisbeck. It will buy the remainder in May.", Kind.ACQUISITION),
        ('"We are glad," said Ines Faro, chairman of the board of our company.', Kind.ROLE),
    ],
)
def test_who_has_no_name_is_no_party(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    vague = {"parent", "rest", "remainder", "company"}
    assert not {x for c in claims_of(text, kind) for x in (c.subject, c.object)} & vague


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("A court fined Orvane.", Kind.LEGAL, ("court", "Orvane")),
        ("Orvane bought a Finnish company for $3 million.", Kind.ACQUISITION, ("Orvane", "Finnish company")),
        ("Orvane will buy the rest of Lisbeck in May.", Kind.ACQUISITION, ("Orvane", "rest of Lisbeck")),
        ("Orvane's owners sold the company to Lisbeck.", Kind.ACQUISITION, ("Lisbeck", "Orvane")),
    ],
)  # fmt: skip
def test_what_says_more_is_one(
    claims_of: ClaimsOf, text: str, kind: Kind, parties: tuple[str, str]
) -> None:
    assert parties in {(c.subject, c.object) for c in claims_of(text, kind)}


def test_a_board_is_not_its_firm(claims_of: ClaimsOf) -> None:
    text = (
        'Tarkmann SE set up a venture.\n\n"We gain access," said Dr. Ulrike Fess, member of the Board of Management of '
        "Tarkmann SE responsible for Trucks.\n\nSeries production is to begin in 2023."
    )
    assert {c.subject for c in claims_of(text, Kind.TARGET)} <= {"Tarkmann SE"}


@pytest.mark.parametrize("rest", ["the remaining 40 percent", "the rest"])
def test_who_has_the_rest_is_not_owned(claims_of: ClaimsOf, rest: str) -> None:
    found = claims_of(f"Orvane owns 60 percent of Lisbeck and Pellgrove {rest}.", Kind.OWNERSHIP)
    assert ("Orvane", "Pellgrove") not in {(c.subject, c.object) for c in found}
    assert ("Orvane", "Lisbeck") in {(c.subject, c.object) for c in found}


def test_what_is_owned_beside_it_is(claims_of: ClaimsOf) -> None:
    found = claims_of("Orvane owns 60 percent of Lisbeck and Pellgrove.", Kind.OWNERSHIP)
    assert {(c.subject, c.object) for c in found} == {
        ("Orvane", "Lisbeck"),
        ("Orvane", "Pellgrove"),
    }
