"""Likely slips in gold files are named; what a file may well hold is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.eval.oddities import oddities
from kg.model import Article

TEXT = "Acme bought Zeta."


def notes(*rows: dict[str, Any]) -> list[str]:
    claim = {"article": "a", "kind": "Acquisition", "subject": "Acme", "object": "Zeta"}
    lines = [json.dumps({**claim, **row}) for row in rows]
    return list(oddities([*lines, ""], {"a": Article(id="a", title="", text=TEXT)}, "gold"))


def test_evidence_outside_the_text() -> None:
    (note,) = notes({"evidence": [[0, 17], [0, 99]]})
    assert note == "gold:1: evidence [0, 99] ends outside the text of a, which has 17 characters"


@pytest.mark.parametrize(
    ("name", "meant"), [("amonut", "amount"), ("speakers", "speaker"), ("Evidence", "evidence")]
)
def test_a_misspelt_field(name: str, meant: str) -> None:
    assert notes({name: None}) == [f"gold:1: {name} is no field; did you mean {meant}?"]


def test_a_line_given_twice() -> None:
    assert notes({}, {"modality": "planned"}, {}) == ["gold:3: given before, on line 1"]


@pytest.mark.parametrize("row", [{}, {"trigger": {}}, {"evidence": [[0, 17]]}, {"article": "b"}])
def test_what_is_no_slip(row: dict[str, Any]) -> None:
    assert notes(row) == []
