"""What a text tells in passing is no act of its own: the end of an inquiry, a fee for a failed deal, a provision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Belgian regulators dropped an inquiry into Acme's roaming charges last month without taking action.",
        "The regulator closed its investigation into Acme in March.",
        "The commission ended its probe of Acme without taking action.",
        "Prosecutors ended a probe of Acme last month.",
    ],
)
def test_an_inquiry_that_ends_approves_and_settles_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert {c.action for c in claims_of(text, Kind.LEGAL)} <= {"investigates"}


@pytest.mark.parametrize(
    ("text", "action"),
    [
        (
            "The regulator ended its review of Acme's purchase of Zenith and cleared the deal.",
            "approves",
        ),
        ("Acme settled a probe by the Justice Department for $3 million.", "settles"),
        (
            "The Justice Department closed its investigation of Acme after the company agreed to pay $3 million.",
            "settles",
        ),
    ],
)
def test_an_inquiry_that_ends_with_something(claims_of: ClaimsOf, text: str, action: str) -> None:
    assert action in {c.action for c in claims_of(text, Kind.LEGAL)}
