from __future__ import annotations

import datetime as dt

import pytest

from kg.loaders.dates import parse_date
from kg.loaders.draft import Refused
from kg.loaders.frontmatter import parse

FULL = """---
title: Acme opens plant
date: 2021-10-20
publisher: The Daily
author: [Ann Lee, Bo Ek]
url: https://example.org/a
id: acme-1
facts_from:
  - https://example.org/b
  - https://example.org/c
---

First line.

Last line.

"""


def test_all_fields_and_the_text_behind() -> None:
    draft = parse(FULL)
    assert (draft.title, draft.text) == ("Acme opens plant", "First line.\n\nLast line.")
    assert draft.date == "2021-10-20"
    assert (draft.id, draft.publisher, draft.author) == ("acme-1", "The Daily", "Ann Lee, Bo Ek")
    assert draft.facts_from == ("https://example.org/b", "https://example.org/c")
    assert draft.notes == ()


def test_without_a_title_in_front_the_first_line_is_it() -> None:
    draft = parse("---\ndate: 2021-10-20\n---\nAcme opens\n\nText.")
    assert (draft.title, draft.text) == ("Acme opens", "Text.")


@pytest.mark.parametrize("end", ["---", "...", "--- "])
def test_both_ends_of_yaml_close_it(end: str) -> None:
    assert parse(f"---\ntitle: T\n{end}\nText.").text == "Text."


def test_rules_inside_the_text_stay() -> None:
    assert parse("---\ntitle: T\n---\nOne.\n\n---\n\nTwo.").text == "One.\n\n---\n\nTwo."


def test_markdown_titles_lose_their_number_signs_and_nothing_else() -> None:
    draft = parse("# Acme opens #\n\n## Later\n\n*Text* with [link](x).", markdown=True)
    assert (draft.title, draft.text) == ("Acme opens", "## Later\n\n*Text* with [link](x).")
    assert parse("# Acme\n\nText.").title == "# Acme"


def test_empty_front_matter() -> None:
    assert parse("---\n---\nTitle\nText.").title == "Title"


BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

BAD = {
    "not closed": ("---\ntitle: T\nText.", "is not closed"),
    "no YAML": ("---\ntitle: [T\n---\nText.", "is not YAML"),
    "code": ("---\ntitle: !!python/object/apply:os.system [ls]\n---\nText.", "is not YAML"),
    "a list": ("---\n- a\n---\nText.", "is no list of fields"),
    "deep": ("---\n" + "[" * 20_000 + "\n---\nText.", "has too many brackets"),
    "deep below the limit": ("---\n" + "[" * 499 + "\n---\nText.", "is not YAML"),
    "too long": ("---\nx: " + "y" * 200_000 + "\n---\nText.", "has 200003 characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_front_matter_fails_with_a_reason(name: str) -> None:
    text, reason = BAD[name]
    with pytest.raises(Refused, match=reason) as refused:
        parse(text)
    assert refused.value.outcome == "failed"
    assert "\n" not in refused.value.reason


def test_aliases_that_multiply_are_harmless() -> None:
    draft = parse(f"---\n{BOMB}title: T\npublisher: *i\n---\nText.")
    assert draft.publisher is None
    assert [issue.code for issue in draft.notes] == ["field-unread"]


def test_a_field_given_twice_is_noted_and_the_last_counts() -> None:
    draft = parse("---\ntitle: Noral\nid: a\ntitle: Veska\n---\nText.")
    assert draft.title == "Veska"
    assert [(n.code, n.message) for n in draft.notes] == [
        ("field-twice", "title is given 2 times; the last counts")
    ]
    once = parse("---\ntitle: Noral\nauthor: {title: a, id: b}\nid: c\n---\nText.")
    assert [note.code for note in once.notes] == ["field-unread"]
    assert parse("---\nnull\n---\nNoral opens\nText.").notes == ()


def test_numbers_and_days_become_text_and_other_types_are_noted() -> None:
    draft = parse("---\ntitle: 2021\nid: 7\nurl: [a]\ndate: [1]\npublisher: true\n---\nText.")
    assert (draft.title, draft.id, draft.url, draft.date) == ("2021", "7", None, None)
    assert [issue.code for issue in draft.notes] == ["field-unread"] * 3


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-03-04", dt.date(2022, 3, 4)),
        ("20220304", dt.date(2022, 3, 4)),
        ("2022-03-04T23:30:00-05:00", dt.date(2022, 3, 4)),
        ("2022-03-04t08:00:00Z", dt.date(2022, 3, 4)),
        ("2022-03-04 08:00:00 +2", dt.date(2022, 3, 4)),
        ("!!timestamp 2022-03-04", dt.date(2022, 3, 4)),
        ("2023-02-29", None),
        ("2022-06-31 10:00:00", None),
        ("2022-13-01", None),
        ("20221301", None),
    ],
)
def test_a_day_without_quotes_is_read_as_with_them(written: str, day: dt.date | None) -> None:
    for value in (written, f'"{written}"') if "!" not in written else (written,):
        draft = parse(f"---\ntitle: Beacon opens\ndate: {value}\n---\nBeacon opened.")
        found, notes = parse_date(draft.date)
        assert (found, draft.notes) == (day, ())
        assert [note.code for note in notes] == ([] if day else ["date-unread"])


@pytest.mark.parametrize("written", ["2022", "1634720000", "-20220304", "2022.5", "true"])
def test_other_numbers_are_no_day(written: str) -> None:
    draft = parse(f"---\ntitle: Beacon opens\ndate: {written}\n---\nBeacon opened.")
    assert draft.date is None
    assert [note.code for note in draft.notes] == ["field-unread"]


def test_days_in_other_fields_stay_as_written() -> None:
    draft = parse("---\ntitle: 2022-02-30\nid: 2022-03-04 08:00:00\n---\nBeacon opened.")
    assert (draft.title, draft.id) == ("2022-02-30", "2022-03-04 08:00:00")
