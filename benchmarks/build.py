"""How fast a build is, what it costs in memory and on disk, and what a change costs afterwards.

Articles are recombined from the texts of a JSON Lines file, with a seed: a
title and a few runs of sentences, each from another article. Sizes up to
`--analysed` are analysed by the pipeline itself. Larger ones replay the claims
that it finds in each run of sentences, since what is measured there is the
rest of the build; the analysis of an article does not depend on how many
there are. Every figure is taken in a process of its own.

    python benchmarks/build.py
    python benchmarks/build.py --sizes 2000,20000 --texts articles.jsonl --out docs
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.build import build, load_analysis
from kg.interchange import claim_from_json, claim_to_json
from kg.model import Article, Claim, Span
from kg.records import Records

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parent.parent / "shared" / "wikinews" / "articles.jsonl"
SEED = 20211020
POOL = 300
"""Runs of sentences that articles are made of, if not said otherwise: each is analysed once."""

RUNS, LENGTH = 2, 2
"""Runs of sentences in an article, and sentences in a run."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
_TYPES = ("subject_type", "object_type", "speaker_type")


@dataclass(frozen=True)
class Run:
    """A run of sentences: the article it is from, where it begins there, and its text."""

    article: str
    title: str
    date: str
    start: int
    text: str


def runs(texts: Path, most: int) -> list[Run]:
    """Return the runs of sentences that articles are made of, always the same ones."""
    found = []
    for line in texts.read_text("utf-8").splitlines():
        row = json.loads(line)
        starts = [0, *(match.end() for match in _SENTENCE.finditer(row["text"]))]
        for first, end in zip(starts[::LENGTH], [*starts[LENGTH::LENGTH], None], strict=False):
            text = row["text"][first:end].rstrip()
            found.append(Run(row["id"], row["title"], row["date"], first, text))
    chooser = random.Random(SEED)  # noqa: S311 - a choice that must repeat, not a secret
    return chooser.sample(found, min(most, len(found)))


