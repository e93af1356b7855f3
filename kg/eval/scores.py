"""Precision, recall and F1 of claims, with intervals, and the share of right fields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.eval.match import CHECKS, evidence_order, fields_right, pair
from kg.model import Claim, Kind

RESAMPLES = 1000
"""Bootstrap samples of the articles; enough for limits that hold to about 0.01."""

INTERVAL = (2.5, 97.5)
"""Percentiles of the interval: 95 % of the resamples lie inside."""

SEED = 0
"""Fixed, so that the same claims give the same intervals."""

Limits = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Precision, recall and F1, each with its 95 % bootstrap interval over articles.

    `right` is the total of matches (a half match counts 0.5) on the gold side.
    """

    gold: int
    predicted: int
    right: float
    precision: float
    recall: float
    f1: float
    precision_interval: Limits
    recall_interval: Limits
    f1_interval: Limits


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the matched claims that have a field have it right."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """The share between 0 and 1, or None where no claim has the field."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold claim and the predicted claim assigned to it."""

    gold: Claim
    predicted: Claim
    worth: float
    fields: dict[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The outcome of comparing predicted with gold claims."""

    articles: int
    overall: Rate
    kinds: dict[str, Rate]
    fields: dict[str, Share]
    pairs: tuple[Pair, ...] = field(repr=False)
    misses: tuple[Claim, ...] = field(repr=False)
    extras: tuple[Claim, ...] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the figures as JSON values, rounded to four digits."""
        return {
            "articles": self.articles,
            "overall": _rate_to_json(self.overall),
            "kinds": {kind: _rate_to_json(rate) for kind, rate in self.kinds.items()},
            "fields": {
                name: {
                    "right": share.right,
                    "of": share.of,
                    "share": None if share.share is None else round(share.share, 4),
                }
                for name, share in self.fields.items()
            },
        }


def _rate_to_json(rate: Rate) -> dict[str, Any]:
    def limits(pair_: Limits) -> list[float]:
        return [round(limit, 4) for limit in pair_]

    return {
        "gold": rate.gold,
        "predicted": rate.predicted,
        "right": rate.right,
        "precision": round(rate.precision, 4),
        "recall": round(rate.recall, 4),
        "f1": round(rate.f1, 4),
        "precision_interval": limits(rate.precision_interval),
        "recall_interval": limits(rate.recall_interval),
        "f1_interval": limits(rate.f1_interval),
    }


def _by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.article].append(claim)
    return {article: sorted(found[article], key=evidence_order) for article in sorted(found)}


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _measures(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Precision, recall, F1 of rows of (right predicted, predicted, right gold, gold)."""
    precision = _ratio(counts[..., 0], counts[..., 1])
    recall = _ratio(counts[..., 2], counts[..., 3])
    return np.stack([precision, recall, _ratio(2 * precision * recall, precision + recall)], -1)


def _rates(counts: NDArray[np.float64]) -> list[Rate]:
    """One rate per column of `counts` (articles × columns × 4)."""
    if not len(counts):
        counts = np.zeros((1, *counts.shape[1:]))
    articles = len(counts)
    total = counts.sum(0)
    measured = _measures(total)
    draws = np.random.default_rng(SEED).multinomial(
        articles, np.full(articles, 1 / articles), size=RESAMPLES
    )
    resampled = _measures(np.tensordot(draws.astype(np.float64), counts, axes=1))
    low, high = np.percentile(resampled, INTERVAL, axis=0)
    return [
        Rate(
            gold=int(total[c, 3]),
            predicted=int(total[c, 1]),
            right=float(total[c, 2]),
            precision=float(measured[c, 0]),
            recall=float(measured[c, 1]),
            f1=float(measured[c, 2]),
            precision_interval=(float(low[c, 0]), float(high[c, 0])),
            recall_interval=(float(low[c, 1]), float(high[c, 1])),
            f1_interval=(float(low[c, 2]), float(high[c, 2])),
        )
        for c in range(counts.shape[1])
    ]


def score(
    gold: Iterable[Claim], predicted: Iterable[Claim], *, articles: Iterable[str] | None = None
) -> Scores:
    """Compare predicted claims with gold claims by the rules of `docs/claims.md`.

    Of a half match between two kinds, precision counts for the predicted kind
    and recall for the gold kind.

    Args:
        gold: What an annotator found.
        predicted: What a program found, in any order.
        articles: Ids of the articles that were annotated; claims of others are
            ignored. Without it, the articles that any claim names.

    Returns:
        The scores, with the pairs and what was missed or said too much.

    Example:
        >>> from kg.model import Claim, Kind
        >>> claim = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", object="Acme")
        >>> score([claim], [claim]).overall.f1
        1.0
    """
    wanted, found = _by_article(gold), _by_article(predicted)
    ids = sorted(set(articles) if articles is not None else wanted.keys() | found.keys())
    kinds = [kind.value for kind in Kind]
    counts = np.zeros((len(ids), len(kinds) + 1, 4))
    pairs: list[Pair] = []
    misses: list[Claim] = []
    extras: list[Claim] = []
    for row, article in enumerate(ids):
        golds, predictions = wanted.get(article, []), found.get(article, [])
        for claim in predictions:
            counts[row, [0, kinds.index(claim.kind) + 1], 1] += 1
        for claim in golds:
            counts[row, [0, kinds.index(claim.kind) + 1], 3] += 1
        taken = pair(golds, predictions)
        for i, j, worth in taken:
            counts[row, [0, kinds.index(predictions[j].kind) + 1], 0] += worth / 2
            counts[row, [0, kinds.index(golds[i].kind) + 1], 2] += worth / 2
            fields = fields_right(golds[i], predictions[j])
            pairs.append(Pair(golds[i], predictions[j], worth / 2, fields))
        misses += [c for i, c in enumerate(golds) if i not in {t[0] for t in taken}]
        extras += [c for j, c in enumerate(predictions) if j not in {t[1] for t in taken}]
    overall, *per_kind = _rates(counts)
    return Scores(
        articles=len(ids),
        overall=overall,
        kinds={k: r for k, r in zip(kinds, per_kind, strict=True) if r.gold or r.predicted},
        fields=_shares(pairs),
        pairs=tuple(pairs),
        misses=tuple(misses),
        extras=tuple(extras),
    )


def _shares(pairs: list[Pair]) -> dict[str, Share]:
    of = Counter(name for p in pairs for name in p.fields)
    right = Counter(name for p in pairs for name, good in p.fields.items() if good)
    return {name: Share(right[name], of[name]) for name in CHECKS}
