"""Who owns whom: whom a clause with "whose" names, a venture and its partners, shares of a market."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


def pairs(found: list[Claim]) -> set[tuple[str, str | None]]:
    """Return who does it to whom."""
    return {(c.subject, c.object) for c in found}


@pytest.mark.parametrize(
    ("text", "owner", "owned"),
    [
        (
            "Czech investor Pavel Novotny, whose holding Moravia Steel owns 20% of Rollhorst, opposes the plan.",
            "Moravia Steel",
            "Rollhorst",
        ),
        (
            "Investor Ada Roe, whose family firm Roe Invest holds 31% of Bergvall, opposes the plan.",
            "Roe Invest",
            "Bergvall",
        ),
    ],
)
def test_who_is_named_after_whose_owns_it(
    text: str, owner: str, owned: str, claims_of: ClaimsOf
) -> None:
    found = pairs(claims_of(text, Kind.OWNERSHIP))
    assert {one for one in found if one[1] == owned} == {(owner, owned)}


def test_a_firm_is_not_bought_with_what_is_its_own(claims_of: ClaimsOf) -> None:
    text = "Halden Foods, whose brands Corvid acquired in May, lost $3 million."
    assert ("Corvid", "Halden Foods") not in pairs(claims_of(text, Kind.ACQUISITION))


@pytest.mark.parametrize(
    "text",
    [
        "The plant is a joint venture of Voltane and carmaker Hollis Motors. Hollis owns 49% of the venture.",
        "Voltane and Hollis Motors run a battery venture in Ohio. Hollis holds 49% of the venture.",
    ],
)
def test_a_venture_is_none_of_its_partners(text: str, claims_of: ClaimsOf) -> None:
    assert ("Hollis Motors", "Voltane") not in pairs(claims_of(text, Kind.OWNERSHIP))


def test_a_venture_with_a_name_is_owned(claims_of: ClaimsOf) -> None:
    text = "Voltane and Hollis Motors founded a joint venture, Polar Cells. Hollis owns 49% of the venture."
    assert ("Hollis Motors", "Polar Cells") in pairs(claims_of(text, Kind.OWNERSHIP))


@pytest.mark.parametrize(
    "text",
    [
        "Jamii Mobile is the leader with a share of 51%, followed by Telvia with 31%.",
        "Corvid is the clear leader, followed by Halden with 20%.",
        "Halden, trailed by Corvid with 12%, dominates the trade.",
    ],
)
def test_who_comes_next_in_a_market_owns_nothing(text: str, claims_of: ClaimsOf) -> None:
    assert claims_of(text, Kind.OWNERSHIP) == []


def test_a_stake_with_its_holder_is_owned(claims_of: ClaimsOf) -> None:
    text = "Polar Air lost $3 million in May. Zenith Bank, with a 12 percent stake the biggest shareholder, was not amused."
    assert ("Zenith Bank", "Polar Air") in pairs(claims_of(text, Kind.OWNERSHIP))


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("Halden sold its stake of 20 percent in Corvid to Telvia for $9 million.", True),
        ("Halden plans to sell its 20 percent stake in Corvid.", False),
        ("Halden may sell its stake of 20 percent in Corvid, sources said.", False),
        ("Halden sold half of its 20 percent stake in Corvid.", False),
    ],
)
def test_a_stake_that_was_sold_is_held_no_more(
    text: str, over: bool, proposals_of: ClaimsOf
) -> None:
    held = [c for c in proposals_of(text, Kind.OWNERSHIP) if c.subject == "Halden"]
    assert held
    assert {c.modality for c in held} == {Modality.ASSERTED}
    assert {bool(c.time and c.time.latest) for c in held} == {over}


def test_what_a_stake_is_in_owns_nothing_more(claims_of: ClaimsOf) -> None:
    text = (
        "Investors took fright. What will remain of Halden is a 15 percent holding in China's Corvid and "
        "36 percent of Halden Japan."
    )
    assert ("Corvid", "Halden Japan") not in pairs(claims_of(text, Kind.OWNERSHIP))


def test_each_of_two_shares_has_its_firm(claims_of: ClaimsOf) -> None:
    text = "Halden has a 15 percent stake in Corvid and 36 percent of Polar Japan."
    told = {
        (c.object, int(c.amount.value) if c.amount else None)
        for c in claims_of(text, Kind.OWNERSHIP)
    }
    assert told == {("Corvid", 15), ("Polar Japan", 36)}
