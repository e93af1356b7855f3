from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.text import script_json, visible, web_link, wrapped

TEXTS = st.text(st.characters(codec=None), max_size=80)


@given(TEXTS)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_json_in_a_script_is_inert_and_exact(text: str) -> None:
    found = str(script_json({"text": text}))
    assert found.isascii()
    assert not set(found) & set("<>&'")
    assert json.loads(found) == {"text": text}


@given(TEXTS)
@settings(derandomize=True, deadline=None, max_examples=100)
def test_visible_text_can_be_written_and_hides_nothing(text: str) -> None:
    found = visible(text)
    found.encode("utf-8")
    assert not set(found) & {"\u202e", "\u2066", "\u200f", "\x00", "\n", "\u2028"}
    assert visible(found) == found


def test_plain_text_stays_as_it_is() -> None:
    assert visible("Ørsted A/S – 小米, “quoted”") == "Ørsted A/S – 小米, “quoted”"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//news.example/a",
        "https://news.example/a b",
        "java\nscript:alert(1)",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_link(url) is None


def test_web_addresses_are_kept() -> None:
    assert web_link(" https://news.example/a?b=1#c ") == "https://news.example/a?b=1#c"
    assert web_link("HTTP://news.example") == "HTTP://news.example"


@given(st.text("ab ", max_size=120), st.integers(4, 20), st.integers(1, 4))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_wrapped_labels_keep_their_limits(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, lines).split("\n")
    assert len(found) <= lines
    assert all(len(line) <= 2 * width + 1 for line in found)


def test_short_labels_are_whole() -> None:
    assert wrapped("Norvik", 20, 3) == "Norvik"
