"""Posts that a verb tells: who heads, runs, leads or chairs a firm, or is to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Halden Motors is headed by Ann Lee.", "head"),
        ("Ann Lee has run Halden Motors since 2007.", "head"),
        ("Halden Motors, led by Ann Lee, will move to Leeds.", "leader"),
        ("Ann Lee chairs the board of Halden Motors.", "chair of board"),
        (
            "Halden Motors grew. Ann Lee, who heads its battery unit, was glad.",
            "head of battery unit",
        ),
    ],
)
def test_who_leads_a_firm_has_a_post_there(claims_of: ClaimsOf, text: str, role: str) -> None:
    (claim,) = claims_of(text, Kind.ROLE)
    assert (claim.subject, claim.object, claim.role) == ("Ann Lee", "Halden Motors", role)


@pytest.mark.parametrize(
    "text",
    [
        "The round was led by Ann Lee, and investors led by Bo Ek bought Halden Motors.",
        "Ann Lee led a protest against Halden Motors.",
        "Ann Lee ran in a Halden Motors shirt.",
        "Ann Lee managed Halden Motors shares for Brio Capital.",
    ],
)
def test_who_leads_something_else_has_none(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text, Kind.ROLE) == []


def test_who_is_to_lead_a_firm_is_appointed(claims_of: ClaimsOf) -> None:
    (claim,) = claims_of("Ann Lee will lead Halden Motors from May.", Kind.APPOINTMENT)
    assert (claim.role, claim.modality) == ("leader", Modality.PLANNED)
    assert not claims_of("Ann Lee will lead the talks with Halden Motors.", Kind.APPOINTMENT)
    assert not claims_of("Until then, Ann Lee will run Halden Motors.", Kind.APPOINTMENT)


@pytest.mark.parametrize(
    ("verb", "role"),
    [("oversee", "head"), ("manage", "manager"), ("run", "head"), ("lead", "leader")],
)
def test_whoever_is_hired_to_lead_a_part_gets_a_post(
    claims_of: ClaimsOf, verb: str, role: str
) -> None:
    text = f"Halden Motors hired Ann Lee to {verb} its battery unit."
    (claim,) = claims_of(text, Kind.APPOINTMENT)
    assert (claim.object, claim.role) == ("Halden Motors", f"{role} of battery unit")
