"""Trade unions and parties sue, own, buy and give money; no other claim is theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "who",
    [
        "The trade union Halden Bank",
        "The pilots' union Halden",
        "The Halden union",
        "Halden, the country's biggest trade union,",
        "The Halden Transport Workers' Union",
        "The Halden Labour Party",
    ],
)
def test_a_union_has_no_stance(claims_of: ClaimsOf, who: str) -> None:
    text = f"{who} criticised the takeover of Acme Motors by Zenith Rail."
    assert not claims_of(text, Kind.STANCE)


def test_what_others_do_is_not_the_union_s(claims_of: ClaimsOf) -> None:
    text = "The trade union Halden Bank criticised the plan of Acme Motors to cut jobs."
    assert {c.subject for c in claims_of(text, Kind.LAYOFF)} <= {"Acme Motors"}


@pytest.mark.parametrize(
    ("who", "holder"),
    [
        ("Union Bank", "Union Bank"),
        ("The credit union Halden Mutual", "Halden Mutual"),
        ("Zeta union leader Ann Lee", "Ann Lee"),
        ("Polar Tools, which has no union,", "Polar Tools"),
    ],
)
def test_others_have_one(claims_of: ClaimsOf, who: str, holder: str) -> None:
    text = f"{who} criticised the takeover of Acme Motors by Zenith Rail."
    assert {c.subject for c in claims_of(text, Kind.STANCE)} == {holder}


def test_a_union_may_sue(claims_of: ClaimsOf) -> None:
    text = "The trade union Halden has sued Acme Motors."
    assert [(c.subject, c.object) for c in claims_of(text, Kind.LEGAL)] == [
        ("Halden", "Acme Motors")
    ]