def write_articles(folder: Path, pool: list[Run], first: int, count: int) -> None:
    """Write articles as JSON Lines, one file for each thousand."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(first, first + count, 1000):
        lines = []
        for number in range(start, min(start + 1000, first + count)):
            chooser = random.Random(SEED + number)  # noqa: S311
            chosen = [chooser.randrange(len(pool)) for _ in range(RUNS)]
            text = "\n".join(pool[index].text for index in chosen)
            row = {
                "id": f"{number}:{','.join(map(str, chosen))}",
                "title": f"{pool[chosen[0]].title} ({number})",
                "date": pool[chosen[0]].date,
                "text": text,
            }
            lines.append(json.dumps(row) + "\n")
        (folder / f"{start}.jsonl").write_text("".join(lines), encoding="utf-8")


@dataclass(frozen=True)
class Found:
    """The claims of an article, as a build takes them."""

    claims: tuple[Claim, ...]
    dropped: tuple[()] = ()


class Replay:
    """Gives the claims that were found in each run of sentences, at the place it has here."""

    def __init__(self, path: Path, pool: list[Run]) -> None:
        rows = json.loads(path.read_text("utf-8"))
        self._claims = [[_claim(each) for each in row] for row in rows]
        self._lengths = [len(run.text) for run in pool]

    def __call__(self, article: Article) -> Found:
        """Return the claims of an article made by `write_articles`."""
        found, start = [], 0
        for index in map(int, article.id.partition(":")[2].split(",")):
            for claim in self._claims[index]:
                spans = (Span(s.start + start, s.end + start) for s in claim.evidence)
                found.append(replace(claim, article=article.id, evidence=tuple(spans)))
            start += self._lengths[index] + 1
        return Found(tuple(found))


def _claim(row: dict[str, Any]) -> Claim:
    return replace(claim_from_json(row), **{name: row[name] for name in _TYPES})


def learn(pool: list[Run], path: Path, store: Path | None) -> None:
    """Write the claims of each run of sentences, as the pipeline finds them.

    Args:
        pool: The runs.
        path: The file to write.
        store: A store that was built from the same texts, whose claims are
            taken; without it each run is analysed.
    """
    found = _stored(pool, store) if store else _analysed(pool)
    rows = [
        [{**claim_to_json(c), **{name: getattr(c, name) for name in _TYPES}} for c in claims]
        for claims in found
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")


def _analysed(pool: list[Run]) -> Iterator[list[Claim]]:
    analyse = load_analysis()
    for number, run in enumerate(pool):
        article = Article(id=str(number), title="", text=run.text)
        yield [claim for claim in analyse(article).claims if not claim.title_evidence]


def _stored(pool: list[Run], store: Path) -> Iterator[list[Claim]]:
    records = Records(store)
    for run in pool:
        record, end = records.get(run.article), run.start + len(run.text)
        yield [
            replace(
                claim, evidence=tuple(Span(s.start - run.start, s.end - run.start) for s in spans)
            )
            for claim in (record.claims if record else ())
            if (spans := claim.evidence)
            and not claim.title_evidence
            and all(run.start <= span.start and span.end <= end for span in spans)
        ]


# --- one measurement, in a process of its own -------------------------------------------


def measure(
    *, sources: str, out: str, texts: str, pool: int, claims: str | None, jobs: int
) -> dict[str, Any]:
    """Build once and return what it took; both times, since other work may share the cores."""
    analyse = Replay(Path(claims), runs(Path(texts), pool)) if claims else None
    began, cpu = time.perf_counter(), time.process_time()
    ready: list[float] = []
    version = "replayed" if claims else None
    report = build(
        [Path(sources)],
        Path(out),
        analyse=analyse,
        version=version,
        jobs=jobs,
        clock=time.process_time if jobs == 1 else time.perf_counter,
        answers=lambda: ready.append(time.process_time() - cpu),
    )
    wall, used = time.perf_counter() - began, time.process_time() - cpu
    peak = peak_kilobytes()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told = json.loads((Path(out) / "report.json").read_text("utf-8"))
    return {
        "wall": round(wall, 2),
        "cpu": round(used, 2),
        "answers": round(ready[0], 2) if ready else round(used, 2),
        "analysis": round(sum(row.get("seconds", 0) for row in told["rows"]), 2),
        "stages": told["stages"],
        "megabytes": round((peak + child * jobs * (jobs > 1)) / 1024),
        "graph": told["graph"],
        "failed": sum(row.outcome == "failed" for row in report.rows),
    }


def peak_kilobytes() -> int:
    """Return the most memory that this process has held.

    Linux counts the process that started this one into `ru_maxrss`, so there
    it is read from /proc.
    """
    status = Path("/proc/self/status")
    if status.exists():
        match = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if match:
            return int(match[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def in_process(**given: Any) -> dict[str, Any]:
    """Measure in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--one", json.dumps(given)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder; those that indexes share count once."""
    stats = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return sum({stat.st_ino: stat.st_size for stat in stats}.values())


def at_size(count: int, folder: Path, pool: list[Run], given: dict[str, Any]) -> dict[str, Any]:
    """Measure a first build, one with nothing new and one with one article more."""
    sources, out = folder / f"in{count}", folder / f"out{count}"
    write_articles(sources, pool, 0, count)
    given = {**given, "sources": str(sources), "out": str(out)}
    first = in_process(**given)
    with (out / "graph.nq").open("rb") as file:
        quads = sum(1 for _ in file)
    again = in_process(**given)
    write_articles(sources, pool, 1_000_000, 1)
    added = in_process(**given)
    return {
        "articles": count,
        "first": first,
        "again": again,
        "added": added,
        "quads": quads,
        "graph_bytes": (out / "graph.nq").stat().st_size,
        "store_bytes": size_of(out / "store"),
    }


def measured(
    sizes: list[int], texts: Path, *, most: int, store: Path | None, analysed: int, jobs: int
) -> Iterator[dict[str, Any]]:
    """Yield the figures of each size."""
    pool = runs(texts, most)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        claims = folder / "claims.json"
        if max(sizes) > analysed:
            learn(pool, claims, store)
        for count in sizes:
            real = count <= analysed
            given = {
                "texts": str(texts),
                "pool": most,
                "claims": None if real else str(claims),
                "jobs": jobs if real else 1,
            }
            yield {"replayed": not real, **at_size(count, folder, pool, given)}


