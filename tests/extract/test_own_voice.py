"""What an article tells in its own voice though its sentence has a speaker, and who promises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Kind, Modality

Claims = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Acme Motors owns 29 percent of Zenith and will not sell, its head said in June.", None),
        ("Acme Motors, which owns Zenith Holdings, said it will cut 300 jobs.", None),
        ("Acme Motors said that it owned 29 percent of Zenith Holdings.", "Acme Motors"),
        ("Ann Lee said Acme Motors held 29 percent of Zenith Holdings.", "Ann Lee"),
    ],
)
def test_who_owns_whom_is_a_remark(claims_of: Claims, text: str, speaker: str | None) -> None:
    assert {c.speaker for c in claims_of(text, Kind.OWNERSHIP)} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "Acme Motors denied on Wednesday that it was in talks with Halden; its shares lost 7 percent.",
        "Acme Motors said on Friday that it would cut 300 jobs, sending its shares down 5 percent.",
        "Acme Motors warned of lower sales on Friday, its finance chief said, and its shares fell 7 percent.",
    ],
)
def test_how_shares_moved_nobody_says(claims_of: Claims, text: str) -> None:
    found = claims_of(text, Kind.MARKET_MOVE)
    assert {(c.speaker, c.modality) for c in found} == {(None, Modality.ASSERTED)}


def test_a_semicolon_ends_what_is_told(claims_of: Claims) -> None:
    text = "Acme Motors reports its figures on Friday; Zenith Holdings opened a plant in Leeds last week."
    assert {c.speaker for c in claims_of(text, Kind.FACILITY)} == {None}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Chairman Ann Lee of Acme Motors promised a new electric car by 2031.", "Ann Lee"),
        ("Acme Motors promised sales of $4 million in 2031.", "Acme Motors"),
    ],
)
def test_who_promises_speaks(claims_of: Claims, text: str, speaker: str) -> None:
    found = [*claims_of(text, Kind.TARGET), *claims_of(text, Kind.RESULT)]
    assert {c.speaker for c in found} == {speaker}


@pytest.mark.parametrize(
    ("end", "speaker"),
    [
        ("preliminary figures showed on Friday", None),
        ("according to figures released by Acme Motors", "Acme Motors"),
        ("court papers show", "court papers"),
    ],
)
def test_bare_figures_do_not_speak(claims_of: Claims, end: str, speaker: str | None) -> None:
    found = claims_of(f"Acme Motors had a loss of $6 million in 2021, {end}.", Kind.RESULT)
    assert {c.speaker for c in found} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Suspicious activity suggests that Acme Motors will close its plant in Leeds.", None),
        ("The lion's share is clear: Acme Motors will close its plant in Leeds.", None),
        (
            "A former manager suggests that Acme Motors will close its plant in Leeds.",
            "a former manager",
        ),
        (
            "The contract went to Halden Motors, which said it will close its plant in Leeds.",
            "Halden Motors",
        ),
    ],
)
def test_who_can_be_a_source(claims_of: Claims, text: str, speaker: str | None) -> None:
    assert {c.speaker for c in claims_of(text, Kind.FACILITY)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Lee said the two firms that Acme Motors bought in 2019 had lost money.", None),
        ("Ann Lee said that Acme Motors bought Zenith Holdings in 2019.", "Ann Lee"),
        ("Ann Lee said Acme Motors had bought Zenith Holdings, a firm that lost money.", "Ann Lee"),
        (
            '"Zenith Holdings is one of the firms that Acme Motors bought," said Ann Lee.',
            "Ann Lee",
        ),
    ],
)
def test_what_a_speaker_takes_for_known_is_not_what_he_says(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    assert {c.speaker for c in claims_of(text, Kind.ACQUISITION)} == {speaker}
