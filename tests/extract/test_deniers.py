"""Who denies what others told speaks: "'Nonsense,' Ann Lee said of reports that it would sell"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            '"This is pure invention," Zenith boss Ann Lee said of reports that it would shut its Leeds plant.',
            "Ann Lee",
        ),
        (
            '"That is nonsense," Ann Lee said of a report that Zenith would shut its Leeds plant.',
            "Ann Lee",
        ),
        (
            "Asked about reports that Zenith would shut its Leeds plant, Ann Lee said they were not true.",
            "Ann Lee",
        ),
        ("Zenith Motors denied reports that it would shut its Leeds plant.", "Zenith Motors"),
        (
            "A spokesman for Zenith Motors dismissed claims that the carmaker would shut its Leeds plant.",
            "a spokesman for Zenith Motors",
        ),
    ],
)
def test_who_denies_a_tale_is_its_speaker(claims_of: ClaimsOf, text: str, speaker: str) -> None:
    [claim] = claims_of(text, Kind.FACILITY)
    assert (claim.modality, claim.speaker) == (Modality.DENIED, speaker)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Reports that Zenith Motors will shut its Leeds plant are not true.", Modality.DENIED),
        (
            "Ann Lee said Halden had a good year. Reports that Zenith Motors would shut its Leeds plant are false.",
            Modality.DENIED,
        ),
        (
            '"Sales were strong," Ann Lee said of reports that Zenith Motors would shut its Leeds plant.',
            Modality.REPORTED,
        ),
    ],
)
def test_nobody_else_is(claims_of: ClaimsOf, text: str, modality: Modality) -> None:
    [claim] = claims_of(text, Kind.FACILITY)
    assert (claim.modality, claim.speaker) == (modality, None)
