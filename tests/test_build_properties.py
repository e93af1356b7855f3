"""A graph is a function of articles and decisions, whatever happened on the way to it."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg import graphing, indexing, seen, workers
from kg.build import build
from kg.extract import Extraction
from kg.model import Article, Claim, Kind, Span
from kg.rdf.store import open_store
from kg.resolve.decisions import Decision, decision_line
from kg.resolve.decisions_people import name_hash

pytestmark = pytest.mark.usefixtures("remembered")

NAMES = ("a", "b", "c", "d")
BODIES = (
    "Acme targets growth.",
    "Acme Corp targets a plant. Ann Lee targets the top.",
    "Orbit targets the moon. Acme Corp. targets Mars.",
    "Orbit Ltd targets the moon by rail. Ann B. Lee targets rest.",
)
AT = "2026-01-0{}T00:00:00+00:00"
DECISIONS = (
    Decision(kind="merge", by="x", at=AT.format(1), names=("Acme", "Orbit")),
    Decision(kind="split", by="x", at=AT.format(2), names=("Acme", "Acme Corp.")),
    Decision(kind="remove", by="x", at=AT.format(3), articles=("a.txt",)),
    Decision(
        kind="withdraw", by="x", at=AT.format(4), salt="s", hashes=(name_hash("s", "Ann Lee"),)
    ),
)


@pytest.fixture(scope="module")
def remembered() -> Iterator[None]:
    """Let builds remember files however young they are, so that what is remembered is tested too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "SETTLED", -(10**18))
        yield


def analyse(article: Article) -> Extraction:
    """Read "X targets Y" as a goal."""
    return Extraction(
        claims=tuple(
            Claim(
                article=article.id,
                kind=Kind.TARGET,
                subject=match[1],
                object=match[2],
                subject_type="PERSON" if "Lee" in match[1] else "COMPANY",
                evidence=(Span(*match.span()),),
            )
            for match in re.finditer(
                r"(?:^|(?<=\. ))([A-Z].*?) targets (.*?)\.(?= |$)", article.text
            )
        )
    )


class Crash(BaseException):
    """Stands for the end of the process."""


class Threads(ThreadPoolExecutor):
    """Threads in place of processes: as unordered, and made in no time."""

    def __init__(self, workers_: int, *, initializer: Any, initargs: Any, **_: Any) -> None:
        initializer(*initargs)
        super().__init__(workers_)


@contextlib.contextmanager
def crashing(at: int | None, *, after: bool) -> Iterator[None]:
    """Crash when a file is put in its place for the nth time, before or after that is done."""
    replace: Callable[[Path, Path], Path] = Path.replace
    count = 0

    def counted(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == at and not after:
            raise Crash
        done = replace(self, target)
        if count == at:
            raise Crash
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", counted)
        yield


@dataclass(frozen=True)
class Step:
    """What happens before a build, and how the build goes."""

    changes: dict[str, int | None]
    decided: frozenset[int]
    jobs: int
    crash: int | None
    after: bool
    prune: bool


STEPS = st.lists(
    st.builds(
        Step,
        changes=st.dictionaries(
            st.sampled_from(NAMES), st.none() | st.integers(0, len(BODIES) - 1), max_size=3
        ),
        decided=st.frozensets(st.integers(0, len(DECISIONS) - 1), max_size=3),
        jobs=st.sampled_from((1, 2, 4)),
        crash=st.none() | st.integers(1, 14),
        after=st.booleans(),
        prune=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def change(folder: Path, step: Step) -> None:
    for name, body in step.changes.items():
        path = folder / f"{name}.txt"
        if body is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(f"Title {name}\n\n{BODIES[body]}", encoding="utf-8")
    lines = [decision_line(DECISIONS[number]) for number in sorted(step.decided)]
    (folder / "decisions.jsonl").write_text("".join(lines), encoding="utf-8")


def run(sources: Path, out: Path, **options: Any) -> bytes:
    build([sources], out, **{"analyse": analyse, "version": "1", **options})
    return (out / "graph.nq").read_bytes()


def go(folder: Path, steps: list[Step]) -> tuple[Path, Path]:
    """Take all steps, then build once more; return that folder and the one of a clean build."""
    sources, out = folder / "in", folder / "out"
    sources.mkdir()
    for step in steps:
        change(sources, step)
        with contextlib.suppress(Crash), crashing(step.crash, after=step.after):
            run(sources, out, jobs=step.jobs, prune=step.prune)
    run(sources, out, prune=True)
    run(sources, folder / "fresh")
    return out, folder / "fresh"


@pytest.fixture(scope="module", autouse=True)
def threads() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "ProcessPoolExecutor", Threads)
        patch.setattr(signal, "signal", lambda *_: None)
        yield


FULL = Step({name: number for number, name in enumerate(NAMES)}, frozenset(), 1, None, False, False)
MERGED = Step({}, frozenset({0}), 1, None, False, False)


@given(steps=STEPS)
@example(steps=[FULL, MERGED, Step({"b": None}, frozenset({1}), 2, 3, True, False)])
@settings(derandomize=True, deadline=None, max_examples=30)
def test_any_way_leads_to_the_bytes_of_one_clean_build(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("way")
    with pytest.MonkeyPatch.context() as patch:  # the index costs a second of disk each time
        patch.setattr("kg.rdf.store.build_index", lambda *_args, **_more: None)
        out, fresh = go(folder, steps)
        assert (out / "graph.nq").read_bytes() == (fresh / "graph.nq").read_bytes()
        kept, wanted = ({f.name for f in (o / "store").glob("articles/*")} for o in (out, fresh))
        assert kept == wanted
    shutil.rmtree(folder)


@given(steps=STEPS)
@example(steps=[Step({"a": 0, "b": 1}, frozenset(), 1, crash, True, False) for crash in (9, 13)])
@settings(derandomize=True, deadline=None, max_examples=4)
def test_the_index_holds_what_a_clean_build_would(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("index")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "FEW", 10.0)  # whatever changed, the index is changed in place
        out, fresh = go(folder, [FULL, *steps])
        assert (out / "graph.nq").read_bytes() == (fresh / "graph.nq").read_bytes()
        one, other = ({str(quad) for quad in open_store(each)} for each in (out, fresh))
        assert one == other
    shutil.rmtree(folder)


def test_a_build_with_nothing_new_touches_neither_graph_nor_index(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    change(sources, FULL)
    run(sources, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graphing, "resolve", None)
        run(sources, out)
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    changed = {path.name for path in before if before[path] != after.get(path)}
    assert changed == {"report.json"}
    assert json.loads((out / "report.json").read_text("utf-8"))["graph"]["articles"] == 4
    (out / "graph.nq").write_text("", encoding="utf-8")
    assert run(sources, out), "a graph that somebody emptied is written again"
