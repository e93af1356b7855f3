"""Articles to a graph: read, analyse what changed, resolve, emit, index, report.

The graph is a function of the set of articles and the version of the code. A
build reads all sources first, so that what one input says about another (the
same id twice) is known before anything is written; then analyses the articles
whose content or pipeline version changed, each into a record of its own
(`kg.records`); then makes the graph from all records. Nothing of this depends
on the order of inputs, on the number of workers or on earlier interruptions.
"""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from kg.errors import StoreError
from kg.inputs import Inputs, Task
from kg.model import Article, Claim, InputRow, Issue, Report
from kg.pieces import write_sorted
from kg.records import FOLDER, Record, Records, locked, text_digest
from kg.reports import report_of, write_report
from kg.resolve import resolve
from kg.workers import Analyse, analyse_all

if TYPE_CHECKING:
    import datetime as dt

    from kg.resolve import Resolution

GRAPH, STORE, REPORT = "graph.nq", "store", "report.json"


def load_analysis(frames: Path | None = None) -> Analyse:
    """Return the function from an article to its claims, with its model loaded.

    Args:
        frames: A folder of frames that are used beside the package's own.

    Raises:
        ModelError: The language model is missing.
        ExtractionError: A frame is malformed.
    """
    from kg import extract, language

    analyser, extractor = language.load(), extract.load(frames)
    return lambda article: extract.analyse(article, analyser, extractor)


