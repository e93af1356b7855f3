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


@pytest.mark.parametrize(
    ("text", "kind", "sum_"),
    [
        ("Tarn Foods has lost $9 million since its purchase by Acme Motors.", "A", None),
        ("Tarn Foods earned $9 million in the year before its takeover by Acme Motors.", "A", None),
        ("Acme Motors lent Tarn Foods $9 million ahead of its takeover of the firm.", "A", None),
        ("Tarn Foods lost $9 million following its merger with Acme Motors.", "M", None),
        (
            "Tarn Foods shut a mill after its takeover by Acme Motors for $9 million.",
            "A",
            9_000_000,
        ),
        ("Acme Motors is in debt after its $9 million purchase of Tarn Foods.", "A", 9_000_000),
        ("Acme Motors spent $9 million on its takeover of Tarn Foods.", "A", 9_000_000),
    ],
)
def test_what_was_lost_or_earned_around_a_deal_is_no_price(
    claims_of: ClaimsOf, text: str, kind: str, sum_: int | None
) -> None:
    found = claims_of(text, {"A": Kind.ACQUISITION, "M": Kind.MERGER}[kind])
    assert found
    assert _sums(found) == {sum_}


@pytest.mark.parametrize(
    ("text", "kind", "sum_"),
    [
        ("Acme Motors and Zenith Air were fined a total of $9 million by Norcom.", "L", None),
        ("Norcom fined Acme Motors and Zenith Air a combined $9 million.", "L", None),
        ("Acme Motors and Zenith Air will cut a total of 900 jobs.", "J", None),
        ("Acme Motors bought Tarn Foods and Zenith Air for a total of $9 million.", "A", None),
        ("Acme Motors was fined a total of $9 million by Norcom.", "L", 9_000_000),
        ("Acme Motors and Zenith Air were each fined $9 million by Norcom.", "L", 9_000_000),
        ("Acme Motors will cut a total of 900 jobs in Leeds.", "J", 900),
        ("Acme Motors and Zenith Air bought Tarn Foods for a total of $9 million.", "A", 9_000_000),
    ],
)
def test_a_total_of_several_is_the_sum_of_none(
    claims_of: ClaimsOf, text: str, kind: str, sum_: int | None
) -> None:
    kinds = {"L": Kind.LEGAL, "J": Kind.LAYOFF, "A": Kind.ACQUISITION}
    found = claims_of(text, kinds[kind])
    assert found
    assert _sums(found) == {sum_}
