"""Who speaks, over whole sentences: descriptions of speakers, and when they spoke."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("source", "speaker", "said"),
    [
        ("A Halden spokesman on Friday", "a Halden spokesman", "2020-05-08"),
        ("An executive at Halden in March", "an executive at Halden", "2020-03-01"),
        ("A spokesman on Friday for the union", "a spokesman for the union", "2020-05-08"),
        ("People familiar with the 2019 talks", "People familiar with the 2019 talks", None),
    ],
)
def test_when_somebody_spoke_is_no_part_of_who_spoke(
    claims_of: ClaimsOf, source: str, speaker: str, said: str | None
) -> None:
    text = f"{source} said the company will open a plant in Ohio. Halden makes cars."
    [claim] = claims_of(text, Kind.FACILITY, title="Halden to open plant in Ohio")
    assert claim.speaker == speaker
    assert (claim.said.earliest if claim.said else None) == (
        dt.date.fromisoformat(said) if said else None
    )


@pytest.mark.parametrize(
    ("closing", "speaker"),
    [
        ("people familiar with the matter said", "people familiar with the matter"),
        ("people familiar with the matter told Reuters", "people familiar with the matter"),
        ("people familiar with the matter said on Friday", "people familiar with the matter"),
        (
            "three people with knowledge of the plans said on Tuesday",
            "three people with knowledge of the plans",
        ),
        ("a person close to the company said", "a person close to the company"),
        ("a spokeswoman for the company said on Friday", "a Halden Motors spokeswoman"),
        ("said two people who asked not to be named", "two people"),
    ],
)
@pytest.mark.parametrize("subject", ["Halden Motors", "Halden Motors, the carmaker,"])
def test_somebody_without_a_name_closes_a_sentence(
    claims_of: ClaimsOf, subject: str, closing: str, speaker: str
) -> None:
    [claim] = claims_of(f"{subject} plans to open a plant in Ohio, {closing}.", Kind.FACILITY)
    assert (claim.speaker, claim.subject) == (speaker, "Halden Motors")
    unnamed = "people" in speaker or "person" in speaker
    assert claim.modality is (Modality.REPORTED if unnamed else Modality.PLANNED)


def test_somebody_without_a_name_speaks_in_between(claims_of: ClaimsOf) -> None:
    [claim] = claims_of("Halden Motors, a spokesman said, will open a plant.", Kind.FACILITY)
    assert (claim.speaker, claim.subject) == ("a Halden Motors spokesman", "Halden Motors")


@pytest.mark.parametrize(
    "text",
    [
        "Halden Motors opened a plant in Ohio, the largest reported in 2019.",
        "Halden Motors opened a plant in Ohio, an office and a firm said to be Spanish.",
        "When Halden Motors opened a plant in Ohio, people said nothing.",
    ],
)
def test_what_only_looks_like_a_report_at_the_end(claims_of: ClaimsOf, text: str) -> None:
    assert {claim.speaker for claim in claims_of(text, Kind.FACILITY)} <= {None}


@pytest.mark.parametrize(
    ("cited", "speaker"),
    [("weak demand for cars", None), ("a Halden spokesman", "a Halden spokesman")],
)
def test_a_reason_that_is_cited_speaks_for_nobody(
    claims_of: ClaimsOf, cited: str, speaker: str | None
) -> None:
    text = f"Halden Motors shut its plant in Leeds on Monday, citing {cited}."
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.object, claim.speaker) == ("plant in Leeds", speaker)
    assert claim.modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("told", "plan", "speaker"),
    [
        ("announced", "It will open a plant in Leeds.", "Acme Motors"),
        ("announced", "A plant in Leeds will be closed.", "Acme Motors"),
        ("said", "It will open a plant in Leeds.", "Acme Motors"),
        ("said", "A plant in Leeds will be closed.", None),
        ("expects", "It will open a plant in Leeds.", None),
    ],
)
def test_an_announcement_is_told_on_and_a_view_is_not(
    claims_of: ClaimsOf, told: str, plan: str, speaker: str | None
) -> None:
    (claim,) = claims_of(f"Acme Motors {told} that sales will rise. {plan}", Kind.FACILITY)
    assert claim.speaker == speaker


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Market analysts Quantor", "Quantor"),
        ("Halden's general counsel, Ann Lee,", "Ann Lee"),
        ("The world's largest parcel carrier, Quantor", "Quantor"),
        ("An analyst at Quantor", "an analyst at Quantor"),
    ],
)
def test_a_name_right_behind_a_description_speaks(
    claims_of: ClaimsOf, source: str, speaker: str
) -> None:
    (claim,) = claims_of(f"{source} said that Halden Motors will cut 200 jobs.", Kind.LAYOFF)
    assert claim.speaker == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Halden Motors and Quantor will close a plant in Leeds, the two carmakers said.",
            {"Halden Motors"},
        ),
        (
            "Quantor Pharma will close a plant in Leeds, the Basle drugmaker said.",
            {"Quantor Pharma"},
        ),
        ("Quantor will close a plant in Leeds, the newspaper said.", {"the newspaper"}),
    ],
)
def test_a_description_at_the_end_means_who_acts(
    claims_of: ClaimsOf, text: str, speakers: set[str]
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.FACILITY)} == speakers


@pytest.mark.parametrize(
    "opening",
    [
        "Figures from Gartner show that",
        "Gartner data shows that",
        "In the announcement made by Gartner it said that",
    ],
)
def test_data_speaks_for_whoever_made_it(claims_of: ClaimsOf, opening: str) -> None:
    [claim] = claims_of(f"{opening} Halden Motors cut 300 jobs in March.", Kind.LAYOFF)
    assert claim.speaker == "Gartner"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A survey by Halden Research came out on Monday. It covers 40 firms. The survey said that Zenith Motors will open a plant in Ohio.",
            "Halden Research",
        ),
        (
            "Rents rose, according to a study by the price portal Brightwater Data. The study said Zenith Motors will open a plant in Ohio.",
            "Brightwater Data",
        ),
        (
            "Zenith Motors announced a new strategy on Monday. The firm will open a plant in Ohio, the announcement said.",
            "Zenith Motors",
        ),
        (
            "A survey by Halden Research came out on Monday. A second survey followed. The survey said that Zenith Motors will open a plant in Ohio.",
            "the survey",
        ),
        (
            "Halden Research tests cars. The survey said that Zenith Motors will open a plant in Ohio.",
            "the survey",
        ),
    ],
)
def test_a_document_told_of_again_speaks_for_who_made_it(
    claims_of: ClaimsOf, text: str, speaker: str
) -> None:
    [claim] = claims_of(text, Kind.FACILITY, title="Zenith to open plant in Ohio")
    assert (claim.speaker or "").casefold() == speaker.casefold()
