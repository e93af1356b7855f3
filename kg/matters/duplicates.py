"""Articles with the same or nearly the same text: one source, however many print it.

Equal texts are found by their hash. Nearly equal ones are found with MinHash
(Broder 1997) over the sets of their runs of words, looked up by bands
(Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4), and then
confirmed by comparing the signatures. The permutations are fixed, so the same
texts give the same answer everywhere.

It is written here on numpy, and not with `datasketch`, since that loads scipy
(seconds for a command that takes half of one), and its hash functions are its
own affair: a new version could change which articles a graph calls copies.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.matters.words import settings, tokens

if TYPE_CHECKING:  # who only reads a graph needs no numpy, which takes long to load
    import numpy as np
    from numpy.typing import NDArray

_PRIME = (1 << 31) - 1
"""A Mersenne prime: products of two numbers below it fit into 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is kept of a text to compare it: a hash of all of it, and its MinHash values.

    `values` is empty for a text too short to be compared.
    """

    exact: str
    values: Sequence[int]


def _coefficients() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the fixed permutations x -> (a x + b) mod p, taken from SHA-256 of their number."""
    import numpy as np

    count = int(settings()["duplicates"]["permutations"])
    numbers = [
        int.from_bytes(hashlib.sha256(f"{name}{n}".encode()).digest()[:8], "big") % _PRIME
        for name in "ab"
        for n in range(count)
    ]
    found = np.array(numbers, dtype=np.uint64)
    return np.maximum(found[:count], np.uint64(1)), found[count:]


def _hashed(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=4).digest(), "big") % _PRIME


def signature(text: str) -> Signature:
    r"""Return the signature of a text; case, punctuation and line breaks don't count.

    Example:
        >>> signature("Acme buys Brio.").exact == signature("ACME  buys\nBrio").exact
        True
    """
    import numpy as np

    words, size = tokens(text), int(settings()["duplicates"]["words"])
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    if len(words) < int(settings()["duplicates"]["shortest"]):
        return Signature(exact=exact, values=())
    runs = {" ".join(words[n : n + size]) for n in range(len(words) - size + 1)}
    hashes = np.array(sorted({_hashed(run) for run in runs}), dtype=np.uint64)
    a, b = _coefficients()
    values = ((a[:, None] * hashes[None, :] + b[:, None]) % np.uint64(_PRIME)).min(axis=1)
    return Signature(exact=exact, values=array("I", map(int, values)))


def likeness(one: Signature, other: Signature) -> float:
    """Return the estimated Jaccard likeness of two texts, from 0 to 1."""
    if one.exact == other.exact:
        return 1.0
    if not one.values or len(one.values) != len(other.values):
        return 0.0
    return sum(a == b for a, b in zip(one.values, other.values, strict=True)) / len(one.values)


def _candidates(signatures: Mapping[str, Signature]) -> set[tuple[str, str]]:
    rows = int(settings()["duplicates"]["rows"])
    names = sorted(signatures)
    longest = max((len(each.values) for each in signatures.values()), default=0)
    found: set[tuple[str, str]] = set()

    def pair(bands: dict[object, list[str]]) -> None:
        # Only neighbours are paired: all members of a band are compared by way of its first.
        found.update((band[0], name) for band in bands.values() for name in band[1:])

    exact: dict[object, list[str]] = defaultdict(list)
    for name in names:
        exact[signatures[name].exact].append(name)
    pair(exact)
    for start in range(0, longest, rows):  # one band after the other: each needs much memory
        bands: dict[object, list[str]] = defaultdict(list)
        for name in names:
            values = signatures[name].values[start : start + rows]
            if values:
                bands[tuple(values)].append(name)
        pair(bands)
    return found


def copies(
    signatures: Mapping[str, Signature], rank: Mapping[str, object] | None = None
) -> dict[str, str]:
    """Return for each article that is a copy the first article of its group.

    Args:
        signatures: Signature by article id.
        rank: What to sort by to find the first of a group, such as days; by
            default, and among equals, the id.

    Returns:
        Article id → id of the first; articles without copies, and the first
        of each group, are absent.
    """
    least = float(settings()["duplicates"]["least"])
    leader = {name: name for name in signatures}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for one, other in sorted(_candidates(signatures)):
        if likeness(signatures[one], signatures[other]) >= least:
            a, b = sorted((find(one), find(other)))
            leader[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(signatures):
        groups[find(name)].append(name)
    found = {}
    for names in groups.values():
        first = min(names, key=lambda name: (str((rank or {}).get(name, "")), name))
        found.update({name: first for name in names if name != first})
    return found


def signatures_of(texts: Iterable[tuple[str, str]]) -> dict[str, Signature]:
    """Return the signatures of (article id, text) pairs, by id."""
    return {name: signature(text) for name, text in texts}
