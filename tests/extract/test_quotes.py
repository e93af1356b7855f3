"""Where a quotation ends, and who is said behind its closing mark to have spoken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.quotes import quotes
from kg.model import Claim, Kind

Claims = Callable[..., list[Claim]]

OPENED = 'Ann Lee said "Pumps are cheaper now.\n\nHalden Foods has bought Zenith Holdings'


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f'{OPENED}, and prices will fall."\n\nHalden Foods grew last year.', "Ann Lee"),
        (f'{OPENED}.\n\nThe "Swift" van is made by Acme Motors.', None),
        (f'{OPENED} and its "Swift" van.', None),
        (f'{OPENED}.\n\nAcme Motors sold its "Swift" brand.', None),
    ],
)
def test_a_quotation_runs_on_to_a_closing_mark_in_the_next_paragraph(
    claims_of: Claims, text: str, speaker: str | None
) -> None:
    found = [c for c in claims_of(text, Kind.ACQUISITION) if c.subject == "Halden Foods"]
    assert [c.speaker for c in found] == [speaker]


def test_a_speaker_whom_sentences_part_from_the_word_of_saying(
    parsed: Callable[..., Doc],
) -> None:
    doc = parsed(
        "“/PUNCT/5/punct Halden/PROPN/5/nsubj will/AUX/5/aux/will/MD soon/ADV/5/advmod grow/VERB/7/ccomp/grow/VB "
        "”/PUNCT/5/punct said/VERB/0//say",
        "Halden/PROPN/2/nsubj in/ADP/0//in a/DET/4/det statement/NOUN/2/obl",
        "“/PUNCT/4/punct It/PRON/4/nsubj will/AUX/4/aux/will/MD hire/VERB/0//hire/VB staff/NOUN/4/obj "
        "”/PUNCT/4/punct",
        ents={"Halden": "COMPANY"},
    )
    assert [q.speaker for q in quotes(doc)] == [7, 7]


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("Halden Foods president Ann Lee said, after the meeting.", "Ann Lee"),
        ("Halden Foods president Ann Lee bought a van, after the meeting.", None),
        ("Halden Foods president Ann Lee expressed regret.", None),
        ("The paper goes on to explain the terms.", None),
    ],
)
def test_a_stop_before_who_spoke(claims_of: Claims, behind: str, speaker: str | None) -> None:
    text = f'"Halden Foods has bought Zenith Holdings and will keep all of its staff." {behind}'
    found = [c for c in claims_of(text, Kind.ACQUISITION) if c.object == "Zenith Holdings"]
    assert [c.speaker for c in found] == [speaker]
