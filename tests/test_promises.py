"""How many of the promises behind the sample articles stand in the ledger as they should.

`tests/gold/promises.jsonl` says how each stands on 24 November 2025 and why; it
was written before the ledger. `tests/gold/facts.jsonl` has the claims that tell
of them, some as `promise`. The ledger is asked twice: over the claims that the
pipeline finds in `sources/`, and over those of `facts.jsonl`, which tells what
the rules make of claims that miss nothing.

`python tests/test_promises.py` prints every promise.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
import pytest

import kg.extract
from kg.eval import score
from kg.graph import rows_from_claims
from kg.interchange import claim_from_json
from kg.iri import claim_iri
from kg.language import load
from kg.ledger import Promise, ledger, make_book
from kg.loaders import read_sources
from kg.model import Article, Claim, Kind, Span

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
AS_OF = dt.date(2025, 11, 24)
FLOOR = 39
FLOOR_OF_RULES = 37
FLOOR_WITH_VERDICTS = 41
FINAL = ("met", "missed")


@dataclass(frozen=True)
class Outcome:
    """One promise: what it should be, what the ledger says, and which claims were found."""

    promise: str
    wanted: str
    found: str | None
    needed: int
    extracted: int


@cache
def wanted() -> dict[str, str]:
    return {row["promise"]: row["status"] for row in rows_of("promises.jsonl")}


@cache
def articles() -> dict[str, Article]:
    return {a.id: a for a in read_sources([ROOT / "sources"]) if isinstance(a, Article)}


def rows_of(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def told() -> dict[tuple[int, int, int], dict[str, Any]]:
    """Where and as said when the articles tell the facts, which `facts.jsonl` leaves out.

    By the numbers of the brief, the fact and the claim: `evidence` of the
    claims about products, and `said` wherever the text gives it.
    """
    fields = ("evidence", "said")
    return {
        (row["brief"], row["fact"], row["claim"]): {n: row[n] for n in fields if n in row}
        for row in rows_of("evidence.jsonl")
    }


@cache
def facts() -> tuple[tuple[Claim, str | None], ...]:
    """The claims of the facts, with the promise that each tells of."""
    found: list[tuple[Claim, str | None]] = []
    for row in rows_of("facts.jsonl"):
        for number, claim in enumerate(row["claims"] if row["article"] else ()):
            more = told().get((row["brief"], row["fact"], number), {})
            read = claim_from_json({**claim, **more, "article": row["article"]})
            found.append((read, claim.get("promise")))
    claims = [claim for claim, _ in found]
    return tuple((typed(claim, claims), promise) for claim, promise in found)


def typed(claim: Claim, claims: Iterable[Claim]) -> Claim:
    """Give the names of a claim the labels that the analyser would give them."""
    people = {c.subject for c in claims if c.kind is Kind.ROLE}
    houses = {c.subject for c in claims} - people
    outlets = {name for c in claims for name in c.relayed_by}

    def label(name: str | None) -> str | None:
        if name is None or name == name.lower() or name.startswith(("a ", "the ")):
            return None
        if name in people:
            return "PERSON"
        return "OUTLET" if name in outlets else "COMPANY" if name in houses else None

    thing = label(claim.object)
    if thing is None and claim.object and claim.kind is Kind.PRODUCT and claim.object[0].isupper():
        thing = "PRODUCT"
    speaker = label(claim.speaker)
    if speaker is None and claim.speaker:
        speaker = "UNNAMED" if claim.speaker[0].islower() else "PERSON"
    return replace(
        claim, subject_type=label(claim.subject) or "COMPANY", object_type=thing,
        speaker_type=speaker,
    )  # fmt: skip


@cache
def verdicts() -> tuple[tuple[Claim, str | None], ...]:
    """What the articles say of the outcome in so many words: "it has kept its word".

    The facts were noted one by one and leave these sentences out.
    """
    rows = rows_of("verdicts.jsonl")
    claims = [claim_from_json({n: v for n, v in row.items() if n != "promise"}) for row in rows]
    return tuple(
        (replace(claim, subject_type="COMPANY"), row["promise"])
        for claim, row in zip(claims, rows, strict=True)
    )


@cache
def extracted() -> dict[str, tuple[Claim, ...]]:
    analyser, extractor = load(), kg.extract.load()
    found = articles().values()
    return {a.id: kg.extract.analyse(a, analyser, extractor).claims for a in found}


def promises(claims: Iterable[Claim]) -> list[Promise]:
    return ledger(make_book(rows_from_claims(claims, articles())), AS_OF)


def of_rules(*, with_verdicts: bool = False) -> list[Outcome]:
    """Judge the ledger over the claims of the facts, alone or with those of the verdicts."""
    names: dict[str, list[str]] = defaultdict(list)
    listed = [*facts(), *(verdicts() if with_verdicts else ())]
    for claim, promise in listed:
        if promise:
            names[promise].append(claim_iri(claim))
    return judge(promises(claim for claim, _ in listed), names, {})


def of_pipeline() -> list[Outcome]:
    """Judge the ledger over the claims that the pipeline finds."""
    told: dict[str, list[str]] = defaultdict(list)
    needed: dict[str, int] = defaultdict(int)
    for name, article in articles().items():
        gold = [(claim, promise) for claim, promise in facts() if claim.article == name]
        found = extracted()[article.id]
        pairs = {id(pair.gold): pair.predicted for pair in score([c for c, _ in gold], found).pairs}
        for claim, promise in gold:
            if promise:
                needed[promise] += 1
            if promise and id(claim) in pairs:
                told[promise].append(claim_iri(pairs[id(claim)]))
    claims = [claim for found in extracted().values() for claim in found]
    return judge(promises(claims), told, needed, claims)


@cache
def places() -> dict[str, tuple[str, Span]]:
    """The sentence that first tells of each promise, where it tells of no other."""
    rows = rows_of("promises.jsonl")
    found = {row["promise"]: (row["article"], Span(*row["told"])) for row in rows}
    told = list(found.values())
    return {name: place for name, place in found.items() if told.count(place) == 1}


def judge(
    listed: list[Promise],
    told: dict[str, list[str]],
    needed: dict[str, int],
    claims: Iterable[Claim] = (),
) -> list[Outcome]:
    """Look up each promise in the ledger.

    It is the first row that holds the earliest of its claims; else the first
    that a claim of the sentence that tells of it opens, or else adds something to.
    """
    known = {claim_iri(claim): claim for claim in claims}
    outcomes = []
    for promise, status in sorted(wanted().items()):
        names = list(told.get(promise, ()))
        article, sentence = places().get(promise, ("", Span(0, 0)))
        near = [
            name
            for name, claim in sorted(known.items())
            if claim.article == article and any(sentence.overlaps(s) for s in claim.evidence)
        ]
        opening = {row.opened.claim for row in listed}
        names += sorted(near, key=lambda name: name not in opening)
        found = next((row.status for row in map(partial(row_of, listed), names) if row), None)
        extracted_ = len(told.get(promise, ()))
        outcomes.append(
            Outcome(promise, status, found, needed.get(promise, extracted_), extracted_)
        )
    return outcomes


def row_of(listed: list[Promise], name: str) -> Promise | None:
    """Return the row that opens with a claim, else the first to which it adds something."""
    opened = [p for p in listed if p.opened.claim == name]
    held = [
        p
        for p in listed
        if any(e.claim == name and e.what not in ("mention", "denial") for e in p.changes)
    ]
    return next(iter([*opened, *held]), None)


def right(outcomes: Iterable[Outcome]) -> int:
    return sum(each.found == each.wanted for each in outcomes)


def wrongly_final(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [each for each in outcomes if each.found in FINAL and each.found != each.wanted]


def test_every_promise_has_one_status_and_a_reason() -> None:
    rows = rows_of("promises.jsonl")
    assert [row["promise"] for row in rows] == [f"P{n:02}" for n in range(1, 46)]
    assert all(row["reason"] for row in rows)


@pytest.mark.parametrize(
    ("with_verdicts", "floor"), [(False, FLOOR_OF_RULES), (True, FLOOR_WITH_VERDICTS)]
)
def test_the_rules_read_the_facts(with_verdicts: bool, floor: int) -> None:
    outcomes = of_rules(with_verdicts=with_verdicts)
    assert wrongly_final(outcomes) == []
    assert right(outcomes) >= floor


@pytest.mark.xdist_group("samples")
def test_the_ledger_over_the_samples() -> None:
    outcomes = of_pipeline()
    assert wrongly_final(outcomes) == []
    assert right(outcomes) >= FLOOR


def main() -> None:
    for title, outcomes in (
        ("facts", of_rules()),
        ("facts and verdicts", of_rules(with_verdicts=True)),
        ("pipeline", of_pipeline()),
    ):
        click.echo(f"{title}: {right(outcomes)} of {len(outcomes)} right, "
              f"{len(wrongly_final(outcomes))} wrongly met or missed")  # fmt: skip
        for each in outcomes:
            mark = "ok  " if each.found == each.wanted else "WRONG" if each.found else "none"
            click.echo(f"  {each.promise} {mark:5} {each.wanted:10} {each.found or '-':10} "
                  f"claims {each.extracted} of {each.needed}")  # fmt: skip


if __name__ == "__main__":
    main()
