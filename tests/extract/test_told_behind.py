"""Who "it" is in "Acme will buy Zenith, it said", and who speaks where the tree loses the speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Acme Motors will buy Halden Steel for $3 million, it said on Monday.", "Acme Motors"),
        (
            "The Office of Fair Trading has approved the purchase of Halden Steel by Acme Motors, it said.",
            "Office of Fair Trading",
        ),
        (
            "The watchdog is investigating the purchase of Halden Steel by Acme Motors, it said on Monday.",
            "the watchdog",
        ),
        (
            "The watchdog is investigating the purchase of Halden Steel by Acme Motors, Halden said.",
            "Halden Steel",
        ),
    ],
)
def test_it_said_is_the_subject_before(claims_of: ClaimsOf, text: str, speaker: str) -> None:
    assert {c.speaker for c in claims_of(text, Kind.ACQUISITION)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The navy awarded Acme Motors a contract and its chief executive, Ann Lee, confirmed she "
                "would retire in March 2030."
            ),
            "Ann Lee",
        ),
        (
            "Acme Motors opened a plant in May and said its chairman, Ann Lee, would retire in March 2030.",
            "Acme Motors",
        ),
    ],
)
def test_who_stands_before_the_second_verb_speaks(
    claims_of: ClaimsOf, text: str, speaker: str
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.DEPARTURE)} == {speaker}


def test_sources_that_are_not_cited_do_not_speak(claims_of: ClaimsOf) -> None:
    text = (
        "Acme Air may order up to 50 jets from Zenith, Les Nouvelles reported on Saturday, without "
        "citing its sources."
    )
    assert {c.speaker for c in claims_of(text, Kind.SUPPLY)} == {"Les Nouvelles"}


def test_a_part_keeps_the_name_of_its_owner(claims_of: ClaimsOf) -> None:
    text = "Acme Motors agreed to buy the Danish operations of the phone company Telquist."
    assert {c.object for c in claims_of(text, Kind.ACQUISITION)} == {
        "Danish operations of the phone company Telquist"
    }
