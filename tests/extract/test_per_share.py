"""A figure by the share is no figure of the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme reported a profit of $300 million, or $1.20 a share.",
            {("profit", 300_000_000), ("profit per share", 1.2)},
        ),
        (
            "Acme's net income rose to $30 million, or 52 cents per share, in the first quarter.",
            {("net income", 30_000_000), ("net income per share", 0.52)},
        ),
        ("Acme reported earnings per share of $1.20.", {("earnings per share", 1.2)}),
        ("Acme's earnings per share rose to $1.20.", {("earnings per share", 1.2)}),
        ("Acme's loss a share narrowed to 5 cents.", {("loss a share", 0.05)}),
        ("Acme reported a profit of $300 million.", {("profit", 300_000_000)}),
        ("Acme raised its dividend to $1.20 a share.", {("dividend", 1.2)}),
    ],
)
def test_a_figure_by_the_share_is_of_a_measure_by_the_share(
    claims_of: ClaimsOf, text: str, expected: set[tuple[str, float]]
) -> None:
    found = claims_of(text, Kind.RESULT)
    assert {(c.object, float(c.amount.value)) for c in found if c.amount} == expected
