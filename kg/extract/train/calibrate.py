"""How far to believe a claim: a logistic function and a floor, from cross-validated chances."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.eval import score
from kg.eval.match import evidence_order, pair
from kg.eval.reliability import expected_error
from kg.extract import gate
from kg.extract.learned import Learned, Reading, calibrated, evidence
from kg.extract.train.samples import FOLDS, Sample
from kg.model import Claim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.extract.train.stack import Judged

PRECISION = 0.70
"""Precision that the floor of belief keeps up on the training articles."""
RIDGE = 0.5
"""Weight of the squares of the logistic function's weights."""
FLOORS = tuple(round(0.2 + 0.025 * n, 3) for n in range(21))
NAMES = ("chance", "model", "frame belief", "frame")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that frames or model propose, what its belief rests on, and whether it is right."""

    claim: Claim
    found: Mapping[str, float]
    right: float
    fold: int


def _told(
    made: Sequence[Sample],
    each: Sequence[Judged],
    chances: NDArray[np.float64],
    learned: Learned,
) -> list[Told]:
    readings: dict[int, list[Reading]] = {}
    at = 0
    for judged in each:
        text = made[judged.sample].texts[judged.field]
        own = chances[at : at + len(judged.rows)][judged.silent].tolist()
        silent = [row for row, quiet in zip(judged.rows, judged.silent, strict=True) if quiet]
        readings.setdefault(judged.sample, []).append(Reading(text, silent, own))
        at += len(judged.rows)
    found: list[Told] = []
    for number, sample in enumerate(made):
        both = [*sample.found, *learned.propose(readings[number])]
        claims = sorted(gate.judge(sample.article, both)[0], key=evidence_order)
        gold = sorted(sample.gold, key=evidence_order)
        worth = {j: halves / 2 for _, j, halves in pair(gold, claims)}
        for n, claim in enumerate(claims):
            rests = evidence(claim, readings[number])
            found.append(Told(claim, rests, worth.get(n, 0.0), sample.fold))
    return found


def _fit(told: Sequence[Told]) -> dict[str, float]:
    """Return the weights of a logistic function with a ridge, by Newton's method."""
    x = np.array([[t.found[name] for name in NAMES] for t in told])
    y = np.array([t.right for t in told])
    weights = np.zeros(len(NAMES))
    ridge = RIDGE * np.eye(len(NAMES))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (p - y) + ridge @ weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return {name: round(float(w), 5) for name, w in zip(NAMES, weights, strict=True)}


def _beliefs(told: Sequence[Told]) -> list[float]:
    """Return beliefs by functions that never saw the claim's fold."""
    by_fold = [_fit([t for t in told if t.fold != fold]) for fold in range(FOLDS)]
    return [round(calibrated(t.found, by_fold[t.fold]), 4) for t in told]


def calibrate(
    made: Sequence[Sample],
    each: Sequence[Judged],
    chances: NDArray[np.float64],
    learned: Learned,
) -> dict[str, Any]:
    """Return the weights and the floor, with what they give in cross-validation.

    The floor is the one of the best F1 among those that keep `PRECISION`.

    Args:
        made: The training articles.
        each: Their rows, text by text.
        chances: The chance of each row, by models that never saw its article.
        learned: Makes candidates of rows.
    """
    told = _told(made, each, chances, learned)
    beliefs = _beliefs(told)
    gold = [claim for sample in made for claim in sample.gold]
    ids = [sample.article.id for sample in made]

    def measured(claims: Sequence[Claim]) -> dict[str, float]:
        rate = score(gold, claims, articles=ids).overall
        return {
            name: round(getattr(rate, name), 4)
            for name in ("precision", "recall", "f1", "predicted")
        }

    frames = measured([claim for sample in made for claim in sample.claims])
    floors = {
        floor: measured([t.claim for t, b in zip(told, beliefs, strict=True) if b >= floor])
        for floor in FLOORS
    }
    good = [f for f in FLOORS if floors[f]["precision"] >= PRECISION] or [FLOORS[-1]]
    floor = max(good, key=lambda f: (floors[f]["f1"], f))
    kept = [
        dataclasses.replace(t.claim, confidence=b)
        for t, b in zip(told, beliefs, strict=True)
        if b >= floor
    ]
    pairs = score(gold, kept, articles=ids).pairs
    return {
        "calibration": _fit(told),
        "floor": floor,
        "frames alone": frames,
        "floors": floors,
        "expected calibration error": round(expected_error(kept, pairs), 4),
    }
