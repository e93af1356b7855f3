"""How fast text becomes claims: `python benchmarks/extraction.py [ARTICLES.jsonl]`.

ARTICLES.jsonl has one article a line with the fields `text` and, where known, `title` and
`date`; without it, invented articles are read. Prints words a second from text to claims with
one process and with two (as `kg build` runs them, their start left out), and the share
of each stage in CPU time. `--profile` prints where the time of everything after the `Doc` goes.
Run it on an idle machine; shares hold on a busy one, too.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import gc
import json
import pstats
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg import extract, language
from kg.build import load_analysis
from kg.extract import (
    analysed,
    anaphora,
    attribution,
    context,
    coref,
    gate,
    headlines,
    match,
    misses,
)
from kg.model import Article
from kg.workers import analyse_all

INVENTED = (
    "{0} Corp. said on Monday that it would buy {1}, a maker of pumps based in Leeds, "
    'for $2.5 billion. "We see growth," said Jane Doe, its chief executive. The deal, which still '
    "needs the consent of regulators, should close by the end of next year. {1} reported a loss of "
    "€12 million in the first quarter, and its shares fell 3 percent.\n\n"
    "{0} plans to open a plant in Ohio in 2026 and to hire 1,200 people. It has been working on "
    "electric pumps since 2019, according to a spokesman. {1} was founded in 1987.\n\n"
)
NAMES = ("Zentrix", "Polydyne", "Halvorsen", "Marlowe", "Quandary", "Tessera")

STAGES: tuple[tuple[Any, str, str], ...] = (
    (context, "find_times", "times"),
    (context, "find_amounts", "amounts"),
    (coref, "chains", "references"),
    (attribution, "attribute", "reports and quotations"),
    (match, "candidates", "frames, speakers, firmness"),
    (anaphora, "complete", "what sentences leave out"),
    (gate, "judge", "gate"),
    (headlines, "ground", "headlines"),
    (misses, "misses", "list of misses"),
)
"""The functions whose time is told apart: module, name, label."""


def articles_of(path: Path | None, count: int) -> list[Article]:
    """Return articles from a JSON Lines file, or invented ones."""
    if path is None:
        pairs = [(NAMES[n % 6], NAMES[(n + 1 + n // 6) % 6]) for n in range(count)]
        return [
            Article(
                id=str(n),
                title=f"{one} to buy {two}",
                text=INVENTED.format(one, two) * 2,
                date=dt.date(2025, 3, 5),
            )
            for n, (one, two) in enumerate(pairs)
        ]
    found = []
    with path.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if n == count:
                break
            row = json.loads(line)
            date = row.get("date")
            day = dt.date.fromisoformat(date[:10]) if date else None
            found.append(
                Article(id=str(n), title=row.get("title") or "", text=row["text"], date=day)
            )
    return found


def timed(function: Callable[..., Any], label: str, spent: dict[str, float]) -> Callable[..., Any]:
    """Return a function that adds its CPU seconds to `spent`; generators are run to their end."""

    def run(*args: Any, **options: Any) -> Any:
        began = time.thread_time()
        found = function(*args, **options)
        found = list(found) if hasattr(found, "__next__") else found
        spent[label] += time.thread_time() - began
        return found

    return run


def shares(articles: list[Article]) -> tuple[int, float]:
    """Print the share of each stage in CPU time; return words and CPU seconds of all."""
    analyser, extractor = language.load(), extract.load()
    for article in articles[:5]:
        extract.analyse(article, analyser, extractor)
    gc.freeze()  # as `load_analysis` does
    spent: dict[str, float] = defaultdict(float)
    kept = [(module, name, getattr(module, name)) for module, name, _ in STAGES]
    for module, name, label in STAGES:
        setattr(module, name, timed(getattr(module, name), label, spent))
    words, doc_time, rest = 0, 0.0, 0.0
    try:
        for article in articles:
            began = time.thread_time()
            doc, title = analysed(article, analyser)
            made = time.thread_time()
            extractor.extract(article, doc, title)
            rest += time.thread_time() - made
            doc_time += made - began
            words += sum(not t.is_space for t in doc) + sum(not t.is_space for t in title)
    finally:
        for module, name, function in kept:
            setattr(module, name, function)
    whole = doc_time + rest
    print(f"Doc: {100 * doc_time / whole:.0f} %, everything after it: {100 * rest / whole:.0f} %")
    for label, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {label:<28}{100 * seconds / whole:5.1f} %")
    print(f"  {'other':<28}{100 * (rest - sum(spent.values())) / whole:5.1f} %")
    return words, whole


def speed(articles: list[Article], words: int, jobs: int) -> None:
    """Print words a second from text to claims; the start of processes is not counted."""
    found = analyse_all(articles, load_analysis, time.perf_counter, jobs=jobs)
    warm = min(len(articles) - 1, 4 * jobs)
    claims = 0
    began = time.perf_counter()
    for number, (_, done) in enumerate(found, 1):
        claims += len(done.claims)
        if number == warm:
            began = time.perf_counter()
    wall = time.perf_counter() - began
    part = words * (len(articles) - warm) / len(articles)
    print(f"processes {jobs}: {claims} claims, {part / wall:,.0f} words/s")


def profile(articles: list[Article]) -> None:
    """Print the functions that take most of the time after the `Doc`."""
    analyser, extractor = language.load(), extract.load()
    made = [(a, *analysed(a, analyser)) for a in articles]
    with cProfile.Profile() as found:
        for article, doc, title in made:
            extractor.extract(article, doc, title)
    pstats.Stats(found).sort_stats("tottime").print_stats(30)


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?", default=None)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    articles = articles_of(args.articles, args.count)
    if args.profile:
        profile(articles)
        return
    words, seconds = shares(articles)
    print(f"one thread: {words} words, {words / seconds:,.0f} words/s of CPU time")
    for jobs in (1, 2):
        speed(articles, words, jobs)


if __name__ == "__main__":
    main()
