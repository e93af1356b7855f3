"""Who says what, where commas and asides part a word of saying from who says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.arrays import arrays
from kg.extract.sayers import source_of
from kg.extract.strayed import opening_speaker
from kg.model import Claim, Kind, Modality, TimeSpan

Claims = Callable[..., list[Claim]]
MONDAY = TimeSpan(earliest=dt.date(2020, 5, 11), latest=dt.date(2020, 5, 11))
YEAR = TimeSpan(earliest=dt.date(2018, 1, 1), latest=dt.date(2018, 12, 31))


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


def test_a_firm_that_opens_a_release_speaks_wherever_the_tree_hangs_it(
    claims_of: Claims, parsed: Callable[..., Doc]
) -> None:
    text = (
        "Eindhoven, 10 September 2024 – Vantria N.V. (Euronext: VANT), a global provider of flow control "
        "solutions, today announced that it has completed the acquisition of Nordpump AB, a Swedish "
        "manufacturer of industrial pumps. Nordpump, based in Västerås, employs 430 people."
    )
    [found] = claims_of(text, Kind.ACQUISITION)
    assert found.speaker == "Vantria N.V."
    doc = parsed(
        "Acme/PROPN/12/appos ,/PUNCT/4/punct a/DET/4/det maker/NOUN/1/appos ,/PUNCT/1/punct "
        "today/NOUN/7/obl:unmarked announced/VERB/0/ that/SCONJ/10/mark it/PRON/10/nsubj bought/VERB/7/ccomp "
        "a/DET/12/det rival/NOUN/10/obj",
        ents={"Acme": "COMPANY"},
    )
    assert source_of(arrays(doc), 6) == 0
    doc = parsed(
        "Acme/PROPN/3/nsubj ,/PUNCT/3/punct grew/VERB/0/ ,/PUNCT/3/punct today/NOUN/6/obl:unmarked "
        "announced/VERB/3/parataxis that/SCONJ/8/mark bought/VERB/6/ccomp",
        ents={"Acme": "COMPANY"},
    )
    assert opening_speaker(arrays(doc), 5) is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Halden Bank notified its staff that it will close its branch in Leeds.", "Halden Bank"),
        ("Halden Bank threatened to close its branch in Leeds.", "Halden Bank"),
        ("Halden Bank was threatened and will close its branch in Leeds.", None),
        ("A strike threatened jobs. Halden Bank will close its branch in Leeds.", None),
    ],
)
def test_who_notifies_or_threatens_speaks(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.FACILITY)} == {speaker}


def test_an_outlet_after_but_speaks_where_trees_give_it_another_part(
    parsed: Callable[..., Doc],
) -> None:
    spec = (
        "It/PRON/2/nsubj grew/VERB/0//grow but/CCONJ/5/cc {}/PROPN/5/iobj says/VERB/2/conj/say/VBZ "
        "sales/NOUN/7/nsubj fell/VERB/5/ccomp/fall"
    )
    names = {"Reuters": "OUTLET"}
    assert source_of(arrays(parsed(spec.format("Reuters"), ents=names)), 4) == 3
    shared = spec.replace("{}/PROPN/5/iobj", "also/ADV/5/advmod")
    assert source_of(arrays(parsed(shared)), 4) == 0
