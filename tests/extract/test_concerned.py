"""Which company a case against one of its managers concerns, and when the person stays the object."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "action", "company"),
    [
        (
            "A federal jury found Ann Lee, the former chief executive of Acme Motors, guilty of fraud.",
            "rules",
            "Acme Motors",
        ),
        (
            "Ann Lee is treasurer of Zenith Holdings. Prosecutors charged Lee with fraud on Monday.",
            "charges",
            "Zenith Holdings",
        ),
        (
            "The Securities and Exchange Commission fined Halden Steel chairman Carl Berg $2 million.",
            "fines",
            "Halden Steel",
        ),
    ],
)
def test_a_case_against_a_manager_concerns_the_firm(
    text: str, action: str, company: str, framed: ClaimsOf
) -> None:
    found = framed(text, Kind.LEGAL)
    assert {(c.action, c.object) for c in found} == {(action, company)}


@pytest.mark.parametrize(
    ("text", "sued"),
    [
        ("Acme Motors sued Ann Lee, the former chief executive of Zenith Holdings.", "Ann Lee"),
        ("The Securities and Exchange Commission charged Ann Lee with fraud.", "Ann Lee"),
        ("The Securities and Exchange Commission charged Acme Motors with fraud.", "Acme Motors"),
    ],
)
def test_who_is_sued_in_person_stays_a_person(text: str, sued: str, framed: ClaimsOf) -> None:
    assert {c.object for c in framed(text, Kind.LEGAL)} <= {sued}
