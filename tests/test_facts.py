"""How much of the facts behind the sample articles the graph holds, and that none is wrong.

`tests/gold/facts.jsonl` restates numbered facts as claims; it was written
from the facts, before and without the extractor.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kg.extract
from kg.eval import score
from kg.interchange import claim_from_json
from kg.language import load
from kg.loaders import read_sources
from kg.model import Article, Claim, Modality

ROOT = Path(__file__).resolve().parents[1]
FACTS = ROOT / "tests" / "gold" / "facts.jsonl"
FLOOR = 0.60

UNREAL = {
    Modality.PLANNED,
    Modality.TARGETED,
    Modality.REPORTED,
    Modality.RUMOURED,
    Modality.DENIED,
    Modality.HYPOTHETICAL,
    Modality.UNKNOWN,
}


@dataclass(frozen=True)
class Fact:
    """One numbered fact, told in one article, as the claims that state it."""

    number: str
    article: str
    claims: tuple[Claim, ...]


@cache
def facts() -> tuple[Fact, ...]:
    found = []
    for line in FACTS.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["article"] is None or not row["claims"]:
            continue
        claims = tuple(claim_from_json({**c, "article": row["article"]}) for c in row["claims"])
        found.append(Fact(f"{row['brief']}/{row['fact']}", row["article"], claims))
    return tuple(found)


@cache
def extracted() -> dict[str, tuple[Claim, ...]]:
    analyser, extractor = load(), kg.extract.load()
    articles = [a for a in read_sources([ROOT / "sources"]) if isinstance(a, Article)]
    return {a.id: kg.extract.analyse(a, analyser, extractor).claims for a in articles}


def is_held(fact: Fact) -> bool:
    """Tell whether a claim of the graph states the fact, no more firmly than it is meant."""
    found = extracted()[fact.article]
    for gold in fact.claims:
        for pair in score([gold], found).pairs:
            firm = pair.predicted.modality is Modality.ASSERTED
            if pair.worth == 1 and not (firm and gold.modality in UNREAL):
                return True
    return False


def overstated() -> list[tuple[str, Claim, Claim]]:
    """Return the facts that the graph states as done though they are planned, denied or rumoured."""
    by_article: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for fact in facts():
        by_article[fact.article] += [(fact.number, claim) for claim in fact.claims]
    found = []
    for article, gold in by_article.items():
        numbers = {id(claim): number for number, claim in gold}
        for pair in score([claim for _, claim in gold], extracted()[article]).pairs:
            done = pair.predicted.modality is Modality.ASSERTED
            if pair.worth < 1 or not done or pair.gold.modality not in UNREAL - {Modality.UNKNOWN}:
                continue
            # A claim that states another fact, told as done, overstates nothing.
            facts_done = [c for _, c in gold if c.modality is Modality.ASSERTED]
            if not any(p.worth == 1 for p in score(facts_done, [pair.predicted]).pairs):
                found.append((numbers[id(pair.gold)], pair.gold, pair.predicted))
    return found


def report() -> str:
    """Return the share of facts held, with those that are not."""
    held = [fact for fact in facts() if is_held(fact)]
    missing = [fact.number for fact in facts() if fact not in held]
    share = len(held) / len(facts())
    return f"{len(held)} of {len(facts())} facts held ({share:.0%}); not held: {' '.join(missing)}"


def test_most_facts_are_held() -> None:
    assert sum(map(is_held, facts())) >= FLOOR * len(facts()), report()


def test_no_plan_or_rumour_is_stated_as_done() -> None:
    assert not overstated(), "\n".join(map(str, overstated()))


@pytest.mark.parametrize("article", sorted({f.article for f in facts()}))
def test_every_article_gives_claims(article: str) -> None:
    assert extracted()[article]


if __name__ == "__main__":
    import sys

    sys.stdout.write(report() + "\n")
    for item in overstated():
        sys.stdout.write(f"overstated {item}\n")
