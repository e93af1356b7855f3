"""How far beliefs can be believed: the share of right claims by confidence.

The expected calibration error is that of Guo, Pleiss, Sun and Weinberger (ICML 2017), with
bins of equal width. It is above 0 by chance alone where claims are few (Kumar, Liang and Ma,
NeurIPS 2019), so what it would be if all beliefs held is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.eval.scores import Pair
from kg.model import Claim

BINS = 10
"""Classes of confidence, of equal width."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, their mean confidence and the share that is right."""

    count: int
    confidence: float
    right: float


def bins(claims: Sequence[Claim], pairs: Sequence[Pair]) -> list[Bin]:
    """Return the classes that have claims, the least confident first.

    Args:
        claims: All predicted claims.
        pairs: Those that match gold (`kg.eval.Scores.pairs`); a half match counts half.

    Example:
        >>> from kg.model import Claim, Kind
        >>> claim = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", confidence=0.75)
        >>> bins([claim], [])
        [Bin(count=1, confidence=0.75, right=0.0)]
    """
    worth = {id(p.predicted): p.worth for p in pairs}
    return [
        Bin(
            len(some),
            sum(c.confidence for c in some) / len(some),
            sum(worth.get(id(c), 0.0) for c in some) / len(some),
        )
        for some in _classes(claims)
    ]


def _classes(claims: Sequence[Claim]) -> list[list[Claim]]:
    classes: list[list[Claim]] = [[] for _ in range(BINS)]
    for claim in claims:
        classes[min(BINS - 1, int(claim.confidence * BINS + 1e-9))].append(claim)
    return [some for some in classes if some]


def expected_error(claims: Sequence[Claim], pairs: Sequence[Pair]) -> float:
    """Return the mean distance between confidence and share of right claims, by class; 0 is best."""
    total = max(1, len(claims))
    return sum(b.count * abs(b.confidence - b.right) for b in bins(claims, pairs)) / total


def chance_error(claims: Sequence[Claim]) -> float:
    """Return the calibration error to expect if each claim were right as often as it says.

    Exact: how many claims of a class are right is distributed as the sum of independent draws.

    Example:
        >>> from kg.model import Claim, Kind
        >>> claim = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", confidence=0.5)
        >>> chance_error([claim]), chance_error([claim, claim])
        (0.5, 0.25)
    """
    total = 0.0
    for some in _classes(claims):
        chances = np.ones(1)  # of 0, 1, 2 ... right ones
        for claim in some:
            chances = np.convolve(chances, [1 - claim.confidence, claim.confidence])
        away = np.abs(np.arange(len(chances)) - sum(c.confidence for c in some))
        total += float(chances @ away)
    return total / max(1, len(claims))


@dataclass(frozen=True, slots=True)
class Level:
    """What claims of at least some confidence give."""

    least: float
    predicted: int
    precision: float
    recall: float


LEVELS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def levels(claims: Sequence[Claim], pairs: Sequence[Pair], gold: int) -> list[Level]:
    """Return precision and recall of the claims of at least each of `LEVELS` of confidence.

    A claim counts as it is matched among all; levels that no claim reaches are left out.

    Args:
        claims: All predicted claims.
        pairs: Those that match gold (`kg.eval.Scores.pairs`); a half match counts half.
        gold: The number of gold claims.

    Example:
        >>> from kg.model import Claim, Kind
        >>> claim = Claim(article="a", kind=Kind.ROLE, subject="Ann Lee", confidence=0.2)
        >>> levels([claim], [], 4)[-1]
        Level(least=0.2, predicted=1, precision=0.0, recall=0.0)
    """
    worth = {id(p.predicted): p.worth for p in pairs}
    found = []
    for least in LEVELS:
        some = [worth.get(id(c), 0.0) for c in claims if c.confidence >= least]
        if some:
            found.append(Level(least, len(some), sum(some) / len(some), sum(some) / max(1, gold)))
    return found


def plot(found: Sequence[Bin]) -> str:
    """Return an SVG that shows the share of right claims against their confidence.

    The area of a dot grows with the number of its claims; on the diagonal beliefs hold.
    """
    side, edge = 300, 40
    size, middle = side + 2 * edge, edge + side / 2
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
            'font-family="sans-serif" font-size="12">'
        ),
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#888"/>',
        (
            f'<line x1="{edge}" y1="{edge + side}" x2="{edge + side}" y2="{edge}" stroke="#888" '
            'stroke-dasharray="4"/>'
        ),
    ]
    for tick in range(0, 11, 2):
        at, label = edge + side * tick / 10, f"{tick / 10:.1f}</text>"
        parts += [
            f'<text x="{at:.0f}" y="{edge + side + 16}" text-anchor="middle">{label}',
            f'<text x="{edge - 6}" y="{size - at + 4:.0f}" text-anchor="end">{label}',
        ]
    for b in found:
        x, y = edge + side * b.confidence, edge + side * (1 - b.right)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + b.count**0.5:.1f}" fill="#2a6fb0" '
            f'fill-opacity="0.7"><title>{b.count} claims</title></circle>'
        )
    parts += [
        f'<text x="{middle}" y="{size - 6}" text-anchor="middle">confidence</text>',
        (
            f'<text x="14" y="{middle}" text-anchor="middle" '
            f'transform="rotate(-90 14 {middle})">share right</text></svg>'
        ),
    ]
    return "\n".join(parts) + "\n"
