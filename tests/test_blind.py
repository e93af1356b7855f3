"""Articles that were written for measuring alone: what `kg eval` gives on them must not fall.

Who works on the extractor reads neither them nor their claims (docs/extraction.md), so nothing
here prints a sentence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import kg.extract
from kg.eval import Scores, score
from kg.eval.oddities import oddities
from kg.extract.train.samples import read_articles
from kg.interchange import read_claims
from kg.language import load

GOLD = Path(__file__).resolve().parent / "gold"
FLOORS = {"precision": 0.72, "recall": 0.57, "f1": 0.64}
FIELDS = {"modality": 0.90, "speaker": 0.55, "time": 0.72, "amount": 0.82, "evidence": 0.97}


@cache
def scores() -> Scores:
    articles = read_articles(GOLD / "blind.jsonl")
    gold = list(read_claims((GOLD / "blind-claims.jsonl").read_text("utf-8").splitlines()))
    analyser, extractor = load(), kg.extract.load()
    found = [
        claim
        for article in articles.values()
        for claim in kg.extract.analyse(article, analyser, extractor).claims
    ]
    return score(gold, found, articles=set(articles))


def test_claims_are_found_and_right() -> None:
    found = {name: getattr(scores().overall, name) for name in FLOORS}
    assert all(found[name] >= floor for name, floor in FLOORS.items()), found


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_fields_are_right(name: str) -> None:
    share = scores().fields[name].share
    assert share is not None
    assert share >= FIELDS[name]


@pytest.mark.parametrize("name", ["blind-claims.jsonl", "blind-second-reader.jsonl"])
def test_the_claims_are_sound(name: str) -> None:
    lines = (GOLD / name).read_text("utf-8").splitlines()
    assert list(oddities(lines, read_articles(GOLD / "blind.jsonl"), name)) == []
