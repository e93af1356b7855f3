"""Who says what, where commas and asides part a word of saying from who says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("speaker", "modality"),
    [
        ("Two bankers, who asked not to be identified,", Modality.REPORTED),
        ("A lawyer close to the talks, who declined to be named,", Modality.REPORTED),
        ("Hugo Brandt, who runs the lender,", Modality.PLANNED),
        ("Finance chief Dana Whitfield, whose team ran the review,", Modality.PLANNED),
        ("The union, which represents 900 clerks,", Modality.PLANNED),
    ],
)
def test_a_relative_clause_does_not_part_a_speaker_from_the_verb(
    claims_of: Claims, speaker: str, modality: Modality
) -> None:
    text = f"{speaker} said Brightwater Bank would close 40 branches."
    (claim,) = claims_of(text, Kind.FACILITY)
    told = claim.speaker or ""
    assert told
    assert told.lower() in speaker.lower()
    assert "who" not in told
    assert claim.modality is modality


def test_a_verb_of_saying_before_its_speaker_closes_what_stands_before(claims_of: Claims) -> None:
    text = "Brightwater Bank will close 40 branches by June, said Hugo Brandt, who runs the lender."
    assert [c.speaker for c in claims_of(text, Kind.FACILITY)] == ["Hugo Brandt"]


@pytest.mark.parametrize(
    ("ending", "speaker"),
    [
        ("Dana Whitfield, the lender's chief executive, said on Monday.", "Dana Whitfield"),
        ("Dana Whitfield, finance chief, said.", "Dana Whitfield"),
        ("Hugo Brandt, who runs the lender, told reporters.", "Hugo Brandt"),
        ("Hugo Brandt, its chairman, wrote on LinkedIn on Sunday.", "Hugo Brandt"),
        ("among them Lundy, the oldest, the company said.", "Brightwater Bank"),
        ("Dana Whitfield, the lender's chief executive.", None),
    ],
)
def test_a_name_with_an_apposition_speaks(
    claims_of: Claims, ending: str, speaker: str | None
) -> None:
    found = claims_of(f"Brightwater Bank will close 40 branches, {ending}", Kind.FACILITY)
    assert [c.speaker for c in found] == [speaker]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Brightwater Bank said on Monday it would close 40 branches.", dt.date(2020, 5, 11)),
        ("Brightwater Group plc said on Monday it would close 40 branches.", dt.date(2020, 5, 11)),
        ("Brightwater Bank said in April it would close 40 branches.", dt.date(2020, 4, 1)),
        ("Brightwater Bank said in 2019 that it would close 40 branches.", dt.date(2019, 1, 1)),
        ("Brightwater Bank said in 2022 it would close 40 branches.", None),
        ("Brightwater Bank said Monday's storm had closed 40 branches.", None),
        (
            "Brightwater Bank will close a branch, Hugo Brandt, its chairman, said on Monday.",
            dt.date(2020, 5, 11),
        ),
    ],
)
def test_the_day_right_after_said_is_when_it_was_said(
    claims_of: Claims, text: str, said: dt.date | None
) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.said.earliest if claim.said else None) == said
    assert claim.speaker is not None


PEOPLE = "people familiar with the matter"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Reuters reported, citing {PEOPLE}, that Brightwater Bank would buy Lundy.", PEOPLE),
        (
            f"Reuters said on Monday, citing {PEOPLE}, that Brightwater Bank would buy Lundy.",
            PEOPLE,
        ),
        ("Citing sources, Reuters said Brightwater Bank would buy Lundy.", "sources"),
        (
            "Brightwater Bank will buy Lundy for $4m, Reuters reported, citing two sources close to the deal.",
            "two sources close to the deal",
        ),
    ],
)
def test_who_is_cited_is_heard_through_the_outlet(
    claims_of: Claims, text: str, speaker: str
) -> None:
    (claim,) = claims_of(text, Kind.ACQUISITION)
    assert (claim.speaker, claim.relayed_by) == (speaker, ("Reuters",))
    assert claim.modality is Modality.REPORTED


@pytest.mark.parametrize(
    "text",
    [
        "Citing higher costs, Brightwater Bank said it would close 40 branches.",
        "Brightwater Bank said, citing weak demand, that it would close 40 branches.",
        "Brightwater Bank will close 40 branches, the lender said, citing weak demand.",
    ],
)
def test_a_reason_that_is_cited_says_nothing(claims_of: Claims, text: str) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.speaker, claim.modality) == ("Brightwater Bank", Modality.PLANNED)


@pytest.mark.parametrize(
    ("ending", "speaker"),
    [
        (
            "according to a person close to the talks, valuing it at $90m.",
            "a person close to the talks",
        ),
        ("according to court papers.", "court papers"),
        ("according to a letter seen by Reuters.", "a letter seen by Reuters"),
        ("an internal email seen by Reuters showed.", "an internal email seen by Reuters"),
        ("according to a regulatory filing.", "Brightwater Bank"),
        ("according to its annual report.", "Brightwater Bank"),
    ],
)
def test_a_paper_speaks_unless_it_is_the_firms_own(
    claims_of: Claims, ending: str, speaker: str
) -> None:
    found = claims_of(f"Brightwater Bank will buy Lundy, {ending}", Kind.ACQUISITION)
    assert [c.speaker for c in found] == [speaker]


def test_an_outlet_that_saw_a_paper_relays_it(claims_of: Claims) -> None:
    text = "Brightwater Bank will close 40 branches, an internal email seen by Reuters showed."
    assert [c.relayed_by for c in claims_of(text, Kind.FACILITY)] == [("Reuters",)]


def test_an_outlet_that_is_told_something_does_not_say_it(claims_of: Claims) -> None:
    text = (
        "Dana Whitfield, chief executive of Brightwater Bank, told the Financial Times "
        "the lender would close 40 branches."
    )
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.speaker, claim.relayed_by) == ("Dana Whitfield", ("Financial Times",))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            '"Brightwater Bank will close 40 branches" wrote Dana Whitfield, a blogger.',
            "Dana Whitfield",
        ),
        (
            "Brightwater Bank will close 40 branches, specified a union official.",
            "a union official",
        ),
        ("Hugo Brandt confessed that Brightwater Bank had closed 40 branches.", "Hugo Brandt"),
        ("Analysts reckon Brightwater Bank will close 40 branches.", "Analysts"),
        ('Brightwater Bank will close the branch called "Lundy" next year.', None),
    ],
)
def test_more_verbs_of_saying(claims_of: Claims, text: str, speaker: str | None) -> None:
    assert [c.speaker for c in claims_of(text, Kind.FACILITY)] == [speaker]


def test_sources_hedge_where_the_tagger_takes_them_for_one(claims_of: Claims) -> None:
    text = "Sources said Brightwater Bank would buy Lundy. Both lenders had no comment."
    assert [c.modality for c in claims_of(text, Kind.ACQUISITION)] == [Modality.REPORTED]


@pytest.mark.parametrize(
    "text",
    [
        "Falken chief executive Jan Moll told Reuters the carmaker would open a plant in Brno.",
        "Falken's chief executive Jan Moll told Reuters TV it would open a plant in Brno.",
    ],
)
def test_who_speaks_to_an_outlet_speaks_for_the_firm(claims_of: Claims, text: str) -> None:
    (claim,) = claims_of(text, Kind.FACILITY)
    assert (claim.subject, claim.speaker) == ("Falken", "Jan Moll")
    assert claim.relayed_by[0].startswith("Reuters")


def test_of_two_that_speak_as_one_the_subject_speaks(claims_of: Claims) -> None:
    text = "Brightwater Bank and Zenner said Zenner would cut 90 jobs."
    assert [c.speaker for c in claims_of(text, Kind.LAYOFF)] == ["Zenner"]


def test_a_person_is_no_second_name_of_the_firm_and_speaks_on(claims_of: Claims) -> None:
    text = (
        "Lunex chief executive Petra Vaal said that margins were poor. "
        "The chipmaker would cut 900 jobs."
    )
    (claim,) = claims_of(text, Kind.LAYOFF)
    assert (claim.subject, claim.speaker) == ("Lunex", "Petra Vaal")
