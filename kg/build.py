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
import gc
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Literal

from kg import decided as decisions
from kg.catalog import Catalog, Head
from kg.decided import Decided
from kg.erasing import Erasure
from kg.errors import StoreError
from kg.graphing import Graphing
from kg.inputs import Inputs, Task, clash
from kg.loaders.draft import limit
from kg.model import Article, InputRow, Issue, Report
from kg.notes import Gone, ahead, gone, returned, taken, undated
from kg.pieces import FOLDER as PIECES
from kg.records import FOLDER, Record, Records, locked, text_digest
from kg.reports import report_of, write_report
from kg.resolve.decisions_people import People, withdraw
from kg.resolve.reference import chosen
from kg.seen import Seen
from kg.workers import Analyse, analyse_all

GRAPH, STORE, REPORT = "graph.nq", "store", "report.json"
WORTH = 4
"""Articles for which one more process pays: each loads the model."""

APART = 200
"""Articles from which even a single job leaves this process: the model is held no longer than needed."""


def load_analysis(frames: Path | None = None, least: float | None = None) -> Analyse:
    """Return the function from an article to its claims, with its model loaded.

    Args:
        frames: A folder of frames that are used beside the package's own.
        least: Confidence from which on all claims are told, from 0 to 1; None for what is told by default.

    Raises:
        ModelError: The language model is missing.
        ExtractionError: A frame is malformed.
    """
    from kg import extract, language

    analyser, extractor = language.load(), extract.load(frames, least=least)
    gc.freeze()  # what was loaded stays: looking through it for garbage cost 3 % of the reading
    return lambda article: extract.analyse(article, analyser, extractor)


