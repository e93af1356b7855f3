"""How far to believe a claim: a logistic function, from articles that nothing was made on.

Frames are too sure of themselves on articles that were read to write them, so only those of
`held_out.txt` count here, which the model did not learn from either, and those of `recent.jsonl`,
news of today's kind that was written and marked for this alone.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.eval import score
from kg.eval.match import evidence_order, pair
from kg.eval.reliability import expected_error
from kg.extract import gate
from kg.extract.learned import Learned
from kg.extract.learned.belief import Reading, calibrated, evidence, floor_of
from kg.extract.learned.contradicted import without_contradicted
from kg.extract.train.samples import Sample
from kg.model import Claim

FLOORS = {"frame": 0.0, "model": 0.5}
"""Least beliefs. What frames say is not dropped, but for some (`kg/extract/learned/doubted.toml`): they hold for kinds of text that the
training articles do not have (a floor of 0.25 loses claims of the first sample article), and their claims
carry how far to believe them. The model's own must be right at least as often as not."""
LEAST = 0.05
"""Chance below which a row is left out here: what is told is seldom right at a lower one, and beliefs
are told better from rows of all chances than from those alone that extraction looks at."""
PARTS = 5
"""Parts of the held-out articles: each gets the beliefs that the others teach."""
RIDGE = 3.0
"""Weight of the squares of the logistic function's weights."""
TRIED = tuple(round(0.3 + 0.05 * n, 2) for n in range(8))
"""Floors of the model's own claims that are reported."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that frames or model propose, what its belief rests on, and whether it is right."""

    claim: Claim
    found: Mapping[str, float]
    right: float
    part: int


def part_of(article: str) -> int:
    """Return which of the `PARTS` an article is in, by hash of its id."""
    digest = hashlib.sha256(f"calibration:{article}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % PARTS


def told(made: Sequence[Sample], learned: Learned) -> list[Told]:
    """Return what frames and model propose for each sample.

    Args:
        made: The samples.
        learned: A model that did not learn from them. What frames say that it contradicts is left
            out by the beliefs that it has; one without beliefs contradicts nothing.
    """
    found: list[Told] = []
    for sample in made:
        readings = [learned.of(text) for text in sample.texts if len(text.a)]
        proposed = list(learned.propose(readings, LEAST))

        def belief(claim: Claim, readings: Sequence[Reading] = readings) -> float:
            return learned.belief(claim, readings)

        kept, _ = without_contradicted(sample.found, proposed, belief, learned.floor)
        both = [*kept, *proposed]
        claims = sorted(gate.judge(sample.article, both)[0], key=evidence_order)
        gold = sorted(sample.gold, key=evidence_order)
        worth = {j: halves / 2 for _, j, halves in pair(gold, claims)}
        for n, claim in enumerate(claims):
            rests = evidence(claim, readings)
            found.append(Told(claim, rests, worth.get(n, 0.0), part_of(sample.article.id)))
    return found


def _fit(some: Sequence[Told], names: Sequence[str]) -> dict[str, float]:
    """Return the weights of a logistic function with a ridge, by Newton's method."""
    x = np.array([[t.found.get(name, 0.0) for name in names] for t in some])
    y = np.array([t.right for t in some])
    weights = np.zeros(len(names))
    ridge = RIDGE * np.eye(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (p - y) + ridge @ weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return {name: round(float(w), 5) for name, w in zip(names, weights, strict=True)}


def _names(some: Sequence[Told]) -> list[str]:
    return sorted({name for t in some for name in t.found})


def beliefs(some: Sequence[Told]) -> list[float]:
    """Return the belief in each claim by functions that never saw its part."""
    names = _names(some)
    by_part = [_fit([t for t in some if t.part != part], names) for part in range(PARTS)]
    return [round(calibrated(t.found, by_part[t.part]), 4) for t in some]


def calibrate(
    made: Sequence[Sample], some: Sequence[Told], groups: Mapping[str, frozenset[str]]
) -> dict[str, Any]:
    """Return the weights and the floors, with what they give in cross-validation.

    Args:
        made: Articles that neither frames nor the model learned from.
        some: What is proposed for them (`told`).
        groups: Ids of the articles to report on, by name.
    """
    believed = beliefs(some)
    claims = [
        dataclasses.replace(t.claim, confidence=b) for t, b in zip(some, believed, strict=True)
    ]
    return {
        "calibration": _fit(some, _names(some)),
        "floors": FLOORS,
        "given": {
            name: _given(
                [sample for sample in made if sample.article.id in ids],
                [claim for claim in claims if claim.article in ids],
            )
            for name, ids in groups.items()
        },
    }


def _given(made: Sequence[Sample], claims: Sequence[Claim]) -> dict[str, Any]:
    """Return what claims that are believed give on their articles, at several floors."""
    gold = [claim for sample in made for claim in sample.gold]
    ids = [sample.article.id for sample in made]

    def measured(claims: Sequence[Claim]) -> dict[str, float]:
        rate = score(gold, claims, articles=ids).overall
        return {
            name: round(getattr(rate, name), 4)
            for name in ("precision", "recall", "f1", "predicted")
        }

    def kept(floor: float) -> list[Claim]:
        floors = {**FLOORS, "model": floor}
        return [claim for claim in claims if claim.confidence >= floor_of(claim, floors)]

    final = kept(FLOORS["model"])
    return {
        "frames alone": measured([claim for sample in made for claim in sample.claims]),
        "by floor": {floor: measured(kept(floor)) for floor in TRIED},
        "from a confidence": {
            least: measured([claim for claim in claims if claim.confidence >= least])
            for least in TRIED
        },
        "expected calibration error": round(
            expected_error(final, score(gold, final, articles=ids).pairs), 4
        ),
    }