# --- output ----------------------------------------------------------------------------


def table(rows: list[dict[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    head = (
        "articles", "claims", "analysis", "build s (CPU)", "articles a second", "peak MB",
        "nothing new s", "one more: answers s", "one more: all s", "quads a claim",
        "graph.nq MB", "store MB",
    )  # fmt: skip
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    for row in rows:
        first, graph = row["first"], row["first"]["graph"]
        rate = row["articles"] / max(first["wall"] if not row["replayed"] else first["cpu"], 0.01)
        cells = (
            f"{row['articles']:,}", f"{graph['claims']:,}",
            "replayed" if row["replayed"] else f"{first['analysis']:.1f} s",
            f"{first['wall']:.1f} ({first['cpu']:.1f})", f"{rate:.1f}", first["megabytes"],
            f"{row['again']['wall']:.2f} ({row['again']['cpu']:.2f})",
            f"{row['added']['answers'] - row['added']['analysis']:.2f}",
            f"{row['added']['wall']:.2f} ({row['added']['cpu']:.2f})",
            f"{row['quads'] / max(graph['claims'], 1):.1f}",
            f"{row['graph_bytes'] / 1e6:.1f}", f"{row['store_bytes'] / 1e6:.1f}",
        )  # fmt: skip
        lines.append(" | ".join(map(str, cells)))
    return "".join(f"| {line} |\n" for line in lines)


def bars(title: str, values: list[tuple[str, float]], unit: str) -> str:
    """Return a bar chart as SVG, readable on light and dark ground."""
    most = max([value for _, value in values] + [1e-9])
    parts = [f'<text x="8" y="20" font-weight="bold">{title}</text>']
    for place, (name, value) in enumerate(values):
        y = 36 + 24 * place
        width = 330 * value / most
        parts.append(f'<text x="150" y="{y + 14}" text-anchor="end">{name}</text>')
        parts.append(f'<rect x="158" y="{y}" width="{width:.1f}" height="18" fill="#0072b2"/>')
        parts.append(f'<text x="{164 + width:.1f}" y="{y + 14}">{value:g} {unit}</text>')
    height = 44 + 24 * len(values)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 {height}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{title}</title>'
        f'<rect width="600" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def plots(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the plots by file name: rate and memory by size, and the share of each stage."""
    last = rows[-1]
    known = {"analysis": last["first"]["analysis"], **last["first"]["stages"]}
    known.pop("rest", None)
    stages = {"reading, records": last["first"]["cpu"] - sum(known.values()), **known}
    rate = [
        (
            f"{row['articles']:,} articles",
            round(row["articles"] / max(row["first"]["cpu"], 0.01), 1),
        )
        for row in rows
    ]
    memory = [(f"{row['articles']:,} articles", float(row["first"]["megabytes"])) for row in rows]
    named = [(name, round(seconds, 2)) for name, seconds in stages.items()]
    size = f"{last['articles']:,} articles"
    return {
        "performance-rate.svg": bars("Articles a second of processor time", rate, "/s"),
        "performance-memory.svg": bars("Peak memory of a build", memory, "MB"),
        "performance-stages.svg": bars(f"Processor time of each stage, {size}", named, "s"),
    }


def main() -> None:
    """Measure all sizes and print the table; with --out, write the plots too."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="20,2000")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--analysed", type=int, default=200)
    parser.add_argument("--pool", type=int, default=POOL)
    parser.add_argument("--store", type=Path, help="a store of the same texts, to take claims from")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(**json.loads(asked.one))))
        return
    if not asked.texts.exists():
        print(f"No texts at {asked.texts}; name some with --texts.")
        return
    sizes = [int(size) for size in asked.sizes.split(",")]
    rows = []
    for row in measured(
        sizes,
        asked.texts,
        most=asked.pool,
        store=asked.store,
        analysed=asked.analysed,
        jobs=asked.jobs,
    ):
        print(json.dumps(row), flush=True)
        rows.append(row)
    print(table(rows))
    if asked.out:
        for name, text in plots(rows).items():
            (asked.out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
