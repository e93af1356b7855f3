"""Spellings of one name: a space more, an acronym of capitals, a sign at an exchange, and text that was glued."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.coref.spelling import fullest, spelt_alike
from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


def test_the_same_letters_in_one_word_and_in_two_are_one_name() -> None:
    assert list(spelt_alike([(0, "playgaming"), (0, "play gaming")])) == [(1, 0), (1, 0)]
    assert list(spelt_alike([(0, "halden"), (0, "hal den"), (1, "halden")])) == [(1, 0)]
    assert not list(spelt_alike([(0, "acme"), (0, "ac me"), (0, "zenith bank"), (0, "zeta bank")]))


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"PlayGaming": (1, 0), "Play Gaming": (1, -3)}, "PlayGaming"),
        ({"PlayGaming": (1, 0), "Play Gaming": (2, -3)}, "Play Gaming"),
        ({"NordalBankTrust": (1, 0), "NBT": (4, -1)}, "NordalBankTrust"),
        ({"Boreal": (1, 0), "BORL.PA": (1, -1)}, "Boreal"),
        ({"Acme": (4, 0), "Acme Motors": (1, -2)}, "Acme Motors"),
    ],
)
def test_a_thing_is_told_by_the_fullest_form_of_its_name(
    texts: dict[str, tuple[int, int]], name: str
) -> None:
    assert fullest(texts, lambda t: len(t.split())) == name


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        (
            "PlayGaming agreed to buy Bwin Interactive on Monday. Shares in Play Gaming rose 4 per cent.",
            Kind.MARKET_MOVE,
            "PlayGaming",
        ),
        (
            "PriceHarrisonWells (PhW) audited the accounts. PhW said it would cut 400 jobs in Leeds.",
            Kind.LAYOFF,
            "PriceHarrisonWells",
        ),
        (
            "Halden Aerospace Co. (HADC.PA), parent of Boreal Jets, reported a net loss of 7 million euros.",
            Kind.OWNERSHIP,
            "Halden Aerospace Co.",
        ),
        (
            '"It is a great matter."Zenith Bank said it will buy Harlow Trust.',
            Kind.ACQUISITION,
            "Zenith Bank",
        ),
    ],
)
def test_claims_name_the_firm_in_full(
    claims_of: ClaimsOf, text: str, kind: Kind, subject: str
) -> None:
    assert [c.subject for c in claims_of(text, kind)] == [subject]


def test_two_firms_with_names_alike_stay_two(claims_of: ClaimsOf) -> None:
    text = "Acme Motors opened a plant in Austin. Acme Foods opened a plant in Leeds."
    assert {c.subject for c in claims_of(text, Kind.FACILITY)} == {"Acme Motors", "Acme Foods"}
