"""Outlets that pass news on, and who speaks where a sentence closes with words for several or one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Claims = Callable[..., list[Claim]]
_DEAL = "Acme Motors will buy Zenith Holdings for $3 billion"


@pytest.mark.parametrize(
    ("text", "speaker", "outlets"),
    [
        (f"{_DEAL}, the Courier newspaper reported on Friday.", "Courier", ()),
        (f"{_DEAL}, according to the Financial Times.", "Financial Times", ()),
        (f"On Friday Reuters reported that {_DEAL}.", "Reuters", ()),
        (f"{_DEAL}, according to a report in the Financial Times.", "Financial Times", ()),
        (f"{_DEAL}, two bankers told Reuters.", "two bankers", ("Reuters",)),
        (
            f"{_DEAL}, its president said, as reported by Reuters.",
            "Acme Motors president",
            ("Reuters",),
        ),
        (f"{_DEAL}, its chairman Ann Lee said, according to Reuters.", "Ann Lee", ("Reuters",)),
        (
            f"Bloomberg reported on Monday, citing people familiar with the matter, that {_DEAL}.",
            "people familiar with the matter",
            ("Bloomberg",),
        ),
        (
            f"On Friday Reuters reported that {_DEAL}, citing two bankers.",
            "two bankers",
            ("Reuters",),
        ),
        (f"Acme Motors said {_DEAL}, citing weak demand.", "Acme Motors", ()),
        (
            f"The Courier, citing two bankers, reported on Saturday that {_DEAL}.",
            "two bankers",
            ("Courier",),
        ),
        (
            f"Reuters quoted an Acme Motors official as saying that {_DEAL}.",
            "an Acme Motors official",
            ("Reuters",),
        ),
        (f"Ann Lee was quoted by Reuters as saying that {_DEAL}.", "Ann Lee", ("Reuters",)),
        (f"{_DEAL}, local media reported.", "local media", ()),
    ],
)
def test_an_outlet_speaks_where_it_names_nobody_and_relays_where_it_does(
    claims_of: Claims, text: str, speaker: str | None, outlets: tuple[str, ...]
) -> None:
    found = claims_of(text, Kind.ACQUISITION)
    assert {(c.speaker, c.relayed_by) for c in found} == {(speaker, outlets)}


def test_an_outlet_speaks_of_itself(claims_of: Claims) -> None:
    found = claims_of("Reuters said it will cut 300 jobs.", Kind.LAYOFF)
    assert [(c.subject, c.speaker, c.relayed_by) for c in found] == [("Reuters", "Reuters", ())]


@pytest.mark.parametrize(
    ("end", "speaker"),
    [
        ("the two companies said on Friday", "Acme Motors"),
        ("the two said on Friday", "Acme Motors"),
        ("both said on Friday", "Acme Motors"),
        ("they said on Friday", "Acme Motors"),
        ("the country's biggest carmaker said on Friday", "Acme Motors"),
        ("the Leeds-based carmaker said after the close of trading on Friday", "Acme Motors"),
        ("the country's biggest union said on Friday", "the country's biggest union"),
        ("two analysts said on Friday", "two analysts"),
    ],
)
def test_who_closes_a_sentence(claims_of: Claims, end: str, speaker: str) -> None:
    found = claims_of(f"Acme Motors has agreed to buy Zenith Holdings, {end}.", Kind.ACQUISITION)
    assert {c.speaker for c in found} == {speaker}


def test_a_figure_before_a_closing_is_told(claims_of: Claims) -> None:
    text = (
        "Turnover of Acme Motors advanced 11 percent to $288 million, "
        "the Leeds-based carmaker said in a statement late on Wednesday."
    )
    assert {c.speaker for c in claims_of(text, Kind.RESULT)} == {"Acme Motors"}


def test_an_outlook_is_told_beside_another_clause(claims_of: Claims) -> None:
    text = (
        "Mary Lee is chairman of Acme Motors. She expects a loss of $9 million for 2030; "
        "the exact figure will be published on March 31."
    )
    found = [c for c in claims_of(text, Kind.RESULT) if c.modality is Modality.TARGETED]
    assert {c.speaker for c in found} == {"Mary Lee"}


@pytest.mark.parametrize(
    ("end", "speaker", "outlets"),
    [
        ("Der Spiegel reported on Saturday", "Der Spiegel", ()),
        ("the Nikkei business daily reported on Tuesday", "Nikkei", ()),
        ("chief executive Ann Lee told Handelsblatt", "Ann Lee", ("Handelsblatt",)),
        ("the Courier newspaper quoted its head Ann Lee as saying", "Ann Lee", ("Courier",)),
        ("Reuters quoted the company as saying", "Acme Motors", ("Reuters",)),
        ("its head, Ann Lee, was quoted as saying by Reuters on Friday", "Ann Lee", ("Reuters",)),
        ("two people were quoted as saying", "two people", ()),
    ],
)
def test_an_outlet_by_its_name_or_kind(
    claims_of: Claims, end: str, speaker: str | None, outlets: tuple[str, ...]
) -> None:
    found = claims_of(f"Acme Motors will close its plant in Leeds, {end}.", Kind.FACILITY)
    assert [(c.speaker, c.relayed_by) for c in found] == [(speaker, outlets)]


def test_a_person_with_the_name_of_an_outlet_speaks(claims_of: Claims) -> None:
    text = (
        "Steve Forbes is chairman of Acme Motors. Acme will close its plant in Leeds, Forbes said."
    )
    assert [c.speaker for c in claims_of(text, Kind.FACILITY)] == ["Steve Forbes"]


def test_what_prosecutors_did_an_outlet_reports(claims_of: Claims) -> None:
    text = "Geneva prosecutors have searched the head office of Halden Bank, DongA reported on Saturday."
    assert [(c.speaker, c.relayed_by) for c in claims_of(text, Kind.LEGAL)] == [("DongA", ())]
