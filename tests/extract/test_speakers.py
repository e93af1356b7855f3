"""Who speaks, as news puts it: at the end of a sentence, through an outlet, for an organization."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("ending", "speaker"),
    [
        ("its parent company, Meridian Group, said.", "Meridian Group"),
        ("its owner, the Danish bank Meridian Group, said on Sunday.", "Meridian Group"),
        ("its chief executive, Dana Whitfield, told a news conference.", "Dana Whitfield"),
        ("managing director Luc Perrin confirmed.", "Luc Perrin"),
        ("the Leeds-based lender told employees on Monday.", "Brightwater Bank"),
        ("the company let it be known on Tuesday.", "Brightwater Bank"),
        ("it said on Thursday.", "Brightwater Bank"),
        ("chairman Hugo Brandt said, adding that savings were needed.", "Hugo Brandt"),
        ("a union official said.", "a union official"),
    ],
)
def test_who_closes_a_sentence_speaks(claims_of: Claims, ending: str, speaker: str) -> None:
    found = claims_of(f"Brightwater Bank will close 40 branches by June, {ending}", Kind.FACILITY)
    assert [c.speaker for c in found] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Brightwater Bank will close 40 branches by June.",
        "Brightwater Bank will close 40 branches by June, its third cut in two years.",
        "Brightwater Bank will close 40 branches by June, citing dearer rents.",
        "Brightwater Bank will close 40 branches by June, citing a fall in demand.",
    ],
)
def test_what_nobody_says_has_no_speaker(claims_of: Claims, text: str) -> None:
    assert [c.speaker for c in claims_of(text, Kind.FACILITY)] == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Acme Inc., a maker of drones, announced that it will open a plant in Leeds.",
            "Acme Inc.",
        ),
        ("Acme Motors have announced that they are to close a plant in Leeds.", "Acme Motors"),
        (
            '"We will open a plant in Leeds," Acme Motors chief executive Paul Morel said.',
            "Paul Morel",
        ),
        (
            "Acme Motors and Zenith Holdings will open a plant in Leeds, the two companies said.",
            "Acme Motors",
        ),
    ],
)
def test_who_opens_a_sentence_speaks(claims_of: Claims, text: str, speaker: str) -> None:
    assert {c.speaker for c in claims_of(text, Kind.FACILITY)} == {speaker}


@pytest.mark.parametrize(
    ("words", "outlets"),
    [
        ("chief executive Paul Morel told Reuters", ("Reuters",)),
        ("chief executive Paul Morel told the Financial Times", ("Financial Times",)),
        ("chief executive Paul Morel said in an interview with Bloomberg", ("Bloomberg",)),
        ("chief executive Paul Morel told reporters", ()),
        ("chief executive Paul Morel said, after Reuters had reported it", ()),
    ],
)
def test_an_outlet_that_is_spoken_to_relays(
    claims_of: Claims, words: str, outlets: tuple[str, ...]
) -> None:
    found = claims_of(f"Acme Motors will open a plant in Leeds, {words}.", Kind.FACILITY)
    assert [(c.speaker, c.relayed_by) for c in found] == [("Paul Morel", outlets)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Acme Motors now sees revenue of $4 million this year.", "Acme Motors"),
        (
            "Acme Motors fell short. Its head, Miriam Cole, maintained the forecast of a profit of $6 million.",
            "Miriam Cole",
        ),
        (
            "Finance chief Rita Solberg said that Acme Motors expects a profit of $1 billion this year.",
            "Rita Solberg",
        ),
        ("Acme Motors cut its forecast of a profit of $60 million this year.", None),
    ],
)
def test_an_outlook_is_who_gives_it(claims_of: Claims, text: str, speaker: str | None) -> None:
    assert {c.speaker for c in claims_of(text, Kind.RESULT)} == {speaker}


@pytest.mark.parametrize("again", ["regulator", "agency", "bureau"])
def test_a_body_is_taken_up_by_what_it_is(claims_of: Claims, again: str) -> None:
    text = f"The Competition Bureau has fined Acme Motors $3 million, the {again} said."
    assert [c.speaker for c in claims_of(text, Kind.LEGAL)] == ["Competition Bureau"]


def test_an_unnamed_speaker_goes_on_speaking(claims_of: Claims) -> None:
    text = 'The depot has a future," a Halden spokeswoman said. She added that Halden would open ten shops.'
    found = claims_of(f'"{text}', Kind.FACILITY)
    assert [c.speaker for c in found] == ["a Halden spokeswoman"]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("Acme Motors chief executive Ann Lee", "Ann Lee"),
        ("Acme Motors' head of quality, Ann Lee,", "Ann Lee"),
        ("Acme Motors", "Acme Motors"),
    ],
)
def test_a_stance_is_voiced_by_the_person_named(claims_of: Claims, who: str, speaker: str) -> None:
    found = claims_of(f"{who} denied a report that it would buy Zenith Holdings.", Kind.STANCE)
    assert ("Acme Motors", speaker) in [(c.subject, c.speaker) for c in found]


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        (
            "Acme Motors cut 160 jobs and hired Kirk Partners, according to two people familiar with the situation.",
            Kind.LAYOFF,
            "two people familiar with the situation",
        ),
        (
            "Acme Motors said it had ended its contract with Halden Steel.",
            Kind.SUPPLY,
            "Acme Motors",
        ),
        (
            "Ann Lee, chairwoman of Acme Motors, said that it had bought Halden Steel.",
            Kind.ROLE,
            None,
        ),
    ],
)
def test_closing_source_and_ended_contract(
    claims_of: Callable[..., list[Claim]], text: str, kind: Kind, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, kind)} == {speaker}


@pytest.mark.parametrize(
    ("start", "speaker"),
    [
        ("The attorney general of Ohio, Ann Lee, said", "Ann Lee"),
        ("The attorney general of Ohio said", "the attorney general of Ohio"),
        ("The retired general, Ann Lee, said", "Ann Lee"),
    ],
)
def test_an_attorney_general_is_one_officer(claims_of: Claims, start: str, speaker: str) -> None:
    found = claims_of(f"{start} Acme Motors will close its Toledo plant.", Kind.FACILITY)
    assert [c.speaker for c in found] == [speaker]


def test_a_managing_director_voices_a_stance(claims_of: Claims) -> None:
    found = claims_of("Acme Rail's managing director, Ann Lee, welcomed the vote.", Kind.STANCE)
    assert [(c.subject, c.speaker) for c in found] == [("Acme Rail", "Ann Lee")]


@pytest.mark.parametrize(
    ("start", "speaker"),
    [
        ("A judge confirmed the merger of Acme Bank and Halden Bank.", None),
        ("The regulator confirmed Acme Bank's merger with Halden Bank.", None),
        ("Acme Bank confirmed its merger with Halden Bank.", "Acme Bank"),
        (
            "The regulator confirmed that Acme Bank will merge with Halden Bank.",
            "the regulator",
        ),
    ],
)
def test_a_judge_who_confirms_a_deal_tells_nothing(
    claims_of: Claims, start: str, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(start, Kind.MERGER)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Vosker bought Sorley on Monday, the company said.", "Vosker"),
        ("Tessaly completed its acquisition of Kelmar, the company said.", "Tessaly"),
        ("Investor Jane Doe bought Kelmar Group on Monday, the company said.", "Kelmar Group"),
    ],
)
def test_the_company_that_tells_a_deal_is_the_one_that_makes_it(
    claims_of: Claims, text: str, speaker: str
) -> None:
    assert [c.speaker for c in claims_of(text, Kind.ACQUISITION)] == [speaker]