def pipeline_version(frames: Path | None = None) -> str:
    """Return the name of the pipeline; further frames change it.

    Args:
        frames: A folder of frames that are used beside the package's own.
    """
    from kg import extract

    if frames is None:
        return extract.version()
    texts = [(path.name, path.read_text("utf-8")) for path in sorted(frames.glob("*.toml"))]
    return f"{extract.version()}+frames.{text_digest(json.dumps(texts))[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build goes.

    `prune` removes articles that are gone from their files. Without `texts`
    only what stands around evidence is kept. `jobs` is the number of
    processes. `title` is that of a plain text on standard input. `progress`
    is called with the articles done and all. `started` goes into the report,
    as do the seconds that `clock` tells.
    """

    prune: bool = False
    texts: bool = True
    jobs: int = 1
    frames: Path | None = None
    title: str | None = None
    stdin: IO[bytes] | None = None
    progress: Callable[[int, int], None] = lambda _done, _all: None
    clock: Callable[[], float] = time.monotonic
    started: str | None = None


def build(
    paths: Iterable[Path | Literal["-"]],
    out: Path,
    *,
    analyse: Analyse | None = None,
    version: str | None = None,
    **options: Any,
) -> Report:
    """Write the graph of articles: `graph.nq`, `store/` and `report.json` in a folder.

    Articles whose content and pipeline version are those of the last build are
    not analysed again. Articles of earlier builds stay, unless they are pruned.

    Args:
        paths: Files and folders to read; `-` is standard input.
        out: The folder to write.
        analyse: From an article to its claims and what was dropped; the
            package's own pipeline by default. A function of a module where
            there are several jobs.
        version: Name of the pipeline version, written into the graph; that of
            the package's own pipeline by default.
        **options: Fields of `Options`.

    Returns:
        A row for every input, sorted, and the problems that stopped nothing.

    Raises:
        StoreError: The folder can't be written, or another build holds it.
        ModelError: The language model is missing.
    """
    how = Options(**options)
    name = version or pipeline_version(how.frames)
    factory = (
        functools.partial(load_analysis, how.frames)
        if analyse is None
        else functools.partial(_given, analyse)
    )
    began = how.clock()
    store = out / STORE
    with locked(store), tempfile.TemporaryFile(dir=store) as spool:
        run = _Run(Records(store), name, how, Inputs(spool))
        _clean(out)
        run.inputs.read(paths, title=how.title, stdin=how.stdin)
        run.sweep()
        run.analyse(factory)
        counts = run.write_graph(out)
        report = run.report()
        head = {
            "pipeline": name,
            "started": how.started,
            "seconds": round(how.clock() - began, 3),
            "graph": counts,
        }
        write_report(out / REPORT, report, run.records, run.seconds, head)
    return report


def _clean(out: Path) -> None:
    """Remove what a killed build left half done."""
    for folder in out.glob(".graph.*"):
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
    for file in (out / STORE / FOLDER).glob(".*.tmp"):
        file.unlink(missing_ok=True)


def _given(analyse: Analyse) -> Analyse:
    return analyse


@dataclass(slots=True)
class _Run:
    """One build: what it has learned so far."""

    records: Records
    version: str
    how: Options
    inputs: Inputs
    rows: list[InputRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    todo: list[Task] = field(default_factory=list)

    def _issue(self, code: str, message: str, where: str, *, warning: bool = False) -> None:
        severity: Literal["warning", "info"] = "warning" if warning else "info"
        self.issues.append(Issue(severity=severity, code=code, message=message, where=where))

    # --- deciding ---

    def sweep(self) -> None:
        """Decide what is to be analysed, what stays as it is and what goes."""
        for id_, task in self.inputs.articles.items():
            record = self.records.get(id_)
            if not record or record.content != task.content or record.pipeline != self.version:
                self.todo.append(task)
                continue
            wanted = replace(record, path=task.path, whole=self.how.texts)
            if record != wanted:
                self.records.write(replace(wanted, article=task.article()))
            self.rows.append(task.row(id_, "unchanged", claims=len(record.claims)))
        known = {self.records.path(id_).name for id_ in self.inputs.articles}
        for path in self.records.paths():
            if path.name in known:
                continue
            record = self.records.read(path)
            if record:
                self._sweep_other(record)
            else:
                self._issue("record-damaged", "can't be read; removed", str(path), warning=True)
                self.records.remove(path)

    def _sweep_other(self, record: Record) -> None:
        """Decide about an article that no source of this build gave."""
        id_, where = record.article.id, record.path or "stdin"
        gone = record.path is not None and (
            record.path in self.inputs.files or not Path(record.path).exists()
        )
        if gone and self.how.prune:
            self.records.remove(self.records.path(id_))
            self.rows.append(
                InputRow(
                    source=where, article=id_, outcome="removed", reason="no longer in its file"
                )
            )
            return
        if gone:
            self._issue(
                "gone",
                f"{id_} is no longer read from its file; kept until a build with prune",
                where,
            )
        if record.whole and not self.how.texts:
            record = replace(record, whole=False)
            self.records.write(record)
        if record.pipeline == self.version:
            return
        if record.whole:
            load = functools.partial(_stored, self.records, id_)
            self.todo.append(Task(where, record.content, record.path, load))
        else:
            message = f"{id_} has claims of version {record.pipeline}; its text is not kept"
            self._issue("stale", message, where, warning=True)

    # --- analysing ---

    def analyse(self, factory: Callable[[], Analyse]) -> None:
        """Analyse what is to be analysed, and write each record as soon as it is made."""
        how = self.how
        articles = (task.article() for task in self.todo)
        found = analyse_all(articles, factory, how.clock, jobs=how.jobs)
        how.progress(0, len(self.todo))
        for number, (task, done) in enumerate(zip(self.todo, found, strict=True), 1):
            id_ = done.article.id
            self.seconds[id_] = done.seconds
            if done.error:
                self.rows.append(task.row(id_, "failed", done.error[:500]))
                self.records.remove(self.records.path(id_))
            else:
                self.rows.append(task.row(id_, "built", claims=len(done.claims)))
                self.records.write(
                    Record(
                        article=done.article,
                        content=task.content,
                        pipeline=self.version,
                        path=task.path,
                        claims=done.claims,
                        dropped=done.dropped,
                        text_sha256=text_digest(done.article.text),
                        whole=how.texts,
                    )
                )
            how.progress(number, len(self.todo))

    # --- writing ---

    def write_graph(self, out: Path) -> dict[str, int]:
        """Write `graph.nq` and the index from all records; return what is in them."""
        from kg.rdf.facts import shared_quads
        from kg.rdf.store import build_index

        claims: list[Claim] = []
        dates: dict[str, dt.date | None] = {}
        for record in self._all():
            claims += record.claims
            dates[record.article.id] = record.article.date
        resolution = resolve(claims)
        shared = shared_quads(claims, dates, resolution, resolution.entities)
        try:
            write_sorted(out / GRAPH, self._lines(shared, resolution))
        except OSError as error:
            raise StoreError(
                f"Can't write {out / GRAPH}: {error.strerror}.", "Choose another place with --out."
            ) from error
        build_index(out / GRAPH, out / STORE, pipeline=self.version)
        return {
            "articles": len(dates),
            "claims": len(claims),
            "entities": len(resolution.entities),
        }

    def _all(self) -> Iterator[Record]:
        found = (self.records.read(path) for path in self.records.paths())
        return (record for record in found if record)

    def _lines(self, shared: list[str], resolution: Resolution) -> Iterator[str]:
        from kg.rdf.emit import article_quads

        yield from shared
        for record in self._all():
            lines = article_quads(record.article, record.claims, resolution, record.pipeline)
            if record.whole:
                yield from lines
                continue
            digest = text_digest(record.article.text)
            yield from (line.replace(digest, record.text_sha256) for line in lines)

    def report(self) -> Report:
        """Return the rows and issues of inputs and of what was done with them."""
        return report_of([*self.inputs.rows, *self.rows], [*self.inputs.issues, *self.issues])


def _stored(records: Records, id_: str) -> Article:
    record = records.get(id_)
    if record is None:
        raise StoreError(f"The record of {id_!r} vanished.", "Run the build again.")
    return record.article
