"""Who leaves a firm is read where no post is told, too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.graph.project import verb
from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("left Tessaly Energy on Thursday", Modality.ASSERTED),
        ("has quit Tessaly Energy", Modality.ASSERTED),
        ("resigned from Tessaly Energy on Monday", Modality.ASSERTED),
        ("left the pump maker Tessaly Energy in June", Modality.ASSERTED),
        ("will leave Tessaly Energy in March", Modality.PLANNED),
        ("is leaving Tessaly Energy", Modality.PLANNED),
        ("is rumoured to be leaving Tessaly Energy", Modality.RUMOURED),
    ],
)
def test_who_leaves_a_firm_leaves_any_post(
    claims_of: ClaimsOf, words: str, modality: Modality
) -> None:
    found = claims_of(f"Ruth Ames {words}.", Kind.DEPARTURE)
    assert [(c.subject, c.object, c.role, c.modality) for c in found] == [
        ("Ruth Ames", "Tessaly Energy", None, modality)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "left Leeds on Thursday",
        "left Tessaly Energy's headquarters on Thursday",
        "left Tessaly Energy with debts of 3 million euros",
        "left Tessaly Energy in ruins",
        "left Tessaly Energy on the brink of collapse",
        "left Tessaly Energy no choice",
        "left Tessaly Energy to her son",
        "left Halden Clinic on Thursday",
        "left a meeting with Tessaly Energy early",
        "retired to a house near Tessaly Energy",
    ],
)
def test_who_leaves_a_place_or_leaves_something_behind_stays(
    claims_of: ClaimsOf, words: str
) -> None:
    assert claims_of(f"Ruth Ames {words}.", Kind.DEPARTURE) == []


def test_leaving_without_a_post_reads_so(claims_of: ClaimsOf) -> None:
    gone = claims_of("Ruth Ames left Tessaly Energy on Thursday.", Kind.DEPARTURE)
    going = claims_of("Ruth Ames will leave Tessaly Energy as chairman.", Kind.DEPARTURE)
    assert [verb(c) for c in (*gone, *going)] == ["leaves", "is to leave as chairman of"]


def test_a_family_name_is_that_of_who_is_told_to_hold_a_post(claims_of: ClaimsOf) -> None:
    text = "Ruth Ames is chief executive of Tessaly. Ames will leave the company in March."
    assert [(c.subject, c.role) for c in claims_of(text, Kind.DEPARTURE)] == [
        ("Ruth Ames", "chief executive")
    ]
    doe = "Ann Doe is chief executive of Doe. Doe will close its plant in Hull."
    assert [c.subject for c in claims_of(doe, Kind.FACILITY)] == ["Doe"]
