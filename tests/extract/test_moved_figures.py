"""The sign of what shares and figures move by, and the earlier figure in brackets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kestrel Air shares lost 8p to close at 131p.", "-0.08"),
        ("Kestrel Air shares dropped 12 cents.", "-0.12"),
        ("Kestrel Air shares gained 12 cents to $9.", "0.12"),
        ("Kestrel Air shares fell by almost a third.", "-33.3"),
    ],
)
def test_shares_move_by_sums_with_a_sign(claims_of: ClaimsOf, text: str, value: str) -> None:
    found = claims_of(text, Kind.MARKET_MOVE)
    assert [str(c.amount.value) for c in found if c.amount] == [value]


def test_a_figure_of_the_year_before_stands_in_brackets(claims_of: ClaimsOf) -> None:
    text = "Kestrel Air's sales rose to €2.73 billion (previous year: €2.59 billion)."
    found = claims_of(text, Kind.RESULT)
    assert {int(c.amount.value) for c in found if c.amount} == {2_730_000_000, 2_590_000_000}
