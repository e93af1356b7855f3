"""The day of a decision or agreement that one of the next sentences gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]
DAY = "2024-05-08"
MONDAY = ("2024-05-06", "2024-05-06")


def times(claims: list[Claim]) -> set[tuple[str, str] | None]:
    return {None if c.time is None else (str(c.time.earliest), str(c.time.latest)) for c in claims}


FINED = "A court in Bergen has fined Larvik Foods 9 million euros for dumping waste."
ALLIED = "Larvik Foods has formed an alliance with Halden Mills."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{FINED} The fine was imposed on Monday.", Kind.LEGAL),
        (f"{FINED} In a ruling on Monday, the court said that fish had died.", Kind.LEGAL),
        (f"{FINED} Judge Bo Ek found on Monday that fish had died.", Kind.LEGAL),
        (f"{FINED} It rained in Bergen. The court reached its decision on Monday.", Kind.LEGAL),
        (f"{ALLIED} The agreement, signed on Monday, covers 90 shops.", Kind.PARTNERSHIP),
    ],
)
def test_the_act_taken_up_again_gives_the_day(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert MONDAY in times(claims_of(text, kind, DAY))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{FINED} A newspaper reported the decision on Monday.", Kind.LEGAL),
        (f"{FINED} The fine breaks a record that has stood since 2009.", Kind.LEGAL),
        (f"{FINED} The firm opened a mill on Monday.", Kind.LEGAL),
        (f"{ALLIED} The agreement takes effect in June.", Kind.PARTNERSHIP),
    ],
)
def test_what_else_is_told_gives_none(claims_of: ClaimsOf, text: str, kind: Kind) -> None:
    assert times(claims_of(text, kind, DAY)) == {None}
