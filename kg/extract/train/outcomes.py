"""Which sentences tell what came of something announced: learned from articles in which all of them are marked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from kg.extract import analysed
from kg.extract.context import prepare, sentence_span
from kg.extract.remarks import Weights, about, sentences, traits
from kg.language.analyser import STATES, Analyser
from kg.model import Article, Span

PENDING = "on-track"
"""The mark of a sentence that tells how far a plan has come; it tells no outcome."""
STRENGTH = 0.003
"""Inverse weight of the squares of the weights."""
FOLDS = 5
STORY = 4
"""Articles of one invented story, which are numbered one after the other."""


class Sentences(NamedTuple):
    """Sentences of annotated articles: where, what about, their traits, and whether they tell an outcome."""

    articles: list[str]
    spans: list[Span]
    about: list[str | None]
    traits: NDArray[np.float32]
    tells: NDArray[np.bool_]


def story_of(article: str) -> str:
    """Return the story that an article is part of: itself, or one of an invented story."""
    writer, _, number = article.rpartition("-")
    return f"{writer}-{(int(number) - 1) // STORY}" if "-serial-" in article else article


def fold_of(article: str) -> int:
    """Return the fold of an article; those of one story share it."""
    return int(hashlib.md5(story_of(article).encode()).hexdigest(), 16) % FOLDS  # noqa: S324


def read_marks(path: Path) -> dict[str, dict[Span, str]]:
    """Return the marked sentences of each article that was read."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        raw: dict[str, Any] = json.loads(line)
        found[raw["article"]] = {Span(s, e): mark for s, e, mark in raw["outcomes"]}
    return found


def read_sentences(
    articles: Mapping[str, Article], marks: Mapping[str, Mapping[Span, str]], analyser: Analyser
) -> Sentences:
    """Return the sentences of all marked articles that are there."""
    names: list[str] = []
    spans: list[Span] = []
    named: list[str | None] = []
    rows: list[NDArray[np.float32]] = []
    tells: list[bool] = []
    for article in (articles[name] for name in sorted(marks) if name in articles):
        doc, title = analysed(article, analyser)
        context = prepare(article, doc, title, field_="text")
        for start, end in sentences(context):
            span = sentence_span(doc[start])
            names.append(article.id)
            spans.append(span)
            named.append(about(context, start, end))
            rows.append(traits(doc.user_data[STATES][start:end]))
            tells.append(marks[article.id].get(span, PENDING) != PENDING)
    return Sentences(names, spans, named, np.array(rows), np.array(tells))


def fitted(x: NDArray[np.float32], y: NDArray[np.bool_]) -> Weights:
    """Return the logistic function of some sentences, its traits brought to one scale first."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    found = LogisticRegression(C=STRENGTH, max_iter=1000).fit((x - mean) / scale, y)
    weights = found.coef_[0] / scale
    return Weights(weights.astype(np.float32), float(found.intercept_[0] - weights @ mean))


def likelihoods(x: NDArray[np.float32], weights: Weights) -> NDArray[np.float64]:
    """Return the likelihood of each sentence."""
    found: NDArray[np.float64] = 1 / (1 + np.exp(-(x @ weights.weights + weights.bias)))
    return found


def apart(some: Sentences) -> NDArray[np.float64]:
    """Return the likelihood of each sentence by weights that no sentence of its story went into."""
    folds = np.array([fold_of(name) for name in some.articles])
    found = np.zeros(len(folds))
    for fold in range(FOLDS):
        inside = folds == fold
        weights = fitted(some.traits[~inside], some.tells[~inside])
        found[inside] = likelihoods(some.traits[inside], weights)
    return found


def report(some: Sentences, found: NDArray[np.float64]) -> dict[str, Any]:
    """Return how well likelihoods tell which sentences tell an outcome, of invented and of real articles."""
    invented = np.array([story_of(name) != name for name in some.articles])
    return {
        name: {
            "sentences": int(part.sum()),
            "outcomes": int(some.tells[part].sum()),
            "average precision": round(
                float(average_precision_score(some.tells[part], found[part])), 3
            ),
            "at": dict(_at(some.tells[part], found[part])),
        }
        for name, part in (("invented", invented), ("real", ~invented))
        if part.any()
    }


def _at(tells: NDArray[np.bool_], found: NDArray[np.float64]) -> Iterator[tuple[str, Any]]:
    for least in (0.1, 0.3, 0.5):
        told = found >= least
        yield (
            str(least),
            {
                "share": round(float(told.mean()), 3),
                "precision": round(float(tells[told].mean()), 3),
                "recall": round(float(told[tells].mean()), 3),
            },
        )


def write(weights: Weights, path: Path) -> None:
    """Write weights as `kg.extract.remarks` reads them."""
    np.savez(path, weights=weights.weights, bias=np.float32(weights.bias))
