"""The move of an index that shares are compared with is no move of theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _moves(claims: list[Claim]) -> set[int]:
    return {int(c.amount.value) for c in claims if c.amount}


@pytest.mark.parametrize(
    "behind",
    [
        "compared with a 2 percent drop in the main index",
        "against a 2 percent fall in the blue-chip index",
        "versus a 2 percent decline for the DAX",
        "outpacing a 2 percent gain on the broader market",
        "underperforming a 2 percent rise in the sector",
    ],
)
def test_what_shares_are_compared_with_moves_by_itself(claims_of: ClaimsOf, behind: str) -> None:
    found = claims_of(f"Shares in Acme Foods fell 7 percent, {behind}.", Kind.MARKET_MOVE)
    assert _moves(found) == {-7}


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("Shares in Acme Foods added to a 4 percent gain in the session before.", 4),
        ("Acme Foods gained 4 percent, compared with its rivals.", 4),
        ("Shares in Acme Foods rose 4 percent, compared with a 2 percent rise on Friday.", 2),
    ],
)
def test_an_own_move_stays(proposals_of: ClaimsOf, text: str, move: int) -> None:
    assert move in _moves(proposals_of(text, Kind.MARKET_MOVE))


@pytest.mark.parametrize(
    "text",
    [
        "Stocks fell on Monday as Acme Foods filed for bankruptcy.",
        "Stocks fell 3 percent on Monday as Acme Foods filed for bankruptcy.",
        "European equities fell 2 percent after Acme Foods warned of a loss.",
    ],
)
def test_a_whole_market_is_no_firms_shares(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text, Kind.MARKET_MOVE)


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods makes soup in Leeds. Shares fell 3 percent as it warned of a loss.",
        "Acme Foods' stocks fell 3 percent on Monday.",
        "Acme Foods makes soup in Leeds. The stock fell 3 percent on Monday.",
    ],
)
def test_shares_of_a_firm_move(claims_of: ClaimsOf, text: str) -> None:
    assert _moves(claims_of(text, Kind.MARKET_MOVE)) == {-3}
