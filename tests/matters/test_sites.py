from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.matters import Named, Standing

Make = Callable[..., Named]
Stand = Callable[..., list[Standing]]

PLANT = ("Facility:builds", "Acme", "battery plant in Hull")
OFF = ("2024-04-10", *PLANT)


def of(found: list[Standing], kind: str) -> list[str]:
    return [each.status for each in found if each.opened.claim.kind.value == kind]


@pytest.fixture
def planned(claim: Make) -> list[Named]:
    """A plant, the production in it and the jobs for it, as one article plans them."""
    return [
        claim("2022-01-12", *PLANT, article="a"),
        claim("2022-01-12", "Target", "Acme", "production at the plant", article="a",
              time="2025-10-01/2025-12-31"),
        claim("2022-01-12", "Hiring", "Acme", "plant", amount=(1200, "people"), article="a"),
    ]  # fmt: skip


def test_production_and_jobs_go_with_their_plant(
    claim: Make, stand: Stand, planned: list[Named]
) -> None:
    found = stand(*planned, claim(*OFF, no=True))
    assert [of(found, kind) for kind in ("Facility", "Target", "Hiring")] == [["withdrawn"]] * 3
    assert all(each.evidence[0].claim.article == OFF[0] for each in found)


@pytest.mark.parametrize(
    ("thing", "more"),
    [
        ("plant in Ghent", {"no": True}),  # another plant
        (PLANT[2], {"no": True, "time": "2024"}),  # not this year
        (PLANT[2], {}),
    ],
)
def test_they_stay_where_the_plant_is_not_given_up(
    claim: Make, stand: Stand, planned: list[Named], thing: str, more: dict[str, Any]
) -> None:
    sorts = {"sorts": frozenset({"plan: not at this time"})} if "time" in more else {}
    told = claim(OFF[0], *PLANT[:2], thing, **more, **sorts)
    assert of(stand(*planned, told), "Hiring") == ["open"]


def test_they_stay_where_the_plant_is_planned_again_or_is_not_theirs(
    claim: Make, stand: Stand, planned: list[Named]
) -> None:
    off, again = claim(*OFF, no=True), claim("2024-09-10", *PLANT, time="2027")
    assert of(stand(*planned, off, again), "Hiring") == ["open"]
    goods = claim("2022-01-12", "Target", "Acme", "production of drones", article="a", time="2026")
    assert of(stand(planned[0], goods, off), "Target") == ["open"]
