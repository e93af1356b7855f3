"""What company notices and press releases do to names: tickers, boards that speak, people given a post."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.markup import shown
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Acme Inc. (NASDAQ: ACME), a maker", "Acme Inc. , a maker"),
        ("Acme plc (LSE: ACM) said", "Acme plc said"),
        ("Acme (NYSE: AC.B, TSX: ACM) and Zeta (TSE: 7203)", "Acme and Zeta"),
        ("Acme Oyj (Nasdaq Helsinki: ACME)", "Acme Oyj"),
        ("a merger of the (TSX:X) and (LSE:LSE)", "a merger of the (TSX:X) and (LSE:LSE)"),
        ("Acme (ACM) and Zeta (see: Acme)", "Acme (ACM) and Zeta (see: Acme)"),
    ],
)
def test_listings_of_shares_are_blanks(text: str, seen: str) -> None:
    assert shown(text).split() == seen.split()
    assert len(shown(text)) == len(text)


def test_who_is_listed_speaks(claims_of: ClaimsOf) -> None:
    text = (
        "Halden Robotics, Inc. (NASDAQ: HLDN), a leader in warehouse automation, today announced "
        "the opening of its new plant in Monterrey, Mexico."
    )
    (claim,) = claims_of(text, Kind.FACILITY)
    assert claim.subject == claim.speaker == "Halden Robotics, Inc."


@pytest.mark.parametrize(
    "announcer",
    [
        "The Board of Kestrel plc",
        "The Board of Directors of Kestrel plc",
        "The Kestrel board",
        "The Board",
    ],
)
def test_a_board_speaks_for_its_company(claims_of: ClaimsOf, announcer: str) -> None:
    text = (
        f"Kestrel plc makes foods. {announcer} announces that the Company will close its plant "
        "in Leeds."
    )
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.subject, claim.speaker) == ("Kestrel plc", "Kestrel plc")


def test_another_board_does_not(claims_of: ClaimsOf) -> None:
    text = "Kestrel plc makes foods. The School Board announced that it will buy Zenith buses."
    assert all(c.speaker != "Kestrel plc" for c in claims_of(text, Kind.SUPPLY))


@pytest.mark.parametrize(
    "told",
    [
        "Kestrel plc announced that Helen Marsh has been appointed chief executive.",
        "Kestrel plc announced that Helen Marsh will be appointed as its new chief executive officer.",
        "Kestrel plc announced that its Board has elected Amara Nwosu as Chief Executive Officer.",
        "Kestrel plc makes foods. Amara Nwosu has joined the Company as Chief Executive.",
    ],
)
def test_who_is_given_a_post_is_a_person(claims_of: ClaimsOf, told: str) -> None:
    (claim,) = claims_of(told, Kind.APPOINTMENT)
    assert claim.subject in ("Helen Marsh", "Amara Nwosu")
    assert claim.object == "Kestrel plc"


@pytest.mark.parametrize(
    "told",
    [
        "Kestrel plc announced that Zenith Bank has been appointed as sole broker.",
        "Kestrel plc announced that Halden Motors has joined the project as lead supplier.",
    ],
)
def test_a_firm_with_a_task_is_given_no_post(claims_of: ClaimsOf, told: str) -> None:
    assert claims_of(told, Kind.APPOINTMENT) == []


def test_the_family_name_of_who_is_given_a_post_is_no_company(claims_of: ClaimsOf) -> None:
    text = (
        "Kestrel Foods announced that its Board has elected Amara Nwosu as Chief Executive "
        "Officer. Nwosu will succeed Robert Vance, who will retire after 14 years as CEO."
    )
    (claim,) = claims_of(text, Kind.DEPARTURE)
    assert (claim.subject, claim.object) == ("Robert Vance", "Kestrel Foods")


@pytest.mark.parametrize(
    "told",
    [
        "CORK, Ireland--(BUSINESS WIRE)--Quillon Networks today announced a partnership with Halden.",
        (
            "Quillon Networks, Inc. (NYSE: QN), a maker of software, today announced a partnership with "
            "Halden."
        ),
        "Quillon Networks, a maker of software, today announced a partnership with Halden.",
    ],
)
def test_who_announces_behind_a_dateline_or_an_apposition(claims_of: ClaimsOf, told: str) -> None:
    (claim,) = claims_of(told, Kind.PARTNERSHIP)
    assert claim.subject.startswith("Quillon Networks")
    assert claim.speaker == claim.subject


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        (
            "Finance chief Joan Petrie will step down in August, Meridex Corporation said.",
            "Meridex",
        ),
        (
            "Joan Petrie, the head of Meridex Corporation, said she will step down in August.",
            "Joan",
        ),
        ("Joan Petrie will step down in August as head of Meridex Corporation, she said.", "Joan"),
    ],
)
def test_who_speaks_last_is_who_closes(claims_of: ClaimsOf, told: str, speaker: str) -> None:
    (claim,) = claims_of(told, Kind.DEPARTURE)
    assert claim.speaker is not None
    assert claim.speaker.startswith(speaker)


@pytest.mark.parametrize(
    "told",
    [
        (
            "The round was led by Harrow Capital, with participation from new investors Blue Mesa and "
            "Kirin Fund."
        ),
        "Harrow Capital led the round with participation from Blue Mesa and Kirin Fund.",
    ],
)
def test_who_led_and_joined_the_round_just_announced(claims_of: ClaimsOf, told: str) -> None:
    text = f"Solace Therapeutics announced the closing of a $120 million Series C financing. {told}"
    found = {(c.subject, c.object) for c in claims_of(text, Kind.FUNDING)}
    assert found == {
        ("Solace Therapeutics", name) for name in ("Harrow Capital", "Blue Mesa", "Kirin Fund")
    }


def test_who_joins_a_campaign_funds_nobody(claims_of: ClaimsOf) -> None:
    text = (
        "Solace Therapeutics announced a campaign. The campaign was led by Harrow Capital, with "
        "participation from Blue Mesa."
    )
    assert claims_of(text, Kind.FUNDING) == []


@pytest.mark.parametrize(
    ("told", "modality"),
    [
        ("Larkspur expects that its net sales will grow by 10 percent this year.", "targeted"),
        ("Larkspur said its net sales will grow by 10 percent this year.", "targeted"),
        ("Larkspur said its net sales grew by 10 percent this year.", "asserted"),
    ],
)
def test_a_figure_to_come_is_hoped_for(claims_of: ClaimsOf, told: str, modality: str) -> None:
    (claim,) = claims_of(told, Kind.RESULT)
    assert claim.modality == modality


@pytest.mark.parametrize(
    "told",
    [
        "Larkspur announced that it will acquire 70 percent of the Estonian company Medisoft.",
        "Larkspur has bought a 51 percent stake in the Danish software maker Medisoft.",
    ],
)
def test_what_a_bought_part_is_of(claims_of: ClaimsOf, told: str) -> None:
    (claim,) = claims_of(told, Kind.ACQUISITION)
    assert claim.object == "Medisoft"


def test_who_appoints_stays_a_company(claims_of: ClaimsOf) -> None:
    told = "Acme Motors has appointed Jane Doe chief financial officer, it said on Monday."
    (claim,) = claims_of(told, Kind.APPOINTMENT)
    assert (claim.subject, claim.object, claim.speaker) == (
        "Jane Doe",
        "Acme Motors",
        "Acme Motors",
    )
