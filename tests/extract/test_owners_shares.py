"""Which share is what an owner has, where it also buys, sells or cuts one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Zenith Air's owner, Acme Motors, bought 15% of Tarn Foods.", None),
        ("Zenith Air's parent company, Acme Motors, cut 5% of its staff.", None),
        ("Zenith Air's owner, Acme Motors, plans to cut its stake to 30%.", None),
        ("Zenith Air's majority owner, Acme Motors, sold 5% of the shares.", None),
        ("Zenith Air's parent, Acme Motors, wants to sell a 30% stake in the airline.", None),
        ("Zenith Air's owner, Acme Motors, holds 30% of Tarn Foods.", None),
        ("Zenner's owner, Petrona, which holds 60% of it, declined to comment.", 60),
        ("Zenith Air's parent company, Acme Motors, with 70%, declined to comment.", 70),
        ("Zenith Air's 30% owner, Acme Motors, backed the bid.", 30),
        ("Zenith Air's largest shareholder, Acme Motors, raised its stake to 30%.", 30),
        ("Acme Motors, the owner of 30% of Zenith Air, sold its bakery.", 30),
    ],
)
def test_an_owner_has_what_it_holds(claims_of: ClaimsOf, text: str, share: int | None) -> None:
    told = [c for c in claims_of(text, Kind.OWNERSHIP) if c.object in ("Zenith Air", "Zenner")]
    assert told
    assert {c.amount and int(c.amount.value) for c in told} == {share}


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            'The owners of "Zenner" are: Acme Motors – 61%, Tarn Foods – 35%, Petrona – 4%.',
            {"Acme Motors": 61, "Tarn Foods": 35, "Petrona": 4},
        ),
        (
            "Acme Motors has 2 million shares in Zenith Air, which is equivalent to 9% of it.",
            {"Acme Motors": 9},
        ),
        (
            "Acme Motors holds 2 million shares of Zenith Air, which fell 9% on Monday.",
            {"Acme Motors": None},
        ),
        (
            "Acme Motors is the owner of Zenith Air: 9% of its staff are on strike.",
            {"Acme Motors": None},
        ),
    ],
)
def test_a_share_stands_behind_its_owner(
    claims_of: ClaimsOf, text: str, shares: dict[str, int | None]
) -> None:
    told = {c.subject: c.amount and int(c.amount.value) for c in claims_of(text, Kind.OWNERSHIP)}
    assert told == shares
