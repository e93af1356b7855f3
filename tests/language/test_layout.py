"""Headings, captions and furniture, told from running text by their form."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.layout import lines

BODY = "Acme grew by a tenth last year, its chief executive said on Monday in Leeds."


def kinds(text: str) -> dict[str, str]:
    return {text[x.start : x.end]: x.kind for x in lines(text)}


@pytest.mark.parametrize(
    "line",
    [
        "Plans for a second plant",
        "Acme Expects Slower Growth Next Year",
        "What comes next?",
        "'A turning point'",
        "Background",
    ],
)
def test_a_short_line_before_text_is_a_heading(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == {line: "heading"}


@pytest.mark.parametrize(
    "line",
    [
        "Acme logo image 3",
        "File photo of the plant in Leeds",
        "Jane Doe, left, pictured at the opening",
        "Acme_plant.jpg",
        "Photo: Jane Doe",
        "Image courtesy of Acme",
        "Jane Doe (left) and John Roe",
        "Visitors at the press conference",
    ],
)
def test_a_line_about_an_image_is_a_caption(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == {line: "caption"}


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "It grew.",
        "“We are pleased,”",
        "* the first point",
        "Sales rose 3 per cent; costs fell;",
    ],
)
def test_running_text_is_neither(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}") == {}


def test_wiki_marks_set_headings_apart_inside_a_line() -> None:
    text = f"{BODY} == Reactions == {BODY} ==See also== *"
    assert kinds(text) == {"Reactions": "heading", "See also": "other"}


def test_an_image_link_gives_its_caption() -> None:
    text = f"[[Image:Plant.jpg|thumb|right|250px|The plant in 2005]] {BODY}"
    assert kinds(text) == {"The plant in 2005": "caption"}


def test_markdown_headings() -> None:
    assert kinds(f"## The offer\n\n{BODY}") == {"The offer": "heading"}


def test_wrapped_paragraphs_have_no_headings() -> None:
    text = "Acme grew by a tenth last year, its chief executive\nsaid on Monday in Leeds, where it\nhas its seat."
    assert kinds(text) == {}


def test_furniture_heads_nothing() -> None:
    assert kinds(f"{BODY}\n\nRead more\n\n{BODY}") == {"Read more": "other"}


def test_a_last_line_is_no_heading() -> None:
    assert "heading" not in kinds(f"{BODY}\n\nMore on Tuesday").values()


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.text(alphabet="ab .\n=*|[]#AB:jpgFile", max_size=120))
def test_lines_are_ordered_inside_and_apart(text: str) -> None:
    end = 0
    for line in lines(text):
        assert end <= line.start < line.end <= len(text)
        assert text[line.start : line.end].strip()
        end = line.end


def test_a_mark_that_never_closes_is_looked_at_once() -> None:
    began = time.process_time()
    assert lines("Noral grew. == Plans" + "\t" * 5_000 + "of Noral.\n") == []
    assert time.process_time() - began < 2
