"""What a report tells that a sentence calls wrong is denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Reports that Acme Motors will buy Zenith Rail are wrong, Ann Lee said.", Modality.DENIED),
        (
            "Reports that Zenith Rail will buy Acme Motors are pure fiction, Ann Lee said.",
            Modality.DENIED,
        ),
        (
            "Rumours of a takeover of Acme Motors by Zenith Rail are baseless, Ann Lee said.",
            Modality.DENIED,
        ),
        (
            "Reports that Acme Motors will buy Zenith Rail are not wrong, Ann Lee said.",
            Modality.PLANNED,
        ),
    ],
)
def test_a_report_called_wrong(text: str, modality: Modality, framed: ClaimsOf) -> None:
    assert {c.modality for c in framed(text, Kind.ACQUISITION)} == {modality}


def test_who_backs_down_will_not_do_it(framed: ClaimsOf) -> None:
    (found,) = framed("Acme Motors backed down from plans to cut 500 jobs.", Kind.LAYOFF)
    assert (found.modality, found.polarity) == (Modality.PLANNED, Polarity.NEGATED)


def test_a_position_once_held_is_called_by_its_name(framed: ClaimsOf) -> None:
    text = "Bob Day, a former Acme Motors executive, has joined Zenith Rail."
    (found,) = framed(text, Kind.ROLE)
    assert (found.role, found.object) == ("executive", "Acme Motors")
    assert found.time is not None
    assert found.time.latest is not None
