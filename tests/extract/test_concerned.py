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


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Ann Lee, Deputy Director for Foods at the FDA, said so.", "FDA"),
        ("Ann Lee (director of the Comet Server Product Group at Acme Corp.) left.", "Acme Corp."),
        ("Ann Lee, manager of the Halden Technology Center of Acme Motors, left.", "Acme Motors"),
        ("Ann Lee, an analyst at Zenith Bank, said Acme Motors would sell.", "Zenith Bank"),
        ("Ann Lee, chairman of the Bank of Halden, met them at Acme Motors.", "Bank of Halden"),
    ],
)
def test_a_position_is_one_in_the_firm_and_not_in_a_part(
    text: str, firm: str, framed: ClaimsOf
) -> None:
    found = [c for c in framed(text, Kind.ROLE) if c.subject == "Ann Lee"]
    assert {c.object for c in found} == {firm}
    assert not any("Deputy Deputy" in (c.role or "") for c in found)
