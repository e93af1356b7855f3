from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.loaders.text import body, parse, unix_lines


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("T\n\nA.", "T", "A."),
        ("T\nA.", "T", "A."),
        ("\n\n T \n \n\n  A.\n\nB.\n\n\n", "T", "  A.\n\nB."),
        ("T\r\n\r\nA.\r\nB.\r\n", "T", "A.\nB."),
        ("T", "T", ""),
        ("", "", ""),
    ],
)
def test_title_and_text(text: str, title: str, rest: str) -> None:
    draft = parse(text)
    assert (draft.title, draft.text) == (title, rest)


@given(st.text(alphabet="ab \n\r\t", max_size=30))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_text_is_a_part_of_the_file_character_for_character(text: str) -> None:
    found = parse(text)
    assert found.text in unix_lines(text)
    assert not found.text.endswith("\n")
    assert not found.text or found.text.split("\n")[0].strip()
    assert body(found.text) == found.text
