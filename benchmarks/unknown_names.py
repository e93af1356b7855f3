"""How well firms are known that nobody has heard of: `python benchmarks/unknown_names.py [ARTICLES.jsonl]`.

In each article the firm of one word that most claims are about gets a made-up name, of four looks in turn: like a
person's, like a place's, a word, and one like nothing. Prints for each look how many mentions of the name are
still organizations, and how many claims about it are still told. Without ARTICLES.jsonl the invented
stories are read that come with the training code.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from kg import extract, language
from kg.extract import Extraction, Extractor, analyse, train
from kg.extract.train.samples import read_articles
from kg.model import ORGANIZATION_LABELS, Article, Claim

LOOKS = {
    "like a person's": ("Harlan", "Mercer", "Carmen", "Brandt", "Calder", "Hollis", "Okafor"),
    "like a place's": ("Savoy", "Linden", "Oranje", "Marlow", "Lusitel", "Bramley", "Corinth"),
    "a word": ("Quarry", "Beacon", "Ember", "Anchor", "Lantern", "Thistle", "Pebble"),
    "like nothing": ("Kelvo", "Tessaro", "Vontrex", "Zelanto", "Brevix", "Solvane", "Ductra"),
}
STORIES = Path(train.__file__).with_name("serials.jsonl")
_ONE_WORD = re.compile("[A-Z][a-z]{3,}")


class Count(NamedTuple):
    """What became of one firm: mentions and those that are organizations', claims told of it before and now."""

    mentions: int
    right: int
    before: int
    now: int


def firm_of(found: Extraction, text: str) -> str | None:
    """Return the firm of one word that most claims are about, or None; no part of a longer name."""
    told = Counter(c.subject for c in found.claims if c.subject_type == "COMPANY")
    single = [name for name, _ in told.most_common() if _ONE_WORD.fullmatch(name)]
    alone = (n for n in single if not re.search(rf"\b{n}\b [A-Z]|[A-Z]\w* {n}\b", text))
    return next(alone, None)


def renamed(article: Article, old: str, new: str) -> Article:
    """Return an article with another name in it."""
    title, text = (re.sub(rf"\b{old}\b", new, part) for part in (article.title, article.text))
    return dataclasses.replace(article, title=title, text=text)


def _about(claims: tuple[Claim, ...], name: str) -> int:
    return sum(name in (c.subject, c.object) for c in claims)


def counts(
    articles: list[Article], analyser: Callable[[str], Doc], extractor: Extractor
) -> Iterator[tuple[str, Count]]:
    """Yield what became of each article's firm for each look of its new name."""
    for number, article in enumerate(articles):
        found = analyse(article, analyser, extractor)
        firm = firm_of(found, article.text)
        if firm is None:
            continue
        for look, names in LOOKS.items():
            name = names[number % len(names)]
            now = analyse(renamed(article, firm, name), analyser, extractor)
            labels = [m.label for m in now.mentions if m.text == name]
            right = sum(label in ORGANIZATION_LABELS for label in labels)
            yield (
                look,
                Count(len(labels), right, _about(found.claims, firm), _about(now.claims, name)),
            )


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="?", default=STORIES)
    parser.add_argument("--count", type=int, default=60)
    args = parser.parse_args()
    articles = list(read_articles(args.articles).values())[: args.count]
    told = list(counts(articles, language.load(), extract.load()))
    if not told:
        sys.exit("No article tells most of a firm whose name is one word.")
    for look in LOOKS:
        rows = [count for name, count in told if name == look]
        mentions, right, before, now = (sum(column) for column in zip(*rows, strict=True))
        print(
            f"{look}: {right} of {mentions} mentions are organizations', {now} claims told of {before}"
        )


if __name__ == "__main__":
    main()
