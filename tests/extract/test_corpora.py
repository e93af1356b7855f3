"""Short texts of other corpora, and what was annotated of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.extract.train import corpora
from kg.extract.train.samples import read_gold
from kg.interchange import read_claims

HERE = Path(corpora.__file__).parent
DATA = Path(__file__).parents[2].parent / "shared" / "data"


def written(path: Path, *rows: dict[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def folder(tmp_path: Path) -> Path:
    written(
        tmp_path / "ner/fire-train.jsonl",
        {"text": "Zenith Corp . bought Acme 's bank for $ 5 million .", "source": "fire-train:7"},
    )
    written(
        tmp_path / "relations/core-train.jsonl",
        {"id": "E1", "context": ["Acme", "(", "Ohio", ")", "is", "a", "unit", "of", "Zenith", "."]},
    )
    written(
        tmp_path / "relations/knowledgenet-folds1-3.jsonl",
        {"doc": 3, "passage_start": 40, "passage": " She founded Acme. ", "property": "FOUNDED_BY"},
        {"doc": 3, "passage_start": 40, "passage": " She founded Acme. ", "property": "CEO"},
    )
    return tmp_path


def test_texts_are_read_as_they_would_be_printed(tmp_path: Path) -> None:
    found = corpora.read(folder(tmp_path))
    assert {id_: article.text for id_, article in found.items()} == {
        "fire-train:7": "Zenith Corp. bought Acme's bank for $5 million.",
        "core:E1": "Acme (Ohio) is a unit of Zenith.",
        "knowledgenet:3:40": "She founded Acme.",
    }


def annotated() -> list[dict[str, object]]:
    lines = (HERE / "corpora-claims.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_text_has_claims_or_is_listed_as_having_none() -> None:
    empty = [x for x in (HERE / "corpora-empty.txt").read_text("utf-8").splitlines() if x[0] != "#"]
    assert len(empty) == len(set(empty)) > 1000
    assert not set(empty) & {str(row["article"]) for row in annotated()}


def test_annotated_claims_are_claims() -> None:
    lines = (HERE / "corpora-claims.jsonl").read_text("utf-8").splitlines()
    claims = list(read_claims(lines))
    assert len(claims) > 4000
    found = read_gold(
        [HERE / "corpora-claims.jsonl"], [HERE / "corpora-empty.txt"], HERE / "untouched.txt"
    )
    assert sum(map(len, found.values())) == len(claims)


@pytest.mark.skipif(not DATA.exists(), reason="the corpora are not at hand")
def test_triggers_stand_in_the_texts_where_they_are_said_to() -> None:
    texts = corpora.read(DATA)
    for row in annotated():
        text, trigger = texts[str(row["article"])].text, row["trigger"]
        assert isinstance(trigger, dict)
        word = text[trigger["start"] : trigger["end"]]
        assert word == word.strip() != ""
        evidence: Any = row["evidence"]
        (start, end), *_ = evidence
        assert start <= trigger["start"] < trigger["end"] <= end <= len(text)
