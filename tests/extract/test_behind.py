"""Times behind a relative clause that commas set off: they are of what stands before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, TimeSpan

ClaimsOf = Callable[..., list[Claim]]


def _days(claims: list[Claim]) -> set[tuple[dt.date | None, dt.date | None] | None]:
    def limits(time: TimeSpan | None) -> tuple[dt.date | None, dt.date | None] | None:
        return None if time is None else (time.earliest, time.latest)

    return {limits(c.time) for c in claims}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Zenith bought Polar Labs, whose founder Ann Lee now heads its mobile business, in May 2016.",
            Kind.ACQUISITION,
        ),
        (
            "Zenith bought Polar Labs, which it closed last year, in May 2016 for $50 million.",
            Kind.ACQUISITION,
        ),
        ("Zenith closed its mill, which opened in 1999, in May 2016.", Kind.FACILITY),
    ],
)
def test_the_sentence_goes_on_behind_the_clause(text: str, kind: Kind, claims_of: ClaimsOf) -> None:
    first = [c for c in claims_of(text, kind) if c.action in (None, "closes")]
    assert (dt.date(2016, 5, 1), dt.date(2016, 5, 31)) in _days(first)


def test_a_post_in_the_clause_is_not_dated_by_it(claims_of: ClaimsOf) -> None:
    text = "Zenith bought Polar Labs, whose founder Ann Lee now heads its mobile business, in May 2016."
    assert _days(claims_of(text, Kind.ROLE)) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Zenith sued Polar Labs, which launched its phone in Japan in May.",
        "Zenith sued Polar Labs, which launched its phone this year, in May.",
        "Zenith has sued Polar Labs, which sells phones, from July on.",
    ],
)
def test_a_time_of_the_clause_stays_in_it(text: str, claims_of: ClaimsOf) -> None:
    assert _days(claims_of(text, Kind.LEGAL)) == {None}
