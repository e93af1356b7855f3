"""Groups to clusters: what people decided, then what scores high enough, never by a weak chain.

Joining is by complete link: two clusters become one only if every group of the
one is like every group of the other by itself. So "A like B" and "B like C"
never make A and C one. Pairs are taken from the best score down, ties by the
names, so that the result is the same in any order of articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kg.resolve.blocks import pairs
from kg.resolve.groups import Sets
from kg.resolve.score import AGAINST, Evidence, Group, Likeness, Weigher, likeness, settings
from kg.resolve.variants import loose_key, splits


@dataclass(frozen=True, slots=True)
class Scored:
    """Two groups by their indices, how alike they are, and why."""

    a: int
    b: int
    method: str
    score: float
    reasons: tuple[str, ...]


def alike_pairs(groups: Sequence[Group], weigher: Weigher) -> dict[tuple[int, int], Likeness]:
    """Return the pairs of groups whose names are alike, and in what way.

    Args:
        groups: Groups in a fixed order.
        weigher: Knows where people work.
    """
    compared = ((a, b, likeness(groups[a], groups[b])) for a, b in pairs(groups, weigher))
    return {(a, b): found for a, b, found in compared if found}


def score_pairs(
    groups: Sequence[Group], likenesses: Mapping[tuple[int, int], Likeness], weigher: Weigher
) -> list[Scored]:
    """Return pairs of groups with their scores, best first.

    Args:
        groups: Groups in a fixed order.
        likenesses: Pairs whose names are alike, by index.
        weigher: Knows what the articles tell.
    """
    alike = {
        (a, b): (found, weigher.evidence(groups[a], groups[b], found.method))
        for (a, b), found in likenesses.items()
    }
    rivals = _rivals(groups, alike)
    scored = []
    for (a, b), (found, evidence) in alike.items():
        weight, why = rivals.get((a, b), (0.0, ""))
        told = (found.reason, *evidence.reasons, *((why,) if why else ()))
        reasons = tuple(
            sorted(told, key=lambda each: each.startswith(AGAINST))
        )  # those for it first
        score = min(1.0, max(0.0, round(found.base + evidence.weight + weight, 3)))
        scored.append(Scored(a, b, found.method, score, reasons))
    return sorted(scored, key=lambda s: (-s.score, s.a, s.b))


def _rivals(
    groups: Sequence[Group], alike: Mapping[tuple[int, int], tuple[Likeness, Evidence]]
) -> dict[tuple[int, int], tuple[float, str]]:
    """Weigh how many names a short one may stand for: it is one of them only if that is plain."""
    longs: dict[int, list[tuple[float, int, tuple[int, int]]]] = defaultdict(list)
    for pair, (found, evidence) in alike.items():
        if found.short is not None:
            short, long = pair[found.short], pair[1 - found.short]
            longs[short].append((found.base + evidence.weight, long, pair))
    weights = settings()["evidence"]

    def one(a: int, b: int) -> bool:
        """Tell whether two longer names are one themselves, and so no rivals."""
        found = alike.get((min(a, b), max(a, b)))
        if found is not None and found[0].base + found[1].weight >= settings()["accept"]:
            return True
        return loose_key(groups[a].key) == loose_key(groups[b].key)

    begun = _beginnings(groups)
    result: dict[tuple[int, int], tuple[float, str]] = {}
    for short, listed in longs.items():
        for weight, long, pair in listed:
            others = [
                (w, other) for w, other, _ in listed if other != long and not one(long, other)
            ]
            best = max(others, default=None)
            more = [g for g in begun.get(groups[short].key, ()) if g != long and not one(long, g)]
            if best is not None and best[0] + weights["company"] > weight:
                result[pair] = (
                    weights["rival"],
                    f"{AGAINST}“{groups[best[1]].names[0]}” fits as well",
                )
            elif best is None and not (more and alike[pair][0].method in _BEGINNINGS):
                result[pair] = weights["alone"], "no other name fits as well"
    return result


_BEGINNINGS = frozenset({"longer", "plainly_longer"})


def _beginnings(groups: Sequence[Group]) -> dict[str, list[int]]:
    """Return by key the organizations whose own key begins with it and goes on."""
    found: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        if group.family == "Organization":
            for head, _ in splits(group.key):
                found[head].append(index)
    return found


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sets of groups by index, the pairs that made them, and what was left apart."""

    sets: tuple[tuple[int, ...], ...]
    joined: tuple[Scored, ...]
    apart: tuple[Scored, ...]


def cluster(
    size: int,
    scored: Sequence[Scored],
    together: Iterable[Sequence[int]] = (),
    forbidden: Iterable[tuple[int, int]] = (),
) -> Clusters:
    """Return groups as clusters.

    Args:
        size: Number of groups.
        scored: Pairs with their scores, best first.
        together: Sets of groups that a person declared to be one.
        forbidden: Pairs of groups that a person declared to be two.
    """
    accept, link = settings()["accept"], settings()["link"]
    blobs = Sets(size)
    for one in together:
        for index in one:
            blobs.join(one[0], index)
    never = {(min(p), max(p)) for a, b in forbidden for p in [(blobs.find(a), blobs.find(b))]}
    best: dict[tuple[int, int], float] = {}
    for pair in scored:
        key = tuple(sorted((blobs.find(pair.a), blobs.find(pair.b))))
        best[key[0], key[1]] = max(best.get((key[0], key[1]), 0.0), pair.score)
    members = {one[0]: list(one[:1]) for one in blobs.sets()}
    sets = Sets(size)
    joined, apart = [], []

    def may_join(a: int, b: int) -> bool:
        crossing = [(min(p), max(p)) for p in product(members[a], members[b])]
        return not any(pair in never or best.get(pair, 0.0) < link for pair in crossing)

    for pair in scored:
        a, b = sets.find(blobs.find(pair.a)), sets.find(blobs.find(pair.b))
        if a == b:
            continue
        if pair.score >= accept and may_join(a, b):
            sets.join(a, b)
            members[min(a, b)] = sorted(members[a] + members[b])
            joined.append(pair)
        else:
            apart.append(pair)
    for one in blobs.sets():
        for index in one:
            sets.join(one[0], index)
    left = tuple(pair for pair in apart if sets.find(pair.a) != sets.find(pair.b))
    return Clusters(tuple(tuple(one) for one in sets.sets()), tuple(joined), left)
