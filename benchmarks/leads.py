"""How well the ledger finds where to look: leads to what came of promises in invented stories.

For each promise of `kg/extract/train/promises.jsonl` that the ledger has, the sentences of later articles of its
story are ranked; neither the weights that tell outcomes nor those that join them to promises have seen the
story. Prints how often the first lead, and one of three, tells the outcome, what the likelihoods are worth, and
the weights of `kg/matters/leads.toml` that all stories give. Needs the extra `train`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from kg.extract import analyse
from kg.extract import load as load_extractor
from kg.extract.remarks import DIGITS
from kg.extract.times.words import load_toml
from kg.extract.train import outcomes
from kg.extract.train.samples import read_articles
from kg.graph import rows_from_claims
from kg.graph.remarks import remarks_from
from kg.language import load as load_analyser
from kg.ledger import make_book
from kg.ledger.book import Book
from kg.ledger.leads import Leads
from kg.ledger.model import Entry
from kg.matters import Standing, standings
from kg.matters.leads import TRAITS, traits
from kg.matters.words import stems
from kg.model import Article, Claim, Remark, Span

HERE = Path(outcomes.__file__).parent
LATER = dt.date.max
LEVELS = (0.15, 0.3, 0.5)
LETTERS = 5


class Row(NamedTuple):
    """A sentence beside a promise: number of the promise, fold, traits, and whether it tells the outcome."""

    promise: int
    fold: int
    traits: tuple[float, ...]
    tells: bool


def _said(book: Book, standing: Standing) -> set[tuple[str, Span]]:
    claim = book.rows[standing.opened.iri].claim
    return {(claim.article, span) for span in claim.evidence}


def _wanted(
    raw: list[dict[str, Any]], said: set[tuple[str, Span]], entry: Entry
) -> dict[str, Any] | None:
    """Return the marked promise that a row of the ledger is: of the same sentence, with most words in common."""
    here = [
        p
        for p in raw
        if any(p["said"][0] == a and s.overlaps(Span(*p["said"][1:])) for a, s in said)
    ]
    own = stems(f"{entry.relation} {entry.object}", LETTERS)
    return max(here, key=lambda p: len(own & stems(p["what"], LETTERS)), default=None)


def _of_story(
    number: int,
    articles: Mapping[str, Article],
    claims: list[Claim],
    remarks: list[Remark],
    raw: list[dict[str, Any]],
) -> Iterator[Row]:
    book = make_book(
        rows_from_claims(claims, articles), remarks=partial(remarks_from, remarks, articles)
    )
    leads = Leads(book, LATER)
    seen: set[int] = set()
    for matter in book.matters:
        for standing in standings(matter, book.index, LATER):
            opened = book.entry(standing.opened, "announcement")
            wanted = _wanted(raw, _said(book, standing), opened)
            if wanted is None or id(wanted) in seen:
                continue
            seen.add(id(wanted))
            told = {
                (a, Span(s, e)) for a, s, e, mark in wanted["outcomes"] if mark != outcomes.PENDING
            }
            asked = leads.asked(standing, opened)
            number += 1
            for heard, row in leads.heard(standing, frozenset(opened.quotes)).values():
                right = (heard.article, row.remark.span) in told
                yield Row(number, outcomes.fold_of(heard.article), traits(asked, heard), right)


def _read() -> list[Row]:
    articles = read_articles(HERE / "written.jsonl")
    marks = {
        name: m
        for name, m in outcomes.read_marks(HERE / "outcomes.jsonl").items()
        if name in articles
    }
    analyser, extractor = load_analyser(), load_extractor()
    some = outcomes.read_sentences(articles, marks, analyser)
    least = load_toml("kg.extract", "remarks.toml")["least"]
    remarks: dict[str, list[Remark]] = defaultdict(list)
    each = zip(some.articles, some.spans, some.about, outcomes.apart(some), strict=True)
    for name, span, about, found in each:
        chance = round(float(found), DIGITS)
        if chance >= least:
            remark = Remark(article=name, span=span, likelihood=chance, about=about)
            remarks[outcomes.story_of(name)].append(remark)
    stories: dict[str, list[str]] = defaultdict(list)
    for name in marks:
        stories[outcomes.story_of(name)].append(name)
    promises = [
        json.loads(line) for line in (HERE / "promises.jsonl").read_text("utf-8").splitlines()
    ]
    rows: list[Row] = []
    for place, (story, names) in enumerate(sorted(stories.items())):
        own = {name: articles[name] for name in names}
        claims = [claim for a in own.values() for claim in analyse(a, analyser, extractor).claims]
        raw = [p for p in promises if p["said"][0] in own]
        rows += _of_story(place * 1000, own, claims, remarks[story], raw)
    return rows


def main() -> None:
    """Fit and measure."""
    rows = _read()
    x, y = np.array([row.traits for row in rows]), np.array([row.tells for row in rows])
    fold, place = np.array([row.fold for row in rows]), np.array([row.promise for row in rows])
    scores = np.zeros(len(y))
    for each in range(outcomes.FOLDS):
        fitted = LogisticRegression().fit(x[fold != each], y[fold != each])
        scores[fold == each] = fitted.predict_proba(x[fold == each])[:, 1]
    tops = []
    for number in sorted(set(place.tolist())):
        at = np.flatnonzero(place == number)
        tops.append(at[np.argsort(-scores[at], kind="stable")])
    known = sum(bool(y[at].any()) for at in tops)
    first = sum(bool(y[at[0]]) for at in tops)
    three = sum(bool(y[at[:3]].any()) for at in tops)
    print(
        f"{len(tops)} promises with remarks in later articles, {known} of them with one that tells the outcome"
    )
    print(
        f"the first lead tells it: {first} ({first / known:.2f}); one of three: {three} ({three / known:.2f})"
    )
    for level in LEVELS:
        shown = [at[:3][scores[at[:3]] >= level] for at in tops]
        leads = np.concatenate(shown)
        hits = sum(bool(y[at].any()) for at in shown if len(at))
        print(
            f"from {level} on: {len(leads)} leads, {y[leads].mean():.2f} right; beside "
            f"{sum(bool(len(at)) for at in shown)} promises, beside {hits} a right one ({hits / known:.2f})"
        )
    whole = LogisticRegression().fit(x, y)
    print(f"bias = {whole.intercept_[0]:.3f}\n[weights]")
    for name, weight in zip(TRAITS, whole.coef_[0], strict=True):
        print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main()
