"""How well names are resolved, by annotated names and by hard pairs: `python -m kg.resolve.evaluate`.

Pairs of names count once each: precision is the share of joined pairs that are
one thing, recall the share of pairs that are one thing and were joined. B³
(Bagga and Baldwin 1998, "Entity-Based Cross-Document Coreferencing Using the
Vector Space Model") counts names instead, so that a large cluster weighs by its
names and not by their square.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.model import Claim, Kind
from kg.resolve import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A name of an article, and the thing that a reader took it for.

    `half` is `dev` or `held-out`; names of the two are never compared.
    """

    article: str
    name: str
    type: str
    entity: str
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of pairs and the B³ shares of one set of names.

    `joined` pairs are those of the system, `one` those of the reader, `right`
    those of both.
    """

    names: int
    things: int
    joined: int
    one: int
    right: int
    b3_precision: float
    b3_recall: float

    @property
    def precision(self) -> float:
        """Share of joined pairs that are one thing; 1 where none was joined."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Share of pairs that are one thing and were joined; 1 where there are none."""
        return self.right / self.one if self.one else 1.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def figures(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> Figures:
    """Return the figures of one clustering against another.

    Args:
        found: The cluster of each name by the system.
        wanted: That by the reader, in the same order.

    Example:
        >>> f = figures(["x", "x", "x", "y"], ["a", "a", "b", "b"])
        >>> round(f.precision, 2), f.recall, round(f.b3_precision, 2), f.b3_recall
        (0.33, 0.5, 0.67, 0.75)
    """
    both = Counter(zip(found, wanted, strict=True))
    of_found, of_wanted = Counter(found), Counter(wanted)
    size = max(len(found), 1)
    return Figures(
        names=len(found),
        things=len(of_wanted),
        joined=_pairs(of_found.values()),
        one=_pairs(of_wanted.values()),
        right=_pairs(both.values()),
        b3_precision=sum(n * n / of_found[f] for (f, _), n in both.items()) / size,
        b3_recall=sum(n * n / of_wanted[w] for (_, w), n in both.items()) / size,
    )


def of_variants(
    names: Sequence[str], found: Sequence[Hashable], wanted: Sequence[Hashable]
) -> Figures:
    """Return the figures of pairs whose two names are spelled differently: the hard part.

    Args:
        names: The spelling of each name.
        found: The cluster of each name by the system.
        wanted: That by the reader.
    """
    every = figures(found, wanted)
    same = [
        _pairs(Counter(zip(names, *clusters, strict=True)).values())
        for clusters in ((found,), (wanted,), (found, wanted))
    ]
    return Figures(
        names=every.names,
        things=every.things,
        joined=every.joined - same[0],
        one=every.one - same[1],
        right=every.right - same[2],
        b3_precision=every.b3_precision,
        b3_recall=every.b3_recall,
    )


def read_lines(text: str, where: str) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines text.

    Raises:
        SourceError: A line is no JSON object.
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{where}:{number} is no JSON: {error}.", "Mend the line.") from error
        if not isinstance(row, dict):
            raise SourceError(f"{where}:{number} is no JSON object.", "Mend the line.")
        found.append(row)
    return found


def annotated(text: str, where: str = "names") -> list[Annotated]:
    """Return the annotated names of a JSON Lines text.

    Raises:
        SourceError: A line lacks a field or has another one.
    """
    found = []
    for row in read_lines(text, where):
        try:
            found.append(Annotated(**row))
        except TypeError as error:
            raise SourceError(
                f"A line of {where} is no annotated name: {error}.",
                "Fields are article, name, type, entity and half.",
            ) from error
    return found


def readings(text: str, where: str = "readings") -> list[Claim]:
    """Return what the pipeline read of the articles: claims with names and roles alone.

    Raises:
        SourceError: A line has a field that no claim has.
    """
    found = []
    for row in read_lines(text, where):
        try:
            kind = Kind(row.pop("kind"))
            found.append(Claim(kind=kind, **{"subject": "", **row}))
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(
                f"A line of {where} is no reading: {error}.", "See docs/resolution.md."
            ) from error
    return found


def score_names(
    names: Sequence[Annotated], claims: Sequence[Claim]
) -> dict[str, tuple[Figures, Figures]]:
    """Return the figures of each half: of all pairs, and of pairs spelled differently.

    Args:
        names: Annotated names.
        claims: What the pipeline read; names that it has nothing of are entities of their own.
    """
    by_half: dict[str, list[Annotated]] = defaultdict(list)
    for name in names:
        by_half[name.half].append(name)
    scores = {}
    for half, listed in sorted(by_half.items()):
        articles = {name.article for name in listed}
        resolution = resolve(claim for claim in claims if claim.article in articles)
        found: list[Hashable] = []
        for index, name in enumerate(listed):
            entity = resolution.entity(name.article, name.name, name.type)
            found.append(entity.iri if entity else index)
        wanted = [name.entity for name in listed]
        spelled = [name.name for name in listed]
        scores[half] = figures(found, wanted), of_variants(spelled, found, wanted)
    return scores


def score_pairs(pairs: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Return by sort of hard pair how many there are, and how many were joined.

    All names stand in one graph, each in an article of its own, with nothing
    known of them but the name.

    Args:
        pairs: Rows with the fields `a`, `b`, `sort` and `one`, as `kg.resolve.hardpairs` makes.
    """
    listed = list(pairs)
    names = sorted({pair[side] for pair in listed for side in ("a", "b")})
    articles = {name: f"article {number}" for number, name in enumerate(names)}
    claims = [
        Claim(article=articles[n], kind=Kind.TARGET, subject=n, subject_type="COMPANY")
        for n in names
    ]
    resolution = resolve(claims)
    entities = {name: resolution.entity(articles[name], name, "COMPANY") for name in names}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in listed:
        counts = found[pair["sort"]]
        counts["pairs"] += 1
        counts["one"] += bool(pair["one"])
        counts["joined"] += entities[pair["a"]] == entities[pair["b"]]
    return {sort: dict(counts) for sort, counts in sorted(found.items())}


def _text(name: str, given: Path | None) -> str:
    if given is not None:
        try:
            return given.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"Can't read {given}: {error}.", "Name a JSON Lines file.") from error
    return resources.files("kg.resolve").joinpath("train").joinpath(name).read_text("utf-8")


def report(names: Path | None = None, claims: Path | None = None, pairs: Path | None = None) -> str:
    """Return all figures as text.

    Args:
        names: Annotated names; the package's own by default.
        claims: What the pipeline read of their articles; the package's own by default.
        pairs: Hard pairs made by `python -m kg.resolve.hardpairs`; none by default.
    """
    scores = score_names(
        annotated(_text("names.jsonl", names), str(names or "names.jsonl")),
        readings(_text("readings.jsonl", claims), str(claims or "readings.jsonl")),
    )
    row = "{:<10} {:<10} {:>6} {:>7} {:>7} {:>7} {:>7} {:>10} {:>7}".format
    lines = [
        row("half", "pairs", "names", "things", "one", "joined", "right", "precision", "recall")
    ]
    shares = ["", "{:<10} {:>12} {:>9}".format("half", "B3 precision", "B3 recall")]
    for half, (every, variants) in scores.items():
        for sort, f in (("all", every), ("variants", variants)):
            shown = (f"{f.precision:.3f}", f"{f.recall:.3f}")
            lines.append(row(half, sort, f.names, f.things, f.one, f.joined, f.right, *shown))
        b3 = (f"{every.b3_precision:.3f}", f"{every.b3_recall:.3f}")
        shares.append("{:<10} {:>12} {:>9}".format(half, *b3))
    lines += shares
    if pairs is not None:
        lines += ["", "{:<28} {:>6} {:>6} {:>7}".format("hard pairs", "pairs", "one", "joined")]
        for sort, n in score_pairs(read_lines(_text("", pairs), str(pairs))).items():
            lines.append(f"{sort:<28} {n['pairs']:>6} {n['one']:>6} {n['joined']:>7}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures.

    Args:
        arguments: As on the command line; those of the process by default.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.resolve.evaluate", description=__doc__)
    parser.add_argument("--names", type=Path, help="annotated names, JSON Lines")
    parser.add_argument("--readings", type=Path, help="what the pipeline read of their articles")
    parser.add_argument("--pairs", type=Path, help="hard pairs of kg.resolve.hardpairs")
    given = parser.parse_args(arguments)
    sys.stdout.write(report(given.names, given.readings, given.pairs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
