"""Words of suits, loans, listings and denials where nobody does such a thing, and the same words where somebody does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Found = Callable[..., list[Claim]]


def told(claims: list[Claim]) -> list[tuple[str, str | None]]:
    return sorted((c.subject, c.object) for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        (
            'Acme Software answered. "A body issued a report in which they listed almost 200 groups as cults," said '
            "a spokeswoman for Acme Software in Oslo."
        ),
        "Acme Foods wrote to the ministry before it decided to go public with the case.",
        "Chile asked for money from the bailout fund of the Andean Union.",
        "The government of Chad has received $588 million as oil revenues.",
        "The Government will obtain three billion dollars through higher taxes on land.",
    ],
)
def test_what_is_no_funding_gives_none(claims_of: Found, text: str) -> None:
    assert told(claims_of(text, Kind.FUNDING)) == []


def test_how_much_lends_nothing(claims_of: Found) -> None:
    text = "It is not yet known how much Zenith Bank is expected to lend to Ukraine but it may be $3 billion."
    assert "how much" not in {c.object for c in claims_of(text, Kind.FUNDING)}


@pytest.mark.parametrize(
    ("text", "who", "gives"),
    [
        ("Zenith Air went public in 2004 at $20 a share.", "Zenith Air", None),
        ("Acme Foods plans to list on the Oslo exchange next year.", "Acme Foods", None),
        (
            "Acme Motors has received $90 million from the government of Chile.",
            "Acme Motors",
            "government of Chile",
        ),
    ],
)
def test_what_is_a_funding_stays_one(
    claims_of: Found, text: str, who: str, gives: str | None
) -> None:
    assert told(claims_of(text, Kind.FUNDING)) == [(who, gives)]


@pytest.mark.parametrize(
    "text",
    [
        "A grand jury in Ohio heard Jane Doe, the head of Acme Group. She faces ten years in prison if convicted.",
        "Acme Buses made four offers to reach a settlement with the union and avert a strike.",
        "Police are investigating Jane Doe's claims.",
    ],
)
def test_what_is_no_case_gives_none(claims_of: Found, text: str) -> None:
    assert told(claims_of(text, Kind.LEGAL)) == []


def test_leave_is_given_to_whom_the_sentence_names(claims_of: Found) -> None:
    text = "Acme Motors was also given permission by the Coast Guard and the Environmental Agency to use the site."
    assert told(claims_of(text, Kind.LEGAL)) == [
        ("Coast Guard", "Acme Motors"),
        ("Environmental Agency", "Acme Motors"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The deal is near. Neither Acme Foods nor Zenith Bank would confirm or deny the rumoured sale.",
        "Acme Foods did not deny the report.",
        "Acme Foods may sell its ship. A spokesman for Acme Foods refused to confirm or deny that it had a buyer.",
        "Acme Foods wants to build a hotel. Halden Council denied its permit to build one.",
    ],
)
def test_who_neither_confirms_nor_denies_does_not_deny(claims_of: Found, text: str) -> None:
    assert not [c for c in claims_of(text, Kind.STANCE) if c.action == "denies"]


def test_a_denial_beside_a_confirmation_stays_one(claims_of: Found) -> None:
    text = "Acme Motors confirmed the talks but denied that a deal was near."
    found = {c.action: c.object for c in claims_of(text, Kind.STANCE)}
    assert found == {"confirms": "talks", "denies": "deal was near"}


def test_who_refuses_to_confirm_or_deny_declines(claims_of: Found) -> None:
    text = (
        "A spokeswoman for Zenith Bank refused to confirm or deny that it had bid for Halden Foods."
    )
    found = list(claims_of(text, Kind.STANCE))
    assert ("Zenith Bank", "declines") in {(c.subject, c.action) for c in found}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Under the deal, Acme Air would go to a holding company.", Kind.INSOLVENCY),
        ("Acme Bank will cease proprietary trading as it restructures.", Kind.INSOLVENCY),
        ("Acme Air, scheduled to fly from Oslo to Rome, crashed into the sea.", Kind.FACILITY),
        ("Halden Post, Acme Radio and Zenith Press were launched in May.", Kind.ACQUISITION),
    ],
)
def test_words_in_another_sense(claims_of: Found, text: str, kind: Kind) -> None:
    assert claims_of(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme Air went under in 2009.", Kind.INSOLVENCY),
        ("Acme Air ceased trading on Monday.", Kind.INSOLVENCY),
        ("Acme Air will fly from Oslo to Rome from May.", Kind.FACILITY),
    ],
)
def test_the_same_words_in_their_own_sense(claims_of: Found, text: str, kind: Kind) -> None:
    assert [c.subject for c in claims_of(text, kind)] == ["Acme Air"]


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("Acme Media could not find a buyer for its truck unit.", ["negated"]),
        ("Acme Media failed to find a buyer for its truck unit.", ["negated"]),
        ("Acme Media was not able to find a buyer for the paper.", []),
        ("Acme Media is seeking a buyer for its truck unit.", ["affirmed"]),
    ],
)
def test_who_finds_no_buyer_does_not_sell(
    claims_of: Found, text: str, polarities: list[str]
) -> None:
    assert [c.polarity.value for c in claims_of(text, Kind.DIVESTITURE)] == polarities


def test_names_in_one_list_do_nothing_to_each_other(claims_of: Found) -> None:
    text = "He promised that the price of the Acme and Zenith service would not be raised over $13 a month."
    pairs = {(c.subject, c.object) for c in claims_of(text, Kind.PRODUCT)}
    assert not pairs & {("Acme", "Zenith"), ("Zenith", "Acme")}


@pytest.mark.parametrize(
    "text",
    [
        "The Halden Police Service has confirmed that a man was stabbed in the west of the city.",
        "The Home Ministry confirmed the involvement of the Acme Group.",
        'The minister, Ann Lee, described the report as "the most ambitious plan in fifty years".',
    ],
)
def test_what_the_state_says_of_others_is_no_stance(claims_of: Found, text: str) -> None:
    assert claims_of(text, Kind.STANCE) == []


def test_a_firm_confirms_its_own_deeds(claims_of: Found) -> None:
    found = claims_of("Acme Motors confirmed the closure of its plant in Leeds.", Kind.STANCE)
    assert [(c.subject, c.action) for c in found] == [("Acme Motors", "confirms")]


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("Halden Ferries has never made a profit.", ["negated"]),
        ("Halden Ferries, which has not made a profit since 2015, is based in Leeds.", ["negated"]),
        ("Halden Ferries did not make a profit in 2018.", ["negated"]),
        ("Halden Ferries made a profit in 2018.", ["affirmed"]),
        ("Halden Ferries made a profit of $2 million, not of $3 million.", ["affirmed"]),
        ("Halden Ferries made a profit but did not pay a dividend.", ["affirmed"]),
    ],
)  # fmt: skip
def test_who_makes_no_profit_has_none(claims_of: Found, text: str, polarities: list[str]) -> None:
    assert [c.polarity.value for c in claims_of(text, Kind.RESULT)] == polarities
