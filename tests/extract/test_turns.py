"""Answers of an interview in print are spoken by who is interviewed, and "we" is his firm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "We spoke to Gord Pawlenko, chief executive of Agriden.\n\nQ: What about the mine?\n\nA: We will open the Lanark mine in 2026.",
        "Gord Pawlenko is chief executive of Agriden. Pawlenko has long hair.\n\nQuestion: Any news, Mr Pawlenko?\n\nAnswer: Yes. We will close our mine in Lanark next year.",
        "Gord Pawlenko is chief executive of Agriden.\n\nDaily News: And the mine?\n\nGord Pawlenko: We will open the Lanark mine in 2026.",
    ],
)  # fmt: skip
def test_an_answer_is_spoken_by_who_is_interviewed(claims_of: ClaimsOf, text: str) -> None:
    [claim] = claims_of(text, Kind.FACILITY)
    assert (claim.subject, claim.speaker) == ("Agriden", "Gord Pawlenko")


def test_of_two_persons_it_is_not_known_who_answers(claims_of: ClaimsOf) -> None:
    text = (
        "Petra Vaal of Lunex met Jan Moll of Falken.\n\nQ: Will others grow?\n\n"
        "A: Yes. Tessin Foods will buy Orbix Mills."
    )
    assert {claim.speaker for claim in claims_of(text, Kind.ACQUISITION)} == {None}


def test_a_name_with_a_colon_above_a_story_is_no_turn(claims_of: ClaimsOf) -> None:
    text = "Petra Vaal: The woman who runs Lunex\n\nTessin Foods will buy Orbix Mills."
    assert {claim.speaker for claim in claims_of(text, Kind.ACQUISITION)} == {None}