def pipeline_version(frames: Path | None = None, least: float | None = None) -> str:
    """Return the name of the pipeline; further frames change it, and the confidence that is asked for.

    Args:
        frames: A folder of frames that are used beside the package's own.
        least: Confidence from which on all claims are told, from 0 to 1; None for what is told by default.
    """
    from kg import extract

    name = extract.version()
    if frames is not None:
        texts = [(path.name, path.read_text("utf-8")) for path in sorted(frames.glob("*.toml"))]
        name += f"+frames.{text_digest(json.dumps(texts))[:12]}"
    return name if least is None else f"{name}+confidence.{least:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build goes.

    `prune` removes articles that are gone from their files. Without `texts`
    only what stands around evidence is kept. `jobs` is the number of
    processes, 0 for as many as there are cores and pay. Without `analysis`
    nothing is analysed, and articles of other versions stay as they are.
    `decisions` are files of decisions beside those among the sources.
    `reference` is a file of reference tables, by default the one named last or
    `reference.sqlite` beside the store, where there is one. `least` is the
    confidence that a claim must have, None for what is told by default. `seconds` is how long the analysis of one article may take, by default
    as long as `kg/loaders/limits.toml` says. `title` is that of a plain text on standard input. `progress` is called with the
    articles done and all. `answers` is called when the index is ready for
    queries, which may be before `graph.nq` is written. `decide` is called when the folder is held and can be
    written, before decisions are read. `started` goes into the
    report, as do the seconds that `clock` tells.
    """

    prune: bool = False
    texts: bool = True
    jobs: int = 1
    analysis: bool = True
    decisions: tuple[Path, ...] = ()
    reference: Path | None = None
    frames: Path | None = None
    least: float | None = None
    seconds: float | None = None
    title: str | None = None
    stdin: IO[bytes] | None = None
    progress: Callable[[int, int], None] = lambda _done, _all: None
    answers: Callable[[], None] = lambda: None
    decide: Callable[[], None] = lambda: None
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
    name = version or pipeline_version(how.frames, how.least)
    began, store, given = how.clock(), out / STORE, list(paths)
    factory = functools.partial(load_analysis, how.frames, how.least)
    if analyse is not None:
        factory = functools.partial(_given, analyse)
    with locked(store), tempfile.TemporaryFile(dir=store) as spool:
        _clean(out)
        how.decide()
        old = _other_version(store)
        decided = decisions.load(store, given, named=how.decisions, prune=how.prune)
        decisions.remember(store, decided)
        with Catalog(Records(store)) as catalog:
            inputs = Inputs(spool, _seen(store, name))
            run = _Run(catalog, name, how, inputs, decided, decided.people(), Erasure(store))
            run.inputs.read(given, title=how.title, stdin=how.stdin)
            run.sweep()
            run.analyse(factory, own=analyse is None)
            catalog.save()
            run.done()
            tables = chosen(store, how.reference)
            graphing = Graphing(
                out / GRAPH, store, catalog, decided, name, how.answers, tables, clock=how.clock
            )
            counts = graphing.write(run.erasure)
            told = [*ahead(catalog, how.started), *returned(catalog, decided)]
            report = run.report([*old, *told, *decided.issues, *graphing.issues])
            head = _head(name, how, began, graphing, counts) | run.told()
            write_report(out / REPORT, report, catalog, run.seconds, head)
    return report


def _head(
    name: str, how: Options, began: float, graphing: Graphing, counts: dict[str, int]
) -> dict[str, Any]:
    """Return what the report tells of the build as a whole."""
    head: dict[str, Any] = {
        "pipeline": name,
        "started": how.started,
        "seconds": round(how.clock() - began, 3),
        "stages": graphing.seconds,
        "graph": counts,
    }
    if graphing.linked:
        head["reference"] = graphing.linked
    return head


def _other_version(store: Path) -> list[Issue]:
    """Say that a store was made by another version, which this build makes anew."""
    from kg.rdf.store import META, read_meta

    if not (store / META).exists():
        return []
    try:
        read_meta(store)
    except StoreError as error:
        message = f"{error.cause} It is made anew."
        return [Issue(severity="warning", code="store-version", message=message, where=str(store))]
    return []


def _seen(store: Path, version: str) -> Seen:
    """Return what a store remembers of source files, which counts if this version made it."""
    from kg.rdf.store import read_meta

    try:
        trusted = read_meta(store).pipeline == version
    except StoreError:
        trusted = False
    return Seen(store, trusted=trusted)


def _clean(out: Path) -> None:
    """Remove what a killed build left half done."""
    for folder in out.glob(".graph.*"):
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
    for folder in (out / STORE, out / STORE / FOLDER, out / STORE / PIECES):
        for file in folder.glob(".*.tmp"):
            if file.is_file():
                file.unlink(missing_ok=True)


def _given(analyse: Analyse) -> Analyse:
    return analyse


def stored_version(out: Path) -> str:
    """Return the pipeline version that a folder was built with.

    Raises:
        StoreError: There is no store, or one of another format.
    """
    from kg.rdf.store import read_meta

    return read_meta(out / STORE).pipeline


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Run:
    """One build: what it has learned so far.

    `erasure` is told of what is taken out or replaced, before it is.
    """

    catalog: Catalog
    version: str
    how: Options
    inputs: Inputs
    decided: Decided
    people: People
    erasure: Erasure
    rows: list[InputRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    todo: list[Task] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)

    def _issue(self, code: str, message: str, where: str, *, warning: bool = False) -> None:
        severity: Literal["warning", "info"] = "warning" if warning else "info"
        self.issues.append(Issue(severity=severity, code=code, message=message, where=where))

    def _remove(self, path: Path) -> None:
        """Take out a record, if there is one; no old file may keep what it says."""
        if path.exists():
            self.erasure.note()
            self.catalog.remove(path)

    def _replacing(self, id_: str, content: str) -> None:
        """Note that an article is to be replaced by another text."""
        head = self.catalog.get(id_)
        if head is not None and head.content != content:
            self.erasure.note()

    # --- deciding ---

    def sweep(self) -> None:
        """Decide what is to be analysed, what stays as it is and what goes."""
        known = set()
        for id_, task in self.inputs.articles.items():
            head = self.catalog.get(id_)
            known.add(self.catalog.name(id_))
            if self._taken_out(id_, task.content, task.source, head):
                continue
            other = taken(head, id_, task, self.inputs)
            if other is not None:
                known.discard(self.catalog.name(id_))
                self.rows.append(task.row(id_, "failed", clash(id_, [other, task.source])))
                continue
            if head is None or not self._stays(head, task):
                self.todo.append(task)
                continue
            self.rows.append(task.row(id_, "unchanged", claims=head.claims))
        for head in list(self.catalog.sorted()):
            if head.file not in known:
                self._sweep_other(head)
        for path in self.catalog.damaged:
            if path.name not in known:
                self._issue("record-damaged", "can't be read; removed", str(path), warning=True)
                self._remove(path)

    def _taken_out(self, id_: str, content: str, source: str, head: Head | None) -> bool:
        """Tell whether people decided to remove an article, and remove its record."""
        decision = self.decided.removed(id_, content)
        if decision is None:
            return False
        reason = f"removed by {decision.by} on {decision.day}"
        if decision.why:
            reason += f": {decision.why}"
        self.rows.append(InputRow(source=source, article=id_, outcome="removed", reason=reason))
        if head is not None:
            self._remove(self.catalog.path(id_))
        return True

    def _stays(self, head: Head, task: Task) -> bool:
        """Tell whether what is known of an article holds, and bring the rest of its record up to date."""
        if head.content != task.content or head.pipeline != self.version:
            return False
        if head.redacted and not set(head.withdrawn) <= set(self.people.ids):
            return False  # a withdrawal was taken back: what it took out must be found again
        if (head.path, head.whole) == (task.path, self.how.texts):
            self._withdraw(head)
            return True
        record = self.catalog.record(head)
        if record is None:
            return False
        # The article as given now, since the record may lack what stands between evidence.
        wanted = replace(record, path=task.path, whole=self.how.texts, article=task.article())
        self.catalog.add(self._without_people(wanted))
        return True

    def _withdraw(self, head: Head) -> None:
        """Look for withdrawn persons in a record that was made before they withdrew."""
        if head.withdrawn == self.people.ids:
            return
        record = self.catalog.record(head)
        if record is not None:
            self.catalog.add(self._without_people(record))

    def _without_people(self, record: Record) -> Record:
        found = withdraw(self.people, record.article, record.claims)
        record = replace(record, withdrawn=self.people.ids)
        if found is None:
            return record
        self.erasure.note()
        article, claims = found
        if self.people.named(article.id):
            where = record.path or "stdin"
            self._issue("name-in-id", "its id holds a withdrawn name", where, warning=True)
        dropped = tuple(each for each in record.dropped if not self.people.named(each.reason))
        return replace(record, article=article, claims=claims, dropped=dropped, redacted=True)

    def _sweep_other(self, head: Head) -> None:
        """Decide about an article that no source of this build gave."""
        id_, where = head.id, head.path or "stdin"
        if self._taken_out(id_, head.content, where, head):
            return
        left = gone(head, self.inputs, self.catalog)
        if left is not None and self.how.prune:
            self._remove(self.catalog.path(id_))
            reason = "no longer in its file"
            self.rows.append(InputRow(source=where, article=id_, outcome="removed", reason=reason))
            return
        if left is not None and id_ not in self.inputs.clashing:  # which is told already
            self.gone.append(left)
            self.issues.append(left.issue(where))
        self._withdraw(head)
        if head.whole and not self.how.texts and self.how.analysis:
            record = self.catalog.record(head)
            if record is not None:
                head = self.catalog.add(replace(record, whole=False))
        if head.pipeline == self.version or not self.how.analysis:
            return
        if head.whole and not head.redacted:
            load = functools.partial(_stored, self.catalog, head)
            self.todo.append(Task(where, head.content, head.path, load))
        else:
            message = f"{id_} has claims of version {head.pipeline}; its text is not kept"
            self._issue("stale", message, where, warning=True)

    # --- analysing ---

    def analyse(self, factory: Callable[[], Analyse], *, own: bool) -> None:
        """Analyse what is to be analysed, and write each record as soon as it is made.

        Args:
            factory: Makes the analysis.
            own: It is the package's own, which is large and can be made in any process.
        """
        how, todo = self.how, self.todo
        jobs = how.jobs or min(cores(), max(1, len(todo) // WORTH))
        articles = (task.article() for task in todo)
        apart = own and len(todo) > APART
        most = limit("article_seconds") if how.seconds is None else how.seconds
        found = analyse_all(articles, factory, how.clock, most, jobs=jobs, apart=apart)
        how.progress(0, len(todo))
        for number, (place, done) in enumerate(found, 1):
            task, id_ = todo[place], done.article.id
            self.seconds[id_] = done.seconds
            if done.error:
                self.rows.append(task.row(id_, "failed", done.error[:500]))
                self._remove(self.catalog.path(id_))
            else:
                self._replacing(id_, task.content)
                record = Record(
                    article=done.article,
                    content=task.content,
                    pipeline=self.version,
                    path=task.path,
                    claims=done.claims,
                    dropped=done.dropped,
                    remarks=done.remarks,
                    text_sha256=text_digest(done.article.text),
                    whole=how.texts,
                )
                head = self.catalog.add(self._without_people(record))
                self.rows.append(task.row(id_, "built", claims=head.claims))
            how.progress(number, len(todo))

    def done(self) -> None:
        """Let go of what only the analysis needs: it is much where there are many articles."""
        self.todo.clear()
        self.inputs.forget()

    def told(self) -> dict[str, Any]:
        """Return what the report tells of articles without a date, and of those whose file is gone."""
        without = undated(self.catalog, {each.id for each in self.gone})
        left = [asdict(each) for each in sorted(self.gone, key=lambda each: each.id)]
        return {name: told for name, told in (("undated", without), ("gone", left)) if told}

    def report(self, issues: Iterable[Issue]) -> Report:
        """Return the rows and issues of inputs and of what was done with them."""
        rows = [*self.inputs.rows, *self.rows]
        return report_of(rows, [*self.inputs.issues, *self.issues, *issues])


def _stored(catalog: Catalog, head: Head) -> Article:
    record = catalog.record(head)
    if record is None:
        raise StoreError(f"The record of {head.id!r} vanished.", "Run the build again.")
    return record.article
