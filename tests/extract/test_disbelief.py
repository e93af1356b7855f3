"""What others doubt or hardly believe is no plan of the firm that they speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, Polarity

PLANNED, HYPOTHETICAL, TARGETED = Modality.PLANNED, Modality.HYPOTHETICAL, Modality.TARGETED

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "text",
    [
        "Analysts doubt Zenith will close its Leeds plant in 2021.",
        "Few analysts believe that Zenith will close its Leeds plant in 2021.",
        "No one believes Zenith will close a Leeds plant in 2021.",
        "Hardly anyone believes Zenith will close its Leeds plant.",
        "Analysts hardly believe Zenith will close its Leeds plant.",
        "Not many believe that Zenith will close its Leeds plant in 2021.",
        "Analysts do not believe Zenith will close its Leeds plant in 2021.",
        "There is doubt that Zenith will close its Leeds plant in 2021.",
        "Doubts are growing that Zenith will close its Leeds plant in 2021.",
        "Investors are sceptical that Zenith will close its Leeds plant.",
        "Investors are not convinced that Zenith will close its Leeds plant.",
        "Zenith doubts that it will close its Leeds plant before 2022.",
    ],
)
def test_what_is_doubted_is_no_plan(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert claim.modality is HYPOTHETICAL
    assert not (claim.speaker or "").casefold().startswith("few")


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Nobody doubts that Zenith will buy Brio Systems.", PLANNED, Polarity.AFFIRMED),
        ("Few doubt that Zenith will buy Brio Systems.", PLANNED, Polarity.AFFIRMED),
        ("Analysts do not doubt that Zenith will buy Brio Systems.", PLANNED, Polarity.AFFIRMED),
        ("There is no doubt that Zenith will buy Brio Systems.", PLANNED, Polarity.AFFIRMED),
        ("Analysts believe Zenith will buy Brio Systems.", PLANNED, Polarity.AFFIRMED),
        ("A few analysts believe Zenith will buy Brio Systems.", PLANNED, Polarity.AFFIRMED),
        ("Zenith is confident that it will buy Brio Systems.", TARGETED, Polarity.AFFIRMED),
        ("Zenith does not expect to buy Brio Systems in 2022.", PLANNED, Polarity.NEGATED),
        ("Zenith said it does not believe it will buy Brio Systems.", PLANNED, Polarity.NEGATED),
        ("Zenith will buy Brio Systems, though analysts doubt it.", PLANNED, Polarity.AFFIRMED),
        ("Zenith will buy Brio Systems in a deal that few expected.", PLANNED, Polarity.AFFIRMED),
    ],
)
def test_what_nobody_doubts_and_what_a_firm_says_of_itself_stays(
    claims_of: ClaimsOf, text: str, modality: Modality, polarity: Polarity
) -> None:
    (claim,) = claims_of(text, Kind.ACQUISITION)
    assert (claim.modality, claim.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The council feared that Zenith would close its Leeds plant.", "the council"),
        ("Workers are worried that Zenith could close its Leeds plant.", None),
        ("There are fears that Zenith will close its Leeds plant.", None),
        ("Zenith fears that it will have to close its Leeds plant.", "Zenith"),
    ],
)
def test_what_is_feared_is_no_plan(claims_of: ClaimsOf, text: str, speaker: str | None) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.modality, claim.polarity) == (HYPOTHETICAL, Polarity.AFFIRMED)
    assert claim.speaker == speaker


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Zenith denied fears that it would close its Leeds plant.", Modality.DENIED),
        ("Unions were worried that Zenith had closed its Leeds plant.", Modality.ASSERTED),
        ("Unions feared for jobs after Zenith closed its Leeds plant.", Modality.ASSERTED),
    ],
)
def test_what_was_done_may_worry_somebody_too(
    claims_of: ClaimsOf, text: str, modality: Modality
) -> None:
    assert {c.modality for c in claims_of(text, Kind.FACILITY)} == {modality}
