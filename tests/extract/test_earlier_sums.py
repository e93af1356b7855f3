"""What a firm made before a loss is no loss, and a sum of money is no measure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _figures(claims: list[Claim]) -> set[tuple[str | None, int]]:
    return {(c.object, int(c.amount.value)) for c in claims if c.amount}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods made a loss of $12 million last year after making 3 million in 2018.",
        "Acme Foods made a loss of $12 million last year after earning 3 million in 2018.",
        "Acme Foods made a loss of $12 million last year, having made 3 million in 2018.",
    ],
)
def test_what_was_made_before_a_loss_is_no_loss(claims_of: ClaimsOf, text: str) -> None:
    assert _figures(claims_of(text, Kind.RESULT)) == {("loss", 12_000_000)}


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (
            "Acme Foods made a loss of $12 million last year, compared with 3 million in 2018.",
            ("loss", 3_000_000),
        ),
        (
            "Acme Foods made a loss of $12 million last year, after a loss of $3 million in 2018.",
            ("loss", 3_000_000),
        ),
        ("Sales at Acme Foods rose 4 percent after falling 3 percent in 2018.", ("Sales", -3)),
    ],
)
def test_a_figure_of_the_same_measure_stays(
    proposals_of: ClaimsOf, text: str, before: tuple[str, int]
) -> None:
    assert before in _figures(proposals_of(text, Kind.RESULT))


@pytest.mark.parametrize(
    "text",
    [
        "Acme Foods made 12 million euros last year.",
        "Acme Foods turned over DKK 5.1bn last year.",
        "Acme Foods made a profit last year after losing 3 million in 2018.",
    ],
)
def test_money_is_no_measure(proposals_of: ClaimsOf, text: str) -> None:
    told = {c.object or "" for c in proposals_of(text, Kind.RESULT)}
    assert not any("euros" in one or "5.1bn" in one or "3 million" in one for one in told)
