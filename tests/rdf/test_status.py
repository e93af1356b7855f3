from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kg.model import Claim, Kind, Modality, Polarity, TimeSpan
from kg.rdf.facts import derive
from kg.rdf.status import assess

DATES = {f"a{n}": dt.date(2020 + n, 1, 1) for n in range(5)}


def told(
    n: int, modality: str, polarity: str = "affirmed", year: int | None = None,
    kind: Kind = Kind.FACILITY,
) -> Claim:  # fmt: skip
    time = None
    if year:
        time = TimeSpan(earliest=dt.date(year, 1, 1), latest=dt.date(year, 12, 31))
    return Claim(
        article=f"a{n}",
        kind=kind,
        subject="Acme",
        subject_type="COMPANY",
        object="a plant in Ghent",
        modality=Modality(modality),
        polarity=Polarity(polarity),
        time=time,
    )


def status(resolver: Any, claims: list[Claim]) -> list[tuple[str, int]]:
    found = assess(derive(claims, DATES, resolver(claims)).nodes, DATES)
    return [(a.status, len(a.claims)) for a in found]


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ([told(0, "planned", year=2022)], ("open", 1)),
        ([told(0, "targeted")], ("open", 1)),
        ([told(0, "planned"), told(1, "asserted")], ("met", 1)),
        ([told(0, "planned"), told(0, "asserted")], ("met", 1)),
        ([told(0, "planned"), told(1, "asserted", "negated")], ("missed", 1)),
        ([told(0, "planned"), told(1, "planned", "negated")], ("withdrawn", 1)),
        ([told(0, "planned", year=2022), told(1, "planned", year=2024)], ("slipped", 2)),
        ([told(0, "planned", year=2024), told(1, "planned", year=2022)], ("open", 1)),
        ([told(0, "planned", year=2022), told(1, "rumoured", year=2024)], ("open", 1)),
        ([told(0, "planned"), told(1, "reported")], ("open", 1)),
        ([told(0, "planned"), told(1, "rumoured", "negated")], ("open", 1)),
        ([told(0, "planned"), told(1, "planned", "negated"), told(2, "planned")], ("open", 1)),
        ([told(0, "planned"), told(1, "asserted"), told(2, "planned", "negated")], ("met", 1)),
        (
            [told(0, "planned", year=2022), told(1, "planned", year=2024), told(2, "asserted")],
            ("met", 1),
        ),
    ],
)
def test_rules(resolver: Any, claims: list[Claim], found: tuple[str, int]) -> None:
    assert status(resolver, claims) == [found]
    assert status(resolver, claims[::-1]) == [found]


@pytest.mark.parametrize(
    "claims",
    [
        [told(0, "asserted")],
        [told(0, "rumoured"), told(1, "asserted")],
        [told(0, "asserted"), told(1, "asserted", "negated")],
        [told(0, "targeted", kind=Kind.RESULT)],
    ],
)
def test_what_was_never_promised_has_no_status(resolver: Any, claims: list[Claim]) -> None:
    assert status(resolver, claims) == []


def test_a_target_is_not_met_by_being_told_again(resolver: Any) -> None:
    claims = [told(0, "planned", kind=Kind.TARGET), told(1, "asserted", kind=Kind.TARGET)]
    assert status(resolver, claims) == [("open", 1)]
    claims = [
        told(0, "planned", kind=Kind.TARGET),
        told(1, "asserted", "negated", kind=Kind.TARGET),
    ]
    assert status(resolver, claims) == [("missed", 1)]
