"""How many times and amounts of the gold claims are found in their evidence."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.extract.amounts import find_amounts
from kg.extract.times import cue_tense, find_times

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared, which is not part of kg"),
]


def _lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / path).read_text(encoding="utf-8").splitlines()]


@cache
def _claims() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    rows = [*_lines("gold/claims.jsonl"), *_lines("gold/train-claims.jsonl")]
    named = {row["article"] for row in rows}
    texts = {a["id"]: a for a in _lines("wikinews/articles.jsonl") if a["id"] in named}
    texts |= {a["id"]: a for a in _lines("gold/articles.jsonl")}
    return [(row, texts[row["article"]]) for row in rows]


def _inside(span: Any, evidence: list[list[int]]) -> bool:
    return any(span.start < end and span.end > start for start, end in evidence)


def _limits(time: dict[str, str]) -> tuple[dt.date | None, dt.date | None]:
    found = [time.get(name) for name in ("earliest", "latest")]
    first, last = (dt.date.fromisoformat(day) if day else None for day in found)
    return first, last


def test_most_times_of_the_gold_are_among_those_found() -> None:
    total = hit = 0
    for claim, article in _claims():
        if not claim["time"]:
            continue
        day = dt.date.fromisoformat(article["date"]) if article.get("date") else None
        text = article["text"]
        values = {
            (m.value.earliest, m.value.latest)
            for m in find_times(text, day, tense=cue_tense(text))
            if m.value and _inside(m.span, claim["evidence"])
        }
        total += 1
        hit += _limits(claim["time"]) in values
    assert total > 300
    assert hit / total > 0.77


def test_nearly_all_amounts_of_the_gold_are_among_those_found() -> None:
    total = hit = 0
    for claim, article in _claims():
        want = claim["amount"]
        if not want:
            continue
        value = abs(float(want["value"]))
        found = [m for m in find_amounts(article["text"]) if _inside(m.span, claim["evidence"])]
        total += 1
        hit += any(
            m.quantity.unit == want["unit"]
            and abs(abs(float(m.quantity.value)) - value) <= 0.01 * value
            for m in found
        )
    assert total > 400
    assert hit / total > 0.95
