"""Who speaks where something is told of them between them and the word of saying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality, TimeSpan

Claims = Callable[..., list[Claim]]
MONDAY = TimeSpan(earliest=dt.date(2020, 5, 11), latest=dt.date(2020, 5, 11))
YEAR = TimeSpan(earliest=dt.date(2018, 1, 1), latest=dt.date(2018, 12, 31))


@pytest.mark.parametrize(
    ("who", "speaker", "modality"),
    [
        ("Two bankers, who asked not to be named,", "Two bankers", Modality.REPORTED),
        (
            "A source close to the talks, who knows both,",
            "a source close to the talks",
            Modality.REPORTED,
        ),
        ("Dana Whitfield, who has led the bank since 2012,", "Dana Whitfield", Modality.PLANNED),
        ("Meridian Group, which owns the lender,", "Meridian Group", Modality.PLANNED),
        ("Dana Whitfield, whose family owns the bank,", "Dana Whitfield", Modality.PLANNED),
        ("The union, which represents 300 workers,", "the union", Modality.PLANNED),
    ],
)
@pytest.mark.parametrize("told", ["Brightwater Bank would", "Brightwater Bank will"])
def test_a_remark_on_who_speaks_is_not_what_they_say(
    claims_of: Claims, who: str, speaker: str, modality: Modality, told: str
) -> None:
    [found] = claims_of(f"{who} said {told} close its Leeds office by June.", Kind.FACILITY)
    assert (found.speaker, found.modality) == (speaker, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Brightwater Bank, which has 40 branches, will close its Leeds office, said Dana Whitfield.",
        "Brightwater Bank will close its Leeds office, said Dana Whitfield, who has led it since 2012.",
    ],
)
def test_who_stands_behind_the_word_of_saying_at_the_end_speaks(
    claims_of: Claims, text: str
) -> None:
    assert [c.speaker for c in claims_of(text, Kind.FACILITY)] == ["Dana Whitfield"]


@pytest.mark.parametrize(
    ("ending", "speaker", "said"),
    [
        ("Dana Whitfield, the lender's chief executive, said on Monday.", "Dana Whitfield", MONDAY),
        ("Dana Whitfield, who runs the lender, told reporters.", "Dana Whitfield", None),
        (
            "Dana Whitfield, finance chief, wrote in a blog post on Monday.",
            "Dana Whitfield",
            MONDAY,
        ),
        ("Meridian Group, which owns the lender, said on Monday.", "Meridian Group", MONDAY),
        ("Meridian Group, its owner, said.", "Meridian Group", None),
        # Nobody says it here, or who says it stands elsewhere.
        ("home of Dana Whitfield, its chief executive.", None, None),
        (
            "and hire Dana Whitfield, a banker, the company said on Monday.",
            "Brightwater Bank",
            MONDAY,
        ),
    ],
)
def test_a_name_with_a_description_behind_it_speaks(
    claims_of: Claims, ending: str, speaker: str | None, said: TimeSpan | None
) -> None:
    comma = "" if ending.startswith("and") else ","
    text = f"Brightwater Bank will close its plant in Leeds{comma} {ending}"
    assert [(c.speaker, c.said) for c in claims_of(text, Kind.FACILITY)] == [(speaker, said)]


def test_who_speaks_is_no_part_of_what_is_sold(claims_of: Claims) -> None:
    text = "Brightwater Bank plans to sell its towers, Ines Roca, finance chief, said."
    found = claims_of(text, Kind.DIVESTITURE)
    assert [(c.object, c.speaker) for c in found] == [("towers", "Ines Roca")]


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("Brightwater Bank said on Monday it would", MONDAY),
        ("Brightwater Holdings plc said on Monday it will", MONDAY),
        ("Brightwater Bank said Monday that it would", MONDAY),
        ("Brightwater Bank said in 2018 that it would", YEAR),
        ("Brightwater Bank said 2018 was bad and it would", None),
        ("Brightwater Bank said it would", None),
    ],
)
def test_a_time_between_the_word_of_saying_and_the_clause_is_when_it_was_said(
    claims_of: Claims, opening: str, said: TimeSpan | None
) -> None:
    [found] = claims_of(f"{opening} close its plant in Derby.", Kind.FACILITY)
    assert found.said == said
    assert (found.speaker or "").startswith("Brightwater")


@pytest.mark.parametrize(
    ("text", "speaker", "relays", "modality"),
    [
        (
            "Reuters reported, citing people close to the talks, that Tarn Energy would buy Zenith.",
            "people close to the talks",
            ("Reuters",),
            Modality.REPORTED,
        ),
        (
            "Tarn Energy will buy Zenith for $9 million, Reuters reported, citing two sources close to the deal.",
            "two sources close to the deal",
            ("Reuters",),
            Modality.REPORTED,
        ),
        (
            "Dana Whitfield, chief executive of Tarn Energy, told the Financial Times the firm would buy Zenith.",
            "Dana Whitfield",
            ("Financial Times",),
            Modality.PLANNED,
        ),
        (
            "Tarn Energy will buy Zenith, according to a person close to the talks, valuing it at $9 million.",
            "a person close to the talks",
            (),
            Modality.REPORTED,
        ),
        (
            "Tarn Energy will buy Zenith, according to a memo to staff.",
            "a memo to staff",
            (),
            Modality.PLANNED,
        ),
        # Whose it is, it tells, or it is for everybody.
        (
            "Tarn Energy will buy Zenith, according to its letter to owners.",
            "Tarn Energy",
            (),
            Modality.PLANNED,
        ),
        (
            "Tarn Energy will buy Zenith, according to a statement.",
            "Tarn Energy",
            (),
            Modality.PLANNED,
        ),
    ],
)
def test_sources_that_are_cited_and_documents_speak(
    claims_of: Claims, text: str, speaker: str, relays: tuple[str, ...], modality: Modality
) -> None:
    [found] = claims_of(text, Kind.ACQUISITION)
    assert (found.speaker, found.relayed_by, found.modality) == (speaker, relays, modality)


def test_who_is_cited_first_speaks(claims_of: Claims) -> None:
    [found] = claims_of(
        "Citing bankers, Reuters said Tarn Energy would buy Zenith.", Kind.ACQUISITION
    )
    assert (found.relayed_by, found.modality) == (("Reuters",), Modality.REPORTED)
