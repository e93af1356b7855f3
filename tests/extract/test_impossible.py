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
