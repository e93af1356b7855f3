"""Sums behind a second verb: its own, or what the act before it costs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def _sums(claims: list[Claim]) -> set[int | None]:
    return {int(Decimal(c.amount.value)) if c.amount else None for c in claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Motors opened a plant in Hull in 2019 and bought Zenith Air for $9 million.", "F"),
        ("Acme Motors acquired Zenith Air in 2019 and paid a $9 million fine in 2021.", "A"),
        ("Acme Motors acquired Zenith Air and invested $9 million in its Hull plant.", "A"),
        ("Acme Motors acquired Zenith Air in 2019 and paid $9 million to settle claims.", "A"),
        ("Acme Motors merged with Zenith Air and sold a bakery for $9 million.", "M"),
        ("Acme Motors hired Bexley Bank and expects a charge of $9 million.", "S"),
        ("Acme Motors agreed to buy Zenith Air and expects to save $9 million a year.", "A"),
    ],
)
def test_a_second_verb_keeps_its_sum(claims_of: ClaimsOf, text: str, kind: str) -> None:
    kinds = {"F": Kind.FACILITY, "A": Kind.ACQUISITION, "M": Kind.MERGER, "S": Kind.SUPPLY}
    first = [c for c in claims_of(text, kinds[kind]) if c.object != "bakery"]
    assert first
    assert _sums(first) == {None}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Motors bought Zenith Air in May and paid $9 million in cash.", Kind.ACQUISITION),
        ("Acme Motors bought Zenith Air and agreed to pay $9 million for it.", Kind.ACQUISITION),
        ("Acme Motors designed and built a plant in Hull for $9 million.", Kind.FACILITY),
        ("Acme Motors sued Zenith Air for fraud and demanded $9 million.", Kind.LEGAL),
        ("Acme Motors launched a share sale in May and raised $9 million.", Kind.FUNDING),
        ("Acme Motors chose Nimbra as its supplier and signed a $9 million deal.", Kind.SUPPLY),
    ],
)
def test_a_second_verb_may_tell_what_the_first_costs(
    claims_of: ClaimsOf, text: str, kind: Kind
) -> None:
    assert _sums(claims_of(text, kind)) == {9_000_000}


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        ("Kopi Ventures joined the round, taking total funding to $96 million.", None),
        (
            "Kopi Ventures also joined the round, which brings its total capital to $96 million.",
            None,
        ),
        (
            "Acme Motors raised $9 million from Orbix, taking total funding to $96 million.",
            9_000_000,
        ),
    ],
)
def test_all_that_a_firm_ever_got_is_the_sum_of_no_backer(
    claims_of: ClaimsOf, text: str, sum_: int | None
) -> None:
    assert _sums(claims_of(text, Kind.FUNDING)) <= {sum_}
